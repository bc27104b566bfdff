"""Whom a member's device or person exposes: from the log of openings and the vaults held, not from anybody's memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.audit.models import AuditEntry, AuditSubject
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.protection.content import Exposed, SafeContact
from seereya.protection.models import Drill, SafeContactRules
from seereya.protection.sealing import tags_of
from seereya.vault import services as vaults
from seereya.vault.models import Grant
from seereya.vault.queries import name_of
from seereya.vault.rules import PURPOSE_BOUND, Group

_WRITTEN = {Tag.PERSON_CREATED, Tag.SOURCE_CREATED, Tag.INCIDENT_CREATED, Tag.REFERRAL_OFFERED}
_MOST = 5000


def vaults_held(by: Actor, member_id: UUID) -> list[str]:
    """The vaults whose key a colleague holds now, by name."""
    live = Grant.objects.filter(member_id=member_id, revoked_at=None, vault__organisation_id=by.organisation_id)
    return sorted({name_of(one.vault) for one in live.select_related("vault")})


def exposed_by(by: Actor, member_id: UUID, *, days: int) -> tuple[list[Exposed], int]:
    """Records whose sealed parts a colleague opened, and those the colleague wrote, in the last days; and how many were written."""
    since = clock.now() - timedelta(days=days)
    tags = [Tag.RECORD_OPENED, *_WRITTEN]
    entries = AuditEntry.objects.filter(actor=member_id, organisation=by.organisation_id, at__gte=since, tag__in=tags)
    rows = list(entries.order_by("-id").values_list("id", "tag", "subject", "facts")[:_MOST])
    sealed = {str(group) for group in PURPOSE_BOUND}
    how = {key: _how(tag, facts, sealed) for key, tag, _subject, facts in rows}
    several = AuditSubject.objects.filter(entry__in=[key for key, said in how.items() if said]).values_list("entry_id", "subject")
    pairs = [(how[key], subject) for key, _tag, subject, _facts in rows if subject and how[key]]
    pairs += [(how[key], subject) for key, subject in several]
    found: dict[UUID, Exposed] = {}
    for said, subject in pairs:
        one = found.setdefault(subject, Exposed(str(subject)))
        one.times += 1
        one.how = sorted({*one.how, said})
    return list(found.values()), sum(1 for said in how.values() if said == "written")


def _how(tag: str, facts: dict[str, object], sealed: set[str]) -> str:
    """In which way an entry exposes its subjects; not at all where only coded content was read."""
    if tag in _WRITTEN:
        return "written"
    group = str(facts.get("group", ""))
    return group if group in sealed else ""


def rules_for(by: Actor, subjects: Iterable[UUID]) -> dict[UUID, SafeContact]:
    """The safe-contact rules of several persons, opened on the record as one page: whoever warns them reads them first."""
    tags = {tag: subject for subject in subjects for tag in tags_of(by, subject)}
    rows = list(SafeContactRules.objects.filter(subject_tag__in=list(tags))) if tags else []
    keys = vaults.open_records(by=by, records=[row.id for row in rows]) if rows else {}
    return {
        tags[bytes(row.subject_tag)]: SafeContact.from_json(
            keys[row.id].open("safe_contact", Group.CONTENT, row.version, row.content)
        )
        for row in rows
        if row.id in keys
    }


def open_alarms(by: Actor) -> int:
    """How many arrests or lost devices are being handled now; exercises are not counted."""
    return Drill.objects.filter(organisation_id=by.organisation_id, is_exercise=False, closed_at=None).count()


def old_log_entries(by: Actor, before: datetime, _held: frozenset[UUID]) -> int:
    """Entries of the organisation's log older than a moment. The log only grows: they are due to be said, never removed here."""
    return AuditEntry.objects.filter(organisation=by.organisation_id, at__lt=before).count()
