"""Pages of gaps of coverage, and the layer they lay over the map of incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seereya.accounts.actor import Actor
from seereya.foundation import clock, layers
from seereya.observatory import permissions, services, wording
from seereya.observatory.models import CoverageGap
from seereya.observatory.pages.narrowing import SIZE, choice, narrowed, pager
from seereya.observatory.queries.gaps import Marked, gaps, of_partners, touching
from seereya.observatory.queries.trials import holds_a_vault
from seereya.reference import places, saying, terms

Row = dict[str, Any]
LAYER = "coverage"


def period(row: CoverageGap | Marked, *, short: bool = False) -> str:
    """The months a gap lasted, in words; `short`: another column says that it still lasts."""
    since, until = wording.month(row.since), wording.month(row.until)
    if until and since:
        return since if since == until else _("%(since)s to %(until)s") % {"since": since, "until": until}
    if until:
        return _("until %(until)s") % {"until": until}
    if short:
        return _("since %(since)s") % {"since": since} if since else _("not known since when")
    return _("since %(since)s, still so") % {"since": since} if since else _("not known since when, still so")


def place_words(code: str) -> str:
    """A place with what it lies in; that it is not said where the vault is marked."""
    return saying.place(code) if code else _("not said")


def lasts(row: CoverageGap | Marked) -> bool:
    """Whether nobody can look there today."""
    return row.until is None or row.until >= clock.today()


def gap_list(by: Actor, params: QueryDict) -> Row:
    """Context of the list. Raises `BadSelection`."""
    known = {"lasting": ("yes", "no"), "reason": terms.vocabulary("coverage_reasons"), "place": places.tree().nodes}
    asked, page = narrowed(params, known)
    today = clock.today()
    lasting = {"yes": True, "no": False}.get(asked.get("lasting", ""))
    found = gaps(by, lasting=lasting, reason=asked.get("reason", ""), place=asked.get("place", ""), today=today)
    rows = list(found)
    shown = rows[(page - 1) * SIZE : page * SIZE]
    # Reasons stay with the partner: a list narrowed by a reason has none of theirs.
    theirs = [] if asked.get("reason") else of_partners(by, lasting=lasting, place=asked.get("place", ""), today=today)
    return {
        "table": _table(shown, opens=holds_a_vault(by)),
        "total_words": ngettext("%(count)s gap", "%(count)s gaps", len(rows)) % {"count": len(rows)},
        "partners": _partners(theirs),
        "facets": _facets(rows, params),
        "clear_url": "?" if asked else "",
        "filtered": bool(asked),
        "chips": _chips(asked, params),
        "pager": pager(params, page, len(rows)),
        "may_create": by.holds(*permissions.WRITERS),
        "surveyor": by.holds(*permissions.SURVEYORS),
        "map_url": reverse("documentation:incidents") + "?view=map",
    }


def _table(rows: list[CoverageGap], *, opens: bool) -> Row:
    labels = (_("Reference"), _("Place"), _("When"), _("Why"), pgettext("column", "Who"), _("Now"))
    return {
        "caption": _("Where nobody could look"),
        "columns": [{"label": label} for label in labels],
        "rows": [_line(row, opens=opens) for row in rows],
    }


def _partners(rows: list[Marked]) -> Row:
    """Gaps of partners: area, months, whose."""
    labels = (_("Place"), _("When"), _("Now"))
    return {
        "caption": _("Where partners could not look"),
        "columns": [{"label": label} for label in labels],
        "rows": [
            {"cells": [{"text": place_words(one.place), "note": one.organisation}, period(one, short=True), _now(one)]}
            for one in rows
        ],
    }


def _now(row: CoverageGap | Marked) -> Row:
    return {"badge": _("still so"), "kind": "late"} if lasts(row) else {"badge": _("over"), "kind": "quiet"}


def _line(row: CoverageGap, *, opens: bool) -> Row:
    return {
        "url": reverse("observatory:gap", args=[row.id]) if opens else "",
        "cells": [
            {"text": row.reference, "reference": True},
            place_words(row.place),
            period(row, short=True),
            saying.term("coverage_reasons", row.reason) or "—",
            row.organisation.code,
            _now(row),
        ],
    }


def _facets(rows: list[CoverageGap], params: QueryDict) -> list[Row]:
    """What the list can be narrowed by, with counts of what stands in it now."""
    reasons = Counter(row.reason for row in rows if row.reason)
    regions = Counter(_region(row.place) for row in rows if row.place)
    still = Counter("yes" if lasts(row) else "no" for row in rows)
    words = {"yes": _("still so"), "no": _("over")}
    groups = (
        ("lasting", wording.PARAMETERS["lasting"], still, words.get),
        ("reason", wording.PARAMETERS["reason"], reasons, lambda code: saying.term("coverage_reasons", code)),
        ("place", wording.PARAMETERS["place"], regions, saying.place),
    )
    return [
        {"label": label, "values": [choice(params, name, code, say(code), count) for code, count in sorted(counts.items())]}
        for name, label, counts, say in groups
        if counts
    ]


def _region(code: str) -> str:
    """The region a place lies in, or itself where it is one, or a country."""
    node = places.tree().get(code)
    return node.path[min(1, len(node.path) - 1)] if node else code


def _chips(asked: dict[str, str], params: QueryDict) -> list[Row]:
    words: dict[str, Callable[[str], str]] = {
        "lasting": lambda value: {"yes": _("still so"), "no": _("over")}[value],
        "reason": lambda value: saying.term("coverage_reasons", value),
        "place": saying.place,
    }
    return [
        {"label": f"{wording.PARAMETERS[name]} {words[name](value)}", "out": False,
         "remove_url": choice(params, name, value, "")["include_url"]}
        for name, value in asked.items()
    ]  # fmt: skip


def gap(by: Actor, gap_id: UUID) -> Row:
    """Context of a gap's page. Raises `NotThere`."""
    opened = services.open_gap(by=by, gap_id=gap_id)
    row, content = opened.row, opened.content
    told = [
        (_("Place"), place_words(row.place)),
        (_("Why nobody could look"), saying.term("coverage_reasons", row.reason)),
        (_("Since when"), saying.when(content.began)),
        (_("Until when"), saying.when(content.ended) if content.ended.earliest or content.ended.latest else _("still so")),
        (_("What changed"), content.ended_why),
        (_("Who could not look"), ", ".join(filter(None, (row.organisation.name, content.who)))),
        (_("Exact places and other notes"), content.notes),
    ]
    return {
        "gap": row,
        "content": content,
        "heading": f"{place_words(row.place)}, {period(row, short=True)}",
        "facts": [{"label": label, "value": value} for label, value in told if value],
        "lasts": lasts(row),
        "may_change": row.organisation_id == by.organisation_id and by.holds(*permissions.WRITERS),
        "map_url": f"{reverse('documentation:incidents')}?view=map" + (f"&place={row.place}" if row.place else ""),
        "breadcrumb": [{"url": reverse("observatory:gaps"), "label": _("Where nobody could look")}, {"label": row.reference}],
    }


def layer(by: Actor, asked: layers.Asked) -> layers.Layer | None:
    """What a reader of incidents is told of the coalition's gaps: one query, coarse columns only, nothing opened."""
    if not by.holds(*permissions.WARNED):
        return None
    opens = by.holds(*permissions.READERS)
    marks = [
        layers.Mark(
            row.place,
            place_words(row.place),
            ", ".join(filter(None, (saying.term("coverage_reasons", row.reason), period(row), row.organisation))),
            reverse("observatory:gap", args=[row.own]) if opens and row.own else "",
        )
        for row in touching(by, asked)
    ]
    return layers.Layer(
        LAYER,
        _("Where nobody could look"),
        _("A blank map is not peace: figures of these places and months are lower than what happened."),
        marks,
        reverse("observatory:gaps") if opens else "",
    )
