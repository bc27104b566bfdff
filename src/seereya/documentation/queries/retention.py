"""What of this room, and of the evidence below it, is due to be deleted or made anonymous: counted, never opened.

What concerns a person under legal hold is left out; the indexes know it, for who holds the vault.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from seereya.accounts.actor import Actor
from seereya.documentation.models import Incident, Person
from seereya.documentation.queries.interviews import interviews_index
from seereya.documentation.queries.lists import records_index
from seereya.documentation.rules import Status
from seereya.documentation.rules_interviews import State
from seereya.evidence.models import EvidenceItem
from seereya.evidence.queries.lists import items_index
from seereya.evidence.rules import ItemKind, ItemStatus
from seereya.foundation.searching import Query
from seereya.protection.retention import Held
from seereya.vault.models import Basis

_UNVERIFIED = (Status.NEW, Status.TRIAGED, Status.VERIFYING, Status.INSUFFICIENT)
_USED = ("incident", "account", "act", "case")


def old_unverified(by: Actor, before: datetime, held: Held) -> int:
    """Incidents of the organisation that nobody verified and nobody touched since a moment."""
    rows = Incident.objects.filter(organisation_id=by.organisation_id, status__in=_UNVERIFIED, changed_at__lt=before)
    return rows.exclude(id__in=_incidents(by, held)).count()


def contacts_without_basis(by: Actor, before: datetime, held: Held) -> int:
    """Persons recorded before a moment for whom no basis stands, or something was taken back of each: their contact may not be kept.

    That a contact is written is sealed, so that these are the most there can be.
    """
    rows = Person.objects.filter(organisation_id=by.organisation_id, made_at__lt=before).exclude(contact=b"")
    bases = Basis.objects.filter(organisation_id=by.organisation_id, subject=OuterRef("pk"))
    return rows.filter(~Exists(bases.filter(withdrawn_at=None))).exclude(id__in=held).count()


def sound_of_finished_interviews(by: Actor, before: datetime, held: Held) -> int:
    """Sound that hangs on an interview whose record is complete, and on nothing else: no incident and no case needs it as evidence."""
    index = interviews_index(by)
    complete = set(index.keys(Query(include={"state": [str(State.COMPLETE)]})))
    complete -= set(index.keys(Query(include={"person": _written(held)})))
    query = Query(include={"kind": [str(ItemKind.AUDIO)], "target": _written(_ids(complete))}, exclude={"linked": list(_USED)})
    return _kept(by, before).filter(id__in=_ids(items_index(by).keys(query))).count()


def old_evidence(by: Actor, before: datetime, held: Held) -> int:
    """Items of evidence that came in before a moment. The vocabulary sets no limit; an organisation may."""
    rows = _kept(by, before)
    if not held:
        return rows.count()
    heard = _ids(interviews_index(by).keys(Query(include={"person": _written(held)})))
    targets = _written([*heard, *_incidents(by, held)])
    return rows.exclude(id__in=_ids(items_index(by).keys(Query(include={"target": targets})))).count()


def _kept(by: Actor, before: datetime) -> QuerySet[EvidenceItem]:
    """What left our custody is not ours to delete; what was erased is gone."""
    rows = EvidenceItem.objects.filter(organisation_id=by.organisation_id, made_at__lt=before)
    return rows.exclude(status__in=(ItemStatus.HANDED_OVER, ItemStatus.ERASED))


def _incidents(by: Actor, held: Held) -> list[UUID]:
    """The incidents that name a person under legal hold."""
    return _ids(records_index(by).keys(Query(include={"person": _written(held)}))) if held else []


def _ids(keys: Iterable[bytes]) -> list[UUID]:
    return [UUID(bytes=one) for one in keys]


def _written(ids: Iterable[UUID]) -> list[str]:
    return [str(one) for one in ids]
