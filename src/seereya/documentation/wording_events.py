"""Words of external events and their imports: kinds, states, faults of files and rows, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words = Mapping[str, "_StrPromise"]

LICENCE: Final = _(
    "Source: Uppsala Conflict Data Program, Georeferenced Event Dataset (UCDP GED), under the licence Creative Commons "
    "Attribution 4.0 (CC BY 4.0). Sundberg and Melander, Journal of Peace Research 50(4), 2013."
)
KINDS: Words = {
    "1": _("State-based conflict"),
    "2": _("Non-state conflict"),
    "3": _("One-sided violence"),
}
STATES: Words = {
    "checking": _("Being checked"),
    "staging": _("Being imported"),
    "complete": _("Imported"),
    "cancelled": _("Stopped"),
    "failed": _("Not imported"),
    "undone": _("Undone"),
}
CHECKED: Final = _("Checked, nothing imported")
PROBLEMS_CUT: Final = _("More rows were refused than are kept. Mend what they have in common and send the whole file again.")
COUNTS: Words = {
    "rows": _("Rows read"),
    "created": _("New events"),
    "updated": _("Changed events"),
    "unchanged": _("Unchanged events"),
    "refused": _("Rows refused"),
    "duplicates": _("Rows repeated"),
}
HEADS: Words = {
    "rows": pgettext_lazy("rows of a file", "read"),
    "created": pgettext_lazy("rows of a file", "new"),
    "updated": pgettext_lazy("rows of a file", "changed"),
    "unchanged": pgettext_lazy("rows of a file", "same"),
    "refused": pgettext_lazy("rows of a file", "refused"),
    "duplicates": pgettext_lazy("rows of a file", "repeated"),
}
FACETS: Words = {
    "kind": _("Kind of violence"),
    "country": _("Country"),
    "admin1": _("Region as the source names it"),
    "year": _("Year"),
    "place": _("Place"),
}
COLUMNS: Words = {
    "date": _("Date"),
    "where": _("Where"),
    "sides": _("Parties"),
    "kind": _("Kind of violence"),
    "deaths": _("Deaths"),
    "civilians": _("Civilians"),
    "country": _("Country"),
    "id": _("UCDP number"),
}
PRECISIONS: Words = {
    "day": _("to the day"),
    "days": _("within a few days"),
    "week": _("to the week"),
    "month": _("to the month"),
    "year": _("to the year"),
}
WHERE_PRECISIONS: Words = {
    "1": _("the exact place"),
    "2": _("within about 25 km of the place named"),
    "3": _("the district, not the place"),
    "4": _("the region, not the place"),
    "5": _("an estimated point, or along a line"),
    "6": _("the country only"),
    "7": _("international waters or airspace"),
}
FIELDS: Words = {
    "earliest": _("Earliest day"),
    "latest": _("Latest day"),
    "country": _("Country"),
    "admin1": _("Region as the source names it"),
    "admin2": _("District as the source names it"),
    "where": _("Where"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "kind_of_violence": _("Kind of violence"),
    "side_a": _("First party"),
    "side_b": _("Second party"),
    "deaths_low": _("Deaths, low estimate"),
    "deaths_best": _("Deaths, best estimate"),
    "deaths_high": _("Deaths, high estimate"),
    "deaths_civilians": _("of these, civilians"),
    "deaths_a": _("of these, of the first party"),
    "deaths_b": _("of these, of the second party"),
    "deaths_unknown": _("of these, unknown"),
    "conflict_name": _("Conflict"),
    "dyad_name": _("Pair of parties"),
    "where_description": _("Where, in the source's words"),
    "source_article": _("Articles"),
    "source_office": _("Published by"),
    "source_date": _("Published on"),
    "source_headline": _("Headlines"),
    "source_original": _("Original sources"),
    "number_of_sources": _("Number of sources"),
    "region": _("World region"),
    "release": _("Release"),
}
REFUSALS: Words = {
    "import_running": _("Another import is running. Wait until it has ended, or stop it."),
    "changed_meanwhile": _("Another import ended while this one was running. Start it again."),
    "not_the_newest": _("Only the newest import can be undone: undo the later ones first."),
    "not_checked": _("There is no check of a file here that could be imported."),
    "not_there": _("There is no such import, or it is not your organisation's."),
    "upload_gone": _("The file is not here any more: files are kept for one day. Send it again."),
    "upload_of_another": _("Only the person who sent this file can have it imported. Send it yourself, or ask that person."),
    "upload_broken": _("The file was damaged on this server. Send it again."),
    "event_already_attached": _("This event stands among the accounts of that incident already."),
    "no_such_event": _("There is no such event any more: its import was undone."),
    "incident_needed": _("Choose an incident."),
    "unknown_reference": _("You hold no incident with this reference. Check it, or choose one from the list."),
}
_FILE_FAULTS: Words = {
    "stopped": _("the program was stopped before the end; nothing was imported. Start again"),
    "empty": _("the file is empty"),
    "not_text": _("this is not a text file: save it as CSV in UTF-8"),
    "encoding": _(
        "this is not %(encoding)s text (byte %(byte)s). If an older Windows program made the file, choose windows-1252; "
        "otherwise save it as UTF-8"
    ),
    "nul": _("there is a NUL byte here, which text never holds: the file is damaged or is not text"),
    "cut": _("the file stops in the middle of this row: it was cut on its way, or a quotation mark was left open"),
    "gzip_cut": _("the compressed file stops before its end: it was cut on its way. Fetch it again"),
    "gzip_damaged": _("the compressed file is damaged. Fetch it again"),
    "too_long": _("this row is too long to be one: a quotation mark was probably left open"),
    "missing_columns": _("this is not a GED file, or not a whole one: these columns are missing: %(columns)s"),
    "duplicate_column": _("%(count)s columns are named “%(name)s”"),
}
_ROW_FAULTS: Words = {
    "quote": _("a quoted value goes on after its closing quotation mark"),
    "stray_return": _("there is a carriage return in the middle of a value"),
    "too_few": _("%(found)s values for %(expected)s columns"),
    "too_many": _("%(found)s values for %(expected)s columns"),
    "empty_value": _("a value is missing"),
    "integer": _("this is not a whole number"),
    "negative": _("a count cannot be below zero"),
    "number": _("this is not a decimal number"),
    "range": _("these degrees are not on the globe"),
    "choice": _("the codebook does not have this code"),
    "date": _("this is not a date, or one that does not exist"),
    "ambiguous_date": _("day and month could be either: write year-month-day"),
    "order": _("%(first)s is above %(last)s"),
    "year": _("the year is outside the event's dates"),
    "duplicate": _("the same id stands on line %(line)s"),
    "too_large": _("this number is larger than any that can be meant"),
}
OUTCOMES: Words = {"refused": pgettext_lazy("a row", "refused"), "duplicate": pgettext_lazy("a row", "repeated")}
SELECTION: Words = {
    "unknown_parameter": _("This list knows no filter “%(name)s”."),
    "given_twice": _("“%(name)s” stands twice in the address."),
    "ends_before_start": _("The period ends before it begins."),
    "too_long": _("A search has at most 300 characters."),
    "bad_date": _("“%(value)s” is not understood as a date. Write for instance 3/1/2021, March 2021 or 2021."),
    "not_a_choice": _("“%(value)s” is not one of the choices."),
    "bad_page": _("“%(value)s” is not a page."),
    "bad_near": _("“%(value)s” is not understood: write latitude, longitude and kilometres, such as 14.35,-3.61,25."),
}


def fault(code: str, values: Mapping[str, Any], *, line: int | None = None, column: str = "", row: bool = False) -> str:
    """What is wrong and where, in one line: `line 37, column date_start: this is not a date…`."""
    known = _ROW_FAULTS if row else {**_ROW_FAULTS, **REFUSALS, **_FILE_FAULTS}
    template = known.get("empty_value" if row and code == "empty" else code)
    try:
        words = str(template or code) % values
    except KeyError:  # values too long to be kept
        words = str(template)
    place = []
    if line:
        place.append(gettext("line %(line)s") % {"line": line})
    if column:
        place.append(gettext("column %(column)s") % {"column": column})
    return gettext("%(place)s: %(words)s") % {"place": ", ".join(place), "words": words} if place else words


def import_fault(problem: Mapping[str, Any]) -> str:
    """Why an import failed; empty where it did not."""
    if "code" not in problem:
        return ""
    words = fault(problem["code"], problem.get("values", {}), line=problem.get("line"), column=problem.get("column", ""))
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


def refusal(code: str) -> str:
    """A refusal in a sentence."""
    return str(REFUSALS.get(code, code))
