"""How incidents and identities enter the sealed index: the schema, and one record's entry."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from typing import Any

from seereya.documentation import rules
from seereya.documentation.content import IncidentContent
from seereya.documentation.models import Incident
from seereya.foundation.searching import IndexSchema
from seereya.reference import places, terms

RECORDS = "records"
NAMES = "names"
SCHEMA = IndexSchema(
    name=RECORDS,
    version=1,
    facets=("status", "type", "place", "organisation", "person", "source", "blames", "year", "flag"),
    sorts=("date", "changed", "reference", "killed"),
    card=(
        "ref",
        "title",
        "when",
        "place",
        "place_words",
        "types",
        "status",
        "killed",
        "disputed",
        "organisation",
        "accounts",
    ),
)


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def span_of(content: IncidentContent) -> tuple[int, int] | None:
    """Earliest and latest day as ordinals; an open end is bounded by the other."""
    first, last = _ordinal(content.when.earliest), _ordinal(content.when.latest)
    if first is None and last is None:
        return None
    return (first if first is not None else last or 0, last if last is not None else first or 0)


def incident_change(incident: Incident, content: IncidentContent) -> dict[str, Any]:
    """The change that puts an incident into a vault's index: text, facets with all ancestors, sorts, and the card lists show."""
    place = places.tree().get(content.place)
    span = span_of(content)
    killed = rules.killed_range(content.accounts)
    return {
        "key": b64encode(incident.id.bytes).decode(),
        "text": _text(incident, content, place),
        "facets": _facets(incident, content, place),
        "sorts": {
            "date": span[0] if span else None,
            "changed": int(incident.changed_at.timestamp()),
            "reference": incident.reference,
            "killed": killed[1],
        },
        "span": list(span) if span else None,
        "card": _card(incident, content, killed),
    }


def _text(incident: Incident, content: IncidentContent, place: places.Node | None) -> str:
    """What a search looks through: everything somebody would remember of the incident, and its reference."""
    text = [content.title, content.summary, content.place_words, incident.reference]
    text += [f"{one.says} {one.source_words} {' '.join(b.words for b in one.blames)}" for one in content.accounts]
    text += [one.words for one in content.propositions]
    text += [
        f"{one.method} {one.place_words} {one.stated_reason} {one.consequences} {' '.join(i.words for i in one.involvements)}"
        for one in content.acts
    ]
    text += [place.fr, place.en, *place.alternatives] if place else []
    return "\n".join(filter(None, text))


def _facets(incident: Incident, content: IncidentContent, place: places.Node | None) -> dict[str, list[str]]:
    """What a list can be narrowed by; a place and a kind of violation stand with all above them."""
    return {
        "status": [incident.status],
        "type": sorted({code for one in rules.kinds_of(content) for code in terms.with_ancestors("violation_types", one)}),
        "place": [*place.path, *place.also_in] if place else [],
        "organisation": [str(incident.organisation_id)],
        "person": sorted({one.person for one in content.persons}),
        "source": sorted({one.source for one in content.accounts if one.source}),
        "blames": sorted(_blamed(content)),
        "year": [str(year) for year in _years(span_of(content))],
        "flag": _flags(content),
    }


def _card(incident: Incident, content: IncidentContent, killed: tuple[int | None, int | None]) -> dict[str, Any]:
    """What lists show without opening the record."""
    when = content.when
    return {
        "ref": incident.reference,
        "title": content.title,
        "when": [when.earliest, when.latest, when.precision, when.circa, when.words],
        "place": content.place,
        "place_words": content.place_words,
        "types": rules.kinds_of(content),
        "status": incident.status,
        "killed": list(killed),
        "disputed": rules.disputed(content.accounts),
        "organisation": str(incident.organisation_id),
        "accounts": len(content.accounts),
    }


def _years(span: tuple[int, int] | None) -> list[int]:
    """The years an incident may lie in; twenty at most, so that an open past does not fill the facet."""
    if span is None:
        return []
    first, last = (date.fromordinal(day).year for day in span)
    return list(range(first, min(last, first + 20) + 1))


def _blamed(content: IncidentContent) -> set[str]:
    codes: Iterable[str] = (blame.category for one in content.accounts for blame in one.blames if blame.category)
    laid_to = (one.category for act in content.acts for one in act.involvements if one.category)
    return {code for one in (*codes, *laid_to) for code in terms.with_ancestors("perpetrator_categories", one)}


def _flags(content: IncidentContent) -> list[str]:
    flags = ["disputed"] if rules.disputed(content.accounts) else []
    flags += ["sensitive"] if content.sensitivity != "ordinary" else []
    flags += ["unplaced"] if not content.place else []
    return flags + (["undated"] if not content.when.earliest and not content.when.latest else [])


def names_change(person_id: bytes, names: list[str]) -> dict[str, Any]:
    """The change that puts a person's names into an identities vault's index."""
    return {"key": b64encode(person_id).decode(), "names": names}
