"""What the pages of external events show: lists, facets and facts in words, from cards and rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seereya.documentation import wording_events as words
from seereya.documentation.models import EventVersion
from seereya.documentation.queries.events import ListedEvents, differences
from seereya.documentation.selection import SIZES, BadSelection, Selection
from seereya.reference import places

MOST_VALUES = 15
_SMALLEST_SCALE = 10
_NUMERIC = frozenset({"civilians"})
_SORTS = {"date": "date", "deaths": "deaths"}


def list_page(selection: Selection, listed: ListedEvents) -> dict[str, Any]:
    """Context of the list."""
    return {
        "selection": selection,
        "facets": [one for name in words.FACETS if (one := facet(selection, name, listed.facets[name]))["values"]],
        "clear_url": reverse("documentation:events") if selection.is_filtered() else "",
        "chips": chips(selection),
        "hidden": [pair for pair in selection.pairs() if pair[0] not in {"q", "from", "to", "near", "page"}],
        "near_words": ",".join(f"{part:g}" for part in selection.near) if selection.near else "",
        "table": {"caption": _("External events"), "columns": heads(selection), "rows": rows(selection, listed)},
        "pager": pager(selection, listed),
        "licence": words.LICENCE,
    }


def refused_selection(refusal: BadSelection) -> str:
    """What is not understood in an address, in words."""
    template = words.SELECTION.get(refusal.code)
    name = str(words.FACETS.get(refusal.name, refusal.name))
    return str(template) % {"name": name, "value": refusal.value} if template else refusal.code


def label(name: str, value: str) -> str:
    """A facet's value in words."""
    if name == "kind":
        return str(words.KINDS.get(value, value))
    if name == "place":
        return places.tree().full_label(value, (get_language() or "fr")[:2])
    return value


def facet(selection: Selection, name: str, counts: list[tuple[str, int]]) -> dict[str, Any]:
    """One facet with its counts; values left out stay in sight so that they can be taken back."""
    out = selection.exclude.get(name, ())
    shown = [*counts, *((value, 0) for value in out if value not in dict(counts))]
    if name == "year":
        shown.sort(reverse=True)
    chosen = selection.include.get(name, ())
    kept = [pair for number, pair in enumerate(shown) if number < MOST_VALUES or pair[0] in {*chosen, *out}]
    return {
        "label": words.FACETS[name],
        "open": bool(chosen or out),
        "values": [
            {
                "label": label(name, value),
                "count": count,
                "include_url": selection.toggled(name, value).url(),
                "exclude_url": selection.toggled(name, value, out=True).url(),
                "state": "in" if value in chosen else "out" if value in out else "",
            }
            for value, count in kept
        ],
    }


def chips(selection: Selection) -> list[dict[str, Any]]:
    """What narrows the list, each with the way to take it off."""
    found = [
        {"label": label(name, value), "remove_url": selection.toggled(name, value, out=out).url(), "out": out}
        for filters, out in ((selection.include, False), (selection.exclude, True))
        for name in words.FACETS
        for value in filters.get(name, ())
    ]
    if selection.text:
        found.append({"label": f"“{selection.text}”", "remove_url": selection.url(text="")})
    if selection.date_from or selection.date_to:
        said = _("from %(first)s to %(last)s") % {"first": selection.date_from or "…", "last": selection.date_to or "…"}
        gone = selection.url(date_from="", date_to="", first_day=None, last_day=None)
        found.append({"label": said, "remove_url": gone})
    if selection.near:
        latitude, longitude, radius = selection.near
        said = _("within %(radius)g km of %(latitude)g, %(longitude)g") % {
            "radius": radius,
            "latitude": latitude,
            "longitude": longitude,
        }
        found.append({"label": said, "remove_url": selection.url(near=None)})
    return found


def heads(selection: Selection) -> list[dict[str, Any]]:
    """Headings of the columns, those that sort as links."""
    found = []
    for name in selection.columns:
        head: dict[str, Any] = {"label": words.COLUMNS[name], "numeric": name in _NUMERIC}
        if name in _SORTS:
            head["sort_url"] = selection.url(sort=_SORTS[name] if selection.sort.startswith("-") else f"-{_SORTS[name]}")
            if selection.sort.lstrip("-") == _SORTS[name]:
                head["sorted"] = "descending" if selection.sort.startswith("-") else "ascending"
        found.append(head)
    return found


def rows(selection: Selection, listed: ListedEvents) -> list[dict[str, Any]]:
    """Lines of the table."""
    return [
        {
            "url": reverse("documentation:event", args=[row.event]),
            "cells": [_cell(name, row) for name in selection.columns],
        }
        for row in listed.rows
    ]


def _cell(name: str, row: EventVersion) -> dict[str, Any]:
    admin = ", ".join(dict.fromkeys(filter(None, (row.admin2, row.admin1, row.country))))
    match name:
        case "where":
            return {"text": row.where or admin, "note": admin if row.where else ""}
        case "civilians":
            return {"text": str(row.deaths_civilians), "numeric": True}
    texts = {
        "date": days(row.earliest, row.latest),
        "sides": f"{row.side_a} – {row.side_b}",
        "kind": label("kind", str(row.kind_of_violence)),
        "deaths": deaths(row.deaths_low, row.deaths_best, row.deaths_high),
        "country": row.country,
        "id": row.external_id,
    }
    return {"text": texts[name]}


def days(earliest: date, latest: date) -> str:
    """One day, or from when to when."""
    first = date_format(earliest, "DATE_FORMAT")
    if earliest == latest:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": date_format(latest, "DATE_FORMAT")}


def deaths(low: int, best: int, high: int) -> str:
    """The source's estimates: never its best one alone where it gives a range."""
    if low == best == high:
        return str(best)
    return _("%(low)s to %(high)s, best estimate %(best)s") % {"low": low, "high": high, "best": best}


def pager(selection: Selection, listed: ListedEvents) -> dict[str, Any]:
    """Where in the list this page stands."""
    first = (selection.page - 1) * selection.size + 1 if listed.rows else 0
    last = first + len(listed.rows) - 1 if listed.rows else 0
    return {
        "total": listed.total,
        "first": first,
        "last": last,
        "previous_url": selection.url(page=selection.page - 1) if selection.page > 1 else "",
        "next_url": selection.url(page=selection.page + 1) if last and last < listed.total else "",
        "sizes": [{"size": size, "url": selection.url(size=size), "current": size == selection.size} for size in SIZES],
    }


def event_page(versions: list[EventVersion]) -> dict[str, Any]:
    """Context of an event's page."""
    event = versions[0]
    return {
        "event": event,
        "title": f"{event.side_a} – {event.side_b}",
        "answers": _answers(event),
        "deaths": deaths(event.deaths_low, event.deaths_best, event.deaths_high),
        "deaths_scale": max(_SMALLEST_SCALE, event.deaths_high),
        "deaths_facts": _facts(event, "deaths_best", "deaths_civilians", "deaths_a", "deaths_b", "deaths_unknown"),
        "where_facts": _facts(event, "where", "admin2", "admin1", "country", "where_description", "latitude", "longitude"),
        "source_facts": _facts(
            event, "source_original", "source_office", "source_date", "source_headline", "source_article", "number_of_sources"
        ),
        "history": [history_line(version, changes) for version, changes in differences(versions)],
        "licence": words.LICENCE,
    }


def _answers(event: EventVersion) -> list[dict[str, Any]]:
    facts = event.facts
    place = places.tree().full_label(event.place, (get_language() or "fr")[:2]) if event.place else ""
    where = ", ".join(dict.fromkeys(filter(None, (event.where, event.admin2, event.admin1, event.country))))
    return [
        {"question": _("What"), "answer": label("kind", str(event.kind_of_violence)), "note": facts.get("conflict_name", "")},
        {
            "question": _("When"),
            "answer": days(event.earliest, event.latest),
            "note": words.PRECISIONS.get(str(facts.get("precision", "")), ""),
        },
        {
            "question": _("Where"),
            "answer": where,
            "note": " · ".join(filter(None, (str(words.WHERE_PRECISIONS.get(str(facts.get("where_prec", "")), "")), place))),
        },
        {
            "question": _("How many dead, according to the source"),
            "answer": deaths(event.deaths_low, event.deaths_best, event.deaths_high),
            "note": _("An estimate of UCDP, outside our own counts."),
        },
    ]


def _value(event: EventVersion, name: str) -> str:
    value = getattr(event, name) if hasattr(event, name) else event.facts.get(name, "")
    return "" if value is None else str(value)


def _facts(event: EventVersion, *names: str) -> list[dict[str, Any]]:
    return [{"label": words.FIELDS[name], "value": _value(event, name)} for name in names if _value(event, name) != ""]


def history_line(version: EventVersion, changes: Iterable[tuple[str, Any, Any]]) -> dict[str, Any]:
    """What one import said, and what it changed of the one before."""
    return {
        "number": version.batch.number,
        "at": version.batch.ended_at,
        "release": version.facts.get("release", ""),
        "diff": [
            {"label": words.FIELDS.get(name, name), "before": _said(name, before), "after": _said(name, after)}
            for name, before, after in changes
        ],
    }


def _said(name: str, value: Any) -> str:
    if name == "kind_of_violence":
        return label("kind", str(value))
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else str(value)
