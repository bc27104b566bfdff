"""Uncertain dates: read as people say them, kept with their bounds, said back, exchanged as EDTF."""

from seereya.foundation.dates.edtf import from_edtf, to_edtf
from seereya.foundation.dates.parsing import parse
from seereya.foundation.dates.saying import say
from seereya.foundation.dates.value import (
    UNKNOWN,
    BadDate,
    Precision,
    UncertainDate,
    from_record,
    overlaps,
    to_record,
)

__all__ = [
    "UNKNOWN",
    "BadDate",
    "Precision",
    "UncertainDate",
    "from_edtf",
    "from_record",
    "overlaps",
    "parse",
    "say",
    "to_edtf",
    "to_record",
]
