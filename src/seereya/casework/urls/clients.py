"""Addresses of what concerns clients, and of the funnel."""

from django.urls import URLPattern, path

from seereya.casework.views import clients, conflicts, costs, funnel

_AT = "cases/<uuid:case_id>"

patterns: list[URLPattern] = [
    path("cases/funnel/", funnel.funnel, name="funnel"),
    path("cases/ceilings/", costs.ceilings, name="ceilings"),
    path("cases/conflicts/", conflicts.conflicts, name="conflicts"),
    path("cases/conflicts/new/", conflicts.conflict_new, name="conflict-new"),
    path("cases/conflicts/<uuid:request_id>/", conflicts.conflict, name="conflict"),
    path("cases/conflicts/asked/<uuid:asked_id>/", conflicts.conflict_answer, name="conflict-answer"),
    path(f"{_AT}/mandates/new/", clients.mandate_new, name="mandate-new"),
    path(f"{_AT}/mandates/<slug:mandate_id>/revoke/", clients.mandate_revoke, name="mandate-revoke"),
    path(f"{_AT}/mandates/<slug:mandate_id>/print/", clients.mandate_print, name="mandate-print"),
    path(f"{_AT}/updates/new/", clients.update_new, name="update-new"),
    path(f"{_AT}/costs/new/", costs.cost_new, name="cost-new"),
    path(f"{_AT}/costs/<slug:cost_id>/decide/", costs.cost_decide, name="cost-decide"),
    path(f"{_AT}/notes/", clients.counsel_notes, name="notes"),
    path(f"{_AT}/steps/", clients.step_new, name="step-new"),
]
