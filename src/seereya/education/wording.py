"""Refusals and messages of this room in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words

REFUSALS: dict[str, Words] = {
    "version_published": _("This version is published: it does not change any more. Make a new version to change it."),
}

SAID: dict[str, Words] = {
    "course_saved": _("Course saved."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.SAID.update(SAID)
