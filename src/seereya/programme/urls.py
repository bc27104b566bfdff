"""Addresses of programme, mounted at /programme/."""

from __future__ import annotations

from django.urls import path

from seereya.programme.views import grants, logframe, reports, steering

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
