"""A selection of records as the URL says it: parsed strictly, refused in words, written back. Pure.

Nothing in a URL is ignored: an unknown parameter or a filter that cannot be understood is a `BadSelection`, because a dropped
filter would silently widen what somebody believes to be looking at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from seereya.foundation import dates
from seereya.foundation.searching import Query
from seereya.foundation.text import analyse_query

SIZES = (10, 25, 50, 100)
FARTHEST = 10_000
LONGEST = 300


class BadSelection(ValueError):
    """A parameter that is not understood: its name, its value and a code for the words."""

    def __init__(self, code: str, name: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.name, self.value = code, name, value


@dataclass(frozen=True)
class Shape:
    """What can be asked of one list: its facets, sorts and columns."""

    facets: tuple[str, ...]
    sorts: tuple[str, ...]
    columns: tuple[str, ...]
    default_columns: tuple[str, ...]
    default_sort: str = "-date"
    near: bool = False


@dataclass(frozen=True)
class Selection:
    """What is selected and how it is shown."""

    shape: Shape
    text: str = ""
    include: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_from: str = ""
    date_to: str = ""
    first_day: int | None = None
    last_day: int | None = None
    near: tuple[float, float, float] | None = None
    sort: str = ""
    size: int = 25
    page: int = 1
    columns: tuple[str, ...] = ()
    view: str = "list"

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that say this selection, in a steady order, defaults left out."""
        found = [("q", self.text)] if self.text else []
        for prefix, filters in (("", self.include), ("not_", self.exclude)):
            found += [(prefix + name, value) for name in self.shape.facets for value in filters.get(name, ())]
        found += [(name, value) for name, value in (("from", self.date_from), ("to", self.date_to)) if value]
        if self.near:
            found.append(("near", ",".join(f"{part:g}" for part in self.near)))
        if self.sort != self.shape.default_sort:
            found.append(("sort", self.sort))
        if self.columns != self.shape.default_columns:
            found.append(("columns", ",".join(self.columns)))
        found += [("size", str(self.size))] if self.size != 25 else []  # noqa: PLR2004
        found += [("view", self.view)] if self.view != "list" else []
        return found + ([("page", str(self.page))] if self.page > 1 else [])

    def url(self, **changes: object) -> str:
        """The query string of this selection with some things changed; goes back to the first page unless told otherwise."""
        changed = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        return "?" + urlencode(changed.pairs())

    def toggled(self, name: str, value: str, *, out: bool = False) -> Selection:
        """The same selection with one facet value put in or taken out (`out`: of the excluded ones); never in both."""
        here, there = (self.exclude, self.include) if out else (self.include, self.exclude)
        chosen = here.get(name, ())
        after = tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)
        other = tuple(one for one in there.get(name, ()) if one != value)
        first, second = {**here, name: after}, {**there, name: other}
        return replace(self, include=second if out else first, exclude=first if out else second, page=1)

    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(
            self.text or self.date_from or self.date_to or self.near or any(self.include.values()) or any(self.exclude.values())
        )

    def query(self) -> Query:
        """The question for the index."""
        words = analyse_query(self.text)
        return Query(
            terms=[choice for choice in words.all if not _is_beginning(choice)],
            prefixes=[_beginning(choice) for choice in words.all if _is_beginning(choice)],
            none=words.none,
            include={name: values for name, values in self.include.items() if values},
            exclude={name: values for name, values in self.exclude.items() if values},
            dates=(self.first_day, self.last_day) if (self.first_day, self.last_day) != (None, None) else None,
            near=self.near,
            sort=self.sort.lstrip("-"),
            descending=self.sort.startswith("-"),
            offset=(self.page - 1) * self.size,
            limit=self.size,
        )


def parse(params: Mapping[str, Sequence[str]], shape: Shape, *, today: date) -> Selection:
    """A selection from a URL's parameters. Raises `BadSelection` for anything unknown or not understood."""
    single = {"q", "from", "to", "sort", "size", "page", "view"} | ({"near"} if shape.near else set())
    known = single | {"columns"} | set(shape.facets) | {f"not_{name}" for name in shape.facets}
    for name, values in params.items():
        if name not in known:
            raise BadSelection("unknown_parameter", name)
        if name in single and len(values) > 1:
            raise BadSelection("given_twice", name)
    one = {name: params[name][0].strip() if params.get(name) else "" for name in single}
    first, last = _day(one["from"], "from", today), _day(one["to"], "to", today, end=True)
    if first is not None and last is not None and first > last:
        raise BadSelection("ends_before_start", "to", one["to"])
    return Selection(
        shape=shape,
        text=_text(one["q"]),
        include={name: _values(params, name) for name in shape.facets if params.get(name)},
        exclude={name: _values(params, f"not_{name}") for name in shape.facets if params.get(f"not_{name}")},
        date_from=one["from"],
        date_to=one["to"],
        first_day=first,
        last_day=last,
        near=_near(one.get("near", "")),
        sort=_choice(one["sort"] or shape.default_sort, "sort", {*shape.sorts, *(f"-{name}" for name in shape.sorts)}),
        size=int(_choice(one["size"] or "25", "size", {str(size) for size in SIZES})),
        page=_page(one["page"]),
        columns=_columns(params.get("columns", ()), shape),
        view=_choice(one["view"] or "list", "view", {"list", "map"}),
    )


def _is_beginning(choice: frozenset[str]) -> bool:
    """Whether a word was typed as a beginning (`vill*`): all its forms are marked then."""
    return any(token.endswith("*") for token in choice)


def _beginning(choice: frozenset[str]) -> str:
    """What all forms of a beginning begin with: as typed and as its stem, which is mostly shorter."""
    forms = sorted(token.removesuffix("*") for token in choice)
    first, last = forms[0], forms[-1]
    return first[
        : next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    ]


def _values(params: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in params[name] if value.strip()))


def _text(words: str) -> str:
    if len(words) > LONGEST:
        raise BadSelection("too_long", "q")
    asked = analyse_query(words)
    if any(_is_beginning(choice) for choice in asked.none):
        raise BadSelection("beginning_left_out", "q", words)
    if words and not asked:
        raise BadSelection("nothing_to_search", "q", words)
    if any(not _beginning(choice) for choice in asked.all if _is_beginning(choice)):
        raise BadSelection("nothing_to_search", "q", words)
    return words


def _day(words: str, name: str, today: date, *, end: bool = False) -> int | None:
    if not words:
        return None
    try:
        value = dates.parse(words, today=today)
    except dates.BadDate:
        raise BadSelection("bad_date", name, words) from None
    day = value.latest if end else value.earliest
    if day is None:
        raise BadSelection("bad_date", name, words)
    return day.toordinal()


def _choice(value: str, name: str, allowed: set[str]) -> str:
    if value not in allowed:
        raise BadSelection("not_a_choice", name, value)
    return value


def _page(words: str) -> int:
    if not words:
        return 1
    if not words.isascii() or not words.isdigit() or not 1 <= int(words) <= FARTHEST:
        raise BadSelection("bad_page", "page", words)
    return int(words)


def _columns(given: Sequence[str], shape: Shape) -> tuple[str, ...]:
    """Columns as one list with commas, or ticked one by one in a form; shown in the order of the shape."""
    chosen = {part.strip() for words in given for part in words.split(",") if part.strip()}
    for name in sorted(chosen):
        _choice(name, "columns", set(shape.columns))
    return tuple(name for name in shape.columns if name in chosen) or shape.default_columns


def _near(words: str) -> tuple[float, float, float] | None:
    if not words:
        return None
    try:
        latitude, longitude, radius = (float(part) for part in words.split(","))
    except ValueError:
        raise BadSelection("bad_near", "near", words) from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 < radius <= 2000):  # noqa: PLR2004
        raise BadSelection("bad_near", "near", words)
    return latitude, longitude, radius
