"""What stands behind the forms of a basis: what was said before, the next version, withdrawal with recall, the sheet, the reviews."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.reference.saying import language
from seereya.vault import pages_basis as pages
from seereya.vault import queries_exits, services, subjects, wording_exits
from seereya.vault import rules_exits as rules
from seereya.vault.forms_basis import ReasonsForm, SpokenForm, WithdrawForm, questions
from seereya.vault.rules import Refused
from seereya.vault.rules_exits import BasisKind
from seereya.vault.services import Held

BasisForm = SpokenForm | ReasonsForm


@dataclass(frozen=True)
class Asked:
    """A form about a basis: how it is made, its template, what stands around it."""

    kind: BasisKind
    template: str
    form: Callable[[QueryDict | None], BasisForm]
    context: dict[str, Any]


def _held(by: Actor, subject: UUID, kind: BasisKind) -> Held | None:
    return next((one for one in services.consent_of(by=by, subject=subject) if one.row.kind == kind), None)


def version_of(by: Actor, subject: UUID, kind: BasisKind) -> int:
    """The newest version of a basis; 0 where there is none."""
    held = _held(by, subject, kind)
    return held.row.version if held else 0


def asked(by: Actor, subject: UUID, kind: BasisKind, *, full: bool) -> Asked:
    """The form of a kind of basis over what was said before. Raises `NotThere`."""
    held = _held(by, subject, kind)
    kept, initial = (held.content if held else None), {"version": held.row.version if held else 0}
    spoken = kind in rules.SPOKEN
    make = partial(SpokenForm, full=full) if spoken else ReasonsForm
    context = {
        "subject_id": subject,
        "called": subjects.called(by, [subject])[subject],
        "kind": str(kind),
        "title": wording_exits.BASES[kind],
        "full": full,
    }
    template = "vault/exits/spoken.html" if spoken else "vault/exits/reasons.html"
    return Asked(kind, template, lambda data: make(data, kind=kind, kept=kept, initial=initial), context)


def save(by: Actor, subject: UUID, form: BasisForm) -> None:
    """Saves what the form says as the next version. Raises what `record_consent` raises."""
    version = form.cleaned_data.get("version") or 0
    services.record_consent(by=by, subject=subject, content=form.content(), version=version)


def to_withdraw(by: Actor, subject: UUID, kind: BasisKind) -> dict[str, Any]:
    """What can be taken back, and what left already. Raises `NotThere`, `Refused("nothing_to_withdraw")`."""
    held = _held(by, subject, kind)
    card = pages.held_card(held) if held else {}
    if held is None or not card["may_withdraw"]:
        raise Refused("nothing_to_withdraw")
    spoken = {word.extra["scope"]: pages.answer_row for word in questions()}
    given = [one for one in held.content.answers if one.status in {rules.YES, rules.YES_IF}]
    gone = [pages.gone_row(one) for one in services.disclosures_of(by=by, subject=subject)]
    open_gone = [one for one in gone if not one["recalled_at"]]
    return {
        "subject_id": subject,
        "called": subjects.called(by, [subject])[subject],
        "kind": str(kind),
        "scopes": [
            (one.scope, pages.answer_row(one)["question"]) for one in sorted(given, key=lambda one: one.scope not in spoken)
        ],
        "gone": gone,
        "choices": [
            (str(one["id"]), f"{date_format(one['at'], 'j F Y')} · {one['exit']} · {one['recipient']}") for one in open_gone
        ],
    }


def withdraw(by: Actor, subject: UUID, kind: BasisKind, form: WithdrawForm) -> None:
    """Takes the consent back and writes down what was asked back."""
    cleaned = form.cleaned_data
    services.withdraw_consent(by=by, subject=subject, kind=kind, scopes=cleaned["scopes"], reason=cleaned["reason"])
    if recalled := cleaned.get("recalled"):
        services.ask_recall(by=by, subject=subject, disclosure_ids=[UUID(one) for one in recalled], words=cleaned["recall"])


def sheet(by: Actor, subject: UUID) -> dict[str, Any]:
    """The sheet for paper: questions and what happens then. Raises `NotThere`."""
    services.consent_of(by=by, subject=subject)
    asked_aloud = [
        {"number": number, "question": word.label(language()), "after": word.extra[f"after_{language()}"]}
        for number, word in enumerate(questions(), 1)
    ]
    return {
        "subject_id": subject,
        "called": subjects.called(by, [subject])[subject],
        "organisation_row": by.member.organisation,
        "questions": asked_aloud,
    }


def reviews(by: Actor) -> dict[str, Any]:
    """Consents to be asked about again, the oldest first."""
    rows = list(queries_exits.to_review(by)[:200])
    codes = subjects.called(by, [row.subject for row in rows])
    held = {one.row.id: one for found in services.held_by(by, [row.subject for row in rows]).values() for one in found}
    table = [
        {
            "url": reverse("exits:basis", args=[row.subject]),
            "cells": [
                {"text": codes[row.subject].code, "reference": True},
                wording_exits.BASES[row.kind],
                pages.why_review(held[row.id]) if row.id in held else "",
                date_format(row.review_on, "j F Y") if row.review_on else "",
            ],
        }
        for row in rows
    ]
    columns = [{"label": label} for label in (_("Open code"), _("Basis"), _("Why"), _("Due since"))]
    return {
        "table": {
            "caption": _("Consents to review"),
            "columns": columns,
            "rows": table,
            "empty": _("No consent is due for review."),
        }
    }
