"""Reading and writing a submission inside a change: one version, one revision, one index entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.advocacy.content_submissions import IdentityPart, SubmissionContent, history
from seereya.advocacy.models import Submission, SubmissionRevision
from seereya.advocacy.queries import submission_index as indexing
from seereya.advocacy.rules.submissions import Refused, status_of
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.vault import indexing as sealed_index
from seereya.vault import services as vaults
from seereya.vault.documents import Behind, Change, register
from seereya.vault.keyring import Keyring, RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group, VaultKind

TABLE = "submission"


class NotThere(Http404):
    """There is no such submission, or it is not yours: the answer is the same, after the same work."""


@dataclass
class Held:
    """A submission with its keys and its content in memory."""

    row: Submission
    keys: RecordKeys
    content: SubmissionContent


def open_submission(*, by: Actor, submission_id: UUID) -> Held:
    """A submission without names, on the record. Raises `NotThere` alike for what does not exist and what is not the reader's."""
    keys = vaults.open_records(by=by, records=[submission_id], group=Group.CONTENT).get(submission_id)
    row = Submission.objects.select_related("organisation", "vault").filter(pk=submission_id).first()
    if keys is None or row is None or row.organisation_id != by.organisation_id:
        raise NotThere
    return Held(row, keys, read_content(row, keys))


def hold(by: Actor, submission_id: UUID, version: int | None = None) -> Held:
    """Locks a submission for a change. Must run in a transaction. Raises `NotThere`, `Refused("changed_meanwhile")`."""
    keys = record_keys(keyring_of(by), [submission_id]).get(submission_id)
    rows = Submission.objects.select_for_update(of=("self",)).select_related("organisation", "vault")
    row = rows.filter(pk=submission_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None or not keys.holds(Group.CONTENT):
        raise NotThere
    if version is not None and row.version != version:
        raise Refused("changed_meanwhile")
    return Held(row, keys, read_content(row, keys))


def read_content(row: Submission, keys: RecordKeys) -> SubmissionContent:
    """The form without names, at its version."""
    return SubmissionContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))


def read_identity(row: Submission, keys: RecordKeys) -> IdentityPart:
    """The sealed part, at its own version: who holds the content only can change the content without touching it."""
    return IdentityPart.from_json(keys.open(TABLE, Group.IDENTITY, row.identity_version, row.identity))


def store(by: Actor, held: Held, *, identity: IdentityPart | None = None, fresh: bool = False) -> None:
    """Seals what changed as the next version, keeps a revision, sets the status, and tells the index."""
    row, keys = held.row, held.keys
    row.version = row.version if fresh else row.version + 1
    row.changed_at = clock.now()
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, held.content.to_json())
    if identity is not None:
        row.identity_version = row.identity_version if fresh else row.identity_version + 1
        row.identity = keys.seal(TABLE, Group.IDENTITY, row.identity_version, identity.to_json())
    row.status = status_of(history(held.content))
    row.save(force_insert=fresh)
    SubmissionRevision.objects.create(
        submission=row, number=row.version, identity_number=row.identity_version, made_by=by.member, made_at=row.changed_at,
        content=row.content, identity=row.identity,
    )  # fmt: skip
    change = indexing.submission_change(row, held.content)
    sealed_index.append(by=by, vault=row.vault, index=indexing.SUBMISSIONS, changes=[change])


def note(by: Actor, tag: Tag, row: Submission, **facts: object) -> None:
    """The audit row of a change."""
    record(tag=tag, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version} | facts)


def register_submissions() -> None:
    """Makes the index of submissions known to the vault."""
    register(
        indexing.SCHEMA, Behind(indexing.SUBMISSIONS, (VaultKind.DOCUMENTATION,), (Submission,), Group.CONTENT, _submissions)
    )


def _submissions(ring: Keyring, ids: list[UUID]) -> Iterator[Change]:
    keys = record_keys(ring, ids)
    for row in Submission.objects.filter(pk__in=ids).order_by("pk"):
        yield indexing.submission_change(row, read_content(row, keys[row.id]))
