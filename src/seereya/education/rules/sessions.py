"""Sessions: states, counts of people, mixed audiences, private talks, chains of multipliers. Pure."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from seereya.accounts.rules import Refused

__all__ = ["AGES", "CELLS", "Counts", "Mix", "Problem", "Refused", "State", "Verdict"]

MOST = 20_000
LONG = 90
SMALL_GROUP = 10
# Behaviour is asked after three to six months (Kirkpatrick level K3).
FOLLOW_UP_FROM, FOLLOW_UP_UNTIL = 3, 6


class State(enum.StrEnum):
    """A session is planned, then held or cancelled."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Photographs(enum.StrEnum):
    """What may be photographed: nothing, unless somebody decides otherwise."""

    NONE = "none"
    OBJECTS = "objects"
    AGREED = "agreed"


# Age bands of the counts; `x` where nobody asked.
AGES = ("0", "18", "36", "60", "x")
# One cell of the sheet: women or men by age band, or people whose sex was not noted.
CELLS = (*(f"{sex}{age}" for sex in ("f", "m") for age in AGES), "u")


@dataclass(frozen=True)
class Problem:
    """An impossible count: the field that carries it, a code for the words, and the figures."""

    field: str
    code: str
    values: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Counts:
    """How many came, by cell of the sheet; how many of the women and men live with a disability."""

    cells: Mapping[str, int]
    disabled_f: int = 0
    disabled_m: int = 0

    def _of(self, sex: str) -> int:
        return sum(number for cell, number in self.cells.items() if cell.startswith(sex))

    @property
    def women(self) -> int:
        """Women and girls."""
        return self._of("f")

    @property
    def men(self) -> int:
        """Men and boys."""
        return self._of("m")

    @property
    def present(self) -> int:
        """All who came."""
        return sum(self.cells.values())


def check_counts(counts: Counts, *, told: int | None = None, limit: int | None = None) -> list[Problem]:
    """Everything that cannot be true of a session's counts, each at its field; an empty list where all fits.

    `told`: the total written on the sheet, where one was. `limit`: how many the group was limited to, where it was.
    """
    found = [Problem(cell, "negative_count") for cell, number in counts.cells.items() if number < 0]
    found += [Problem(name, "negative_count") for name in ("disabled_f", "disabled_m") if getattr(counts, name) < 0]
    if found:
        return found
    for name, present in (("disabled_f", counts.women), ("disabled_m", counts.men)):
        number = getattr(counts, name)
        if number > present:
            found.append(Problem(name, "more_disabled_than_present", (("number", number), ("present", present))))
    total = counts.present
    if total == 0:
        found.append(Problem("total", "nobody_counted"))
    elif total > MOST:
        found.append(Problem("total", "too_many_people", (("most", MOST),)))
    if told is not None and told != total:
        found.append(Problem("total", "sum_differs", (("told", told), ("sum", total))))
    if limit is not None and total > limit:
        found.append(Problem("total", "over_the_limit", (("limit", limit), ("sum", total))))
    return found


# --- mixed audiences: do no harm ---------------------------------------------------------------------------------------------

ARMED = frozenset({"AU-FDS", "AU-OPJ"})
HARMED = frozenset({"AU-VIC", "AU-IDP"})
POWER = frozenset({"AU-JUD", "AU-ADM", "AU-REL"})
EXPOSED = frozenset({"AU-COM", "AU-WOM", "AU-YOU", "AU-PUP"})
PRESS = frozenset({"AU-MED"})
INTIMATE = frozenset({"TM-SGB", "TM-TOR"})


class Mix(enum.StrEnum):
    """What the check of a mixed audience says, from harmless to forbidden."""

    FINE = "fine"
    WARNED = "warned"
    DECIDED = "decided"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Verdict:
    """What the check found: codes of reasons that block, and of those that ask for a decision."""

    blocks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def mix(self, *, decided: bool = False) -> Mix:
        """The verdict in one word; a reasoned decision answers warnings, nothing answers a block."""
        if self.blocks:
            return Mix.BLOCKED
        if self.warnings:
            return Mix.DECIDED if decided else Mix.WARNED
        return Mix.FINE


def check_mix(audiences: Iterable[str], *, theme: str = "", testimony: bool = False, photographs: str = "none") -> Verdict:
    """Whether these people can sit together without harm, and what is planned with them.

    Armed forces and those who were harmed are never mixed, and nobody harmed is made to testify: both block. What may be right
    with care (armed forces beside a community, authorities or press beside the harmed, intimate themes in a mixed group,
    photographs of persons) warns and asks for a reasoned decision.
    """
    present = frozenset(audiences)
    harmed = bool(present & HARMED)
    blocks, warnings = [], []
    if present & ARMED and harmed:
        blocks.append("armed_with_victims")
    if testimony:
        blocks.append("victim_testifies")
    if present & ARMED and present & EXPOSED:
        warnings.append("armed_with_community")
    if present & POWER and harmed:
        warnings.append("power_with_victims")
    if present & PRESS and present & (HARMED | EXPOSED):
        warnings.append("press_with_exposed")
    if theme in INTIMATE and len(present) > 1:
        warnings.append("intimate_theme_mixed")
    if photographs == Photographs.AGREED and present & (HARMED | EXPOSED):
        warnings.append("photographs_of_exposed")
    return Verdict(tuple(blocks), tuple(warnings))


def check_can_be_held(verdict: Verdict, *, decided: bool) -> None:
    """A session is not held over a block, nor over a warning nobody answered."""
    mix = verdict.mix(decided=decided)
    if mix is Mix.BLOCKED:
        raise Refused("mix_blocked")
    if mix is Mix.WARNED:
        raise Refused("mix_undecided")


def check_move(before: str, after: State) -> None:
    """Planned becomes held or cancelled; what is held is corrected, what is cancelled stays."""
    if before == State.CANCELLED or (before == State.HELD and after is not State.HELD):
        raise Refused("session_move_not_possible")


def told_talks(number: int, present: int) -> int | None:
    """How many private talks may be shown: none is none; the number only where it lets nobody guess who talked.

    In a group of fewer than ten, or where more than every third talked, a number would point at persons: nothing is said then.
    """
    if number == 0:
        return 0
    return number if present >= SMALL_GROUP and number * 3 <= present else None


# --- months -------------------------------------------------------------------------------------------------------------------


def month_of(day: date) -> str:
    """The month a day lies in, as the coarse column keeps it."""
    return f"{day:%Y-%m}"


def months_after(month: str, number: int) -> str:
    """The month so many months later."""
    year, one = divmod(int(month[:4]) * 12 + int(month[5:7]) - 1 + number, 12)
    return f"{year:04d}-{one + 1:02d}"


def is_quiet(last: date, today: date) -> bool:
    """Whether a multiplier gave no session for ninety days."""
    return today - last >= timedelta(days=LONG)


# --- chains of multipliers ------------------------------------------------------------------------------------------------------


def check_chain(
    session: str, givers: Iterable[str], trained_in: Mapping[str, str], given_by: Mapping[str, Iterable[str]]
) -> None:
    """A multiplier cannot have been trained, however far back, by the session he gives. Raises `Refused("chain_cycle")`.

    `trained_in`: the session each multiplier was trained in. `given_by`: the multipliers who gave each session.
    """
    waiting, seen = list(givers), set[str]()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        origin = trained_in.get(one, "")
        if origin == session:
            raise Refused("chain_cycle")
        waiting += given_by.get(origin, ())


def generations(trained_in: Mapping[str, str], given_by: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """The generation of each session some multiplier gave: one for those of the first trained, two for those they trained, and so on.

    A session given by several counts by the farthest of them. The chains must have no cycle.
    """
    found: dict[str, int] = {}

    def of(session: str) -> int:
        if session not in found:
            found[session] = max((of(trained_in[one]) + 1 for one in given_by.get(session, ()) if one in trained_in), default=0)
        return found[session]

    for session in given_by:
        of(session)
    return found
