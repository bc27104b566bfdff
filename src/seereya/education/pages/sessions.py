"""The list of sessions, and what waits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seereya.accounts.actor import Actor
from seereya.education import permissions_sessions as permissions
from seereya.education import sealing
from seereya.education import wording_sessions as wording
from seereya.education.content_sessions import SessionContent
from seereya.education.models import Session
from seereya.education.queries import sessions as queries
from seereya.education.services.opening_sessions import open_sessions
from seereya.foundation.selection import BadSelection, Selection
from seereya.reference import places
from seereya.reference.saying import Row, language, term
from seereya.reference.wording_selection import say_selection

SIZES = (25, 50, 100)


def list_page(by: Actor, params: QueryDict) -> dict[str, Any]:
    """Context of the list. Raises `BadSelection`."""
    selection = queries.asked(dict(params.lists()))
    listed = queries.sessions_page(by, selection)
    contents = open_sessions(by=by, rows=listed.rows)
    return door(by) | {
        "selection": selection,
        "filtered": selection.is_filtered(),
        "total_words": ngettext("%(n)s session", "%(n)s sessions", listed.total) % {"n": listed.total},
        "facets": _facets(selection, listed.facets),
        "clear_url": "?" if selection.is_filtered() else "",
        "hidden": [(name, value) for name, value in selection.pairs() if name not in {"from", "to", "page"}],
        "table": _table(selection, listed.rows, contents),
        "pager": _pager(selection, listed.total) if listed.total else None,
    }


def door(by: Actor) -> dict[str, Any]:
    """Whether the vault exists and is held, and what the reader may do about it."""
    educator = by.holds(*permissions.EDUCATORS)
    vault = sealing.vault_of(by.organisation_id)
    held = sealing.holds_vault(by)
    return {
        "educator": educator,
        "holds_vault": held,
        "may_write": educator and held,
        "may_make_vault": educator and vault is None,
        "vault_missing": vault is None,
        "may_take_talks": by.holds(*permissions.TALK_READERS),
    }


def _table(selection: Selection, rows: list[Session], contents: dict[Any, SessionContent]) -> Row:
    def head(name: str, label: str, *, numeric: bool = False) -> Row:
        here = selection.sort.lstrip("-") == name
        down = selection.sort.startswith("-")
        return {
            "label": label,
            "numeric": numeric,
            "sort_url": selection.url(sort=name if here and down else f"-{name}"),
            "sorted": ("descending" if down else "ascending") if here else "",
        }

    return {
        "caption": pgettext("of education", "Sessions"),
        "columns": [
            {"label": _("Reference")},
            head("month", _("When")),
            {"label": _("Theme"), "wide": True},
            {"label": _("Region")},
            head("present", _("People"), numeric=True),
            {"label": _("State")},
        ],
        "rows": [_line(row, contents.get(row.id)) for row in rows],
    }


def _line(row: Session, content: SessionContent | None) -> Row:
    counted = row.status == "held"
    cells: list[Any] = [
        {"text": row.reference, "reference": True},
        when(row, content),
        {"text": term("education_themes", row.theme), "note": _what(row, content)},
        region(row),
        {"text": row.present if counted else "", "numeric": True, "note": _women(row) if counted else ""},
        {"badge": wording.STATES[row.status], "kind": wording.STATE_KINDS[row.status]},  # type: ignore[index]
    ]
    return {"url": reverse("education:session", args=[row.id]), "cells": cells}


def _what(row: Session, content: SessionContent | None) -> str:
    parts = (content.title if content else "", term("education_formats", row.format))
    return " · ".join(part for part in parts if part)


def _women(row: Session) -> str:
    return ngettext("%(n)s woman or girl", "%(n)s women and girls", row.women) % {"n": row.women}


def when(row: Session, content: SessionContent | None) -> str:
    """The day for who may read it, the month for others."""
    if content is None or not content.day:
        return wording.month(row.month)
    return str(date_format(date.fromisoformat(content.day), "j F Y"))


def region(row: Session) -> str:
    """Cercle and region in words."""
    code = row.cercle or row.region
    return places.tree().full_label(code, language()) if code else "—"


def _label(facet: str, value: str) -> str:
    if facet == "status":
        return str(wording.STATES.get(value, value))
    if facet == "region":
        node = places.tree().get(value)
        return node.label(language()) if node else value
    return term({"theme": "education_themes", "format": "education_formats"}[facet], value)


def _facets(selection: Selection, counts: dict[str, list[tuple[str, int]]]) -> list[Row]:
    found = []
    for name, counted in counts.items():
        chosen, known = selection.include.get(name, ()), dict(counted)
        for value in chosen:
            known.setdefault(value, 0)
        values = [
            {
                "label": _label(name, value),
                "count": number,
                "include_url": selection.toggled(name, value).url(),
                "exclude_url": "",
                "state": "in" if value in chosen else "",
            }
            for value, number in known.items()
        ]
        if values:
            found.append({"label": wording.PARAMETERS[name], "values": values[:40], "open": bool(chosen), "more_url": ""})
    return found


def _pager(selection: Selection, total: int) -> Row:
    first, last = (selection.page - 1) * selection.size + 1, min(total, selection.page * selection.size)
    return {
        "total": total,
        "first": min(first, total),
        "last": last,
        "previous_url": selection.url(page=selection.page - 1) if selection.page > 1 else "",
        "next_url": selection.url(page=selection.page + 1) if last < total else "",
        "sizes": [{"size": size, "url": selection.url(size=size), "current": size == selection.size} for size in SIZES],
    }


def refusal_page(params: QueryDict, refusal: BadSelection, url_name: str) -> dict[str, Any]:
    """Context of the answer to an address that cannot be asked."""
    rest = params.copy()
    rest.pop(refusal.name, None)
    rest.pop("page", None)
    where = reverse(f"education:{url_name}")
    said = say_selection(refusal, wording.PARAMETERS)
    return {"refusal": said, "all_url": where, "without_url": f"{where}?{rest.urlencode()}"}
