"""Words of reference data: kinds of place, what is wrong with a date, refusals; and codes said as labels."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts

Words = str | Promise

PLACE_KINDS: dict[str, Words] = {
    "country": pgettext_lazy("kind of place", "country"),
    "region": pgettext_lazy("kind of place", "region"),
    "cercle": pgettext_lazy("kind of place", "cercle"),
    "commune": pgettext_lazy("kind of place", "commune"),
    "settlement": pgettext_lazy("kind of place", "locality"),
}

BAD_DATES: dict[str, Words] = {
    "empty": _("Nothing is written here."),
    "not_understood": _(
        "This date is not understood. Write it as you would say it: March 2021, about 3/1/2021, between May and June 2020."
    ),
    "no_such_day": _("There is no such day in that month."),
    "no_such_month": _("There is no such month."),
    "year_missing": _("Say the year as well."),
    "year_out_of_range": _("This year cannot be right."),
    "two_digit_year": _("Write the year with four digits."),
    "weekday_differs": _("That day of the week does not fall on that date. Check which of the two is right."),
    "end_before_start": _("The end comes before the beginning."),
    "future": _("This date lies in the future."),
    "inconsistent": _("The parts of this date do not agree."),
}

UNSAID: dict[str, Words] = {
    "unknown": _("Does not know"),
    "refused": _("Refuses to answer"),
}

REFUSALS: dict[str, Words] = {
    "words_needed": _("Write something first."),
    "both_languages_needed": _("Give the words in French and in English."),
    "no_such_term": _("There is no such term in this vocabulary."),
    "no_such_vocabulary": _("There is no such vocabulary."),
    "term_exists": _("This code is already used in this vocabulary."),
    "vocabulary_fixed": _("Rules of the product know these codes: they can be reworded, not added to or retired."),
}

accounts.REFUSALS.update(REFUSALS)


def label(words: dict[str, Words], code: str) -> str:
    """A code in words; the code itself where it is unknown, so that nothing is hidden."""
    return str(words.get(code, code))


# Spreadsheets that somebody brings, in whichever room.
accounts.REFUSALS.update(
    {
        "import_not_clean": _("Nothing is taken over while a line has a fault. Correct the spreadsheet and read it again."),
        "import_taken_over": _("This spreadsheet was taken over already."),
        "import_moved_on": _("The table has changed since this spreadsheet was read. Read it again, then take it over."),
        "unreadable_workbook": _("This file is neither an .xlsx workbook nor a .csv table that can be read."),
        "unreadable_workbook_line": _("Line %(line)s cannot be read: a quotation mark, or more or fewer values than columns."),
        "workbook_too_large": _("This file is larger than such a table is. 5 MB and 5,000 lines at most."),
        "missing_columns": _("The first line lacks these columns: %(columns)s."),
        "double_columns": _("Two columns say the same: %(columns)s. Keep one of them."),
        "empty_workbook": _("There is no line below the heading."),
    }
)
