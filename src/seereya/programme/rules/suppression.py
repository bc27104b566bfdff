"""What the funder is told of a count: small numbers, and small differences, are told to nobody outside (decision 32). Pure.

Every number about people or their files is told as the step of a fixed ladder it stands on: 0, m, 2m, 3m … where m is the smallest
cell of the grant (five). "40" then stands for 40 to 44, and "fewer than five" for 0 to 4.

Why no subtraction helps: what is told depends on the steps alone. Replace every true count, in every table and every report, by the
foot of its step: exactly the same is told. In that world no count, and no difference between two counts, lies between one and four;
a count that never falls still never falls, and a part is still no larger than its whole. Whoever reads all reports, subtracts and
combines as they like, can not tell the true world from that one. Cells are not left out one by one, so that there is nothing to
complement; and a total is the sum of the cells as told, never a number of its own that the cells could be taken from.

What remains: who knows from elsewhere all but one of the persons counted learns of the last one when a step is crossed; exact figures
of other sources (a press release, the funnel) can be laid beside; that a step was crossed between two reports says that at least one was
added. The ladder must never change once a report has left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from seereya.programme.rules import Refused

SMALLEST = 3
USUAL = 5


@dataclass(frozen=True)
class Told:
    """One count as it is told: the foot of its step; the step is `width` wide. `width` 0: the number itself."""

    foot: Decimal
    width: int

    @property
    def is_small(self) -> bool:
        """Fewer than the smallest cell, none included."""
        return self.width > 0 and self.foot == 0


def check_width(width: int, *, now: int, reported: bool) -> None:
    """The smallest cell is three or more, and never changes once a report has left. Raises `Refused`."""
    if width < SMALLEST:
        raise Refused("smallest_cell")
    if reported and width != now:
        raise Refused("smallest_cell_is_told")


def foot(count: Decimal | int, width: int) -> Decimal:
    """The foot of the step a count stands on. A count below nothing is none."""
    whole = max(int(count), 0)
    return Decimal(whole - whole % width)


def tell(count: Decimal | int | None, width: int, *, people: bool) -> Told | None:
    """One count as it is told; figures that count no people are told as they are; nothing of nothing."""
    if count is None:
        return None
    return Told(foot(count, width), width) if people else Told(Decimal(count), 0)


def tell_parts(parts: Mapping[str, int], width: int, *, people: bool) -> dict[str, int]:
    """The cells of a breakdown as they are told."""
    return {name: int(foot(count, width)) if people else count for name, count in parts.items()}


def total(parts: Mapping[str, int]) -> int:
    """The total of a breakdown: of the cells as told, so that it tells nothing more than they do."""
    return sum(parts.values())


def tell_share(part: int, whole: int, width: int, *, people: bool) -> Decimal | None:
    """A share in percent, of the told numbers only; nothing where the part or the whole is under the smallest cell."""
    above, below = (foot(part, width), foot(whole, width)) if people else (Decimal(part), Decimal(whole))
    if below <= 0 or (people and above <= 0):
        return None
    return (100 * above / below).quantize(Decimal("0.1"))


def tell_correction(before: Decimal | int, after: Decimal | int, width: int, *, people: bool) -> Told | None:
    """A correction as it is told: only where it moves to another step, for that there was a smaller one would tell its size."""
    was, now = tell(before, width, people=people), tell(after, width, people=people)
    return now if now != was else None
