"""Addresses of this room, below `protection/`."""

from django.urls import URLPattern, path

from seereya.protection.views import complaints, dataprotection, directory, drills, referrals, risk, safety

app_name = "protection"
_REFERRAL = "referrals/<uuid:referral_id>"
_SERVICE = "services/<uuid:service_id>"
_DRILL = "drills/<uuid:drill_id>"
_REQUEST = "data/requests/<uuid:request_id>"
_COMPLAINT = "complaints/<uuid:complaint_id>"
_PERSON = "persons/<uuid:person_id>"

urlpatterns: list[URLPattern] = [
    path("", referrals.home, name="home"),
    path("drills/", drills.drills, name="drills"),
    path("drills/new/", drills.drill_new, name="drill-new"),
    path(f"{_DRILL}/", drills.drill, name="drill"),
    path(f"{_DRILL}/warn/", drills.drill_warn, name="drill-warn"),
    path(f"{_DRILL}/suspend/", drills.drill_suspend, name="drill-suspend"),
    path(f"{_DRILL}/close/", drills.drill_close, name="drill-close"),
    path("data/", dataprotection.data_protection, name="data-protection"),
    path(f"{_PERSON}/request/", dataprotection.request_new, name="request-new"),
    path(f"{_PERSON}/hold/", dataprotection.hold_new, name="hold-new"),
    path(f"{_REQUEST}/", dataprotection.person_request, name="request"),
    path(f"{_REQUEST}/answer/", dataprotection.request_answer, name="request-answer"),
    path(f"{_REQUEST}/agree/", dataprotection.request_agree, name="request-agree"),
    path("data/holds/<uuid:hold_id>/lift/", dataprotection.hold_lift, name="hold-lift"),
    path("data/breaches/new/", dataprotection.breach_new, name="breach-new"),
    path("data/breaches/<uuid:breach_id>/", dataprotection.breach, name="breach"),
    path("data/retention/<slug:rule>/", dataprotection.retention, name="retention"),
    path("data/processing/", dataprotection.processing, name="processing"),
    path("data/processing/new/", dataprotection.processing_new, name="processing-new"),
    path("data/processing/<uuid:processing_id>/", dataprotection.processing_edit, name="processing-edit"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/new/", complaints.complaint_new, name="complaint-new"),
    path("complaints/paper/", complaints.complaint_paper, name="complaint-paper"),
    path("complaints/slips/", complaints.complaint_slips, name="complaint-slips"),
    path(f"{_COMPLAINT}/", complaints.complaint, name="complaint"),
    path(f"{_COMPLAINT}/move/<slug:move>/", complaints.complaint_move, name="complaint-move"),
    path("plans/", risk.plans, name="plans"),
    path("services/", directory.services_list, name="services"),
    path("services/new/", directory.service_new, name="service-new"),
    path(f"{_SERVICE}/", directory.service, name="service"),
    path(f"{_SERVICE}/edit/", directory.service_edit, name="service-edit"),
    path(f"{_SERVICE}/verify/", directory.service_verify, name="service-verify"),
    path(f"{_SERVICE}/close/", directory.service_close, name="service-close"),
    path(f"{_PERSON}/refer/", referrals.refer, name="refer"),
    path(f"{_PERSON}/safe-contact/", safety.safe_contact, name="safe-contact"),
    path(f"{_PERSON}/risk/", risk.risk, name="risk"),
    path(f"{_PERSON}/plan/", risk.plan, name="plan"),
    path(f"{_PERSON}/plan/agree/", risk.plan_agree, name="plan-agree"),
    path(f"{_PERSON}/plan/close/", risk.plan_close, name="plan-close"),
    path(f"{_REFERRAL}/", referrals.referral, name="referral"),
    path(f"{_REFERRAL}/edit/", referrals.referral_edit, name="referral-edit"),
    path(f"{_REFERRAL}/identity/", referrals.referral_identity, name="referral-identity"),
    path(f"{_REFERRAL}/move/<slug:after>/", referrals.referral_move, name="referral-move"),
]
