"""The room's sealed indexes: what stands behind each, so that it can be built anew."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from seereya.documentation import indexing, indexing_interviews
from seereya.documentation.content import Identity
from seereya.documentation.content_interviews import InterviewContent
from seereya.documentation.models import Incident, Interview, Person, Source
from seereya.documentation.services.storing import read_content
from seereya.foundation.names import NameIndex
from seereya.reference import places
from seereya.vault import indexing as sealed_index
from seereya.vault.documents import Behind, Change, NamesIndex, register, stands_behind
from seereya.vault.keyring import Keyring, record_keys
from seereya.vault.rules import Group, VaultKind


def register_indexes() -> None:
    """Makes the room's kinds of index known to the vault."""
    documentation, content = (VaultKind.DOCUMENTATION,), Group.CONTENT
    register(indexing.SCHEMA, Behind(indexing.RECORDS, documentation, (Incident,), content, _incidents))
    interviews = indexing_interviews
    register(interviews.SCHEMA, Behind(interviews.INTERVIEWS, documentation, (Interview,), content, _interviews))
    sealed_index.register(
        sealed_index.Kind(
            indexing.NAMES,
            1,
            lambda: NamesIndex(NameIndex(places.name_aliases())),
            lambda data: NamesIndex(NameIndex.load(bytes(data), places.name_aliases())),
        )
    )
    stands_behind(Behind(indexing.NAMES, (VaultKind.IDENTITIES,), (Person, Source), Group.IDENTITY, _names))


def _incidents(ring: Keyring, ids: list[UUID]) -> Iterator[Change]:
    keys = record_keys(ring, ids)
    for row in Incident.objects.filter(pk__in=ids).order_by("pk"):
        yield indexing.incident_change(row, read_content(row, keys[row.id]))


def _interviews(ring: Keyring, ids: list[UUID]) -> Iterator[Change]:
    keys = record_keys(ring, ids)
    for row in Interview.objects.filter(pk__in=ids).order_by("pk"):
        sealed = keys[row.id].open("interview", Group.CONTENT, row.version, row.content)
        yield indexing_interviews.interview_change(row, InterviewContent.from_json(sealed))


def _names(ring: Keyring, ids: list[UUID]) -> Iterator[Change]:
    keys = record_keys(ring, ids)
    people: list[tuple[str, Person | Source]] = [("person", row) for row in Person.objects.filter(pk__in=ids).order_by("pk")]
    sources: list[tuple[str, Person | Source]] = [("source", row) for row in Source.objects.filter(pk__in=ids).order_by("pk")]
    for kind, row in (*people, *sources):
        if not row.identity:
            continue
        sealed = keys[row.id].open(kind, Group.IDENTITY, row.version, row.identity)
        if names := [name for name in Identity.from_json(sealed).names if name.strip()]:
            yield indexing.names_change(row.id.bytes, names)
