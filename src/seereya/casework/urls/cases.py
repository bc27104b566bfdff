"""Addresses of case files and their parts."""

from django.urls import URLPattern, path

from seereya.casework.views import acts, cases, deadlines, packages, papers, parts

_AT = "cases/<uuid:case_id>"

patterns: list[URLPattern] = [
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", cases.case_new, name="case-new"),
    path("cases/counts/", cases.counts, name="case-counts"),
    path("cases/holidays/", deadlines.holidays, name="holidays"),
    path(f"{_AT}/", cases.case, name="case"),
    path(f"{_AT}/edit/", cases.case_edit, name="case-edit"),
    path(f"{_AT}/pause/", cases.case_pause, name="case-pause"),
    path(f"{_AT}/close/", cases.case_close, name="case-close"),
    path(f"{_AT}/adjourn/", acts.adjourn, name="adjourn"),
    path(f"{_AT}/acts/new/", acts.act_new, name="act-new"),
    path(f"{_AT}/acts/<slug:act_id>/served/", acts.act_serve, name="act-serve"),
    path(f"{_AT}/acts/<slug:act_id>/strike/", acts.act_strike, name="act-strike"),
    path(f"{_AT}/proceedings/new/", acts.proceeding_new, name="proceeding-new"),
    path(f"{_AT}/proceedings/<slug:proceeding_id>/", acts.proceeding, name="proceeding"),
    path(f"{_AT}/proceedings/<slug:proceeding_id>/stage/", acts.stage, name="stage"),
    path(f"{_AT}/deadlines/new/", deadlines.deadline_new, name="deadline-new"),
    path(f"{_AT}/deadlines/<slug:deadline_id>/", deadlines.deadline, name="deadline"),
    path(f"{_AT}/deadlines/<slug:deadline_id>/met/", deadlines.deadline_met, name="deadline-met"),
    path(f"{_AT}/deadlines/<slug:deadline_id>/review/", deadlines.deadline_review, name="deadline-review"),
    path(f"{_AT}/parties/new/", parts.party_new, name="party-new"),
    path(f"{_AT}/parties/<slug:party_id>/remove/", parts.party_remove, name="party-remove"),
    path(f"{_AT}/qualifications/new/", parts.qualification_new, name="qualification-new"),
    path(f"{_AT}/qualifications/<slug:qualification_id>/remove/", parts.qualification_remove, name="qualification-remove"),
    path(f"{_AT}/documented/", parts.documented_acts, name="documented-acts"),
    path(f"{_AT}/exhibits/new/", parts.exhibit_new, name="exhibit-new"),
    path(f"{_AT}/log/", papers.diligence_log, name="diligence-log"),
    path(f"{_AT}/package/", packages.package, name="case-package"),
    path(f"{_AT}/reminder/", papers.reminder, name="reminder"),
]
