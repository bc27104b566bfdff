"""What may be done in the observatory."""

from seereya.observatory.rules import Refused
from seereya.observatory.services.activity import activity_of, save_activity, take_out
from seereya.observatory.services.gaps import OpenedGap, change_gap, end_gap, open_gap, record_gap
from seereya.observatory.services.perception import Asked, group_of, round_of, save_group, save_round
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
    "Asked",
    "NotThere",
    "Opened",
    "OpenedGap",
    "Refused",
    "activity_of",
    "change_gap",
    "change_observation",
    "end_gap",
    "group_of",
    "history_of",
    "open_gap",
    "open_observation",
    "open_to_print",
    "record_gap",
    "record_observation",
    "round_of",
    "save_activity",
    "save_group",
    "save_round",
    "strike_observation",
    "take_out",
]
