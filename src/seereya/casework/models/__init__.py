"""The rows of the casework room."""

from seereya.casework.models.calendar import HolidayOverride
from seereya.casework.models.casefile import CaseFile, CaseRevision
from seereya.casework.models.ceilings import CostCeiling
from seereya.casework.models.conflicts import ConflictAsked, ConflictRequest
from seereya.casework.models.funnel import CaseStep, FunnelFile
from seereya.casework.models.notes import CounselNote

__all__ = [
    "CaseFile",
    "CaseRevision",
    "CaseStep",
    "ConflictAsked",
    "ConflictRequest",
    "CostCeiling",
    "CounselNote",
    "FunnelFile",
    "HolidayOverride",
]
