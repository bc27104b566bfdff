"""What an address asks of a list: read strictly, refused in words, written back; and the parts lists share."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.advocacy import wording
from seereya.advocacy.queries.lists import SIZE, Listed
from seereya.foundation.selection import LONGEST, BadSelection
from seereya.reference import terms
from seereya.reference.saying import Row, language
from seereya.reference.wording_selection import say_selection

Known = Mapping[str, Collection[str] | None]


def read(params: QueryDict, known: Known) -> dict[str, Any]:
    """The values of a list's parameters; `known`: its names with their choices (None: free words).

    Raises `BadSelection` for an unknown name, one given twice, a value that is no choice, a page that is no number: nothing is ignored.
    """
    found: dict[str, Any] = dict.fromkeys(known, "")
    for name, values in params.lists():
        if name not in known and name != "page":
            raise BadSelection("unknown_parameter", name)
        if len(values) > 1:
            raise BadSelection("given_twice", name)
        value = str(values[0]).strip()
        choices = known.get(name)
        if len(value) > LONGEST:
            raise BadSelection("too_long", name)
        if value and choices is not None and value not in choices:
            raise BadSelection("not_a_choice", name, value)
        found[name] = value
    page = found.get("page") or "1"
    if not (page.isascii() and page.isdigit() and 0 < int(page) <= 10_000):  # noqa: PLR2004 - nobody turns so many pages
        raise BadSelection("bad_page", "page", page)
    return found | {"page": int(page)}


def refusal_page(params: QueryDict, refusal: BadSelection, path: str) -> Row:
    """Context of the answer to an address that cannot be asked."""
    rest = params.copy()
    rest.pop(refusal.name, None)
    rest.pop("page", None)
    query = f"?{rest.urlencode()}" if rest else ""
    return {"refusal": say_selection(refusal, wording.PARAMETERS), "without_url": f"{path}{query}", "all_url": path}


def pager(found: Listed, asked: Mapping[str, Any]) -> Row | None:
    """Where the page stands among all; nothing where one page holds everything."""
    if found.total <= SIZE and found.page == 1:
        return None
    first = (found.page - 1) * SIZE

    def url(page: int) -> str:
        return "?" + urlencode([(name, value) for name, value in (dict(asked) | {"page": page}).items() if value])

    return {
        "total": found.total,
        "first": min(first + 1, found.total),
        "last": min(first + SIZE, found.total),
        "previous_url": url(found.page - 1) if found.page > 1 else "",
        "next_url": url(found.page + 1) if found.has_next else "",
    }


def table(caption: str, columns: Collection[str], rows: list[Row]) -> Row:
    """A table as the component draws it."""
    return {"caption": caption, "columns": [{"label": label} for label in columns], "rows": rows}


def select(name: str, label: Any, empty: Any, options: Collection[tuple[str, Any]], chosen: str) -> Row:
    """One way to narrow a list."""
    found = [{"value": code, "label": words, "chosen": code == chosen} for code, words in [("", empty), *options]]
    return {"name": name, "label": label, "options": found, "chosen": chosen}


def of_vocabulary(name: str, label: Any, empty: Any, vocabulary: str, chosen: str) -> Row:
    """The same, out of a vocabulary."""
    return select(name, label, empty, terms.choices(vocabulary, language(), keep=frozenset({chosen})), chosen)


def body_select(bodies: Collection[str], chosen: str) -> Row:
    """The bodies that some rows name, and no others: the vocabulary has eighty."""
    words = terms.vocabulary("bodies")
    known = [(code, words[code].label(language()) if code in words else code) for code in bodies if code]
    known += [(chosen, chosen)] if chosen and chosen not in bodies else []
    return select("body", _("Body"), _("every body"), sorted(known, key=lambda one: str(one[1]).casefold()), chosen)


def facts(*pairs: tuple[Any, Any]) -> list[Row]:
    """Labels with values, those that are there."""
    return [{"label": label, "value": value} for label, value in pairs if value or value == 0]


def trail(*steps: tuple[str, str]) -> list[Row]:
    """Where a page stands in the room: (words, name of the address) of the steps above, and its own words with none."""
    found: list[Row] = [{"url": reverse("advocacy:home"), "label": _("Advocacy")}]
    return found + [{"url": reverse(name), "label": words} if name else {"label": words} for words, name in steps]
