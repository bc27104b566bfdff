"""The room's words: roles, statuses, refusals, what was done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts

Words = Any

STATUSES: dict[str, Words] = {
    "open": pgettext_lazy("status of a case file", "Open"),
    "closed": pgettext_lazy("status of a case file", "Closed"),
}

FLAGS: dict[str, Words] = {
    "late": _("time limit passed"),
    "deadline": _("time limit within seven days"),
    "dormant": _("dormant"),
    "silent": _("no act for a while"),
    "paused": _("paused"),
}

REFUSALS: dict[str, Words] = {
    "no_casework_vault": _("Your organisation has no casework vault yet. Its founding ceremony makes one."),
    "case_title_needed": _("Say in a few words what the case is about."),
    "dormant_before_reminder": _("A file is reminded of before it counts as dormant: give more days for dormant."),
    "unknown_pause": _("Choose why the file is paused."),
}

GIVERS: dict[str, Words] = {}

SAID: dict[str, Words] = {
    "case_opened": _("Case file opened."),
    "case_changed": _("Case file saved."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)


def day(iso: str) -> str:
    """A day kept as 2026-11-25, as the page's language writes it; nothing for nothing."""
    return str(date_format(date.fromisoformat(iso[:10]), "j F Y")) if iso else ""


def label(words: dict[str, Words], code: str) -> str:
    """A code in words; the code itself where it is unknown, so that nothing is hidden."""
    return str(words.get(code, code))
