"""What can be done in the education room."""

from seereya.education.services.courses import CourseEntry, new_draft, put_away, save_course
from seereya.education.services.installing import install
from seereya.education.services.publishing import missing_of, publish
from seereya.education.services.questions import add_question, import_gift, remove_question, save_question
from seereya.education.services.screens import (
    add_screen,
    keep_recording,
    move_question,
    move_screen,
    remove_picture,
    remove_recording,
    remove_screen,
    save_screen,
    set_picture,
)

__all__ = [
    "CourseEntry",
    "add_question",
    "add_screen",
    "import_gift",
    "install",
    "keep_recording",
    "missing_of",
    "move_question",
    "move_screen",
    "new_draft",
    "publish",
    "put_away",
    "remove_picture",
    "remove_question",
    "remove_recording",
    "remove_screen",
    "save_course",
    "save_question",
    "save_screen",
    "set_picture",
]
