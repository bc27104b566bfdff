"""What an address may ask of the room's plain lists: nothing in it is ignored, what is not understood is refused in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import QueryDict

from seereya.foundation.selection import FARTHEST, BadSelection

Row = dict[str, Any]
SIZE = 50


def narrowed(params: QueryDict, known: Mapping[str, Collection[str]]) -> tuple[dict[str, str], int]:
    """The filters asked for, each one of its known values, and the page. Raises `BadSelection`."""
    found = {}
    for name, values in params.lists():
        if name not in known and name != "page":
            raise BadSelection("unknown_parameter", name)
        if len(values) > 1:
            raise BadSelection("given_twice", name)
        value = str(values[0]).strip()
        if name == "page" or not value:
            continue
        if value not in known[name]:
            raise BadSelection("no_such_value", name, value)
        found[name] = value
    return found, _page(params.get("page", "").strip())


def _page(typed: str) -> int:
    if not typed:
        return 1
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= FARTHEST):
        raise BadSelection("bad_page", "page", typed)
    return int(typed)


def pager(params: QueryDict, page: int, total: int) -> Row | None:
    """Where this page stands among all; nothing where all stand on one page."""
    if total <= SIZE:
        return None
    first, last = (page - 1) * SIZE, min(page * SIZE, total)
    return {
        "total": total,
        "first": min(first + 1, total),
        "last": last,
        "previous_url": _url(params, page - 1) if page > 1 else "",
        "next_url": _url(params, page + 1) if last < total else "",
    }


def _url(params: QueryDict, page: int) -> str:
    query = params.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"


def choice(params: QueryDict, name: str, value: str, label: Any, count: int | str = "") -> Row:
    """One value of a filter as a link that carries the rest of the address; a value already chosen leads back."""
    query = params.copy()
    query.pop("page", None)
    chosen = params.get(name, "") == value
    if chosen:
        query.pop(name, None)
    else:
        query[name] = value
    return {
        "label": label,
        "count": count,
        "include_url": f"?{query.urlencode()}",
        "exclude_url": "",
        "state": "in" if chosen else "",
    }
