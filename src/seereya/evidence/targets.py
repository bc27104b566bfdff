"""What items can be linked to: each room that has such records says how one is found by its reference and named on a page.

Evidence stands below those rooms and knows their records by id alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from seereya.vault.keyring import keyring_of, record_keys


@dataclass(frozen=True)
class Named:
    """A record on a page: its words and address."""

    words: str
    url: str


Find = Callable[[Any, str], "tuple[UUID, str] | None"]
Name = Callable[[Any, Iterable[UUID]], Mapping[UUID, Named]]


@dataclass(frozen=True)
class Target:
    """How records of one kind are found and named: `find(by, reference)`, `name(by, ids)`; only such as the member can open."""

    find: Find
    name: Name


_targets: dict[str, Target] = {}


def register(kind: str, *, find: Find, name: Name) -> None:
    """Makes a kind of record known that items can be linked to."""
    _targets[kind] = Target(find, name)


def register_records(kind: str, model: type[Any], page: str) -> None:
    """Makes records of a kind known that have a `reference` and a page of their own: found and named only where keys open them.

    Two queries each, whatever is asked for; nothing is opened.
    """

    def find(by: Any, reference: str) -> tuple[UUID, str] | None:
        row = model.objects.filter(reference=reference.strip().upper()).only("id", "reference").first()
        if row is None or row.id not in record_keys(keyring_of(by), [row.id]):
            return None
        return row.id, row.reference

    def name(by: Any, ids: Iterable[UUID]) -> Mapping[UUID, Named]:
        rows = model.objects.filter(id__in=list(record_keys(keyring_of(by), ids))).values_list("id", "reference")
        return {key: Named(reference, reverse(page, args=[key])) for key, reference in rows}

    register(kind, find=find, name=name)


def kinds() -> list[str]:
    """The kinds a form can offer, in the order in which rooms made them known."""
    return list(_targets)


def find(kind: str, by: Any, reference: str) -> tuple[UUID, str] | None:
    """The record of a reference, with its words; nothing where there is none that the member can open."""
    return _targets[kind].find(by, reference) if kind in _targets else None


def name(by: Any, links: Iterable[tuple[str, UUID]]) -> dict[UUID, Named]:
    """Words and addresses of linked records that the member can open; one question for each kind."""
    wanted: dict[str, list[UUID]] = {}
    for kind, target in links:
        wanted.setdefault(kind, []).append(target)
    found: dict[UUID, Named] = {}
    for kind, ids in wanted.items():
        if kind in _targets:
            found |= _targets[kind].name(by, ids)
    return found
