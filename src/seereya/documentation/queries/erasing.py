"""What this room, and the evidence below it, hold of a person who asks to be erased: found over the sealed indexes, never shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from seereya.accounts.actor import Actor
from seereya.documentation.content_interviews import InterviewContent
from seereya.documentation.models import HeardQuestion, Interview, InterviewRevision, SavedSearch, Source
from seereya.documentation.queries.interviews import interviews_index
from seereya.documentation.queries.lists import records_index
from seereya.evidence.models import EvidenceItem
from seereya.evidence.queries.lists import items_index
from seereya.evidence.rules import ItemStatus
from seereya.evidence.services.storing import read_content
from seereya.foundation.searching import Query
from seereya.protection import erasing
from seereya.protection.erasing import Holding
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Draft
from seereya.vault.rules import Group


@dataclass
class Trace:
    """What leads from a person to records: her interviews, sources made of them, accounts made of them by incident, and items.

    `own`: items that belong to her interviews alone; `shared`: those that prove something else too; `partner`: not in our custody.
    """

    interviews: list[UUID] = field(default_factory=list)
    sources: list[UUID] = field(default_factory=list)
    accounts: dict[UUID, set[str]] = field(default_factory=dict)
    own: list[UUID] = field(default_factory=list)
    shared: list[UUID] = field(default_factory=list)
    partner: list[UUID] = field(default_factory=list)


def trace(by: Actor, subject: UUID) -> Trace:
    """Follows a person through the indexes of the vaults the member holds, in the member's own organisation."""
    keys = interviews_index(by).keys(Query(include={"person": [str(subject)]}))
    rows = list(Interview.objects.filter(id__in=_ids(keys), organisation_id=by.organisation_id).order_by("made_at"))
    opened = record_keys(keyring_of(by), [row.id for row in rows])
    found, named = Trace(), set[str]()
    for row in (one for one in rows if one.id in opened):
        sealed = opened[row.id].open("interview", Group.CONTENT, row.version, row.content)
        _follow(found, named, row, InterviewContent.from_json(sealed))
    sources = Source.objects.filter(id__in=found.sources, organisation_id=by.organisation_id)
    found.sources = list(dict.fromkeys(sources.values_list("id", flat=True)))
    _items(by, found, named)
    return found


def _follow(found: Trace, named: set[str], row: Interview, content: InterviewContent) -> None:
    found.interviews.append(row.id)
    if content.source:
        found.sources.append(UUID(content.source))
    for one in content.incidents:
        found.accounts.setdefault(UUID(one["id"]), set()).add(one["account"])
    if content.recording.strip():
        named.add(content.recording.strip().upper())


def _items(by: Actor, found: Trace, named: set[str]) -> None:
    """Items linked to her interviews, or named there as the recording, by what else they belong to."""
    hers = {str(one) for one in found.interviews} | {one for ids in found.accounts.values() for one in ids}
    linked = _ids(items_index(by).keys(Query(include={"target": sorted(hers)}))) if hers else []
    rows = EvidenceItem.objects.filter(Q(id__in=linked) | Q(reference__in=named), organisation_id=by.organisation_id)
    rows = rows.exclude(status=ItemStatus.ERASED).order_by("made_at")
    keys = record_keys(keyring_of(by), [row.id for row in rows])
    for row in (one for one in rows if one.id in keys):
        if row.status != ItemStatus.KEPT:
            found.partner.append(row.id)
        elif {one.target for one in read_content(row, keys[row.id]).links} <= hers:
            found.own.append(row.id)
        else:
            found.shared.append(row.id)


def _ids(keys: Iterable[bytes]) -> list[UUID]:
    return [UUID(bytes=one) for one in keys]


def drafts_about(by: Actor, records: Iterable[UUID]) -> Q:
    """The drafts of one's organisation whose address names one of these records."""
    named = reduce(or_, (Q(form_key__contains=one.hex) for one in records), Q(pk__in=()))
    return named & Q(member__organisation_id=by.organisation_id)


def held(by: Actor, subject: UUID) -> list[Holding]:
    """What goes and what stays of a person in this room and in evidence, with the reason."""
    found = trace(by, subject)
    drafts = Draft.objects.filter(drafts_about(by, [subject, *found.interviews, *found.sources])).count()
    incidents = len(records_index(by).keys(Query(include={"person": [str(subject)]})))
    asked = HeardQuestion.objects.filter(organisation_id=by.organisation_id).count()
    saved = SavedSearch.objects.filter(member__organisation_id=by.organisation_id).count()
    saved += Draft.objects.filter(member__organisation_id=by.organisation_id).count() - drafts
    return [
        Holding("interviews", len(found.interviews), records=tuple(found.interviews)),
        Holding("revisions", InterviewRevision.objects.filter(interview__in=found.interviews).count()),
        Holding("sources", len(found.sources), records=tuple(found.sources)),
        Holding("words", sum(len(one) for one in found.accounts.values())),
        Holding("recordings", len(found.own)),
        Holding("drafts", drafts),
        Holding("custody", len(found.own), erasing.PROOF),
        Holding("items_shared", len(found.shared), erasing.SHARED),
        Holding("items_partner", len(found.partner), erasing.PARTNER),
        Holding("incidents", incidents, erasing.ARCHIVE),
        Holding("questions", None if asked else 0, erasing.NO_LINK),
        Holding("unread", None if saved else 0, erasing.CLOSED),
    ]
