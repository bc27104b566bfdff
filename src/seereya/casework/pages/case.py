"""The page of a case file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.casework import permissions, services, wording
from seereya.foundation import panels

Row = dict[str, Any]


def case(by: Actor, case_id: UUID) -> dict[str, Any]:
    """Context of the page. Raises `NotThere`."""
    opened = services.open_case(by=by, case_id=case_id)
    row, content = opened.row, opened.content
    return {
        "case": row,
        "content": content,
        "status": {"text": wording.label(wording.STATUSES, row.status), "kind": ""},
        "may_change": permissions.may_change(by, row),
        "may_decide": permissions.may_decide(by, row),
        "breadcrumb": [{"url": reverse("casework:cases"), "label": _("Case files")}, {"label": row.reference}],
        "panels": panels.panels(panels.CASE, by=by, subject=row.id),
    }
