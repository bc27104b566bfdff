"""Reading and writing an incident's sealed parts inside a change: one version, one revision, one index entry per vault."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.documentation import indexing
from seereya.documentation.content import Account, IncidentContent, SourceContent
from seereya.documentation.models import Incident, Revision, Source
from seereya.documentation.rules import Refused, killed_range, kinds_of
from seereya.foundation import clock
from seereya.reference import places
from seereya.vault import indexing as sealed_index
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Vault, Wrap
from seereya.vault.rules import Group

TABLE = "incident"


class NotThere(Http404):
    """There is no such record, or it is not yours: the answer is the same, after the same work."""


@dataclass
class Held:
    """An incident locked for change, with its keys and its content in memory."""

    row: Incident
    keys: RecordKeys
    content: IncidentContent


def hold(by: Actor, incident_id: UUID, *, own: bool = True) -> Held:
    """Locks an incident of the member's organisation for a change. Must run in a transaction. Raises `NotThere`, `Refused`."""
    keys = record_keys(keyring_of(by), [incident_id]).get(incident_id)
    row = Incident.objects.select_for_update(of=("self",)).select_related("vault", "organisation").filter(id=incident_id).first()
    if keys is None or row is None or not keys.holds(Group.CONTENT):
        raise NotThere
    if own and row.organisation_id != by.organisation_id:
        raise Refused("partner_may_not_change")
    return Held(row, keys, read_content(row, keys))


def read_content(row: Incident, keys: RecordKeys) -> IncidentContent:
    """The content of an incident at its version."""
    return IncidentContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))


def name_sources(by: Actor, accounts: list[Account]) -> None:
    """Gives accounts of known sources the words they are shown with: the public name, or the open code of a protected source."""
    nameless = [one for one in accounts if one.source and not one.source_words.strip()]
    if not nameless:
        return
    ids = [UUID(one.source) for one in nameless]
    keys = record_keys(keyring_of(by), ids)
    rows = {row.id: row for row in Source.objects.filter(id__in=ids, organisation_id=by.organisation_id)}
    for account, source_id in zip(nameless, ids, strict=True):
        row = rows.get(source_id)
        if row is None:
            raise Refused("no_such_source")
        content = None
        if source_id in keys and keys[source_id].holds(Group.CONTENT):
            content = SourceContent.from_json(keys[source_id].open("source", Group.CONTENT, row.version, row.content))
        account.source_words = content.name if content and content.name and not content.protected else row.code


def check_version(held: Held, version: int) -> None:
    """Refuses a form that was filled in over an older version: nobody's words are written over unseen."""
    if held.row.version != version:
        raise Refused("changed_meanwhile")


def store(by: Actor, held: Held, *, place: bytes | None = None, testimony: bytes | None = None, fresh: bool = False) -> None:
    """Seals the content as the next version, keeps a revision, sets the coarse columns, and tells the indexes.

    `place` and `testimony`: clear bytes of those groups when they change; otherwise they are carried over to the new version.
    """
    row, keys = held.row, held.keys
    before = row.version
    version = before if fresh else before + 1
    if keys.holds(Group.PLACE):
        row.place = _carry(row.place, keys, Group.PLACE, before, version, place)
    if keys.holds(Group.TESTIMONY):
        row.testimony = _carry(row.testimony, keys, Group.TESTIMONY, before, version, testimony)
    row.version, row.changed_at = version, clock.now()
    row.content = keys.seal(TABLE, Group.CONTENT, version, held.content.to_json())
    set_coarse(row, held.content)
    row.save(force_insert=fresh)
    Revision.objects.create(
        incident=row,
        number=version,
        made_by=by.member,
        made_at=row.changed_at,
        content=row.content,
        place=row.place,
        testimony=row.testimony,
    )
    tell_indexes(by, row, held.content)


def _carry(blob: bytes | memoryview, keys: RecordKeys, group: Group, before: int, version: int, clear: bytes | None) -> bytes:
    if clear is None:
        if not blob:
            return b""
        clear = keys.open(TABLE, group, before, blob)
    return keys.seal(TABLE, group, version, clear) if clear else b""


def set_coarse(row: Incident, content: IncidentContent) -> None:
    """The only columns that stand in clear (decision 1); none in a marked vault."""
    if row.vault.marked:
        row.types, row.month, row.region, row.killed_min, row.killed_max = [], "", "", None, None
        return
    node = places.tree().get(content.place)
    row.types = sorted(kinds_of(content))
    row.month = (content.when.earliest or content.when.latest or "")[:7]
    row.region = next((code for code in (node.path if node else ()) if _kind(code) == "region"), "")
    row.killed_min, row.killed_max = killed_range(content.accounts)


def _kind(code: str) -> str:
    node = places.tree().get(code)
    return node.kind if node else ""


def vaults_of(record: UUID) -> list[Vault]:
    """The documentation vaults that hold a record: its own and those it is shared with."""
    ids = Wrap.objects.filter(record=record).values_list("vault_id", flat=True).distinct()
    return list(Vault.objects.filter(id__in=list(ids), kind="documentation"))


def tell_indexes(by: Actor, row: Incident, content: IncidentContent) -> None:
    """Appends the incident's entry to the index of every vault that holds it."""
    change = indexing.incident_change(row, content)
    for vault in sorted(vaults_of(row.id), key=lambda one: one.id):
        sealed_index.append(by=by, vault=vault, index=indexing.RECORDS, changes=[change])
