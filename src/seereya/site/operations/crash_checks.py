"""What must be true after the writer's death: everything acknowledged is there and opens, and everything agrees with everything."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connections

from seereya.audit import queries as log
from seereya.documentation import indexing as room
from seereya.documentation.content import IncidentContent
from seereya.documentation.models import Incident, Person, Revision
from seereya.documentation.services.openings import open_identity
from seereya.foundation import seal
from seereya.foundation.seal import Broken
from seereya.foundation.searching import Query
from seereya.site.operations import crash_cases, crash_files, dumps, verifying
from seereya.site.operations.crash_work import BACKUPS, Office
from seereya.site.operations.home import home
from seereya.vault import indexing
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Wrap
from seereya.vault.rules import Group

Said = list[dict[str, Any]]


def after_a_death(office: Office, said: Said, *, whole: bool) -> list[str]:
    """What is wrong, in words for a developer; `whole` opens every record and recomputes the log as well."""
    connections.close_all()
    indexing.forget_everything()
    fresh = office.afresh()
    wrong = [f"database: {what}" for what in dumps.integrity()]
    wrong += _lost(fresh, said)
    wrong += _index(fresh, whole=whole)
    wrong += crash_files.lost(fresh.writer, said)
    wrong += crash_files.index(fresh.writer, fresh.vault)
    wrong += crash_cases.lost(fresh.counsel, said)
    wrong += crash_cases.index(fresh.counsel)
    if whole:
        wrong += crash_files.whole(fresh.writer)
        wrong += crash_cases.whole(fresh.counsel)
        wrong += [f"{one.check}: {one.where}: {one.what}" for one in verifying.verify().found]
        wrong += _unopened(fresh)
    return wrong


def _lost(office: Office, said: Said) -> Iterator[str]:
    rows = {row.id: row for row in Incident.objects.filter(id__in=[UUID(one["id"]) for one in said if "id" in one])}
    keys = record_keys(keyring_of(office.writer), list(rows))
    for one in said:
        what = one["what"]
        if what == "fault":
            yield f"the writer failed by itself: {one['kind']}"
        elif what in {"created", "edited"}:
            yield from _lost_incident(one, rows, keys)
        elif what == "settled" and Wrap.objects.filter(record=one["id"], form="deposit", vault=office.vault).exists():
            yield f"lost: {one['id']} is not settled"
        elif what == "person" and not _names(office, one):
            yield f"lost: person {one['id']}"
        elif what == "rotated" and office.vault.version < one["version"]:
            yield f"lost: version {one['version']} of the vault's key"
        elif what == "rewrapped" and Wrap.objects.filter(vault=one["id"], version__lt=one["version"]).exists():
            yield f"lost: rewrapping to version {one['version']}"
        elif what == "backup" and not _opens(Path(one["path"]), office):
            yield f"lost: backup {one['path']}"


def _lost_incident(one: dict[str, Any], rows: dict[UUID, Incident], keys: dict[UUID, Any]) -> Iterator[str]:
    row = rows.get(UUID(one["id"]))
    if row is None or row.version < one["version"]:
        yield f"lost: {one['what']} {one['id']} version {one['version']}"
        return
    revision = Revision.objects.get(incident=row, number=one["version"])
    opened = keys[row.id].open("incident", Group.CONTENT, revision.number, revision.content)
    content = IncidentContent.from_json(opened)
    if "title" in one and content.title != one["title"]:
        yield f"altered: {one['id']}"
    if "says" in one and one["says"] not in {account.says for account in content.accounts}:
        yield f"lost: what was edited in {one['id']}"


def _names(office: Office, one: dict[str, Any]) -> bool:
    if not Person.objects.filter(id=one["id"]).exists():
        return False
    return one["name"] in open_identity(by=office.writer, person_id=UUID(one["id"]), purpose="crash test").names


def _opens(path: Path, office: Office) -> bool:
    """Whether an acknowledged backup is a whole age file for our key."""
    clear = io.BytesIO()
    try:
        with path.open("rb") as source:
            seal.age_decrypt_stream(source, clear, office.identity.secret)
    except (Broken, OSError):
        return False
    finally:
        path.unlink(missing_ok=True)
    return clear.tell() > 0


def _index(office: Office, *, whole: bool) -> Iterator[str]:
    """The index, caught up, has exactly the records that stand in the database, each at its version."""
    kept: Any = indexing.opened(by=office.writer, vault_id=office.vault.id, index=room.RECORDS)
    there = dict(Incident.objects.values_list("id", "reference"))
    count = kept.index.count(Query())
    if count != len(there):
        yield f"index: {count} entries for {len(there)} incidents"
    if not whole:
        return
    found = {UUID(bytes=key) for key in kept.index.keys(Query(limit=max(count, 1)))}
    for missing in there.keys() - found:
        yield f"index: {missing} is missing"


def _unopened(office: Office) -> Iterator[str]:
    """Every incident opens with the vault's key, whatever version its wrap is of."""
    rows = Incident.objects.in_bulk()
    keys = record_keys(keyring_of(office.writer), list(rows))
    for key, row in rows.items():
        try:
            keys[key].open("incident", Group.CONTENT, row.version, row.content)
        except (KeyError, Broken):
            yield f"unopened: {key}"
    for fault in log.verify():
        yield f"log: {fault}"


def sweep() -> int:
    """Removes what a killed backup left behind; returns how many. None of it can be taken for a backup: its name says unfinished."""
    left = list((home() / BACKUPS).glob("*.unfinished"))
    for path in left:
        path.unlink()
    return len(left)
