"""Rates of exchange: fixed ones are data of the currency, the others are entered or read from a file, month by month."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.money import BadAmount, parse_amount
from seereya.programme.models import Grant, Rate
from seereya.programme.queries.rates import fixed
from seereya.programme.rules_expenses import month_of
from seereya.programme.services.budgets import led_grant
from seereya.reference import terms

RATE_DECIMALS = 6
MOST_ROWS = 5000
LARGEST = 1_000_000


class Rates:
    """Rates of some currencies under a grant: fixed ones and those of each month. One query, none where all are fixed."""

    def __init__(self, grant: Grant, currencies: Iterable[str]) -> None:
        self._fixed = {code: units for code in set(currencies) if (units := fixed(code)) is not None}
        asked = set(currencies) - set(self._fixed)
        rows = Rate.objects.filter(grant=grant, currency__in=asked) if asked else Rate.objects.none()
        self._monthly = {(row.currency, row.month): (row.units, row.source) for row in rows}

    def on(self, currency: str, day: date) -> tuple[Decimal, str]:
        """Units of a currency for one euro on a day, and where that is from. Raises `Refused("rate_missing")` with month and currency."""
        if (units := self._fixed.get(currency)) is not None:
            return units, "fixed"
        found = self._monthly.get((currency, month_of(day)))
        if found is None:
            raise Refused("rate_missing", currency=currency, month=f"{day:%m/%Y}")
        return found


def rate_for(grant: Grant, currency: str, day: date) -> tuple[Decimal, str]:
    """Units of a currency for one euro on a day, and where that is from. Raises `Refused("rate_missing")` with month and currency."""
    return Rates(grant, [currency]).on(currency, day)


@transaction.atomic
def set_rate(*, by: Actor, grant_id: UUID, currency: str, month: date, units: Decimal, source: str) -> Rate:
    """The rate of a month. Expenses already converted keep theirs. Raises `NotThere`, `Refused`."""
    grant = led_grant(by, grant_id)
    _check(currency, units, source)
    row, _made = Rate.objects.update_or_create(
        grant=grant,
        currency=currency,
        month=month_of(month),
        defaults={"units": units, "source": source.strip(), "made_by": by.member, "made_at": clock.now()},
    )
    record(tag=Tag.RATE_SET, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"currency": currency})
    return row


def _check(currency: str, units: Decimal, source: str) -> None:
    if currency not in terms.vocabulary("currencies"):
        raise Refused("no_such_currency", currency=currency[:8])
    if fixed(currency) is not None:
        raise Refused("rate_is_fixed", currency=currency)
    if units <= 0:
        raise Refused("rate_needed_above_zero")
    if not source.strip():
        raise Refused("rate_source_needed")


@transaction.atomic
def import_rates(*, by: Actor, grant_id: UUID, text: str, source: str) -> int:
    """Rates out of a CSV file with the columns `currency`, `month` (2024-03) and `units`; all of it, or nothing. Returns how many.

    Raises `NotThere`, `Refused`: `rates_not_readable` with the line, and what `set_rate` raises.
    """
    led_grant(by, grant_id)
    dialect = ";" if text.partition("\n")[0].count(";") >= 2 else ","  # noqa: PLR2004 - three columns
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=dialect))
    if not rows or not {"currency", "month", "units"} <= set(rows[0]) or len(rows) > MOST_ROWS:
        raise Refused("rates_not_readable", line=1)
    for number, row in enumerate(rows, 2):
        try:
            month = date.fromisoformat(f"{(row['month'] or '').strip()}-01")
            units = parse_amount(row["units"] or "", decimals=RATE_DECIMALS)
        except (ValueError, BadAmount):
            raise Refused("rates_not_readable", line=number) from None
        set_rate(
            by=by, grant_id=grant_id, currency=(row["currency"] or "").strip().upper(), month=month, units=units, source=source
        )
    return len(rows)


def text_of(pieces: Iterable[bytes]) -> str:
    """A small file as text. Raises `Refused("file_not_text")`."""
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > LARGEST:
            raise Refused("file_not_text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("file_not_text") from None
