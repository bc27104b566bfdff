"""Finding one thing by its reference or code, among what the member can open; nothing is opened to find it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation.models import Person, Source
from seereya.documentation.queries.lists import records_index
from seereya.foundation.searching import Query
from seereya.foundation.text import analyse
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group

_REFERENCE = re.compile(r"[^\W_]{1,12}(?:-[^\W_]{1,12}){1,4}")
_MOST = 200


@dataclass(frozen=True)
class Found:
    """One record known by the reference or code that was typed: `kind` is incident, person or source."""

    kind: str
    id: UUID


def by_reference(*, by: Actor, typed: str) -> Found | None:
    """The record of exactly this reference or open code, if the member can open it; nothing alike for the others."""
    wanted = "-".join(typed.split()).upper()
    if not _REFERENCE.fullmatch(wanted):
        return None
    return _incident(by, wanted) or _coded(by, wanted)


def _incident(by: Actor, wanted: str) -> Found | None:
    terms = [frozenset({token}) for token in analyse(wanted)]
    page = records_index(by).search(Query(terms=terms, limit=_MOST))
    return next((Found("incident", UUID(bytes=hit.key)) for hit in page.rows if hit.card["ref"].upper() == wanted), None)


def _coded(by: Actor, wanted: str) -> Found | None:
    for kind, model in (("person", Person), ("source", Source)):
        row_id = model._default_manager.filter(code=wanted).values_list("id", flat=True).first()  # noqa: SLF001
        keys = record_keys(keyring_of(by), [row_id]).get(row_id) if row_id else None
        if row_id is not None and keys is not None and keys.holds(Group.CONTENT):
            return Found(kind, row_id)
    return None
