"""What a file costs: within ceilings that were approved beforehand, above them only with a second person. Pure."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from seereya.accounts.rules import Refused
from seereya.foundation.sealable import Sealable

MOST = Decimal(10) ** 10


class CostKind(enum.StrEnum):
    """What a file costs; each kind has a ceiling that was approved beforehand."""

    DEPOSIT = "deposit"
    TRAVEL = "travel"
    BAILIFF = "bailiff"
    EXPERTISE = "expertise"
    COPIES = "copies"
    TRANSLATION = "translation"
    FEES = "fees"
    CLIENT = "client"
    OTHER = "other"


class CostState(enum.StrEnum):
    """Within the ceiling, waiting for a second person, approved by one, or refused."""

    WITHIN = "within"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


COUNTS = frozenset({CostState.WITHIN, CostState.APPROVED})


@dataclass
class CostContent(Sealable):
    """A cost of a file: what, how much (decimal figures), when, by which receipt; who asked, who decided above the ceiling."""

    id: str = ""
    kind: str = CostKind.OTHER
    amount: str = ""
    currency: str = ""
    spent_on: str = ""
    what: str = ""
    receipt: str = ""
    state: str = CostState.WAITING
    by: str = ""
    decided_by: str = ""
    decided_why: str = ""


def amount_of(typed: str) -> Decimal:
    """An amount as people type it: `12 500`, `12500,50`. Raises `Refused("cost_amount_needed")`."""
    plain = "".join(typed.split()).replace("\u202f", "").replace("\u00a0", "").replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise Refused("cost_amount_needed") from None
    if not amount.is_finite() or not 0 < amount < MOST or amount != amount.quantize(Decimal("0.01")):
        raise Refused("cost_amount_needed")
    return amount


def total(costs: Iterable[tuple[str, str, Decimal]], kind: str | None = None) -> Decimal:
    """The sum of what counts, of one kind or all: (kind, state, amount)."""
    return sum((amount for of, state, amount in costs if state in COUNTS and kind in {None, of}), Decimal(0))


def state_of_cost(amount: Decimal, *, spent: Decimal, ceiling: Decimal | None) -> CostState:
    """Whether a cost stands within what was approved for its kind in this file; without a ceiling, everything needs a second person."""
    within = ceiling is not None and spent + amount <= ceiling
    return CostState.WITHIN if within else CostState.WAITING


def check_cost(cost: CostContent, *, today: date) -> None:
    """A cost has an amount, a currency, a day that has come and says what for."""
    amount_of(cost.amount)
    if len(cost.currency) != 3 or not cost.currency.isalpha():  # noqa: PLR2004 - ISO 4217
        raise Refused("cost_currency_needed")
    if not cost.spent_on or date.fromisoformat(cost.spent_on) > today:
        raise Refused("cost_day_needed")
    if not cost.what.strip():
        raise Refused("cost_what_needed")


def check_decides(*, asked_by: object, by: object, state: str, why: str) -> None:
    """A cost above its ceiling is decided by somebody else, once, with a reason."""
    if state != CostState.WAITING:
        raise Refused("cost_decided")
    if asked_by == by:
        raise Refused("second_person_needed")
    if not why.strip():
        raise Refused("reason_needed")
