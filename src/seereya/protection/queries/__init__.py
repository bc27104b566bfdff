"""Reading this room's rows: the directory, referrals by status, what stands before a contact."""

from seereya.protection.queries.directory import service_of, services_seen
from seereya.protection.queries.referrals import first_offer, referrals_about, referrals_made, referrals_received, waiting_counts
from seereya.protection.queries.safety import safe_contact

__all__ = [
    "first_offer",
    "referrals_about",
    "referrals_made",
    "referrals_received",
    "safe_contact",
    "service_of",
    "services_seen",
    "waiting_counts",
]
