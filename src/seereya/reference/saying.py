"""Terms, dates and places as words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seereya.foundation import dates
from seereya.foundation.dates import UncertainDate
from seereya.foundation.sealable import When
from seereya.reference import places, terms, wording

Row = dict[str, Any]


def language() -> str:
    """The language of the page."""
    return (get_language() or "fr")[:2]


def term(vocabulary: str, code: str) -> str:
    """A term's label; nothing for no code."""
    return terms.label(vocabulary, code, language()) if code else ""


def uncertain(when: When) -> UncertainDate:
    """The date as the floor knows it."""
    return dates.from_record(asdict(when))


def when(value: When) -> str:
    """A date said back, or that it is not known."""
    return dates.say(uncertain(value), language())


def place(code: str, told: str = "") -> str:
    """A place of the tree with what it lies in; as it was told where it is not in the tree."""
    known = places.tree().full_label(code, language()) if code else ""
    if known and told and told.casefold() not in known.casefold():
        return _("%(told)s (%(place)s)") % {"told": told, "place": known}
    return known or told or _("place not known")


def answer(value: str, words: Mapping[str, Any] | None = None) -> str:
    """An answer to a question on a person: a code of `words`, one of the two ways of not answering, or what was typed."""
    if value in wording.UNSAID:
        return str(wording.UNSAID[value])
    return str((words or {}).get(value, value))


def labelled(label: object, value: object) -> str:
    """A label and its value on one line, with the colon as the reader's language sets it."""
    return _("%(label)s: %(value)s") % {"label": label, "value": value}
