"""The rows of the programme room."""

from seereya.programme.models.grants import Grant, GrantPartner, ReportPeriod

__all__ = [
    "Grant",
    "GrantPartner",
    "ReportPeriod",
]
