"""A commitment laid beside what the judicial file shows, for who may open the file; and the other way round, on the file's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.advocacy import permissions, wording
from seereya.advocacy.models import CaseLink, Commitment
from seereya.advocacy.rules import commitments as rules
from seereya.advocacy.services.case_links import case_tags, open_case_links
from seereya.foundation import clock, judicial
from seereya.reference.saying import Row, term
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind


def may_tie(by: Actor) -> bool:
    """Whether the page offers to lay a case file beside a commitment."""
    return by.holds(*permissions.CASE_TIERS) and bool(keyring_of(by).of_kind(VaultKind.CASEWORK))


def beside(by: Actor, row: Commitment) -> Row | None:
    """The files laid beside a commitment and what they show since it was announced; nothing for who can open no casework vault.

    Who does the advocacy without that vault sees what the advocacy wrote, and not that there is a file.
    """
    if not may_tie(by):
        return None
    links = list(CaseLink.objects.filter(organisation_id=by.organisation_id, commitment=row).order_by("made_at"))
    opened = open_case_links(by=by, links=links)
    moved = judicial.moved(by, dict.fromkeys(opened.values(), row.announced_on))
    spells = list(row.pauses.values_list("since", "until")) if opened else []
    return {
        "files": [
            _file(row, moved[case], spells) | {"link": link} for link, case in opened.items() if case in moved
        ]
    }  # fmt: skip


def _file(row: Commitment, moved: judicial.Movement, spells: list[Any]) -> Row:
    """One file: days counted from the announcement to the first act, or until today; none while anything is paused (decision 30)."""
    last = moved.on or clock.today()
    left_out = rules.days_paused(spells, first=row.announced_on, last=last)
    return {
        "reference": moved.reference,
        "url": moved.url,
        "paused": moved.paused or bool(row.paused),
        "on": wording.day(moved.on),
        "words": moved.words,
        "days": rules.gap_days(row.announced_on, moved.on, today=clock.today()) - left_out,
        "left_out": left_out,
        "late": moved.on is None and last - row.announced_on > rules.ACT_WITHIN,
        "inquiry": wording.day(moved.inquiry),
        "inquiry_words": moved.inquiry_words,
        "inquiry_before": moved.inquiry is not None and moved.inquiry < row.announced_on,
    }


def of_case(by: Actor, case: UUID) -> dict[str, Any] | None:
    """What was announced about what a case file is about. One query."""
    if not may_tie(by):
        return None
    found = CaseLink.objects.filter(organisation_id=by.organisation_id, case_tag__in=case_tags(by, case))
    rows = [link.commitment for link in found.select_related("commitment").order_by("commitment__announced_on")]
    if not rows:
        return None
    return {
        "commitments": [
            {
                "url": reverse("advocacy:commitment", args=[one.id]) + "#judicial",
                "reference": one.reference,
                "words": wording.quoted(one.words),
                "office": one.office,
                "kind": term("commitment_types", one.kind),
                "announced": wording.day(one.announced_on),
                "paused": bool(one.paused),
            }
            for one in rows
        ]
    }
