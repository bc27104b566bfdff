"""What an observation, a court's figures and a gap must satisfy; shares, medians and overlaps. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from seereya.accounts.rules import Refused
from seereya.foundation.sealable import When
from seereya.observatory.content import ObservationContent

__all__ = [
    "ANSWERS",
    "COARSE",
    "COUNTS",
    "FEW",
    "OWN",
    "PUBLIC",
    "Counts",
    "Refused",
    "Waits",
    "check_activity",
    "check_hearing",
    "disagree",
    "first_of_month",
    "is_impossible",
    "last_of_month",
    "months_of",
    "overlaps",
    "sat_on",
    "waits",
]

ANSWERS = ("yes", "partly", "no", "not_seen")
COUNTS = ("entered", "pending", "judged", "dismissed", "adjourned")
PUBLIC, OWN = "public", "own"
# A place of a gap stands in clear: nothing finer than a cercle.
COARSE = frozenset({"country", "region", "cercle"})
# Under so many hearings a share says little of a court.
FEW = 10


def sat_on(valid_from: str, valid_to: str, day: date) -> bool:
    """Whether a body existed on a day; its limits are written as a year, a month or a day."""
    iso = day.isoformat()
    return (not valid_from or iso >= valid_from) and (not valid_to or iso[: len(valid_to)] <= valid_to)


def check_hearing(content: ObservationContent, *, adjourns: bool, today: date) -> None:
    """Refuses an observation that cannot be read: no day, persons that do not add up, an adjournment without its reason.

    Raises `Refused`: `hearing_in_future`, `outcome_needed`, `more_minors_than_accused`, `more_present_than_accused`,
    `adjourned_needs_reason`, `next_before_hearing`.
    """
    if not content.on or date.fromisoformat(content.on) > today:
        raise Refused("hearing_in_future")
    if not content.outcome:
        raise Refused("outcome_needed")
    if content.accused is not None:
        if (content.minors or 0) > content.accused:
            raise Refused("more_minors_than_accused", accused=content.accused)
        if (content.present or 0) + (content.absent or 0) > content.accused:
            raise Refused("more_present_than_accused", accused=content.accused)
    if adjourns and not content.adjourned_why:
        raise Refused("adjourned_needs_reason")
    if content.next_on and content.next_on <= content.on:
        raise Refused("next_before_hearing")


@dataclass(frozen=True)
class Counts:
    """What one source counts; a number that it does not give is None."""

    entered: int | None = None
    pending: int | None = None
    judged: int | None = None
    dismissed: int | None = None
    adjourned: int | None = None

    def given(self) -> dict[str, int]:
        """The numbers the source gives."""
        return {name: value for name in COUNTS if (value := getattr(self, name)) is not None}


def is_impossible(counts: Counts) -> bool:
    """Whether more cases were closed (judged, dismissed) than entered and were pending: said only where both are given."""
    if counts.entered is None or counts.pending is None:
        return False
    return (counts.judged or 0) + (counts.dismissed or 0) > counts.entered + counts.pending


def check_activity(counts: Counts, *, starts: date, ends: date, kind: str, source: str, today: date) -> bool:
    """Whether the figures are to be marked as impossible. Our own impossible counts are refused; a published one is kept and marked.

    Raises `Refused`: `period_in_order`, `period_in_future`, `source_needed`, `no_figure`, `own_counts_impossible`.
    """
    if ends < starts:
        raise Refused("period_in_order")
    if starts > today:
        raise Refused("period_in_future")
    if not source.strip():
        raise Refused("source_needed")
    if not counts.given():
        raise Refused("no_figure")
    impossible = is_impossible(counts)
    if impossible and kind == OWN:
        raise Refused("own_counts_impossible")
    return impossible


def disagree(several: Iterable[Counts]) -> tuple[str, ...]:
    """On which numbers sources about the same court and period differ; a number only one of them gives is no contradiction."""
    known = [one.given() for one in several]
    return tuple(name for name in COUNTS if len({one[name] for one in known if name in one}) > 1)


@dataclass(frozen=True)
class Waits:
    """Days from a hearing to the next one announced: the median, over how many, out of how many that were adjourned."""

    days: float | None
    known: int
    adjourned: int


def waits(hearings: Iterable[tuple[str, str]]) -> Waits:
    """The median wait of adjourned hearings, each given as its day and the next one announced (empty where none was)."""
    pairs = list(hearings)
    gaps = [(date.fromisoformat(after) - date.fromisoformat(on)).days for on, after in pairs if after]
    return Waits(float(median(gaps)) if gaps else None, len(gaps), len(pairs))


def first_of_month(day: date) -> date:
    """The month a day lies in, by its first day."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The month a day lies in, by its last day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_of(began: When, ended: When) -> tuple[date | None, date | None]:
    """The whole months a gap may have lasted, at its widest, from its uncertain dates. Raises `Refused("gap_ends_before")`."""
    since = first_of_month(date.fromisoformat(began.earliest)) if began.earliest else None
    last = ended.latest or ended.earliest
    until = last_of_month(date.fromisoformat(last)) if last else None
    if began.earliest and last and last < began.earliest:
        raise Refused("gap_ends_before")
    return since, until


def overlaps(since: date | None, until: date | None, first: date | None, last: date | None) -> bool:
    """Whether two periods share a day; an end that is missing is open."""
    return not ((until and first and until < first) or (since and last and since > last))
