"""Follow-ups that are due."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.education import wording_sessions as wording
from seereya.education.pages.sessions import door, region, when
from seereya.education.queries import sessions as queries
from seereya.education.rules.sessions import FOLLOW_UP_FROM, FOLLOW_UP_UNTIL, month_of, months_after
from seereya.education.services.opening_sessions import open_sessions
from seereya.foundation import clock
from seereya.reference.saying import term


def follow_ups_page(by: Actor) -> dict[str, Any]:
    """Sessions held three months ago or longer whose group was not asked again, the oldest first."""
    rows = list(queries.follow_ups(by))
    contents = open_sessions(by=by, rows=rows) if rows else {}
    this = month_of(clock.today())
    lines = []
    for row in rows:
        until = months_after(row.follow_up, FOLLOW_UP_UNTIL - FOLLOW_UP_FROM)
        late = until <= this
        badge = {"badge": _("six months are over") if late else _("due"), "kind": "late" if late else "waits"}
        cells: list[Any] = [
            {"text": row.reference, "reference": True},
            when(row, contents.get(row.id)),
            term("education_themes", row.theme),
            region(row),
            {"text": row.present, "numeric": True},
            badge | {"note": _("until %(month)s") % {"month": wording.month(until)}},
        ]
        lines.append({"url": reverse("education:session", args=[row.id]) + "#learnt", "cells": cells})
    labels = (_("Reference"), _("When"), _("Theme"), _("Region"), _("People"), _("State"))
    columns = [{"label": label, "numeric": label == _("People")} for label in labels]
    return door(by) | {"table": {"caption": _("Follow-ups"), "columns": columns, "rows": lines}}
