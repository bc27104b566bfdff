"""Why a list cannot be shown as its address asks, in words; rooms give the names of their parameters."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seereya.foundation.selection import LONGEST, BadSelection

Words = str | Promise

REFUSALS: dict[str, Words] = {
    "unknown_parameter": _(
        "The address asks for “%(name)s”, which this list does not know. It may come from a mistyped or an old link."
    ),
    "given_twice": _("“%(label)s” stands more than once in the address. Once is enough."),
    "ends_before_start": _("The period ends before it begins. Exchange the two dates, or leave one of them empty."),
    "too_long": _("What is searched is too long: %(most)s characters at most."),
    "beginning_left_out": _(
        "A beginning of a word (with *) can be searched but not left out. Write the whole word after the minus sign: -drone."
    ),
    "nothing_to_search": _("Nothing can be searched with “%(value)s”: the words are too common, or there are none."),
    "bad_date": _("“%(label)s”: the date “%(value)s” is not understood. Write it as you say it: 3/1/2021, March 2021 or 2021."),
    "not_a_choice": _("“%(label)s”: “%(value)s” is not one of the choices."),
    "bad_page": _("The page is a whole number above zero, not “%(value)s”."),
    "bad_near": _("“Near” is a latitude, a longitude and kilometres, with commas between them."),
    "no_such_value": _(
        "“%(label)s”: nothing is known by the code “%(value)s”. It may have been mistyped, or the link is from another installation."
    ),
}


def say_selection(refusal: BadSelection, parameters: Mapping[str, Words]) -> str:
    """Why a selection cannot be asked, as a sentence."""
    name = refusal.name.removeprefix("not_")
    values = {
        "name": refusal.name,
        "label": parameters.get(name, refusal.name),
        "value": refusal.value[:80],
        "most": LONGEST,
    }
    return str(REFUSALS[refusal.code]) % values
