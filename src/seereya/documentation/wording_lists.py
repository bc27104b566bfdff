"""Lists, map, searches and reference data in words: facets, columns, refusals of a selection."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.foundation.selection import BadSelection
from seereya.reference.wording_selection import say_selection

Words = str | Promise

FACETS: dict[str, Words] = {
    "status": _("Status"),
    "type": _("Kind of violation"),
    "place": _("Place"),
    "year": _("Year"),
    "blames": _("Alleged perpetrator"),
    "organisation": _("Organisation"),
    "flag": _("To watch"),
    "person": _("Person"),
    "source": _("Source"),
}

FLAGS: dict[str, Words] = {
    "disputed": _("Accounts disagree"),
    "sensitive": _("Sensitive"),
    "unplaced": _("Place unknown"),
    "undated": _("Date unknown"),
}

COLUMNS: dict[str, Words] = {
    "reference": _("Reference"),
    "title": _("Title"),
    "date": pgettext_lazy("of an incident", "When"),
    "place": pgettext_lazy("of an incident", "Where"),
    "types": _("Kinds of violation"),
    "killed": pgettext_lazy("people killed, according to the accounts", "Killed"),
    "status": _("Status"),
    "organisation": _("Organisation"),
    "accounts": pgettext_lazy("versions of an incident", "Accounts"),
}

ORDERS: dict[str, Words] = {
    "-date": _("latest first"),
    "date": _("earliest first"),
    "-changed": _("changed last first"),
    "changed": _("changed longest ago first"),
    "reference": _("reference, A to Z"),
    "-reference": _("reference, Z to A"),
    "-killed": _("most killed first"),
    "killed": _("fewest killed first"),
}

PARAMETERS: dict[str, Words] = {
    **FACETS,
    "q": _("Words"),
    "from": pgettext_lazy("start of a period", "From"),
    "to": pgettext_lazy("end of a period", "To"),
    "sort": _("Order"),
    "size": _("Lines on a page"),
    "page": _("Page"),
    "columns": _("Columns"),
    "view": _("View"),
    "near": _("Near"),
}

LEVELS: dict[str, Words] = {
    "country": pgettext_lazy("level of a place", "Country"),
    "region": pgettext_lazy("level of a place", "Region"),
    "cercle": pgettext_lazy("level of a place", "Cercle"),
    "commune": pgettext_lazy("level of a place", "Commune"),
    "settlement": pgettext_lazy("level of a place", "Settlement"),
}

# How a name found is like the name typed: the words, and how many of four boxes are filled.
MATCHES: dict[str, tuple[Words, int]] = {
    "exact": (pgettext_lazy("how a name matches", "same spelling"), 4),
    "alias": (pgettext_lazy("how a name matches", "known variant"), 3),
    "skeleton": (pgettext_lazy("how a name matches", "same sound"), 2),
    "close": (pgettext_lazy("how a name matches", "close spelling"), 1),
}

NAME_KINDS: dict[str, Words] = {"person": _("person"), "source": _("protected source")}

REBUILDING: Words = _("Building the index anew")
INDEXES: dict[str, Words] = {
    "records": _("Incidents"),
    "interviews": _("Interviews"),
    "names": pgettext_lazy("index", "Names"),
    "evidence": _("Evidence"),
    "cases": _("Case files"),
    "hearings": _("Observed trials"),
    "forms": _("Submissions"),
}

EVERYWHERE: Words = pgettext_lazy("on a map", "Everywhere")

accounts.REFUSALS.update(
    {
        "index_overtaken": _("The index was being used too much to be built anew. Try again in a moment."),
        "name_needed": _("Give the search a name, so that you find it again."),
        "too_many_saved": _("%(most)s searches are saved already. Remove one that is not needed any more."),
    }
)
accounts.SAID.update(
    {
        "index_queued": _("The indexes are being built anew. You can leave this page."),
        "no_worker": _("No background process is running. Whoever runs this installation can start one."),
        "search_saved": _("Search saved. Only you can read it."),
        "search_forgotten": _("Saved search removed."),
        "name_needed": _("Give the search a name, so that you find it again."),
        "term_saved": _("Term saved: its words are shown everywhere from now on."),
        "term_retired": _("Term retired: new records cannot choose it, old ones keep it."),
        "term_resumed": _("Term in use again."),
        "vocabulary_fixed_said": _("Rules of the product know these codes: they can be reworded, not retired."),
        "no_such_term_said": _("There is no such term in this vocabulary."),
        "too_many_saved": _("There are too many saved searches. Remove one that is not needed any more."),
    }
)


def say(refusal: BadSelection) -> str:
    """Why a selection cannot be asked, as a sentence."""
    return say_selection(refusal, PARAMETERS)


def dead(low: int | None, high: int | None) -> str:
    """A range of people killed, in words."""
    if low is None or high is None:
        return ""
    if low == high:
        return ngettext("%(count)s killed", "%(count)s killed", high) % {"count": high}
    if low == 0:
        return ngettext("up to %(count)s killed", "up to %(count)s killed", high) % {"count": high}
    return ngettext("%(low)s to %(high)s killed", "%(low)s to %(high)s killed", high) % {"low": low, "high": high}


def incidents(count: int) -> str:
    """A number of incidents, in words."""
    return ngettext("%(count)s incident", "%(count)s incidents", count) % {"count": count}
