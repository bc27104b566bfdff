"""The budget of an EU grant: its sums and ceilings, and how far money may move between headings without an addendum. Pure.

Sources: contract template for grants of the external actions, annex III (budget) and general conditions, articles 9 and 14. What an
installation's own special conditions say otherwise is for its lawyer (see the manual); the rates stand here as names, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from seereya.accounts.rules import Refused
from seereya.foundation.money import percent, to_cents

DIRECT: Final = (1, 2, 3, 4, 5, 6)
INDIRECT, RESERVE, IN_KIND = 8, 10, 12
TYPED: Final = (*DIRECT, INDIRECT, RESERVE, IN_KIND)
ALL_LINES: Final = tuple(range(1, 14))
MOST_INDIRECT: Final = Decimal("0.07")
MOST_RESERVE: Final = Decimal("0.05")
MOST_MOVED: Final = Decimal("0.25")
NEAR: Final = Decimal("0.80")
ZERO: Final = Decimal("0.00")


def line_of(heading: str) -> int:
    """The line of annex III a code of the vocabulary `eu_budget_headings` stands under: `B1.3.1` is of line 1."""
    number = heading.removeprefix("B").split(".", 1)[0]
    if not heading.startswith("B") or not number.isdigit() or int(number) not in ALL_LINES:
        raise Refused("no_such_heading")
    return int(number)


def totals(typed: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """All thirteen lines from those that are typed: L7 = 1 to 6, L9 = 7 + 8, L11 = 9 + 10, L13 = 11 + 12."""
    lines = {line: typed.get(line, ZERO) for line in TYPED}
    lines[7] = sum((lines[line] for line in DIRECT), ZERO)
    lines[9] = lines[7] + lines[INDIRECT]
    lines[11] = lines[9] + lines[RESERVE]
    lines[13] = lines[11] + lines[IN_KIND]
    return {line: lines[line] for line in ALL_LINES}


def ceilings(lines: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The most that indirect costs and the reserve may come to, for these direct costs; never rounded up."""
    return {INDIRECT: lines[7] * MOST_INDIRECT, RESERVE: lines[7] * MOST_RESERVE}


def check_ceilings(lines: Mapping[int, Decimal]) -> None:
    """Raises `Refused("indirect_over_ceiling")` or `Refused("reserve_over_ceiling")`, with both amounts."""
    most = ceilings(lines)
    for line, code in ((INDIRECT, "indirect_over_ceiling"), (RESERVE, "reserve_over_ceiling")):
        if lines[line] > most[line]:
            raise Refused(code, amount=lines[line], most=to_cents(most[line]))


def amount_of_line(numbers: Sequence[Decimal], unit_value: Decimal) -> Decimal:
    """What a line comes to: units of all years by the value of one, to the cent."""
    return to_cents(sum(numbers, Decimal(0)) * unit_value)


@dataclass(frozen=True)
class Move:
    """Money moved between two headings: unilateral, unless the funder agreed in writing beforehand."""

    source: int
    target: int
    amount: Decimal
    agreed: bool = False


def net_moves(moves: Iterable[Move]) -> dict[int, Decimal]:
    """What unilateral transfers added to each heading (below zero: took from it), all together."""
    found = dict.fromkeys(ALL_LINES, ZERO)
    for move in moves:
        if not move.agreed:
            found[move.source] -= move.amount
            found[move.target] += move.amount
    return found


def current(reference: Mapping[int, Decimal], moves: Iterable[Move]) -> dict[int, Decimal]:
    """Headings as they stand after all transfers, agreed ones too."""
    found = {line: reference.get(line, ZERO) for line in TYPED}
    for move in moves:
        found[move.source] -= move.amount
        found[move.target] += move.amount
    return totals(found)


@dataclass(frozen=True)
class Standing:
    """One heading under the cumulative rule: reference, what transfers did to it, how much of a quarter that is."""

    line: int
    reference: Decimal
    moved: Decimal
    share: Decimal | None
    allowed: Decimal

    @property
    def excess(self) -> Decimal:
        """What was moved beyond a quarter."""
        return max(abs(self.moved) - self.allowed, ZERO)

    @property
    def is_near(self) -> bool:
        """Whether it comes close to a quarter, or is past it."""
        return bool(self.moved) and abs(self.moved) >= self.allowed * NEAR


def standings(reference: Mapping[int, Decimal], moves: Iterable[Move]) -> list[Standing]:
    """Every heading that transfers can touch. The reference is the original budget, or the last addendum."""
    net = net_moves(moves)
    return [
        Standing(
            line, reference.get(line, ZERO), net[line], percent(abs(net[line]), reference.get(line, ZERO)),
            (reference.get(line, ZERO) * MOST_MOVED).quantize(Decimal("0.01"), rounding="ROUND_DOWN"),
        )
        for line in DIRECT
    ]  # fmt: skip


def excess(reference: Mapping[int, Decimal], moves: Sequence[Move], move: Move) -> Decimal:
    """How much of a move stands over a quarter of the giving or of the receiving heading: ineligible without an addendum."""
    before = {one.line: one.excess for one in standings(reference, moves)}
    after = {one.line: one.excess for one in standings(reference, [*moves, move])}
    more = max((after[line] - before[line] for line in (move.source, move.target) if line in after), default=ZERO)
    return min(max(more, ZERO), move.amount)


def check_move(reference: Mapping[int, Decimal], moves: Sequence[Move], move: Move) -> None:
    """Whether such a transfer can be at all, whatever its size.

    Raises `Refused`: `amount_needed`, `inside_heading_is_free`, `indirect_not_by_transfer`, `reserve_needs_agreement`,
    `reserve_not_filled`, `not_a_heading`, `heading_has_less`.
    """
    if move.amount <= 0:
        raise Refused("amount_needed")
    if move.source == move.target:
        raise Refused("inside_heading_is_free")
    if INDIRECT in {move.source, move.target}:
        raise Refused("indirect_not_by_transfer")
    if move.target == RESERVE:
        raise Refused("reserve_not_filled")
    if move.source == RESERVE and not move.agreed:
        raise Refused("reserve_needs_agreement")
    if move.source not in (*DIRECT, RESERVE) or move.target not in DIRECT:
        raise Refused("not_a_heading")
    has = current(reference, moves)[move.source]
    if move.amount > has:
        raise Refused("heading_has_less", line=move.source, has=has, amount=move.amount)


def check_quarter(reference: Mapping[int, Decimal], moves: Sequence[Move], move: Move, *, accepted: bool) -> Decimal:
    """The part that is ineligible, where somebody takes that on; otherwise raises `Refused("over_a_quarter")`, rule quoted."""
    over = excess(reference, moves, move)
    if over and not accepted:
        after = {one.line: one for one in standings(reference, [*moves, move])}
        worst = max((after[line] for line in (move.source, move.target) if line in after), key=lambda one: one.excess)
        raise Refused("over_a_quarter", line=worst.line, share=worst.share or 0, allowed=worst.allowed, excess=over)
    return over
