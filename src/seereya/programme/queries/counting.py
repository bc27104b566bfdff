"""Counting rules: each says what it counts, in which state, at which date, and counts it over the partners without any key.

Only coarse columns in clear and ids are read, so that a coordinator, a background task or a report counts the records of every
partner without opening one. A rule that is taken away is not missed: indicators that used it say so and keep their last value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import get_default_timezone

from seereya.foundation import walls


@dataclass(frozen=True)
class Window:
    """Whose records are counted, and from which day to which, both included."""

    organisations: tuple[UUID, ...]
    start: date
    end: date

    @property
    def begins(self) -> datetime:
        """The first moment of the window."""
        return datetime.combine(self.start, time.min, tzinfo=get_default_timezone())

    @property
    def ends(self) -> datetime:
        """The first moment after the window."""
        return datetime.combine(self.end + timedelta(days=1), time.min, tzinfo=get_default_timezone())


@dataclass(frozen=True)
class Counted:
    """A count, with its cells where it has some; for a share, the part and the whole it is made of."""

    value: Decimal | None
    parts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class CountingRule:
    """A way of counting. `room`: whose records; `people`: persons or files about them, so that small numbers are not told outside."""

    code: str
    room: str
    unit: str
    people: bool
    count: Callable[[Window], Counted]


_rules: dict[str, CountingRule] = {}


def register(rule: CountingRule) -> None:
    """Makes a rule known; a later one of the same code takes its place."""
    _rules[rule.code] = rule


@contextmanager
def without(*codes: str) -> Iterator[None]:
    """Inside, these rules are not known: what becomes of indicators whose source disappears can be seen."""
    taken = {code: _rules.pop(code) for code in codes if code in _rules}
    try:
        yield
    finally:
        _rules.update(taken)


def rules() -> list[CountingRule]:
    """Every rule, by room and code."""
    return sorted(_rules.values(), key=lambda rule: (rule.room, rule.code))


def rule(code: str) -> CountingRule | None:
    """A rule, or nothing where its source is gone."""
    return _rules.get(code)


def counted(code: str, window: Window) -> Counted | None:
    """What a rule counts now; nothing where the rule is gone."""
    found = _rules.get(code)
    if found is None:
        return None
    with walls.system("counts over the partners of a grant, of coarse columns only"):
        return found.count(window)


def share(part: int, whole: int) -> Counted:
    """A share in percent with what it is made of; nothing of nothing."""
    value = (Decimal(100) * part / whole).quantize(Decimal("0.1")) if whole else None
    return Counted(value, {"part": part, "whole": whole})


def number(count: int | Decimal | None, parts: dict[str, int] | None = None) -> Counted:
    """A plain count."""
    return Counted(Decimal(count or 0), parts or {})
