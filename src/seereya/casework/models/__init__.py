"""The rows of the casework room."""

from seereya.casework.models.calendar import HolidayOverride
from seereya.casework.models.casefile import CaseFile, CaseRevision

__all__ = ["CaseFile", "CaseRevision", "HolidayOverride"]
