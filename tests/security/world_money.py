"""A ledger of A's finance officer, in every part of it, for the world of the access matrix."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from seereya.accounts.rules import Role
from seereya.programme.content_money import Helped
from seereya.programme.models import (
    BudgetLine,
    BudgetSheet,
    BudgetVersion,
    Expense,
    ExpensePiece,
    ExpenseSheet,
    Grant,
    LedgerExport,
    LedgerSample,
    Payee,
    Payment,
    Rate,
    SupportReceipt,
    Transfer,
)
from seereya.programme.rules_expenses import Kind, Piece
from seereya.programme.services import budget_sheets, budgets, expense_sheets, expenses, ledger, pieces, support, transfers
from seereya.programme.services.transfers import Wanted
from seereya.vault.uploads import seal_stream
from tests.factories import money as factory

if TYPE_CHECKING:
    from tests.security.world import World

# On pages of those who read the ledger, and on no others.
MONEY = {
    "expense-words": "Zexpensewordsqk",
    "piece-why": "Zpiecewhyqk",
    "decision": "Zcostdecisionqk",
    "transfer-reason": "Ztransferreasonqk",
    "document": "Zdocumentnoqk",
    "sheet": "Zbudgetsheetqk",
    "expense-sheet": "Zledgersheetqk",
}
# Opened for a purpose only.
MONEY_SEALED = {"payee-name": "Zpayeenameqk", "helped-name": "Zhelpednameqk", "scan": "Zscannedpieceqk"}
DAY = date(2024, 5, 3)
SHEET = f"Ligne;Rubrique;Objet;Unité;Unités année 1;Valeur unitaire\n5.7.1;5.7;{MONEY['sheet']};séance;1;10\n"
LEDGER = f"Document;Jour;Nature;Montant;Monnaie\n{MONEY['expense-sheet']};2024-05-03;fee;5;EUR\n"


def money(world: World) -> None:
    """A grant of A alone with an adopted budget and one in writing, an expense, a payee, a receipt, a transfer, a sample."""
    by = world.people["AAAA", Role.FINANCE]
    by.keyring = None
    grant = _grant(world, by)
    version = factory.adopted(by, grant.id)
    line = version.lines.get(code="5.7.1")
    payee = factory.payee(by, MONEY_SEALED["payee-name"])
    entry = expenses.Entry(
        Kind.FEE, DAY, MONEY["document"], Decimal(10), "EUR", [expenses.Share(line.series, Decimal(10))], payee.id,
        words=MONEY["expense-words"],
    )  # fmt: skip
    row = expenses.enter_expense(by=by, grant_id=grant.id, entry=entry)
    scan = seal_stream(io.BytesIO(MONEY_SEALED["scan"].encode()), "a.pdf", "application/pdf")
    said = pieces.PieceSaid("XE-INV", Piece.REPLACED, "C-1", MONEY["piece-why"], scan)
    piece = pieces.set_piece(by=by, expense_id=row.id, said=said)
    expenses.decide_eligibility(by=by, expense_id=row.id, status="EL-OK", why=MONEY["decision"])
    moved = transfers.make_transfer(by=by, grant_id=grant.id, wanted=Wanted(1, 5, Decimal(100), MONEY["transfer-reason"]))
    sample = ledger.draw_sample(by=by, grant_id=grant.id, starts=date(2024, 1, 1), ends=date(2024, 12, 31))
    given = support.Given("RF-MAT", Decimal(5000), "XOF", DAY)
    receipt = support.write_receipt(by=by, grant_id=grant.id, given=given, helped=Helped(MONEY_SEALED["helped-name"]))
    writing = budgets.begin_version(by=by, grant_id=grant.id, reason="Avenant")
    sheet = budget_sheets.stage_sheet(by=by, version_id=writing.id, data=SHEET.encode())
    read = expense_sheets.stage_sheet(by=by, grant_id=grant.id, data=LEDGER.encode())
    rows: dict[str, object] = {
        "grant_id": grant.id, "budget_id": writing.id, "line_id": writing.lines.get(code="5.7.1").id, "moved_id": moved.id,
        "expense_id": row.id, "piece_id": piece.id, "piece": "XE-INV", "payee_id": payee.id, "receipt_id": receipt.id,
        "sample_id": sample.id, "sheet_id": sheet.id, "ledger_sheet_id": read.id,
    }  # fmt: skip
    world.private |= rows
    world.shared |= rows
    world.references += [payee.code, receipt.code]


def _grant(world: World, by: Any) -> Grant:
    """The grant another part of this world made, or one of its own."""
    known = Grant.objects.filter(id=world.private.get("grant_id")).first() if "grant_id" in world.private else None
    return known or factory.grant(by.member.organisation, by=by)


def money_rows(code: str) -> list[Any]:
    """What A's money is, for the fingerprint."""
    grant, mine = {"grant__organisation__code": code}, {"organisation__code": code}
    return [
        BudgetVersion.objects.filter(**grant).order_by("pk").values_list("pk", "adopted_on"),
        BudgetLine.objects.filter(version__grant__organisation__code=code).order_by("pk").values_list("pk", "amount"),
        BudgetSheet.objects.filter(**mine).order_by("pk").values_list("pk", "taken_over_at"),
        Transfer.objects.filter(**grant).order_by("pk").values_list("pk", "notified_on"),
        Rate.objects.filter(**grant).order_by("pk").values_list("pk", "units"),
        Payee.objects.filter(**mine).order_by("pk").values_list("pk", "version"),
        Expense.objects.filter(**mine).order_by("pk").values_list("pk", "version", "state", "status"),
        ExpensePiece.objects.filter(**mine).order_by("pk").values_list("pk", "state", "item"),
        ExpenseSheet.objects.filter(**mine).order_by("pk").values_list("pk", "version", "entered_at"),
        Payment.objects.filter(**mine).order_by("pk").values_list("pk", "approved_by"),
        SupportReceipt.objects.filter(**mine).order_by("pk").values_list("pk", "expense"),
        LedgerExport.objects.filter(**mine).order_by("pk").values_list("pk"),
        LedgerSample.objects.filter(**mine).order_by("pk").values_list("pk"),
    ]
