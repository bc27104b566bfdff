"""What other rooms ask of this one, and what its own pages do."""

from seereya.protection.services.directory import close_service, save_service, verify_service
from seereya.protection.services.drills import begin_drill, close_drill, open_drill, suspend_exposed, tick_warned
from seereya.protection.services.openings import OpenedReferral, open_protection, open_referral, open_safe_numbers
from seereya.protection.services.referrals import change_referral, move_referral, offer_referral
from seereya.protection.services.risk import agree_to_plan, assess_risk, close_plan, save_plan
from seereya.protection.services.safety import save_safe_contact

__all__ = [
    "OpenedReferral",
    "agree_to_plan",
    "assess_risk",
    "begin_drill",
    "change_referral",
    "close_drill",
    "close_plan",
    "close_service",
    "move_referral",
    "offer_referral",
    "open_drill",
    "open_protection",
    "open_referral",
    "open_safe_numbers",
    "save_plan",
    "save_safe_contact",
    "save_service",
    "suspend_exposed",
    "tick_warned",
    "verify_service",
]
