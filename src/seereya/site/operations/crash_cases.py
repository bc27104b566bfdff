"""What the writer of the crash test does with case files between two deaths, and what must be true of them afterwards."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.casework import indexing as cases
from seereya.casework import services
from seereya.casework.content import Act, CaseContent
from seereya.casework.models import CaseFile
from seereya.casework.services.storing import read_content
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.seal import Broken
from seereya.foundation.searching import Query
from seereya.reference import terms
from seereya.vault import indexing
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind

Acknowledge = Callable[..., None]


def edit(counsel: Actor, chance: random.Random, say: Acknowledge) -> None:
    """Opens a case file, or writes an act into one of the newest."""
    rows = list(CaseFile.objects.order_by("-made_at").values_list("id", flat=True)[:4])
    if not rows or chance.random() < 0.3:  # noqa: PLR2004 - fewer files than acts
        words = f"case {new_id()}"
        row = services.open_case_file(by=counsel, content=CaseContent(title=words, conflict_reason="crash"))
        say("case", id=str(row.id), version=row.version, title=words)
        return
    kinds = [word.code for word in terms.vocabulary("procedural_acts").values() if len(word.path) > 1]
    on = clock.today() - timedelta(days=chance.randrange(1, 400))
    act = Act(id=str(new_id()), kind=chance.choice(kinds), on=on.isoformat(), words=f"act {new_id()}")
    row = services.record_act(by=counsel, case_id=chance.choice(rows), act=act)
    say("act", id=str(row.id), version=row.version, words=act.words)


def lost(counsel: Actor, said: list[dict[str, Any]]) -> Iterator[str]:
    """Acknowledged case files and acts that are not there or do not open."""
    told = [one for one in said if one["what"] in {"case", "act"}]
    rows = CaseFile.objects.in_bulk([UUID(one["id"]) for one in told])
    keys = record_keys(keyring_of(counsel), list(rows))
    for one in told:
        row = rows.get(UUID(one["id"]))
        if row is None or row.version < one["version"]:
            yield f"lost: {one['what']} {one['id']} version {one['version']}"
            continue
        content = read_content(row, keys[row.id])
        if "title" in one and content.title != one["title"]:
            yield f"altered: case {one['id']}"
        if "words" in one and one["words"] not in {act.words for act in content.acts}:
            yield f"lost: act in {one['id']}"


def index(counsel: Actor) -> Iterator[str]:
    """The index of case files, caught up, has exactly the files that stand in the database."""
    vault = Vault.objects.get(organisation_id=counsel.organisation_id, kind=VaultKind.CASEWORK)
    kept: Any = indexing.opened(by=counsel, vault_id=vault.id, index=cases.CASES)
    count, rows = kept.index.count(Query()), CaseFile.objects.count()
    if count != rows:
        yield f"index of case files: {count} entries for {rows} files"


def whole(counsel: Actor) -> Iterator[str]:
    """Every case file opens with its vault's key."""
    rows = CaseFile.objects.in_bulk()
    keys = record_keys(keyring_of(counsel), list(rows))
    for key, row in rows.items():
        try:
            read_content(row, keys[key])
        except (KeyError, Broken):
            yield f"unopened: case {key}"
