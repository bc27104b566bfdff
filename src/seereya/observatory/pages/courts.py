"""What courts did with how many cases: each source's figures side by side, drawn by the server, and what observers saw."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation.money import format_percent
from seereya.observatory import permissions, wording
from seereya.observatory.models import CourtActivity
from seereya.observatory.pages.narrowing import choice, narrowed
from seereya.observatory.queries import courts as queries
from seereya.observatory.queries import trials
from seereya.observatory.rules import COUNTS, FEW, Counts, disagree, waits
from seereya.reference import saying, terms

Row = dict[str, Any]
WIDTH, LINE, LEFT, RIGHT = 920, 26, 330, 120
MOST = 500


def page(by: Actor, params: QueryDict) -> Row:
    """Context of the page. Raises `BadSelection`."""
    asked, _page = narrowed(params, {"court": terms.vocabulary("bodies"), "family": terms.vocabulary("crimes")})
    rows = list(queries.activity(by, **asked)[:MOST])
    groups = grouped(rows)
    theirs = queries.partners_activity(by, **asked)
    return {
        "partners": {"figures": _of_partners(theirs), "seen": _seen_by_partners(by, asked)},
        "groups": groups,
        "bars": bars(groups),
        "height": sum(1 + len(one["rows"]) for one in groups) * LINE + 8,
        "width": WIDTH,
        "facets": _facets(rows, params),
        "clear_url": "?" if asked else "",
        "filtered": bool(asked),
        "full": len(rows) == MOST,
        "most": MOST,
        "may_write": by.holds(*permissions.WRITERS),
        "surveyor": by.holds(*permissions.SURVEYORS),
        "query": params.urlencode(),
        "counts": [{"name": name, "label": wording.COUNTS[name]} for name in COUNTS],
        "few": FEW,
        **_observed(by),
    }


def period(row: CourtActivity) -> str:
    """The days a source counted, in words."""
    return f"{date_format(row.starts, 'j F Y')} – {date_format(row.ends, 'j F Y')}"


def court_words(row: CourtActivity) -> str:
    """The court with its town."""
    return ", ".join(filter(None, (saying.term("bodies", row.court), row.seat)))


def family_words(code: str) -> str:
    """The offences counted."""
    return saying.term("crimes", code) if code else _("All offences together")


def _counts(row: CourtActivity) -> Counts:
    return Counts(*(getattr(row, name) for name in COUNTS))


def grouped(rows: list[CourtActivity]) -> list[Row]:
    """One group for each court, offences and period; its sources side by side, never added up, with what they contradict each other on."""
    found = []
    for _key, several in groupby(rows, key=lambda row: (row.court, row.seat, row.family, row.starts, row.ends)):
        same = list(several)
        differ = disagree(_counts(row) for row in same)
        found.append({
            "court": court_words(same[0]),
            "family": family_words(same[0].family),
            "period": period(same[0]),
            "differ": [str(wording.COUNTS[name]).lower() for name in differ],
            "rows": [_line(row, differ) for row in same],
        })  # fmt: skip
    return found


def _line(row: CourtActivity, differ: tuple[str, ...]) -> Row:
    return {
        "row": row,
        "kind": wording.label(wording.SOURCE_KINDS, row.source_kind),
        "cells": [{"value": getattr(row, name), "differs": name in differ} for name in COUNTS],
        "own": row.source_kind == "own",
    }


def bars(groups: list[Row]) -> list[Row]:
    """One bar for each source: cases before the court (entered and pending), and over it those it judged or dismissed."""
    sizes = [_size(line["row"]) for group in groups for line in group["rows"]]
    most = max((max(before, closed) for before, closed in sizes), default=0)
    room, found, place = WIDTH - LEFT - RIGHT, [], 0
    for group in groups:
        found.append({"heading": _shortened(f"{group['court']} · {group['period']}", 130), "text_y": place * LINE + 18})
        place += 1
        for line in group["rows"]:
            row: CourtActivity = line["row"]
            before, closed = _size(row)
            found.append({
                "y": place * LINE + 6,
                "text_y": place * LINE + 18,
                "label": _shortened(row.source, 44),
                "before": round(room * before / most) if most else 0,
                "closed": round(room * closed / most) if most else 0,
                "words": f"{closed} / {before}" if row.entered is not None or row.pending is not None else f"{closed} / ?",
                "impossible": row.impossible,
            })  # fmt: skip
            place += 1
    return found


def _size(row: CourtActivity) -> tuple[int, int]:
    """Cases before the court, and cases it closed, as far as the source gives them."""
    return (row.entered or 0) + (row.pending or 0), (row.judged or 0) + (row.dismissed or 0)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def percent(part: int, whole: int) -> str:
    """A share in words; a dash where there is nothing to share."""
    if not whole:
        return "—"
    return format_percent(f"{part / whole * 100:.0f}", saying.language())


def _observed(by: Actor) -> Row:
    """Observed hearings by court, and for who holds a vault how long adjourned cases wait."""
    seen = queries.seen(by)
    hearings, adjourned = sum(one.hearings for one in seen), sum(one.adjourned for one in seen)
    opens = trials.holds_a_vault(by)
    sent_on = trials.cards(by, queries.adjourning()) if opens else []
    by_court = {one.court: [card for card in sent_on if card["court"] == one.court] for one in seen}
    lines = [_seen_line(saying.term("bodies", one.court), one.hearings, one.adjourned, by_court[one.court]) for one in seen]
    return {
        "seen": lines,
        "all": _seen_line(_("All courts together"), hearings, adjourned, sent_on) if hearings else None,
        "opens": opens,
    }


def _seen_line(label: str, hearings: int, adjourned: int, sent_on: list[Row]) -> Row:
    waited = waits((card["on"], card["next_on"]) for card in sent_on)
    return {
        "label": label,
        "hearings": hearings,
        "adjourned": adjourned,
        "share": percent(adjourned, hearings),
        "few": hearings < FEW,
        "days": f"{waited.days:.0f}" if waited.days is not None else "—",
        "known": waited.known,
        "of": waited.adjourned,
    }


def _of_partners(found: list[queries.PartnerFigures]) -> list[Row]:
    """Partners' figures, one line each: court, offences, period, counts, whose. Never added up, and without their source."""
    return [
        {
            "who": one.organisation,
            "court": saying.term("bodies", one.row.court),
            "family": family_words(one.row.family),
            "period": period(one.row),
            "kind": wording.label(wording.PARTNERS_SOURCES, one.row.source_kind),
            "impossible": one.row.impossible,
            "cells": [{"value": getattr(one.row, name)} for name in COUNTS],
        }
        for one in found
    ]


def _seen_by_partners(by: Actor, asked: dict[str, str]) -> list[Row]:
    """Hearings partners observed, by court and years; none where the page is narrowed by what is not kept of them."""
    if asked.get("family"):
        return []
    return [
        {
            "who": one.organisation,
            "court": saying.term("bodies", one.court),
            "hearings": one.hearings,
            "adjourned": one.adjourned,
            "share": percent(one.adjourned, one.hearings),
            "few": one.hearings < FEW,
            "years": one.first if one.first == one.last else f"{one.first}–{one.last}",
        }
        for one in queries.seen_by_partners(by)
        if asked.get("court", one.court) == one.court
    ]


def _facets(rows: list[CourtActivity], params: QueryDict) -> list[Row]:
    """Courts and offences to narrow by, with how many sources."""
    found = []
    for name, say in (("court", lambda code: saying.term("bodies", code)), ("family", family_words)):
        counts: dict[str, int] = {}
        for row in rows:
            counts[getattr(row, name)] = counts.get(getattr(row, name), 0) + 1
        values = [choice(params, name, code, say(code), count) for code, count in sorted(counts.items()) if code]
        if values:
            found.append({"label": wording.PARAMETERS[name], "values": values})
    return found
