"""Copies of evidence that go along with a package: what a file offers, who may be shown or heard in them, their lines of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.casework.content import CaseContent
from seereya.casework.rules import Refused
from seereya.casework.services.voices import HEARD, Voice, unasked
from seereya.documentation.queries.interviews import interviews
from seereya.evidence.queries.offered import Offer, offer
from seereya.evidence.rules import SHOWING
from seereya.evidence.services.taking import Attachment
from seereya.vault.rules_exits import CODED, PICTURE, Leaving
from seereya.vault.services import Verdict

_INTERVIEWS = 200


@dataclass(frozen=True)
class Along:
    """The attachments of one package. `looked`: counsel says that nobody who said no is seen or heard in them.

    `voices`: who spoke in the interviews they belong to.
    """

    attachments: tuple[Attachment, ...] = ()
    looked: bool = False
    voices: tuple[Voice, ...] = ()

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


def refusing(verdicts: Sequence[Verdict], named: Sequence[UUID]) -> int:
    """How many persons said no, to this recipient or to their image, and are not named: nobody but counsel knows if they are shown."""
    return sum(one.reason in HEARD and one.subject not in named for one in verdicts)


def check_looked(verdicts: Sequence[Verdict], named: Sequence[UUID], along: Along) -> None:
    """Raises `Refused("look_at_attachments")` while somebody who said no may be seen or heard in an attachment and nobody looked."""
    if along.showing and not along.looked and (count := refusing(verdicts, named)):
        raise Refused("look_at_attachments", count=count)


def leavings(
    everybody: Leaving, named: Sequence[UUID], staying: Sequence[UUID], verdicts: Sequence[Verdict], along: Along
) -> list[Leaving]:
    """The lines of the ledger: those named and those who are heard at the level of names, or everybody by code.

    Where nobody is named but somebody is heard, both. Where pictures or voices go along, whoever has to be asked about that has a
    line apart from whom that is not asked.
    """
    told = tuple(dict.fromkeys((*named, *(one.person for one in along.voices))))
    coded = () if named else tuple(one for one in staying if one not in told)
    parts = [replace(everybody, subjects=told)] if told else []
    if coded or not told:
        parts.append(replace(everybody, subjects=coded, level=CODED))
    return [line for part in parts for line in _apart(part, verdicts)] if along.showing else parts


def _apart(leaving: Leaving, verdicts: Sequence[Verdict]) -> list[Leaving]:
    free = {one.subject for one in verdicts if unasked(one)}
    apart = replace(leaving, subjects=tuple(one for one in leaving.subjects if one in free))
    asked = replace(leaving, subjects=tuple(one for one in leaving.subjects if one not in free), also=(PICTURE,))
    return [one for one in (asked, apart) if one.subjects] or [asked]
