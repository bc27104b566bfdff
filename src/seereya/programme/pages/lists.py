"""What lists of the ledger share: amounts and statuses as cells, the ways between their pages."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlencode

from seereya.foundation.money import format_amount
from seereya.foundation.selection import BadSelection
from seereya.programme.pages.money import Context
from seereya.programme.queries.ledger import PAGE
from seereya.programme.queries.rates import decimals_of
from seereya.reference.saying import language, term

STATUS_KINDS = {"EL-OK": "done", "EL-PEN": "waits"}
FARTHEST = 10_000


def amount(value: Decimal, currency: str) -> str:
    """An amount in its own currency."""
    return format_amount(value, language(), currency, decimals=decimals_of(currency))


def status(code: str) -> Context:
    """A status of eligibility as a badge."""
    return {"badge": term("cost_eligibility", code), "kind": STATUS_KINDS.get(code, "late")}


def page_of(typed: str) -> int:
    """The page an address asks for. Raises `BadSelection`."""
    if not typed:
        return 1
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= FARTHEST:
        raise BadSelection("bad_page", "page", typed)
    return int(typed)


def pager(wanted: dict[str, str], total: int, page: int, size: int = PAGE) -> Context | None:
    """The ways to the pages before and after, where there are several."""
    if total <= size and page == 1:
        return None

    def url(number: int) -> str:
        return "?" + urlencode({name: value for name, value in wanted.items() if value and name != "page"} | {"page": number})

    first = (page - 1) * size + 1
    return {
        "total": total,
        "first": min(first, total),
        "last": min(page * size, total),
        "previous_url": url(page - 1) if page > 1 else "",
        "next_url": url(page + 1) if page * size < total else "",
    }
