"""Chains of multipliers: who was trained where, what they gave, how far it carries, who has grown quiet."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.education import wording_sessions as wording
from seereya.education.content_sessions import MultiplierContent
from seereya.education.models import Multiplier, Session
from seereya.education.pages.sessions import door
from seereya.education.queries import multipliers as queries
from seereya.education.queries.multipliers import MultiplierLine
from seereya.education.rules.sessions import is_quiet
from seereya.education.services.opening_sessions import open_multipliers, open_sessions
from seereya.foundation import clock
from seereya.foundation.selection import BadSelection
from seereya.reference.saying import Row

PAGE = 50


def multipliers_page(by: Actor, params: QueryDict) -> dict[str, Any]:
    """Chains by generation, and a page of multipliers. Raises `BadSelection`."""
    page = page_of(params)
    found = queries.multipliers(by)
    total = found.count()
    rows = list(found[(page - 1) * PAGE : page * PAGE])
    names = open_multipliers(by=by, rows=rows)
    quiet = _quiet(by, rows)
    depth = queries.generations(by)
    return door(by) | {
        "generations": [
            {"label": _generation(number), "sessions": sessions, "people": people} for number, sessions, people in depth
        ],
        "depth": max((number for number, _n, _p in depth), default=0),
        "total": total,
        "quiet": sum(quiet.values()),
        "table": _table([_line(one, names.get(one.row.id), quiet) for one in queries.with_what_they_gave(rows)]),
        "pager": _pager(page, total) if total > PAGE else None,
    }


def page_of(params: QueryDict) -> int:
    """The page asked for. Raises `BadSelection` for any other parameter."""
    for name in params:
        if name != "page":
            raise BadSelection("unknown_parameter", name)
    words = params.get("page", "1")
    if not words.isascii() or not words.isdigit() or not 1 <= int(words) <= 10_000:  # noqa: PLR2004
        raise BadSelection("bad_page", "page", words)
    return int(words)


def _quiet(by: Actor, rows: list[Multiplier]) -> dict[UUID, bool]:
    """Who gave no session for ninety days: by the sealed days of their last month where it is near, else by the month."""
    today = clock.today()
    sessions = queries.last_given(rows)
    near: dict[UUID, Session] = {
        one.id: one for found in sessions.values() for one in found if _end(one.month) > _days_ago(today) >= _begin(one.month)
    }
    days = {key: content.day for key, content in open_sessions(by=by, rows=near.values()).items()} if near else {}
    quiet = {}
    for row in rows:
        last = [date.fromisoformat(days[one.id]) if one.id in days else _end(one.month) for one in sessions.get(row.id, ())]
        quiet[row.id] = row.active and (is_quiet(max(last), today) if last else _end(row.trained_in.month) < _days_ago(today))
    return quiet


def _days_ago(today: date) -> date:
    return date.fromordinal(today.toordinal() - 90)


def _begin(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)


def _end(month: str) -> date:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:7]), 12)
    return date.fromordinal(date(year, number + 1, 1).toordinal() - 1)


def _generation(number: int) -> str:
    if number == 0:
        return _("Given by staff")
    return _("Generation %(number)s") % {"number": number}


def _table(rows: list[Row]) -> Row:
    labels = (
        _("Code"),
        _("Name"),
        _("Trained in"),
        _("Generation"),
        _("Sessions given"),
        _("People reached"),
        _("Last"),
        _("Where it stands"),
    )
    numeric = {3, 4, 5}
    columns = [{"label": label, "numeric": place in numeric} for place, label in enumerate(labels)]
    return {"caption": _("Multipliers"), "columns": columns, "rows": rows}


def _line(one: MultiplierLine, content: MultiplierContent | None, quiet: dict[UUID, bool]) -> Row:
    row = one.row
    state: Row = {"badge": _("no session for 90 days"), "kind": "late"} if quiet[row.id] else {"text": ""}
    if not row.active:
        state = {"badge": _("gives no sessions any more"), "kind": "quiet"}
    cells: list[Any] = [
        {"text": row.code, "reference": True},
        content.name if content else _("sealed"),
        {"text": row.trained_in.reference, "url": reverse("education:session", args=[row.trained_in_id]), "reference": True},
        {"text": row.generation, "numeric": True},
        {"text": one.sessions, "numeric": True},
        {"text": one.people, "numeric": True},
        wording.month(one.last) or "—",
        state,
    ]
    return {"url": reverse("education:multiplier", args=[row.id]) if content else "", "cells": cells}


def _pager(page: int, total: int) -> Row:
    last = min(total, page * PAGE)
    return {
        "total": total,
        "first": min((page - 1) * PAGE + 1, total),
        "last": last,
        "previous_url": f"?page={page - 1}" if page > 1 else "",
        "next_url": f"?page={page + 1}" if last < total else "",
    }
