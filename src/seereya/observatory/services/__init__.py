"""What may be done in the observatory."""

from seereya.observatory.rules import Refused
from seereya.observatory.services.activity import activity_of, save_activity, take_out
from seereya.observatory.services.gaps import OpenedGap, change_gap, end_gap, open_gap, record_gap
from seereya.observatory.services.storing import NotThere
from seereya.observatory.services.trials import (
    Opened,
    change_observation,
    history_of,
    open_observation,
    open_to_print,
    record_observation,
    strike_observation,
)

__all__ = [
    "NotThere",
    "Opened",
    "OpenedGap",
    "Refused",
    "activity_of",
    "change_gap",
    "change_observation",
    "end_gap",
    "history_of",
    "open_gap",
    "open_observation",
    "open_to_print",
    "record_gap",
    "record_observation",
    "save_activity",
    "strike_observation",
    "take_out",
]
