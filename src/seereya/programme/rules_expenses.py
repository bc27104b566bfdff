"""Expenses: what makes a cost eligible, which pieces prove it, who may pay it, what looks like a splitting of purchases. Pure."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from seereya.accounts.rules import Refused

WINDOW: Final = timedelta(days=90)
SAMPLE: Final = 60
# Budget lines that one document may be split over: as many as its form has.
MOST_PARTS: Final = 4


class Kind(enum.StrEnum):
    """What sort of expense it is: decides which pieces are asked."""

    SERVICE = "service"
    SUPPLY = "supply"
    WORKS = "works"
    SALARY = "salary"
    PER_DIEM = "per_diem"
    TRAVEL = "travel"
    EVENT = "event"
    OFFICE = "office"
    SUPPORT = "support"
    FEE = "fee"
    EXCHANGE_LOSS = "exchange_loss"
    TO_PARTNER = "to_partner"


class State(enum.StrEnum):
    """How far an expense is on its way to being paid, by two persons."""

    DRAFT = "draft"
    PREPARED = "prepared"
    APPROVED = "approved"
    PAID = "paid"


class Piece(enum.StrEnum):
    """Where a piece of the checklist stands."""

    MISSING = "missing"
    THERE = "there"
    REPLACED = "replaced"
    NOT_ASKED = "not_asked"


class PayeeKind(enum.StrEnum):
    """Who is paid, as far as it matters to the rules on purchases."""

    SUPPLIER = "supplier"
    STAFF = "staff"
    PARTICIPANT = "participant"
    VICTIM = "victim"
    OTHER = "other"


PAYMENT_PROOF: Final = "XE-PAY"
PROCUREMENT_FILE: Final = "XE-PRO"
ATTENDANCE: Final = "XE-ATT"
CERTIFICATE: Final = "XE-ATTEST"

# Pieces by kind of expense: codes of the vocabulary `expense_evidence`.
PIECES: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.SERVICE: ("XE-CTR", "XE-INV", "XE-PAY"),
    Kind.SUPPLY: ("XE-INV", "XE-DEL", "XE-PAY"),
    Kind.WORKS: ("XE-CTR", "XE-INV", "XE-DEL", "XE-PAY"),
    Kind.SALARY: ("XE-CTR", "XE-TIM", "XE-PAY-SL", "XE-PAY"),
    Kind.PER_DIEM: ("XE-ATT", "XE-DIS"),
    Kind.TRAVEL: ("XE-TRV", "XE-INV", "XE-PAY"),
    Kind.EVENT: ("XE-INV", "XE-ATT", "XE-PAY"),
    Kind.OFFICE: ("XE-INV", "XE-PAY"),
    Kind.SUPPORT: ("XE-DIS",),
    Kind.FEE: ("XE-INV",),
    Kind.EXCHANGE_LOSS: (),
    Kind.TO_PARTNER: (),
}
# Which rows of the vocabulary `procurement_thresholds` a kind is bought under.
PURCHASES: Final[Mapping[Kind, str]] = {Kind.SERVICE: "SER", Kind.EVENT: "SER", Kind.SUPPLY: "SUP", Kind.WORKS: "WRK"}
NEVER: Final = frozenset({Kind.EXCHANGE_LOSS, Kind.TO_PARTNER})

OK, PENDING, PERIOD, DEBT, TAX, DOUBLE, BUYING = "EL-OK", "EL-PEN", "EL-PER", "EL-DEB", "EL-TAX", "EL-DBL", "EL-PRO"
# Reasons computed, and the status of the vocabulary `cost_eligibility` each leads to; the first that holds decides.
REASONS: Final[Mapping[str, str]] = {
    "before_period": PERIOD,
    "after_period": PERIOD,
    "exchange_loss": DEBT,
    "transfer_to_partner": "EL-INEL",
    "all_recoverable_tax": TAX,
    "looks_like_another": PENDING,
    "splitting": PENDING,
    "no_line": PENDING,
    "no_attendance": PENDING,
    "piece_missing": PENDING,
    "no_rate": PENDING,
}


@dataclass(frozen=True)
class Cost:
    """What the rules ask about an expense."""

    kind: Kind
    spent_on: date
    eur: Decimal | None
    tax: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    has_line: bool = True
    pieces: Mapping[str, Piece] = field(default_factory=dict)
    alike: bool = False
    splitting: bool = False


def reasons(cost: Cost, *, starts: date, ends: date) -> list[str]:
    """Everything that speaks against counting a cost, in the order in which it weighs."""
    missing = {code for code in PIECES[cost.kind] if cost.pieces.get(code, Piece.MISSING) is Piece.MISSING}
    holds = {
        "before_period": cost.spent_on < starts,
        "after_period": cost.spent_on > ends,
        "exchange_loss": cost.kind is Kind.EXCHANGE_LOSS,
        "transfer_to_partner": cost.kind is Kind.TO_PARTNER,
        "all_recoverable_tax": cost.tax >= cost.amount > 0,
        "looks_like_another": cost.alike,
        "splitting": cost.splitting and cost.pieces.get(PROCUREMENT_FILE, Piece.MISSING) is Piece.MISSING,
        "no_line": not cost.has_line,
        "no_attendance": ATTENDANCE in missing,
        "piece_missing": bool(missing - {ATTENDANCE}),
        "no_rate": cost.eur is None,
    }
    return [code for code in REASONS if holds[code]]


def status_of(found: Sequence[str]) -> str:
    """The status that computed reasons lead to: a code of `cost_eligibility`."""
    return REASONS[found[0]] if found else OK


def counts(status: str) -> bool:
    """Whether a cost of this status is counted: eligible, or still to be completed."""
    return status in {OK, PENDING}


def check_balanced(total: Decimal, shares: Sequence[Decimal]) -> None:
    """A document split over several lines comes to its total, to the cent. Raises `Refused("split_does_not_balance")`."""
    if not shares or any(share <= 0 for share in shares):
        raise Refused("share_needed")
    if (sum_ := sum(shares, Decimal(0))) != total:
        raise Refused("split_does_not_balance", total=total, shares=sum_, difference=total - sum_)


def check_spent_on(spent_on: date, *, today: date) -> None:
    """Raises `Refused("spent_in_future")`."""
    if spent_on > today:
        raise Refused("spent_in_future")


def missing_pieces(kind: Kind, pieces: Mapping[str, Piece], *, before_payment: bool = False) -> list[str]:
    """Pieces asked and not there, in the order of the checklist; before payment its proof is not asked yet."""
    return [
        code for code in PIECES[kind]
        if pieces.get(code, Piece.MISSING) is Piece.MISSING and not (before_payment and code == PAYMENT_PROOF)
    ]  # fmt: skip


def check_prepare(*, state: State, kind: Kind, has_line: bool, has_rate: bool, pieces: Mapping[str, Piece]) -> None:
    """Whether an expense can be put before the second person.

    Raises `Refused`: `not_to_prepare`, `line_needed`, `rate_needed`, `attendance_needed`, `pieces_missing`.
    """
    if state is not State.DRAFT:
        raise Refused("not_to_prepare")
    if not has_line and kind not in NEVER:
        raise Refused("line_needed")
    if not has_rate:
        raise Refused("rate_needed")
    missing = missing_pieces(kind, pieces, before_payment=True)
    if ATTENDANCE in missing and kind is Kind.PER_DIEM:
        raise Refused("attendance_needed")
    if missing:
        raise Refused("pieces_missing", count=len(missing))


def check_approve(*, state: State, prepared_by: object, by: object) -> None:
    """Two persons, never the same. Raises `Refused`: `not_to_approve`, `same_person`."""
    if state is not State.PREPARED:
        raise Refused("not_to_approve")
    if prepared_by == by:
        raise Refused("same_person")


def check_pay(*, state: State, paid_on: date, today: date) -> None:
    """Paid after it was approved. Raises `Refused`: `not_to_pay`, `spent_in_future`."""
    if state is not State.APPROVED:
        raise Refused("not_to_pay")
    if paid_on > today:
        raise Refused("spent_in_future")


@dataclass(frozen=True)
class Threshold:
    """One row of the vocabulary of purchase procedures: from which amount it holds."""

    code: str
    least: Decimal


def procedure(amount: Decimal, thresholds: Sequence[Threshold]) -> Threshold | None:
    """The procedure an amount asks for: the highest threshold it reaches."""
    reached = [one for one in thresholds if amount > one.least or not one.least]
    return max(reached, key=lambda one: one.least, default=None)


@dataclass(frozen=True)
class Purchase:
    """A purchase among others: on which day and for how much."""

    day: date
    eur: Decimal


def window_total(of: Purchase, others: Iterable[Purchase]) -> Decimal:
    """What one supplier was paid on one line within ninety days of a purchase, that purchase among it."""
    return of.eur + sum((one.eur for one in others if abs(one.day - of.day) <= WINDOW), Decimal(0))


def splits(of: Purchase, others: Sequence[Purchase], thresholds: Sequence[Threshold]) -> Threshold | None:
    """The procedure that purchases reach together and none of them alone: nothing where they do not."""
    near = [one for one in others if abs(one.day - of.day) <= WINDOW]
    together = procedure(window_total(of, near), thresholds)
    alone = procedure(max([of.eur, *(one.eur for one in near)]), thresholds)
    return together if together and alone and together.least > alone.least else None


def drawn(seed: str, ids: Iterable[str], size: int = SAMPLE) -> list[str]:
    """A sample that the same seed gives again, on any machine: rows in the order of SHA-256 of seed and id."""
    return sorted(ids, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest())[:size]


def month_of(day: date) -> date:
    """The month a rate holds for, as its first day."""
    return day.replace(day=1)
