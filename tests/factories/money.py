"""A grant of four partners with a budget, a ledger, rates; as its finance officers keep them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from seereya.accounts.models import Organisation
from seereya.accounts.rules import Role
from seereya.foundation import clock
from seereya.programme.content_money import PayeeName
from seereya.programme.models import BudgetLine, BudgetVersion, Expense, Grant, GrantPartner, Payee
from seereya.programme.rules_expenses import PIECES, Kind, Piece
from seereya.programme.services import budgets, expenses, payees, pieces
from tests.factories.accounts import Person
from tests.factories.documentation import packs_loaded
from tests.factories.vault import Office, office

LINES = (
    ("B1.1.1", "1.1.1.1", "Juriste", "12", "2000.00"),
    ("B2.2", "2.2.1", "Trajets à Mopti", "100", "150.00"),
    ("B3.2", "3.2.1", "Ordinateurs", "10", "900.00"),
    ("B5.7", "5.7.1", "Ateliers", "20", "1000.00"),
    ("B6", "6.1", "Appui aux victimes", "200", "50.00"),
    ("B8", "8.1", "Coûts indirects", "1", "5000.00"),
    ("B10", "10.1", "Réserve", "1", "3000.00"),
)


@dataclass
class Money:
    """Two offices under one grant: the first one coordinates."""

    grant: Grant
    lead: Office
    partner: Office
    officer: Person
    second: Person
    theirs: Person
    version: BudgetVersion
    lines: dict[str, BudgetLine] = field(default_factory=dict)


def grant(organisation: Organisation, *partners: Organisation, by: Person, amount: str = "2000000") -> Grant:
    """A grant of eighteen months."""
    now = clock.now()
    row = Grant.objects.create(
        organisation=organisation, code="ML-1", title="Justice", contract="FED/2024/1", funder="UE", amount=Decimal(amount),
        starts=date(2024, 1, 1), ends=date(2025, 6, 30), made_by=by.member, made_at=now, changed_at=now,
    )  # fmt: skip
    for one in (organisation, *partners):
        GrantPartner.objects.create(grant=row, organisation=one, ceiling=Decimal(500000))
    return row


def adopted(by: Person, grant_id: UUID, lines=LINES) -> BudgetVersion:
    """A budget with these lines, adopted."""
    version = budgets.begin_version(by=by, grant_id=grant_id, reason="Budget initial")
    for heading, code, title, number, value in lines:
        entry = budgets.LineEntry(heading, code, title, "unité", [Decimal(number)], Decimal(value))
        budgets.save_line(by=by, version_id=version.id, entry=entry)
    return budgets.adopt_version(by=by, version_id=version.id, on=date(2024, 1, 1))


def money() -> Money:
    """A grant with an adopted budget; two finance officers and a coordinator at work."""
    packs_loaded()
    lead, partner = office("LEAD"), office("PART")
    officer, second = lead.join(Role.FINANCE), lead.join(Role.FINANCE)
    row = grant(lead.organisation, partner.organisation, by=officer)
    version = adopted(officer, row.id)
    lines = {line.code: line for line in version.lines.all()}
    return Money(row, lead, partner, officer, second, partner.join(Role.FINANCE), version, lines)


def payee(by: Person, name: str = "Librairie du marché", kind: str = "supplier") -> Payee:
    return payees.save_payee(by=by, kind=kind, name=PayeeName(name))


def entry(house: Money, *, line: str = "5.7.1", amount: str = "100.00", **more: object) -> expenses.Entry:
    """An expense on one line, in euros on 3 May 2024; any of its fields by name."""
    total = Decimal(amount)
    values: dict[str, object] = {
        "kind": Kind.OFFICE, "spent_on": date(2024, 5, 3), "document_number": "F-1", "amount": total, "currency": "EUR",
        "shares": [expenses.Share(house.lines[line].series if line else None, total)],
    }  # fmt: skip
    return expenses.Entry(**(values | more))  # type: ignore[arg-type]


def expense(house: Money, *, by: Person | None = None, **more: object) -> Expense:
    return expenses.enter_expense(by=by or house.officer, grant_id=house.grant.id, entry=entry(house, **more))  # type: ignore[arg-type]


def completed(row: Expense, *, by: Person) -> Expense:
    """Every piece of its checklist is there."""
    for kind in PIECES[Kind(row.kind)]:
        pieces.set_piece(by=by, expense_id=row.id, said=pieces.PieceSaid(kind, Piece.THERE, "C-1"))
    row.refresh_from_db()
    return row
