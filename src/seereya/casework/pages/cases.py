"""The list of case files and the page of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.casework import permissions, services, wording
from seereya.casework.content import CaseContent, Party
from seereya.casework.pages import steps
from seereya.casework.queries import lists
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.reference import saying

SIZE = 50
Row = dict[str, Any]
_FACETS = {"stage": "procedure_stages", "forum": "bodies"}


def case_list(by: Actor, asked: QueryDict) -> dict[str, Any]:
    """The list: filtered by what the address says, least recently moved first."""
    page = _number(asked.get("page", ""))
    include = {name: asked.getlist(name) for name in ("stage", "forum", "status", "incident", "person") if asked.get(name)}
    include.setdefault("status", ["open"])
    found = lists.cases(
        by=by, words=asked.get("q", ""), include=include, flag=asked.get("flag", ""), sort=asked.get("sort", "last_act"),
        descending=asked.get("order") == "desc", offset=(page - 1) * SIZE, size=SIZE,
    )  # fmt: skip
    return {
        "total": found.total,
        "table": {"caption": _("Case files"), "columns": _columns(), "rows": [_line(one) for one in found.rows]},
        "facets": _facets(found, asked),
        "query": asked.get("q", ""),
        "hidden": [(name, value) for name, values in asked.lists() if name not in {"q", "page"} for value in values],
        "action": reverse("casework:cases"),
        "may_create": by.holds(*permissions.WRITERS),
        "asks_partners": by.holds(*permissions.DECIDERS),
        "pager": _pager(asked, found.total, page) if found.total > SIZE else None,
        "filtered": bool(asked),
    }


def _number(typed: str) -> int:
    """The page that was asked for; the first where it cannot be read."""
    return max(int(typed), 1) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 1  # noqa: PLR2004 - more pages than files


def _pager(asked: QueryDict, total: int, page: int) -> Row:
    def address(number: int) -> str:
        query = asked.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    first = (page - 1) * SIZE + 1
    return {
        "total": total,
        "first": min(first, total),
        "last": min(page * SIZE, total),
        "previous_url": address(page - 1) if page > 1 else "",
        "next_url": address(page + 1) if page * SIZE < total else "",
    }


def _columns() -> list[Row]:
    labels = (_("Reference"), _("Case"), _("Forum and stage"), _("Last act"), _("Next time limit"), _("To look at"))
    return [{"label": label} for label in labels]


def _line(one: lists.CaseRow) -> Row:
    card = one.card
    due = card["due"][0][0] if card["due"] else ""
    return {
        "url": reverse("casework:case", args=[one.id]),
        "cells": [
            {"text": card["ref"], "reference": True},
            card["title"],
            {
                "text": saying.term("bodies", card["forum"]) or _("not filed yet"),
                "note": saying.term("procedure_stages", card["stage"]),
            },
            wording.day(card["last_act"]) or "—",
            wording.day(due) or "—",
            {"badge": " · ".join(str(wording.FLAGS[flag]) for flag in one.flags), "kind": _kind(one.flags)},
        ],
    }


def _kind(flags: tuple[str, ...]) -> str:
    if "late" in flags or "dormant" in flags:
        return "late"
    return "waits" if flags else ""


def _facets(found: lists.Listed, asked: QueryDict) -> list[Row]:
    """Ways to narrow the list, as links."""
    groups = [("flag", _("To look at")), ("stage", _("Stage")), ("forum", _("Forum")), ("status", _("Status"))]
    return [
        {"label": label, "links": [_facet(name, value, count, asked) for value, count in found.facets.get(name, [])]}
        for name, label in groups
        if found.facets.get(name)
    ]


def _facet(name: str, value: str, count: int, asked: QueryDict) -> Row:
    query = asked.copy()
    chosen = asked.get(name) == value
    if chosen:
        del query[name]
    else:
        query[name] = value
    query.pop("page", None)
    words = {"flag": wording.FLAGS, "status": wording.STATUSES}
    label = wording.label(words[name], value) if name in words else saying.term(_FACETS[name], value)
    return {"label": label, "count": count, "url": f"?{query.urlencode()}", "chosen": chosen}


def new_form(by: Actor, asked: QueryDict) -> Row:
    """What the form of a new file begins with: opened from an incident's page, it offers the victims documented there."""
    incident = as_uuid(asked.get("incident", ""))
    found = lists.incident_references([incident] if incident else [])
    services.check_incidents(by, list(found))
    victims = services.documented_victims(by=by, incident_id=UUID(incident)) if found else []
    initial = {"token": new_id(), "conflict": as_uuid(asked.get("conflict", "")), "incidents": "\n".join(found.values())}
    return {"initial": initial, "victims": [(code, code) for code in victims]}


def victims(by: Actor, codes: list[str], references: list[str]) -> list[Party]:
    """Those who were ticked, as parties. Raises `Refused("no_such_person")` for one that does not open."""
    found = services.check_codes(by, codes)
    return [Party(new_id().hex, str(found[code]), code, "victim", note=", ".join(references)) for code in codes]


def linked(by: Actor, references: list[str]) -> list[str]:
    """Ids of the incidents typed by reference. Raises `Refused("no_such_incident")` for one that is not there."""
    found = lists.incident_ids(by=by, references=references)
    if len(found) != len(references):
        raise services.Refused("no_such_incident")
    return [str(found[one]) for one in references]


def as_uuid(typed: str) -> str:
    """An id out of an address; empty for anything else."""
    try:
        return str(UUID(typed))
    except ValueError:
        return ""


def counts(by: Actor) -> dict[str, Any]:
    """How many files stand where, from the coarse columns."""
    found = lists.coarse_counts(by=by)
    words = {"status": lambda code: wording.label(wording.STATUSES, code), "forum": _forum, "stage": _stage}
    titles = {"status": _("Status"), "forum": _("Forum of open files"), "stage": _("Stage of open files")}
    return {
        "groups": [
            {"title": titles[name], "facts": [{"label": words[name](code), "value": count} for code, count in found[name]]}
            for name in titles
        ]
    }


def _forum(code: str) -> str:
    return saying.term("bodies", code) or _("not said")


def _stage(code: str) -> str:
    return saying.term("procedure_stages", code) or _("not said")


def holidays(by: Actor, typed: str) -> dict[str, Any]:
    """The courts' calendar of a year."""
    year = int(typed) if typed.isascii() and typed.isdecimal() and 1990 <= int(typed) <= 2100 else clock.today().year  # noqa: PLR2004 - a calendar's bounds
    return {"year": year, "days": services.year_of(by.organisation_id, year), "before": year - 1, "after": year + 1}


def deadline_initial(content: CaseContent, deadline_id: str) -> dict[str, Any]:
    """First values of a limit's form."""
    one = steps.deadline(content, deadline_id)
    return steps.deadline_initial(one, services.effective(one))
