"""Sources and persons of an organisation by their open codes, page by page; no name is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from seereya.accounts.actor import Actor
from seereya.documentation.content import PersonContent, Sealable, SourceContent
from seereya.documentation.models import Person, Source
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Wrap
from seereya.vault.rules import Group

# As many as a select in a form can offer; the lists themselves go page by page and know no limit.
MOST = 200
SIZE = 50

Row = TypeVar("Row", Person, Source)
Content = TypeVar("Content", bound=Sealable)


@dataclass(frozen=True)
class Coded(Generic[Row, Content]):
    """One page of a list by open codes: how many there are altogether, which page this is, and its rows."""

    total: int
    number: int
    rows: list[tuple[Row, Content]]

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // SIZE))


@dataclass(frozen=True)
class Sources:
    """What a form offers: ids with words; whether there are more; and the id of an open code, nothing where none opens."""

    offered: list[tuple[str, str]]
    more: bool
    find: Callable[[str], str]


def _within_reach(by: Actor, rows: QuerySet[Row], code: str) -> QuerySet[Row]:
    """The organisation's own rows whose key one of the member's vaults holds, the newest first."""
    held = Wrap.objects.filter(record=OuterRef("id"), vault__in=[keys.vault.id for keys in keyring_of(by).all()])
    rows = rows.filter(Exists(held), organisation_id=by.organisation_id)
    rows = rows.filter(code__contains=code.strip().upper()) if code.strip() else rows
    return rows.order_by("-made_at", "-id")


def _page(rows: QuerySet[Row], number: int) -> tuple[int, int, list[Row]]:
    total = rows.count()
    number = min(max(1, number), max(1, -(-total // SIZE)))
    return total, number, list(rows[(number - 1) * SIZE : number * SIZE])


def page_of_sources(*, by: Actor, number: int = 1, code: str = "") -> Coded[Source, SourceContent]:
    """A page of the sources the member can open; their identities stay closed. One audit row for the page."""
    total, number, page = _page(_within_reach(by, Source.objects.all(), code), number)
    return Coded(total, number, _sources(by, page))


def page_of_persons(*, by: Actor, number: int = 1, code: str = "") -> Coded[Person, PersonContent]:
    """A page of the persons the member can open, without names. One audit row for the page."""
    total, number, page = _page(_within_reach(by, Person.objects.all(), code), number)
    keys = vaults.open_records(by=by, records=[row.id for row in page])
    rows = [
        (row, PersonContent.from_json(keys[row.id].open("person", Group.CONTENT, row.version, row.content)))
        for row in page
        if row.id in keys
    ]
    return Coded(total, number, rows)


def sources_of(*, by: Actor, only: list[UUID] | None = None) -> list[tuple[Source, SourceContent]]:
    """The newest sources the member can open, for choosing one in a form. One audit row."""
    rows = Source.objects.filter(organisation_id=by.organisation_id)
    rows = rows.filter(id__in=only) if only is not None else rows
    return _sources(by, list(rows.order_by("-made_at")[:MOST]))


def source_by_code(*, by: Actor, code: str) -> str:
    """The id of the organisation's source of exactly this open code; nothing alike for no such one and one that does not open."""
    wanted = "-".join(code.split()).upper()
    found = _within_reach(by, Source.objects.all(), "").filter(code=wanted).values_list("id", flat=True).first()
    return str(found) if found else ""


def _sources(by: Actor, page: list[Source]) -> list[tuple[Source, SourceContent]]:
    keys = vaults.open_records(by=by, records=[row.id for row in page])
    return [
        (row, SourceContent.from_json(keys[row.id].open("source", Group.CONTENT, row.version, row.content)))
        for row in page
        if row.id in keys
    ]
