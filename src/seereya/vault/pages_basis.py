"""What is shown of bases: answers in words, versions, what left; the desk's lines; the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.sealable import When
from seereya.reference import terms
from seereya.reference.fields import said
from seereya.reference.saying import language
from seereya.vault import permissions_exits as permissions
from seereya.vault import rules_exits as rules
from seereya.vault import services, subjects, wording_exits
from seereya.vault.basis import Answer
from seereya.vault.forms_basis import questions
from seereya.vault.models import Basis
from seereya.vault.queries_exits import exits_count
from seereya.vault.rules_exits import BasisKind
from seereya.vault.services import Gone, Held, Verdict
from seereya.vault.services.consents import NotThere

Row = dict[str, Any]
LEDGER_SIZE = 50
_KINDS = {rules.YES: "done", rules.YES_IF: "waits", rules.NO: "late", rules.WITHDRAWN: "late"}


def term(vocabulary: str, code: str) -> str:
    """A term in the page's language; nothing for nothing."""
    return terms.label(vocabulary, code, language()) if code else ""


def day(when: When) -> str:
    """A date as people say it, or that it is not known."""
    return "" if when.precision == "unknown" and not when.words else said(when)


def answer_row(one: Answer, question: str = "") -> Row:
    """One answer in words."""
    yes = one.status in {rules.YES, rules.YES_IF}
    return {
        "question": question or term("consent_scopes", one.scope),
        "answer": str(wording_exits.ANSWERS.get(one.status, "")) or term("consent_statuses", one.status),
        "kind": _KINDS.get(one.status, "quiet"),
        "level": term("identity_disclosure", one.level) if yes else "",
        "condition": one.condition,
    }


def _not_asked(question: str) -> Row:
    return {"question": question, "answer": _("Not asked: no"), "kind": "quiet"}


def spoken_rows(held: Held | None) -> list[Row]:
    """The five questions with their answers, then what else was answered."""
    answers = {one.scope: one for one in held.content.answers} if held else {}
    rows = []
    for word in questions():
        one = answers.pop(word.extra["scope"], None)
        rows.append(answer_row(one, word.label(language())) if one else _not_asked(word.label(language())))
    return rows + [answer_row(one) for one in answers.values()]


def month(code: str) -> str:
    """A month kept as 2028-03, in words; nothing for nothing."""
    return date_format(date.fromisoformat(f"{code}-01"), "F Y") if code else ""


def due(row: Basis) -> bool:
    """Whether it is time to ask again."""
    return bool(row.review_on and row.review_on <= clock.today())


def why_review(held: Held) -> str:
    """Why a consent that is due is asked again: a child came of age, or time has passed."""
    grown = held.content.adult_from and date.fromisoformat(f"{held.content.adult_from}-01") <= clock.today()
    return _("Turns eighteen: ask the person, not the guardian") if grown else _("Older than a year: ask again")


def held_card(held: Held) -> Row:
    """One basis in one version: its answers, how it was given, who recorded it."""
    content, kind = held.content, BasisKind(held.row.kind)
    spoken = kind in rules.SPOKEN
    facts = [
        (_("Said"), day(content.given)),
        (_("How it was given"), term("consent_forms", content.proof)),
        (_("Language"), term("languages", content.language)),
        (_("Interpreter"), content.interpreter),
        (_("Explained by"), content.explained_by),
        (_("Turns eighteen in"), month(content.adult_from)),
        (_("Who decides for the child"), content.guardian),
        (_("The child agrees"), {"yes": _("yes"), "no": _("no")}.get(content.assent, "")),
        (_("Who of the family spoke"), content.relation),
        (_("Dissent in the family"), content.dissent),
        (_("Reasons"), content.reasons),
        (_("Right of reply"), content.right_of_reply),
        (_("What the person said on taking it back"), content.withdrawn_reason),
        (_("Note"), content.note),
    ]
    return {
        "title": wording_exits.BASES[kind],
        "kind": str(kind),
        "spoken": spoken,
        "number": held.version.number,
        "newest": held.version.number == held.row.version,
        "rows": spoken_rows(held) if spoken else [answer_row(one) for one in content.answers],
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "made_by": held.version.made_by.handle,
        "made_at": held.version.made_at,
        "review_due": due(held.row),
        "review_why": why_review(held),
        "review_on": held.row.review_on,
        "may_withdraw": spoken and any(one.status in {rules.YES, rules.YES_IF} for one in content.answers),
    }


def gone_row(gone: Gone) -> Row:
    """One line of the ledger."""
    row, content = gone.row, gone.content
    return {
        "id": row.id,
        "url": reverse("exits:disclosure", args=[row.id]),
        "at": row.made_at,
        "by": row.made_by.handle,
        "exit": wording_exits.EXITS[row.kind],
        "scope": term("consent_scopes", content.scope),
        "recipient": content.recipient,
        "level": term("identity_disclosure", content.level),
        "purpose": content.purpose,
        "digest": gone.digest,
        "urgent": content.urgent,
        "outcome": wording_exits.OUTCOMES.get(row.outcome, ""),
        "settled": content.settled,
        "late": bool(row.ratify_by and not row.outcome and row.ratify_by < clock.now()),
        "ratify_by": row.ratify_by,
        "recall": gone.recall,
        "recalled_at": gone.recalled_at,
    }


def subject_page(by: Actor, subject: UUID) -> Row:
    """Everything about one person's bases. Raises `NotThere`."""
    versions = services.versions_of(by=by, subject=subject)
    cards = [held_card(one) for one in versions]
    return {
        "subject_id": subject,
        "called": subjects.called(by, [subject])[subject],
        "cards": [card for card in cards if card["newest"]],
        "earlier": [card for card in cards if not card["newest"]],
        "blank": spoken_rows(None),
        "gone": [gone_row(one) for one in services.disclosures_of(by=by, subject=subject)],
        "may_record": by.holds(*permissions.BASIS_WRITERS),
        "kinds": [{"code": str(kind), "label": label} for kind, label in wording_exits.BASES.items()],
    }


def panel(by: Actor, subject: UUID) -> Row | None:
    """The panel on a person's page; nothing for who may not see it. Five statements."""
    if not by.holds(*permissions.BASIS_READERS):
        return None
    try:
        held = services.consent_of(by=by, subject=subject)
        gone = services.disclosures_of(by=by, subject=subject)
    except NotThere:
        return None
    return {
        "subject_id": subject,
        "cards": [held_card(one) for one in held],
        "blank": spoken_rows(None),
        "gone": [gone_row(one) for one in gone[:5]],
        "left": len(gone),
        "may_record": by.holds(*permissions.BASIS_WRITERS),
    }


def verdict_rows(by: Actor, verdicts: list[Verdict], codes: dict[UUID, str] | None = None) -> list[Row]:
    """For each person: may be named or not, on which basis, why not."""
    names = {one: called.code for one, called in subjects.called(by, [v.subject for v in verdicts]).items()} | (codes or {})
    return [
        {
            "subject": one.subject,
            "code": names[one.subject],
            "allowed": one.allowed,
            "kind": "done" if one.allowed else "late",
            "reason": wording_exits.REASONS[one.reason],
            "basis": wording_exits.BASES[one.basis.kind] if one.basis else "",
            "number": one.basis.number if one.basis else 0,
            "notes": one.notes,
            "review_due": one.review_due,
            "url": reverse("exits:basis", args=[one.subject]) if one.reason != "not_yours" else "",
        }
        for one in verdicts
    ]


def ledger_page(by: Actor, asked: str) -> Row:
    """A page of the ledger of what left the house; the first where the number cannot be read."""
    total = exits_count(by)
    number = min(max(int(asked), 1) if asked.isascii() and asked.isdecimal() else 1, max(1, -(-total // LEDGER_SIZE)))
    rows = [gone_row(one) for one in services.ledger(by=by, most=LEDGER_SIZE, skip=(number - 1) * LEDGER_SIZE)]
    cells = [
        {
            "url": row["url"],
            "cells": [
                {"text": date_format(row["at"], "j F Y, H:i")},
                {"text": row["exit"]},
                {"text": row["recipient"], "note": row["scope"]},
                row["level"],
                row["by"],
                _state(row),
            ],
        }
        for row in rows
    ]
    labels = (_("Left on (UTC)"), _("What"), _("To whom"), _("How much of the name"), _("Let out by"), _("State"))
    return {
        "table": {"caption": _("What left the house"), "columns": [{"label": label} for label in labels], "rows": cells},
        "pager": _pager(total, number) if total > LEDGER_SIZE else None,
    }


def _pager(total: int, number: int) -> Row:
    last = min(number * LEDGER_SIZE, total)
    return {
        "total": total,
        "first": (number - 1) * LEDGER_SIZE + 1,
        "last": last,
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "next_url": f"?page={number + 1}" if last < total else "",
    }


def _state(row: Row) -> Row:
    if row["outcome"]:
        return {"badge": row["outcome"]}
    if row["urgent"]:
        words = _("Ratification is late") if row["late"] else _("Waits for ratification")
        return {"badge": words, "kind": "late" if row["late"] else "waits"}
    return {"text": _("on a basis")}


def disclosure_page(by: Actor, disclosure_id: UUID) -> Row:
    """One line of the ledger with the persons in it. Raises `NotThere`."""
    found = services.ledger(by=by, only=disclosure_id)
    if not found:
        raise NotThere
    row = found[0].row
    named = list(row.persons.select_related("basis"))
    codes = subjects.called(by, [one.subject for one in named])
    people = [
        {
            "code": codes[one.subject].code,
            "url": codes[one.subject].url,
            "basis": wording_exits.BASES[one.basis.kind] if one.basis else _("none at the time"),
            "number": one.number,
            "recalled_at": one.recalled_at,
        }
        for one in named
    ]
    may = row.ratify_by is not None and not row.outcome and row.made_by_id != by.id and by.holds(*permissions.SECOND)
    return {"one": gone_row(found[0]), "people": people, "may_ratify": may}
