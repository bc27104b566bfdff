"""Writing the log: record an entry, give entries their places in the tree."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection, transaction

from seereya.audit import queries
from seereya.audit.models import AuditEntry, AuditLeaf, AuditNode, AuditSubject
from seereya.audit.rules import SALT_LENGTH, Said, commit
from seereya.audit.tags import Tag
from seereya.foundation import clock, merkle, walls

_BATCH = 2000
_LOCK = 0x5EE2E7A  # one number for the sequencer's advisory lock


def record(
    *,
    tag: Tag,
    actor: UUID | None = None,
    organisation: UUID | None = None,
    subject: UUID | None = None,
    subjects: Iterable[UUID] = (),
    facts: dict[str, object] | None = None,
    sealed: bytes = b"",
) -> AuditEntry:
    """Appends one entry. `facts` holds codes and numbers only, never a sealed value; words go sealed into `sealed`.

    A page of records opened at once is one entry that lists them in `subjects`.
    """
    named = tuple(subjects)
    said = Said(clock.now(), str(tag), actor, organisation, subject, named, facts or {}, sealed)
    salt = os.urandom(SALT_LENGTH)
    with transaction.atomic():
        entry = AuditEntry.objects.create(
            at=said.at,
            tag=said.tag,
            actor=actor,
            organisation=organisation,
            subject=subject,
            facts=said.facts,
            sealed=sealed,
            salt=salt,
            commitment=commit(said, salt),
        )
        AuditSubject.objects.bulk_create([AuditSubject(entry=entry, subject=one) for one in named], batch_size=500)
    return entry


def record_each(*, tag: Tag, actor: UUID, organisation: UUID, facts: Mapping[UUID, dict[str, object]]) -> None:
    """One entry for each subject, as if each had been recorded by itself, in their order; a whole import is written at once.

    Inside the caller's transaction: either everything it wrote stands in the log, or nothing of it was written.
    """
    at, entries = clock.now(), []
    for subject, said_of in facts.items():
        said, salt = Said(at, str(tag), actor, organisation, subject, (), said_of, b""), os.urandom(SALT_LENGTH)
        entries.append(
            AuditEntry(
                at=at, tag=said.tag, actor=actor, organisation=organisation, subject=subject, facts=said_of, sealed=b"", salt=salt,
                commitment=commit(said, salt),
            )
        )  # fmt: skip
    AuditEntry.objects.bulk_create(entries, batch_size=500)


def sequence() -> int:
    """Gives the committed entries that have no place yet their places, in order of their numbers; returns how many.

    A single sequencer at a time: an immediate transaction on SQLite, an advisory lock on PostgreSQL.
    """
    placed = 0
    with walls.system("the tree spans all organisations"):
        while count := _sequence_batch():
            placed += count
    return placed


@transaction.atomic
def _sequence_batch() -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    size = queries.size()
    waiting = list(AuditEntry.objects.filter(leaf=None).order_by("id").values_list("id", "commitment")[:_BATCH])
    fresh: dict[tuple[int, int], bytes] = {}
    stored = queries.node_reader()

    def get(level: int, number: int) -> bytes:
        return fresh[(level, number)] if (level, number) in fresh else stored(level, number)

    leaves = []
    for offset, (entry_id, commitment) in enumerate(waiting):
        leaf = merkle.leaf_hash(bytes(commitment))
        leaves.append(AuditLeaf(position=size + offset, entry_id=entry_id, leaf_hash=leaf))
        for level, number, node in merkle.nodes_added(size + offset, leaf, get):
            fresh[(level, number)] = node
    AuditLeaf.objects.bulk_create(leaves, batch_size=500)
    AuditNode.objects.bulk_create(
        [AuditNode(level=level, number=number, node_hash=node) for (level, number), node in fresh.items()], batch_size=500
    )
    return len(waiting)
