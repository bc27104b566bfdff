"""What an address names, found or refused alike."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation.selection import BadSelection
from seereya.programme.models import Grant, LogframeVersion, Result
from seereya.programme.pages.grant import inside
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.reference.strict import asked

__all__ = ["Result", "result", "version"]


def version(by: Actor, grant: Grant, params: Any) -> LogframeVersion | None:
    """The version of `?version=2`; outside, adopted ones only. Raises `BadSelection`, alike for no version and a hidden one."""
    typed = asked(params, "version")["version"]
    if not typed:
        return None
    row = None
    if typed.isascii() and typed.isdigit() and len(typed) <= 4:  # noqa: PLR2004
        row = LogframeVersion.objects.select_related("grant").filter(grant=grant, number=int(typed)).first()
    if row is None or (row.adopted_on is None and not inside(by)):
        raise BadSelection("not_a_choice", "version", typed)
    return row


def result(by: Actor, result_id: UUID) -> Result:
    """A result of one of the member's grants. Raises `NotThere`."""
    row = Result.objects.select_related("version", "version__grant").filter(id=result_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.version.grant_id)
    return row
