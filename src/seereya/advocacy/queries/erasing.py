"""What submissions keep of a person who asks to be erased: a procedure before an international body is a claim that is exercised."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seereya.accounts.actor import Actor
from seereya.accounts.wording import Words
from seereya.advocacy.queries.submissions import about
from seereya.protection.erasing import CLAIM, Holding

HELD: dict[str, Words] = {"submissions": _("Submissions to international bodies about her, sent or in preparation")}


def held(by: Actor, subject: UUID) -> list[Holding]:
    """The submissions about a person."""
    return [Holding("submissions", len(about(by=by, facet="person", record=subject)), CLAIM)]
