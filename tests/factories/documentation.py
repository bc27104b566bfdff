"""Records as people make them: through the services, sealed into real vaults."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from seereya.documentation import services
from seereya.documentation.content import (
    Account,
    Contact,
    Identity,
    IncidentContent,
    PersonContent,
    Quantity,
    SourceContent,
    When,
)
from seereya.documentation.content_interviews import InterviewContent, MissionContent, Present, Said
from seereya.documentation.models import Incident, Interview, Mission, Source
from seereya.documentation.models import Person as PersonRow
from seereya.foundation.identifiers import new_id
from seereya.foundation.packs import load_pack
from seereya.reference import places, terms
from seereya.reference.models import Place, Term, Vocabulary
from seereya.reference.services.loading import load_whole_pack
from tests.factories.accounts import Person

PACK = "mali"
AIR = "V-LIFE-AIR"
REGION = "ML05"


@dataclass
class _Pack:
    """The shipped pack as it stood in the database after it was read once: its rows as they are stored, and what memory keeps of it."""

    rows: list[tuple[str, object]]
    how_many: int
    terms: object
    places: object


_pack: _Pack | None = None


def packs_loaded() -> None:
    """The shipped packs in the database, once per test; and what is kept in memory read again.

    Read and checked once in a run; other tests get the same rows again, as they were stored, and the same objects in memory: a test
    that wants another vocabulary writes it to the database.
    """
    global _pack  # noqa: PLW0603 - one pack for the run
    if Term.objects.exists():
        if (
            _pack is None
            or terms._all() is not _pack.terms
            or places.tree() is not _pack.places
            or Term.objects.count() != _pack.how_many
        ):
            terms.changed()
            places.changed()
        return
    if _pack is None:
        load_whole_pack(load_pack(settings.PACKS / PACK))
        terms.changed()
        places.changed()
        stored = [_stored(model) for model in (Vocabulary, Term, Place)]
        _pack = _Pack(stored, Term.objects.count(), terms._all(), places.tree())
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, rows in _pack.rows:
            (cursor.execute if connection.vendor == "postgresql" else cursor.executemany)(statement, rows)
    # The same rows: what was read from them in memory is the same again.
    terms.changed()
    places.changed()
    terms._kept = (terms._newest, _pack.terms)
    places._kept = (places._newest, _pack.places)


def _stored(model: type[Model]) -> tuple[str, object]:
    """A table's rows, and the statement that puts them back."""
    table = model._meta.db_table  # our own models' names, here and below
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT jsonb_agg(t)::text FROM {table} t")  # noqa: S608
            back = f"INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)"  # noqa: S608
            return back, cursor.fetchone()
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
        back = f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(cursor.description))})"  # noqa: S608
        return back, cursor.fetchall()


def day(words: str) -> When:
    """One day, given as 2021-01-03."""
    return When(words, words, "day", circa=False, words=words)


def account(source: str = "", *, killed: tuple[int, int] | None = None, status: str = "civilian", **more: object) -> Account:
    """One source's version; `killed`: its count of the dead of one status."""
    counts = [Quantity("killed", status, f"{killed[0]}–{killed[1]}", *killed)] if killed else []
    values: dict[str, object] = {"id": new_id().hex, "source_words": source, "quantities": counts}
    return Account(**(values | more))  # type: ignore[arg-type]


def incident(*, by: Person, title: str = "Frappe sur un rassemblement", testimony: bytes = b"", **more: object) -> Incident:
    """An incident received from somebody; any field of its content by name."""
    packs_loaded()
    values: dict[str, object] = {"title": title, "types": [AIR], "place": REGION, "when": day("2021-01-03")}
    return services.create_incident(by=by, content=IncidentContent(**(values | more)), testimony=testimony)  # type: ignore[arg-type]


def person(*, by: Person, name: str = "Aminata Keïta", how: str = "", safe_rules: str = "", **more: object) -> PersonRow:
    """A person with a name, known by an open code."""
    return services.create_person(
        by=by,
        content=PersonContent(**more),  # type: ignore[arg-type]
        identity=Identity(names=[name] if name else []),
        contact=Contact(how=how, safe_rules=safe_rules),
    )


def source(*, by: Person, name: str = "", kind: str = "ST-EYE", **more: object) -> Source:
    """A source; a protected one unless said otherwise. `name`: who it is, sealed."""
    return services.create_source(
        by=by,
        content=SourceContent(kind=kind, **more),  # type: ignore[arg-type]
        identity=Identity(names=[name]) if name else None,
    )


def mission(*, by: Person, **more: object) -> Mission:
    """A mission whose preparation lacks nothing; any field of its content by name."""
    packs_loaded()
    ready: dict[str, object] = {
        "title": "Listening at Sévaré",
        "purpose": "Displaced families, for the complaint",
        "services": ["RF-MED"],
        "services_checked": "Fanta, on Monday",
        "interpreter": "vetted",
        "safe_place": "yes",
        "trained": "yes",
        "risk": "RK1",
    }
    content = MissionContent(**(ready | more))  # type: ignore[arg-type]
    return services.create_mission(by=by, content=content, mission_id=new_id())


def interview(
    *, by: Person, person: PersonRow, seen: str = "Three men came.", told: str = "", interpreter: str = "", **more: object
) -> Interview:
    """A draft of an interview that departs from nothing but the missing mission; any field of its content by name."""
    asked: dict[str, object] = {
        "heard_before": "no",
        "willing": "yes",
        "may_stop": "yes",
        "referral": "yes",
        "on": day("2021-01-09"),
    }
    return services.create_interview(
        by=by,
        content=InterviewContent(person=str(person.id), **(asked | more)),  # type: ignore[arg-type]
        said=Said(seen, told),
        present=Present(interpreter),
        interview_id=new_id(),
    )
