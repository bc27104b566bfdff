"""The rows of the programme room."""

from seereya.programme.models.activities import Activity
from seereya.programme.models.budget import BudgetLine, BudgetSheet, BudgetVersion, Rate, Transfer
from seereya.programme.models.expenses import Expense, ExpensePiece, ExpenseShare, ExpenseSheet, Payee, Payment
from seereya.programme.models.grants import Grant, GrantPartner, ReportPeriod
from seereya.programme.models.ledger import LedgerExport, LedgerSample, SupportReceipt
from seereya.programme.models.logframe import Indicator, IndicatorValue, LogframeVersion, Result
from seereya.programme.models.reports import Correction, PartnerReport, Report, ReportFigure
from seereya.programme.models.steering import Decision, Risk, RiskMove

__all__ = [
    "Activity",
    "BudgetLine",
    "BudgetSheet",
    "BudgetVersion",
    "Correction",
    "Decision",
    "Expense",
    "ExpensePiece",
    "ExpenseShare",
    "ExpenseSheet",
    "Grant",
    "GrantPartner",
    "Indicator",
    "IndicatorValue",
    "LedgerExport",
    "LedgerSample",
    "LogframeVersion",
    "PartnerReport",
    "Payee",
    "Payment",
    "Rate",
    "Report",
    "ReportFigure",
    "ReportPeriod",
    "Result",
    "Risk",
    "RiskMove",
    "SupportReceipt",
    "Transfer",
]
