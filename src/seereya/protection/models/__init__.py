"""The room's tables. In clear: organisations, statuses, months, a directory of services. All else is sealed."""

from seereya.protection.models.complaints import Complaint, ComplaintKey
from seereya.protection.models.dataprotection import Breach, LegalHold, PersonRequest, Processing, RetentionDays
from seereya.protection.models.directory import Service
from seereya.protection.models.drills import Drill
from seereya.protection.models.referrals import Referral
from seereya.protection.models.safety import ProtectionPlan, RiskAssessment, SafeContactRules

__all__ = [
    "Breach",
    "Complaint",
    "ComplaintKey",
    "Drill",
    "LegalHold",
    "PersonRequest",
    "Processing",
    "ProtectionPlan",
    "Referral",
    "RetentionDays",
    "RiskAssessment",
    "SafeContactRules",
    "Service",
]
