"""The budget and what was spent of it, by heading and line: sums of the database, the same for every reader of the grant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Sum

from seereya.foundation import walls
from seereya.foundation.money import to_cents
from seereya.programme import rules_budget as rules
from seereya.programme.models import BudgetLine, BudgetVersion, ExpenseShare, Grant, Transfer

ZERO = rules.ZERO


@dataclass(frozen=True)
class Frame:
    """The budget in force: its version, its typed headings, the transfers since."""

    version: BudgetVersion
    reference: Mapping[int, Decimal]
    transfers: list[Transfer]

    @property
    def moves(self) -> list[rules.Move]:
        """The transfers as the rules see them."""
        return [rules.Move(one.source, one.target, one.amount, one.agreed) for one in self.transfers]


def version_in_force(grant: Grant) -> BudgetVersion | None:
    """The last version adopted."""
    return BudgetVersion.objects.filter(grant=grant).exclude(adopted_on=None).order_by("-number").first()


def frame_of(grant: Grant) -> Frame | None:
    """The budget in force with the transfers against it; nothing before one is adopted."""
    version = version_in_force(grant)
    if version is None:
        return None
    sums = version.lines.values("top").annotate(total=Sum("amount")).order_by("top")
    reference = dict.fromkeys(rules.TYPED, ZERO) | {row["top"]: to_cents(row["total"]) for row in sums}
    with walls.system("a transfer counts for every partner, whoever wrote it: its author's row stands behind another wall"):
        moves = list(version.transfers.select_related("made_by").order_by("number"))
    return Frame(version, reference, moves)


@dataclass(frozen=True)
class LineSpent:
    """A budget line with what was spent on it, before a period and in it."""

    line: BudgetLine
    before: Decimal = ZERO
    period: Decimal = ZERO

    @property
    def spent(self) -> Decimal:
        """All that was spent so far."""
        return self.before + self.period


@dataclass(frozen=True)
class Comparison:
    """Budget and spending side by side: by line, and by the thirteen lines of annex III."""

    frame: Frame
    starts: date
    until: date
    lines: list[LineSpent]
    original: dict[int, Decimal]
    current: dict[int, Decimal]
    before: dict[int, Decimal]
    period: dict[int, Decimal]
    standings: list[rules.Standing] = field(default_factory=list)
    outside: Decimal = ZERO

    @property
    def spent(self) -> dict[int, Decimal]:
        """Everything spent until the end of the period, by line of annex III."""
        return {line: self.before[line] + self.period[line] for line in rules.ALL_LINES}


def comparison(grant: Grant, until: date, *, starts: date | None = None, organisation: UUID | None = None) -> Comparison | None:
    """What was budgeted and spent until a day, counted costs only; nothing before a budget is adopted.

    `starts`: of the period shown apart (from the grant's beginning without it). `organisation`: one partner's spending only.
    Five queries, whatever the number of expenses.
    """
    frame = frame_of(grant)
    if frame is None:
        return None
    begins = starts or grant.starts
    lines = list(frame.version.lines.select_related("partner").order_by("top", "position", "code"))
    sums = _sums(grant, begins, until, organisation)
    found = [LineSpent(line, *sums.pop(line.series, (ZERO, ZERO))) for line in lines]
    before, period = _by_top(found, "before"), _by_top(found, "period")
    return Comparison(
        frame, begins, until, found, rules.totals(frame.reference), rules.current(frame.reference, frame.moves),
        before, period, rules.standings(frame.reference, frame.moves), sum((a + b for a, b in sums.values()), ZERO),
    )  # fmt: skip


def _by_top(lines: list[LineSpent], name: str) -> dict[int, Decimal]:
    typed = dict.fromkeys(rules.TYPED, ZERO)
    for one in lines:
        typed[one.line.top] += getattr(one, name)
    return rules.totals(typed)


def _sums(grant: Grant, starts: date, until: date, organisation: UUID | None) -> dict[UUID | None, tuple[Decimal, Decimal]]:
    """Counted euros by series of a budget line: before the period, and in it."""
    shares = ExpenseShare.objects.filter(grant=grant, spent_on__lte=until)
    if organisation:
        shares = shares.filter(organisation_id=organisation)
    rows = (
        shares.values("line")
        .annotate(earlier=Sum("counted", filter=Q(spent_on__lt=starts)), within=Sum("counted", filter=Q(spent_on__gte=starts)))
        .order_by("line")
    )
    return {row["line"]: (to_cents(row["earlier"] or ZERO), to_cents(row["within"] or ZERO)) for row in rows}


def lines_in_force(grant: Grant) -> list[BudgetLine]:
    """Lines an expense can be charged to: of the version in force, or of the one in writing before any was adopted."""
    version = version_in_force(grant) or BudgetVersion.objects.filter(grant=grant).order_by("-number").first()
    return list(version.lines.order_by("top", "position", "code")) if version else []


def charged(version: BudgetVersion, codes: Iterable[str]) -> list[str]:
    """Which of some lines of a version carry expenses already. One query."""
    spent = ExpenseShare.objects.filter(grant_id=version.grant_id, line=OuterRef("series"))
    rows = version.lines.filter(Exists(spent), code__in=list(codes)).order_by("position", "code")
    return list(rows.values_list("code", flat=True))


def spent_by_partner(grant: Grant, until: date) -> dict[UUID, Decimal]:
    """Counted euros of each partner."""
    rows = (
        ExpenseShare.objects.filter(grant=grant, spent_on__lte=until)
        .values("organisation").annotate(total=Sum("counted")).order_by("organisation")
    )  # fmt: skip
    return {row["organisation"]: to_cents(row["total"] or ZERO) for row in rows}
