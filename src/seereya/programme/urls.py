"""Addresses of programme, mounted at /programme/."""

from __future__ import annotations

from django.urls import path

from seereya.programme.views import budget, expenses, grants, ledger, logframe, reports, steering

app_name = "programme"
_G, _P, _R, _L = (
    "grants/<uuid:grant_id>/",
    "periods/<uuid:period_id>/",
    "reports/<uuid:report_id>/",
    "logframes/<uuid:logframe_id>/",
)

urlpatterns = [
    path("", grants.home, name="home"),
    path("rules/", grants.rules, name="rules"),
    path("grants/new/", grants.new, name="grant-new"),
    path(_G, grants.one, name="grant"),
    path(_G + "edit/", grants.edit, name="grant-edit"),
    path(_G + "count/", grants.count, name="count"),
    path(_G + "logframe/", logframe.matrix, name="logframe"),
    path(_G + "logframe/next/", logframe.next_version, name="logframe-next"),
    path(_L, logframe.editing, name="logframe-edit"),
    path(_L + "adopt/", logframe.adopt, name="logframe-adopt"),
    path(_L + "results/new/", logframe.result_new, name="result-new"),
    path("results/<uuid:result_id>/", logframe.result_edit, name="result-edit"),
    path("results/<uuid:result_id>/remove/", logframe.result_remove, name="result-remove"),
    path("results/<uuid:result_id>/indicators/new/", logframe.indicator_new, name="indicator-new"),
    path("indicators/<uuid:indicator_id>/", logframe.indicator, name="indicator"),
    path("indicators/<uuid:indicator_id>/edit/", logframe.indicator_edit, name="indicator-edit"),
    path("indicators/<uuid:indicator_id>/value/", logframe.value_new, name="value-new"),
    path(_G + "activities/", steering.activities, name="activities"),
    path(_G + "activities/new/", steering.activity_new, name="activity-new"),
    path("activities/<uuid:activity_id>/", steering.activity, name="activity"),
    path(_G + "risks/", steering.risks, name="risks"),
    path(_G + "risks/new/", steering.risk_new, name="risk-new"),
    path("risks/<uuid:risk_id>/", steering.risk, name="risk"),
    path(_G + "decisions/", steering.decisions, name="decisions"),
    path(_G + "decisions/new/", steering.decision_new, name="decision-new"),
    path("decisions/<uuid:decision_id>/", steering.decision, name="decision"),
    path(_G + "reports/", reports.calendar, name="reports"),
    path(_P + "part/", grants.part, name="part"),
    path(_P + "report/", reports.start, name="report-start"),
    path(_R, reports.report, name="report"),
    path(_R + "sections/<str:section>/", reports.section, name="report-section"),
    path(_R + "sections/<str:section>/refill/", reports.refill, name="report-refill"),
    path(_R + "freeze/", reports.freeze, name="report-freeze"),
    path(_R + "document/<str:tongue>/", reports.document, name="report-document"),
    path("figures/<uuid:reported_id>/correct/", reports.correct, name="report-correct"),
]

# Money.
_M, _B, _T, _E, _S = (
    "grants/<uuid:grant_id>/money/",
    "budgets/<uuid:budget_id>/",
    "transfers/<uuid:moved_id>/",
    "expenses/<uuid:expense_id>/",
    "support/<uuid:receipt_id>/",
)
urlpatterns += [
    path("money/", budget.home, name="money-home"),
    path(_M, budget.money, name="money"),
    path(_M + "budgets/", budget.versions, name="budgets"),
    path(_M + "budgets/new/", budget.version_new, name="budget-new"),
    path(_B, budget.version, name="budget"),
    path(_B + "adopt/", budget.adopt, name="budget-adopt"),
    path(_B + "lines/new/", budget.line_new, name="budget-line-new"),
    path(_B + "lines/<uuid:line_id>/", budget.line, name="budget-line"),
    path(_M + "transfers/", budget.transfers_list, name="transfers"),
    path(_M + "transfers/new/", budget.transfer_new, name="transfer-new"),
    path(_T, budget.transfer, name="transfer"),
    path(_T + "notify/", budget.transfer_notify, name="transfer-notify"),
    path(_M + "rates/", budget.rates_list, name="rates"),
    path(_M + "rates/new/", budget.rate_new, name="rate-new"),
    path(_M + "rates/import/", budget.rates_import, name="rates-import"),
    path(_M + "expenses/", expenses.expenses_list, name="expenses"),
    path(_M + "expenses/new/", expenses.expense_new, name="expense-new"),
    path(_M + "statement/", expenses.statement, name="statement"),
    path(_E, expenses.expense, name="expense"),
    path(_E + "edit/", expenses.expense_edit, name="expense-edit"),
    path(_E + "pieces/<slug:piece>/", expenses.piece, name="piece"),
    path(_E + "prepare/", expenses.payment_prepare, name="payment-prepare"),
    path(_E + "approve/", expenses.payment_approve, name="payment-approve"),
    path(_E + "return/", expenses.payment_return, name="payment-return"),
    path(_E + "paid/", expenses.payment_paid, name="payment-paid"),
    path(_E + "eligibility/", expenses.eligibility, name="eligibility"),
    path("scans/<uuid:piece_id>/", expenses.scan, name="scan"),
    path("payees/", expenses.payees_list, name="payees"),
    path("payees/new/", expenses.payee_new, name="payee-new"),
    path("payees/<uuid:payee_id>/", expenses.payee, name="payee"),
    path(_M + "support/", ledger.support_list, name="support"),
    path(_M + "support/new/", ledger.support_new, name="support-new"),
    path(_M + "support/register/", ledger.register, name="register"),
    path(_S, ledger.receipt, name="receipt"),
    path(_S + "tie/", ledger.support_tie, name="support-tie"),
    path(_M + "audit/", ledger.audit, name="audit"),
    path(_M + "exports/new/", ledger.export_new, name="export-new"),
    path(_M + "exports/check/", ledger.export_check, name="export-check"),
    path(_M + "samples/new/", ledger.sample_new, name="sample-new"),
    path("samples/<uuid:sample_id>/", ledger.sample, name="sample"),
]
