"""What may be done with case files."""

from seereya.casework.rules import Refused
from seereya.casework.services.cases import change_case, check_incidents, close_case, open_case_file, set_pause
from seereya.casework.services.openings import Opened, open_case, open_to_print
from seereya.casework.services.storing import NotThere, hold, store

__all__ = [
    "NotThere",
    "Opened",
    "Refused",
    "change_case",
    "check_incidents",
    "close_case",
    "hold",
    "open_case",
    "open_case_file",
    "open_to_print",
    "set_pause",
    "store",
]
