"""Private talks, for those who may refer; how they are called on the pages of protection."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.education import permissions_sessions as permissions
from seereya.education import wording_sessions as wording
from seereya.education.content_sessions import Talk
from seereya.education.models import PrivateTalk
from seereya.education.pages.multipliers import PAGE, page_of
from seereya.education.queries import sessions as queries
from seereya.education.services.opening_sessions import open_talk, open_talks
from seereya.protection.naming import Named
from seereya.protection.queries.referrals import referrals_about
from seereya.protection.sealing import tags_of
from seereya.reference.saying import Row, term
from seereya.vault.queries import readable_trail


def talks_page(by: Actor, params: QueryDict) -> dict[str, Any]:
    """A page of talks, those that wait first. Raises `BadSelection`."""
    page = page_of(params)
    rows = queries.talks(by)
    opened = open_talks(by=by, rows=rows[(page - 1) * PAGE : page * PAGE])
    columns = (_("Code"), _("Month"), _("What help may be needed"), _("Language the person speaks"), _("State"))
    return {
        "waiting": queries.talks_waiting(by),
        "closed": not opened and rows.exists(),
        "table": {
            "caption": _("Private talks"),
            "columns": [{"label": label} for label in columns],
            "rows": [_line(row, content) for row, content in opened],
        },
        "next_url": f"?page={page + 1}" if rows.count() > page * PAGE else "",
    }


def _line(row: PrivateTalk, content: Talk) -> Row:
    cells: list[Any] = [
        {"text": row.code, "reference": True},
        wording.month(row.month),
        content.need or "—",
        term("languages", content.language) or "—",
        {"badge": wording.TALKS[row.status], "kind": wording.TALK_KINDS[row.status]},
    ]
    return {"url": reverse("education:talk", args=[row.id]), "cells": cells}


def talk_page(by: Actor, talk_id: UUID) -> dict[str, Any]:
    """One talk and the referrals that came of it. Raises `NotThere`."""
    row, content = open_talk(by=by, talk_id=talk_id)
    pairs = (
        (_("What help may be needed"), content.need),
        (_("How the person is found again, safely"), content.again),
        (_("Language the person speaks"), term("languages", content.language)),
        (_("Woman, man, girl, boy"), content.sex and str(wording.WHO.get(content.sex, content.sex))),
        (_("What the person decided"), content.ended),
    )
    return {
        "talk": row,
        "state": {"badge": wording.TALKS[row.status], "kind": wording.TALK_KINDS[row.status]},
        "month": wording.month(row.month),
        "facts": [{"label": label, "value": value} for label, value in pairs if value],
        "referrals": list(referrals_about(tags_of(by, row.id))),
        "may_act": row.status != PrivateTalk.ENDED,
        "trail": readable_trail(by, row.id, most=30),
        "breadcrumb": [{"url": reverse("education:talks"), "label": _("Private talks")}, {"label": row.code}],
    }


def namer(by: Actor, subjects: list[UUID]) -> dict[UUID, Named]:
    """Talks among the subjects of referrals: the open code and where it is read."""
    if not by.holds(*permissions.TALK_READERS):
        return {}
    found = queries.named_talks(by, subjects)
    return {key: Named(code, reverse("education:talk", args=[key])) for key, code in found.items()}
