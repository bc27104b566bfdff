"""Questions between organisations whether a person was heard already."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.models import Organisation
from seereya.accounts.queries import handles_of
from seereya.documentation import permissions, services, wording, wording_interviews
from seereya.documentation.models import HeardQuestion
from seereya.documentation.pages import sealed
from seereya.documentation.pages.words import Row
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind

MOST = 100


def partners(by: Actor) -> list[tuple[str, str]]:
    """The organisations that have names to look in."""
    able = Vault.objects.filter(kind=VaultKind.IDENTITIES).values("organisation")
    rows = Organisation.objects.filter(id__in=able).exclude(id=by.organisation_id).order_by("code")
    return [(str(row.id), f"{row.code} · {row.name}") for row in rows]


def page(by: Actor) -> dict[str, Any]:
    """What is to answer, and what was asked."""
    answers_here = by.holds(*permissions.FOCAL_POINTS)
    return {
        "answers_here": answers_here,
        "to_answer": _to_answer(by) if answers_here else [],
        "asked": _asked(by),
        "may_ask": by.holds(*permissions.INTERVIEWERS),
    }


def _to_answer(by: Actor) -> list[Row]:
    rows = HeardQuestion.objects.filter(to_organisation_id=by.organisation_id, answered_at=None).order_by("asked_at")[:MOST]
    names = dict(Organisation.objects.values_list("id", "name"))
    return [
        {
            "url": reverse("documentation:heard-answer", args=[row.id]),
            "reference": row.code,
            "label": names.get(row.organisation_id, ""),
            "due": row.asked_at.date().isoformat(),
            "kind": "waits",
        }
        for row in rows
    ]


def _asked(by: Actor) -> list[Row]:
    found = services.answers_of(by=by, most=MOST)
    names = dict(Organisation.objects.values_list("id", "name"))
    handles = handles_of({row.asked_by for row, _answer in found}, by.organisation_id)
    return [
        {
            "code": row.code,
            "partner": names.get(row.to_organisation_id, ""),
            "who": handles.get(row.asked_by, ""),
            "when": row.asked_at,
            "answer": wording.label(wording_interviews.ANSWERS, answer.answer)
            if answer
            else _("Answered: a colleague who holds the documentation can read it.")
            if row.answered_at
            else "",
            "whom": answer.whom if answer else "",
        }
        for row, answer in found
    ]


def question(by: Actor, question_id: UUID, typed: str) -> dict[str, Any]:
    """A partner's question: closed, or open for the purpose just given. Raises `NotThere`, `Refused("purpose_needed")`."""
    card = {
        "kind": "identity",
        "id": str(question_id),
        "title": _("Whom the partner means"),
        "inside": _("What the partner typed, so that you recognise the person."),
        "openers": sealed.name_openers(),
        "open_url": reverse("documentation:heard-answer", args=[question_id]),
        "purpose_needed": True,
    }
    if not typed.strip():
        return {"question": services.find_question(by=by, question_id=question_id), "cards": [card]}
    row, words = services.open_question(by=by, question_id=question_id, purpose=typed)
    return {"question": row, "cards": [card | {"text": words, "purpose": typed}]}
