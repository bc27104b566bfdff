"""Exports on their way, as their page shows them: what is in them, whom they wait for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.reference.saying import term
from seereya.vault import permissions_exits as permissions
from seereya.vault import services, wording_exits
from seereya.vault.queries_exits import approvers_of
from seereya.vault.rules_exits import ExportState
from seereya.vault.services.exports import Packed

Row = dict[str, Any]


def _waits_for(one: Packed, second: list[str]) -> str:
    """Whom an export waits for."""
    if one.row.state == ExportState.APPROVED:
        return _("It waits for %(handle)s, who asked for it, to fetch it.") % {"handle": one.row.asked_by.handle}
    if one.row.state == ExportState.ASKED:
        return _("It waits for a second person. Any of these can approve: %(handles)s.") % {"handles": ", ".join(second)}
    return ""


def exports_page(by: Actor) -> Row:
    """Exports on their way: what is in them, who may approve, what can be fetched."""
    rows = []
    now, packed = clock.now(), services.exports_of(by=by)
    approvers = approvers_of(one.row.id for one in packed)
    for one in packed:
        row, content = one.row, one.content
        second = approvers.get(row.id, [])
        mine, live = row.asked_by_id == by.id, row.expires_at > now
        rows.append(
            {
                "id": row.id,
                "mine": mine,
                "by": row.asked_by.handle,
                "at": row.asked_at,
                "expires_at": row.expires_at,
                "state": wording_exits.STATES[row.state],
                "content": content,
                "scope": term("consent_scopes", content.scope),
                "level": term("identity_disclosure", content.level),
                "decided_by": row.decided_by.handle if row.decided_by else "",
                "may_decide": live and row.state == "asked" and by.member.handle in second and by.holds(*permissions.SECOND),
                "waits_for": _waits_for(one, second) if live else "",
                "may_fetch": live and mine and row.state == "approved",
            }
        )
    return {"exports": rows}
