"""What a document says, checked against what its ledger knows: the same for one typed by hand and for a whole spreadsheet of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from seereya.accounts.rules import Refused
from seereya.foundation import clock
from seereya.foundation.money import convert
from seereya.programme import rules_expenses as rules
from seereya.programme.models import Activity, BudgetLine, Expense, ExpenseShare, Grant, Payee
from seereya.programme.queries.budget import lines_in_force
from seereya.programme.rules_expenses import Kind
from seereya.programme.services.judging import AT_ONCE
from seereya.programme.services.rates import Rates
from seereya.reference import terms

_KEY = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True)
class Share:
    """A part of an expense: on which line (its series), for which activity (its code), how much in the document's currency."""

    line: UUID | None
    amount: Decimal
    activity: str = ""


@dataclass(frozen=True)
class Entry:
    """What the document says, and what it is charged to."""

    kind: str
    spent_on: date
    document_number: str
    amount: Decimal
    currency: str
    shares: Sequence[Share]
    payee: UUID | None = None
    tax: Decimal = Decimal(0)
    words: str = ""


def document_key(number: str) -> str:
    """A document's number without what people write differently: `F-0042 / b` and `f0042B` are the same."""
    return _KEY.sub("", number.casefold())[:40]


Document = tuple[str, Decimal, str, date]


def document_of(entry: Entry) -> Document:
    """What makes a document the same document: number, amount, currency, day."""
    return document_key(entry.document_number), entry.amount, entry.currency, entry.spent_on


def standing(organisation: UUID, documents: Sequence[Document]) -> dict[Document, Expense]:
    """Which documents stand in an organisation's ledger already. One query for every 500."""
    found, keys = {}, sorted({one[0] for one in documents})
    for start in range(0, len(keys), AT_ONCE):
        for row in Expense.objects.filter(organisation_id=organisation, document_key__in=keys[start : start + AT_ONCE]):
            found[row.document_key, row.amount, row.currency, row.spent_on] = row
    return {one: found[one] for one in documents if one in found}


class Known:
    """What entries are checked against and converted by, asked once for all of them."""

    def __init__(self, organisation: UUID, grant: Grant, entries: Sequence[Entry]) -> None:
        self.grant = grant
        self.lines: Mapping[UUID, BudgetLine] = {line.series: line for line in lines_in_force(grant)}
        self.rates = Rates(grant, [one.currency for one in entries])
        self._standing = standing(organisation, [document_of(one) for one in entries])
        self._payees = _payees(organisation, {one.payee for one in entries if one.payee})
        codes = {share.activity.strip() for one in entries for share in one.shares} - {""}
        rows = Activity.objects.filter(grant=grant, code__in=codes) if codes else Activity.objects.none()
        self._activities: Mapping[str, UUID] = dict(rows.values_list("code", "id"))

    def check(self, entry: Entry, expense_id: UUID | None = None) -> None:
        """Whether an entry can stand in the ledger, as a new expense or in place of one. Raises `Refused`."""
        if entry.kind not in set(Kind):
            raise Refused("expense_kind_needed")
        if entry.currency not in terms.vocabulary("currencies"):
            raise Refused("no_such_currency", currency=entry.currency[:8])
        if not document_key(entry.document_number):
            raise Refused("document_needed")
        if entry.amount <= 0:
            raise Refused("amount_needed")
        if not 0 <= entry.tax <= entry.amount:
            raise Refused("tax_over_amount")
        rules.check_spent_on(entry.spent_on, today=clock.today())
        rules.check_balanced(entry.amount, [share.amount for share in entry.shares])
        if entry.payee and entry.payee not in self._payees:
            raise Refused("no_such_payee")
        found = self._standing.get(document_of(entry))
        if found is not None and found.id != expense_id:
            raise Refused("duplicate_expense", number=found.number, document=found.document_number)
        if any(share.line is not None and share.line not in self.lines for share in entry.shares):
            raise Refused("no_such_line")
        codes = {share.activity.strip() for share in entry.shares} - {""}
        if unknown := sorted(codes - set(self._activities)):
            raise Refused("no_such_activity", activity=unknown[0][:16])

    def write(self, row: Expense, entry: Entry) -> None:
        """What the document says, on its row; converted once. Raises `Refused("rate_missing")`."""
        row.kind, row.spent_on, row.payee_id = entry.kind, entry.spent_on, entry.payee
        row.document_number, row.document_key = entry.document_number.strip()[:40], document_key(entry.document_number)
        row.amount, row.currency, row.tax = entry.amount, entry.currency, entry.tax
        row.units, row.rate_source = self.rates.on(entry.currency, entry.spent_on)
        row.eur = convert(entry.amount, row.units)

    def shares(self, row: Expense, entry: Entry) -> list[ExpenseShare]:
        """The shares in euros: each to the cent, the last one takes what rounding left, so that they come to the expense."""
        left, found = row.eur, []
        for position, share in enumerate(entry.shares, 1):
            eur = left if position == len(entry.shares) else convert(share.amount, row.units)
            left -= eur
            line, code = self.lines.get(share.line) if share.line else None, share.activity.strip()
            found.append(
                ExpenseShare(
                    expense=row, grant_id=row.grant_id, organisation_id=row.organisation_id, position=position, line=share.line,
                    top=line.top if line else 0, activity=code, for_activity_id=self._activities.get(code), spent_on=row.spent_on,
                    amount=share.amount, eur=eur, counted=Decimal(0),
                )
            )  # fmt: skip
        return found


def _payees(organisation: UUID, wanted: set[UUID]) -> set[UUID]:
    """Those of some payees that are the organisation's."""
    if not wanted:
        return set()
    return set(Payee.objects.filter(organisation_id=organisation, id__in=wanted).values_list("id", flat=True))
