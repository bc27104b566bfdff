"""Which stage may follow which, and which forum existed when: rules over the pack's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from seereya.casework.rules import Refused

ASIDE = 90


@dataclass(frozen=True)
class Ways:
    """The stages of one kind of procedure by their ordinal, and what the pack says of moves between them.

    `only`: from this stage to these and no others; `also`: returns besides the order; `need`: one of these must have been
    reached; `never`: is observed, not recorded.
    """

    ordinals: Mapping[str, int]
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    also: Mapping[str, frozenset[str]] = field(default_factory=dict)
    need: Mapping[str, frozenset[str]] = field(default_factory=dict)
    never: frozenset[str] = frozenset()


def read_ways(ordinals: Mapping[str, int], rows: Sequence[Mapping[str, str]]) -> Ways:
    """The moves out of the rows of `stage_rules`: kind, stage, others."""
    found: dict[str, dict[str, frozenset[str]]] = {"only": {}, "also": {}, "need": {}, "never": {}}
    for row in rows:
        if row.get("kind") in found and row.get("stage"):
            found[row["kind"]][row["stage"]] = frozenset(row.get("others", "").split())
    return Ways(ordinals, found["only"], found["also"], found["need"], frozenset(found["never"]))


def next_stages(ways: Ways, reached: Sequence[str]) -> list[str]:
    """Where a proceeding may go from where it stands, in order; from nowhere, anywhere: a file may be taken over half-way."""
    return [
        one for one in sorted(ways.ordinals, key=lambda code: (ways.ordinals[code], code)) if _refusal(ways, reached, one) == ""
    ]


def check_move(ways: Ways, reached: Sequence[tuple[str, date]], after: str, on: date, *, today: date) -> None:
    """Refuses an impossible stage or day.

    Raises `Refused` with `unknown_stage`, `stage_not_recorded`, `stage_not_possible`, `stage_needs`, `stage_before_last`,
    `date_in_future`.
    """
    if on > today:
        raise Refused("date_in_future")
    if reached and on < reached[-1][1]:
        raise Refused("stage_before_last", day=reached[-1][1])
    refusal = _refusal(ways, [one for one, _ in reached], after)
    if refusal == "stage_needs":
        raise Refused(refusal, stages=sorted(ways.need[after]))
    if refusal:
        raise Refused(refusal, before=reached[-1][0] if reached else "", after=after)


def _refusal(ways: Ways, reached: Sequence[str], after: str) -> str:
    if after not in ways.ordinals:
        return "unknown_stage"
    if after in ways.never:
        return "stage_not_recorded"
    if not reached:
        return ""
    if not _follows(ways, reached[-1], after):
        return "stage_not_possible"
    need = ways.need.get(after)
    return "stage_needs" if need and not need & _passed(ways, reached) else ""


def _follows(ways: Ways, before: str, after: str) -> bool:
    if before == after:
        return False
    if before in ways.only:
        return after in ways.only[before]
    return after in ways.also.get(before, ()) or ways.ordinals[after] > ways.ordinals[before]


def _passed(ways: Ways, reached: Sequence[str]) -> set[str]:
    """The stages reached, and those that lie before the first recorded: a file taken over half-way went through them elsewhere."""
    first = ways.ordinals[reached[0]]
    before = {code for code, ordinal in ways.ordinals.items() if ordinal < first < ASIDE}
    return {*reached, *before}


@dataclass(frozen=True)
class Body:
    """A forum with the days between which it exists; open ends are None."""

    code: str
    first: date | None = None
    last: date | None = None
    replaced_by: str = ""


def read_bound(value: str, *, end: bool) -> date | None:
    """A bound of validity as the pack writes it: a day, a month or a year. The end of a year or month includes it."""
    parts = [int(one) for one in value.split("-")] if value else []
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    if month is not None and len(parts) > 2:  # noqa: PLR2004 - year, month, day
        return date(year, month, parts[2])
    if not end:
        return date(year, month or 1, 1)
    following = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def check_body(body: Body, on: date) -> None:
    """Refuses a forum that did not exist on a day. Raises `Refused("body_gone" | "body_not_yet")`, naming what replaced it."""
    if body.last is not None and on > body.last:
        raise Refused(
            "body_gone" if body.replaced_by else "body_gone_for_good", body=body.code, day=body.last, other=body.replaced_by
        )
    if body.first is not None and on < body.first:
        raise Refused("body_not_yet", body=body.code, day=body.first)
