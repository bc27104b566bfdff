"""Rates of exchange: fixed ones of the vocabulary, monthly ones of a grant."""

from __future__ import annotations

from decimal import Decimal

from seereya.programme.models import Grant, Rate
from seereya.reference import terms


def fixed(currency: str) -> Decimal | None:
    """How many units one euro is worth for ever, where that is so (column `units_per_euro` of the vocabulary `currencies`)."""
    word = terms.vocabulary("currencies").get(currency)
    units = word.extra.get("units_per_euro", "") if word else ""
    return Decimal(units) if units else None


def decimals_of(currency: str) -> int:
    """How many decimals a currency is written with (column `decimals`); two where nothing is said."""
    word = terms.vocabulary("currencies").get(currency)
    return int(word.extra.get("decimals") or 2) if word else 2


def rates_of(grant: Grant) -> list[Rate]:
    """All rates of a grant, the newest month first."""
    return list(Rate.objects.filter(grant=grant).order_by("-month", "currency"))
