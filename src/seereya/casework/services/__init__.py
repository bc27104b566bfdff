"""What may be done with case files."""

from seereya.casework.rules import Refused
from seereya.casework.services.acts import adjourn, record_act, serve_act, strike_act
from seereya.casework.services.calendars import calendar_of
from seereya.casework.services.cases import change_case, check_incidents, close_case, open_case_file, set_pause
from seereya.casework.services.deadlines import change_deadline, effective, meet_deadline, review_deadline, start_deadline
from seereya.casework.services.documented import choose_acts, documented_acts, documented_victims, key_of
from seereya.casework.services.exhibits import add_exhibit
from seereya.casework.services.holidays import set_holiday, year_of
from seereya.casework.services.openings import Opened, open_case, open_to_print, version_of
from seereya.casework.services.parts import (
    add_party,
    add_qualification,
    remove_party,
    remove_qualification,
)
from seereya.casework.services.persons import check_codes
from seereya.casework.services.proceedings import change_proceeding, check_forum, move_stage, open_proceeding
from seereya.casework.services.storing import NotThere, hold, store

__all__ = [
    "NotThere",
    "Opened",
    "Refused",
    "add_exhibit",
    "add_party",
    "add_qualification",
    "adjourn",
    "calendar_of",
    "change_case",
    "change_deadline",
    "change_proceeding",
    "check_codes",
    "check_forum",
    "check_incidents",
    "choose_acts",
    "close_case",
    "documented_acts",
    "documented_victims",
    "effective",
    "hold",
    "key_of",
    "meet_deadline",
    "move_stage",
    "open_case",
    "open_case_file",
    "open_proceeding",
    "open_to_print",
    "record_act",
    "remove_party",
    "remove_qualification",
    "review_deadline",
    "serve_act",
    "set_holiday",
    "set_pause",
    "start_deadline",
    "store",
    "strike_act",
    "version_of",
    "year_of",
]
