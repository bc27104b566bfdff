"""Whose interview an attachment belongs to: who spoke is known then, and a voice, or a signed statement, says who somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.casework.rules import Refused
from seereya.documentation.queries.interviews import persons_heard
from seereya.evidence.queries.offered import Offered
from seereya.evidence.rules import SHOWING
from seereya.vault import services as vaults
from seereya.vault.rules_exits import PICTURE, SPOKEN, Leaving
from seereya.vault.services import Verdict

HEARD = frozenset({"said_no", "withdrawn"})


@dataclass(frozen=True)
class Voice:
    """Who spoke in the interview of one attachment, by open code."""

    person: UUID
    code: str
    item: str
    showing: bool


def voices_in(*, by: Actor, chosen: Sequence[Offered]) -> list[Voice]:
    """Who spoke, for each attachment of an interview. Raises `Refused("interview_closed")` where that is not the member's to know."""
    known = persons_heard(by=by, interviews={one for item in chosen for one in item.interviews})
    found = []
    for item in chosen:
        for interview in item.interviews:
            if interview not in known:
                raise Refused("interview_closed", item=item.reference)
            person, code = known[interview]
            found.append(Voice(person, code, item.reference, item.kind in SHOWING))
    return found


def judge(*, by: Actor, leaving: Leaving, showing: bool) -> list[Verdict]:
    """Who may be named; where somebody may be seen or heard in what goes along, a yes to the image or the voice is asked as well.

    A basis for which nobody is asked, such as a legal claim, holds for the pictures too: a spoken no still stands against it.
    """
    plain = vaults.assess_exit(by=by, leaving=leaving)
    if not showing:
        return plain
    shown = vaults.assess_exit(by=by, leaving=replace(leaving, also=(PICTURE,)))
    return [one if unasked(one) and other.reason not in HEARD else other for one, other in zip(plain, shown, strict=True)]


def unasked(verdict: Verdict) -> bool:
    """Whether somebody may be named on a basis for which nobody is asked."""
    return verdict.allowed and verdict.basis is not None and verdict.basis.kind not in SPOKEN


def check_voices(*, by: Actor, leaving: Leaving, voices: Sequence[Voice], urgent: str = "") -> None:
    """Whoever spoke needs a basis as for the name, also where the name does not go along.

    Raises `Refused("voice_without_basis")`, naming the item and the person's code.
    """
    for showing in (True, False):
        of = {one.person: one for one in voices if one.showing is showing}
        for verdict in judge(by=by, leaving=replace(leaving, subjects=tuple(of)), showing=showing) if of else ():
            waits = urgent.strip() and verdict.reason not in HEARD | {"not_yours"}
            if not verdict.allowed and not waits:
                raise Refused("voice_without_basis", item=of[verdict.subject].item, person=of[verdict.subject].code)
