"""Addresses of this room, below `protection/`."""

from django.urls import URLPattern, path

from seereya.protection.views import directory, referrals, risk, safety

app_name = "protection"
_REFERRAL = "referrals/<uuid:referral_id>"
_SERVICE = "services/<uuid:service_id>"
_PERSON = "persons/<uuid:person_id>"

urlpatterns: list[URLPattern] = [
    path("", referrals.home, name="home"),
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
    path(f"{_PERSON}/plan/close/", risk.plan_close, name="plan-close"),
    path(f"{_REFERRAL}/", referrals.referral, name="referral"),
    path(f"{_REFERRAL}/edit/", referrals.referral_edit, name="referral-edit"),
    path(f"{_REFERRAL}/identity/", referrals.referral_identity, name="referral-identity"),
    path(f"{_REFERRAL}/move/<slug:after>/", referrals.referral_move, name="referral-move"),
]
