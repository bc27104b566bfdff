"""Copies of evidence that go along with a package: what a file offers, who may be shown or heard in them, their lines of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.casework.content import CaseContent
from seereya.casework.rules import Refused
from seereya.documentation.queries.interviews import interviews
from seereya.evidence.queries.offered import Offer, offer
from seereya.evidence.rules import SHOWING
from seereya.evidence.services.taking import Attachment
from seereya.vault import services as vaults
from seereya.vault.rules_exits import PICTURE, SPOKEN, Leaving
from seereya.vault.services import Verdict

HEARD = frozenset({"said_no", "withdrawn"})
_INTERVIEWS = 200


@dataclass(frozen=True)
class Along:
    """The attachments of one package. `looked`: counsel says that nobody who said no is seen or heard in them."""

    attachments: tuple[Attachment, ...] = ()
    looked: bool = False

    @property
    def showing(self) -> bool:
        """Whether somebody may be seen or heard in one of them."""
        return any(one.kind in SHOWING for one in self.attachments)


def offered(*, by: Actor, case_id: UUID, content: CaseContent) -> Offer:
    """What a file can offer: its exhibits in their order, then what is linked to it, its incidents and acts, and to interviews of
    its persons. From the indexes: nothing is opened. Raises `IndexLost`.
    """
    exhibits = {UUID(one.item): one.reference for one in sorted(content.exhibits, key=lambda one: one.number) if one.item}
    targets = [str(case_id), *content.incidents, *(one["act"] for one in content.acts_documented)]
    if persons := list(content.persons()):
        _total, heard = interviews(by=by, narrowed={"person": persons}, size=_INTERVIEWS)
        targets += [str(one.id) for one in heard]
    return offer(by=by, targets=targets, named=exhibits)


def judge(*, by: Actor, leaving: Leaving, showing: bool) -> list[Verdict]:
    """Who may be named; where somebody may be seen or heard in what goes along, a yes to the image or the voice is asked as well.

    A basis for which nobody is asked, such as a legal claim, holds for the pictures too: a spoken no still stands against it.
    """
    plain = vaults.assess_exit(by=by, leaving=leaving)
    if not showing:
        return plain
    shown = vaults.assess_exit(by=by, leaving=replace(leaving, also=(PICTURE,)))
    return [one if _unasked(one) and other.reason not in HEARD else other for one, other in zip(plain, shown, strict=True)]


def _unasked(verdict: Verdict) -> bool:
    return verdict.allowed and verdict.basis is not None and verdict.basis.kind not in SPOKEN


def refusing(verdicts: Sequence[Verdict], named: Sequence[UUID]) -> int:
    """How many persons said no, to this recipient or to their image, and are not named: nobody but counsel knows if they are shown."""
    return sum(one.reason in HEARD and one.subject not in named for one in verdicts)


def check_looked(verdicts: Sequence[Verdict], named: Sequence[UUID], along: Along) -> None:
    """Raises `Refused("look_at_attachments")` while somebody who said no may be seen or heard in an attachment and nobody looked."""
    if along.showing and not along.looked and (count := refusing(verdicts, named)):
        raise Refused("look_at_attachments", count=count)


def leavings(leaving: Leaving, verdicts: Sequence[Verdict], along: Along) -> list[Leaving]:
    """The lines of the ledger: one; where pictures or voices go along, another for whom that is not asked."""
    if not along.showing:
        return [leaving]
    unasked = {one.subject for one in verdicts if _unasked(one)}
    apart = replace(leaving, subjects=tuple(one for one in leaving.subjects if one in unasked))
    asked = replace(leaving, subjects=tuple(one for one in leaving.subjects if one not in unasked), also=(PICTURE,))
    return [one for one in (asked, apart) if one.subjects] or [asked]
