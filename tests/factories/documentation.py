"""Records as people make them: through the services, sealed into real vaults."""

from __future__ import annotations

from django.conf import settings
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


_rows: list[list[Model]] = []


def packs_loaded() -> None:
    """The shipped packs in the database, once per test; and what is kept in memory read again.

    Read and checked once in a run; other tests get the same rows again.
    """
    if not Term.objects.exists():
        if _rows:
            for rows in _rows:
                type(rows[0])._default_manager.bulk_create(rows, batch_size=500)
        else:
            load_whole_pack(load_pack(settings.PACKS / PACK))
            _rows[:] = [list(model.objects.order_by("pk")) for model in (Vocabulary, Term, Place)]
            _rows[1].sort(key=lambda term: term.parent_id is not None)
    terms.changed()
    places.changed()


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
