"""Reading this room's rows: the directory, referrals by status, what stands before a contact."""

from seereya.protection.queries.directory import service_of, services_seen
from seereya.protection.queries.referrals import first_offer, referrals_about, referrals_made, referrals_received, waiting_counts
from seereya.protection.queries.risk import OpenPlan, open_plans, risk_of
from seereya.protection.queries.safety import safe_contact

__all__ = [
    "OpenPlan",
    "first_offer",
    "open_plans",
    "referrals_about",
    "referrals_made",
    "referrals_received",
    "risk_of",
    "safe_contact",
    "service_of",
    "services_seen",
    "waiting_counts",
]
