"""The data-protection officer's registers, by their coarse columns; what they say is opened on the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.protection import retention
from seereya.protection.content import HoldContent
from seereya.protection.models import Breach, LegalHold, PersonRequest, RetentionDays
from seereya.protection.rules_dataprotection import RequestStatus, answer_due, authority_due
from seereya.protection.sealing import tags_of
from seereya.reference import terms
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group

OPEN = (RequestStatus.RECEIVED, RequestStatus.PROPOSED)


def is_held(by: Actor, subject: UUID) -> bool:
    """Whether a legal hold keeps what concerns a person: it beats expiry and erasure."""
    return LegalHold.objects.filter(subject_tag__in=tags_of(by, subject), lifted_at=None).exists()


def held_subjects(by: Actor) -> frozenset[UUID]:
    """Everybody under legal hold in one's organisation, for who holds the vault. The reasons are read on the desk, on the record."""
    rows = list(LegalHold.objects.filter(organisation_id=by.organisation_id, lifted_at=None))
    keys = record_keys(keyring_of(by), [row.id for row in rows]) if rows else {}
    opened = (keys[row.id].open("legal_hold", Group.CONTENT, 1, row.content) for row in rows if row.id in keys)
    return frozenset(UUID(HoldContent.from_json(one).subject) for one in opened)


@dataclass(frozen=True)
class Kept:
    """A class of records: for how many days it is kept (nothing: without limit), and how many are due (nothing: not counted).

    `note`: what the number does not say.
    """

    rule: str
    days: int | None
    own: bool
    due: int | None
    note: str = ""


def retention_list(by: Actor) -> list[Kept]:
    """Every retention rule, with the organisation's own days where it set them, and what is due today and under no legal hold."""
    held = held_subjects(by)
    own = dict(RetentionDays.objects.filter(organisation_id=by.organisation_id).values_list("rule", "days"))
    found = []
    for code, word in terms.vocabulary("retention_rules").items():
        told = word.extra.get("days", "")
        days = own[code] if code in own else int(told) if told.isdigit() else None
        before = clock.now() - timedelta(days=days) if days is not None else None
        due = retention.due(by, code, before, held) if before else None
        found.append(Kept(code, days, code in own, due, retention.note_on(code, held) if due else ""))
    return found


def erasures_to_agree(by: Actor) -> list[PersonRequest]:
    """Erasures a colleague proposed: the second person is somebody else."""
    rows = PersonRequest.objects.filter(organisation_id=by.organisation_id, status=RequestStatus.PROPOSED)
    return list(rows.exclude(proposed_by_id=by.id).order_by("received_on"))


def late_work(by: Actor) -> tuple[int, int, int, int]:
    """Requests late and open, breaches past 72 hours and within them, where the authority was not told."""
    dates = PersonRequest.objects.filter(organisation_id=by.organisation_id, status__in=OPEN).values_list(
        "received_on", flat=True
    )
    late = sum(clock.today() > answer_due(one) for one in dates)
    known = Breach.objects.filter(organisation_id=by.organisation_id, authority_told_at=None).values_list("known_at", flat=True)
    past = sum(clock.now() > authority_due(one) for one in known)
    return late, len(dates) - late, past, len(known) - past
