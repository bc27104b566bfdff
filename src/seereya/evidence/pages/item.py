"""The page of an item: what it is, whether it is whole, its file for a purpose, what it belongs to, its custody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.evidence import permissions, services, targets, wording
from seereya.evidence.content import ItemContent
from seereya.evidence.models import CustodyTransfer, EvidenceItem
from seereya.evidence.pages import journal
from seereya.evidence.pages.listing import row_of
from seereya.evidence.queries.lists import of_hash
from seereya.evidence.rules import ItemStatus, TransferState, is_late
from seereya.evidence.services import Opened
from seereya.evidence.serving import shown_as
from seereya.foundation import clock, panels
from seereya.reference.fields import said
from seereya.vault.services import purpose_of

Row = dict[str, Any]
_KIB = 1024


def item_page(by: Actor, item_id: UUID, *, show: bool = False) -> Row:
    """Context of the page. `show`: graphic content was asked for. Raises `NotThere`."""
    opened = services.read_item(by=by, item_id=item_id)
    row, content = opened.row, opened.content
    lines, missing = journal.lines(by, opened)
    own = permissions.own(by, row)
    return {
        "item": row,
        "content": content,
        "own": own,
        "title": content.title or content.file_name or row.reference,
        "status": {"text": wording.label(wording.STATUSES, row.status), "kind": wording.STATUS_KINDS.get(row.status, "")},
        "breadcrumb": [{"url": reverse("evidence:items"), "label": _("Evidence")}, {"label": row.reference}],
        "facts": facts(content),
        "file_facts": file_facts(row, content),
        "findings": [finding(content, one) for one in content.findings],
        "file": _file(by, opened, show=show),
        "links": links(by, content),
        "same": [row_of(one) for one in of_hash(by=by, sha256=content.sha256, but=row.id)],
        "journal": lines,
        "gaps": missing,
        "transfer": _open_transfer(by, row),
        "may_change": permissions.may_change(by, row),
        "may_offer": permissions.may_offer(by, row),
        "panels": panels.panels(panels.EVIDENCE, by=by, subject=row.id),
    }


def facts(content: ItemContent) -> list[Row]:
    """What is written about an item, empty answers left out."""
    found = [
        (_("Collected by"), content.collected_by),
        (_("Collected when"), said(content.collected) if content.collected.words or content.collected.earliest else ""),
        (_("Collected where"), content.collected_where),
        (_("How it reached us"), content.collected_how),
        (_("Who made it"), content.origin),
        (_("Device"), content.device),
        (_("Language"), content.language),
        (_("How sensitive"), wording.label(wording.SENSITIVITY, content.sensitivity)),
        (_("Notes"), content.notes),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def file_facts(row: EvidenceItem, content: ItemContent) -> list[Row]:
    """What is known of the file without opening it."""
    exact = _("%(bytes)s bytes") % {"bytes": content.size} if content.size >= _KIB else ""
    types = content.detected or _("not recognised")
    sent = content.declared and _("sent as %(type)s") % {"type": content.declared}
    return [
        {"label": _("File name"), "value": content.file_name or "—"},
        {"label": _("Size"), "value": filesizeformat(content.size), "note": exact},
        {
            "label": _("Type by its content"),
            "value": types,
            "note": sent,
        },
        {"label": _("SHA-256 of the file"), "value": content.sha256},
        {
            "label": _("SHA-256 of the sealed file"),
            "value": row.object,
            "note": _("checked without any key by whoever runs the installation"),
        },
        {"label": _("Received"), "value": date_format(row.made_at, "j F Y, H:i") + " UTC"},
    ]


def finding(content: ItemContent, one: Any) -> Row:
    """A finding in words, with the tool that made it."""
    words = wording.label(wording.FINDINGS, one.code) % {"detected": content.detected, "said": one.said}
    return {"words": words, "tool": one.tool}


def _file(by: Actor, opened: Opened, *, show: bool) -> Row:
    """The card of the file: closed until a purpose is given, then shown in place where a browser can show it safely."""
    row, content = opened.row, opened.content
    is_open = services.is_open(by, row.id)
    stated = purpose_of(by, row.id)
    kind = shown_as(content)
    card: Row = {
        "kind": "file",
        "title": _("The file"),
        "inside": _("The file as it was received, byte for byte."),
        "openers": _(
            "Those who hold its vault and whose role opens files, for a purpose that stays in the log and in the custody journal."
        ),
        "open_url": reverse("evidence:open", args=[row.id]),
        "purpose_needed": not stated,
    }
    if refusal := _closed(by, row):
        card = {**card, "open_url": "", "refusal": refusal}
    return {
        "card": card,
        "open": is_open and bool(stated) and row.status != ItemStatus.ERASED,
        "purpose": stated,
        "shown": kind if show or not content.graphic else "",
        "warned": content.graphic and not show,
        "as": kind,
        "url": reverse("evidence:file", args=[row.id]),
    }


def _closed(by: Actor, row: EvidenceItem) -> str:
    """Why the file cannot be opened here, or nothing."""
    if row.status == ItemStatus.ERASED:
        return str(wording.REFUSALS["item_erased"])
    return (
        ""
        if permissions.may_open(by)
        else _("Your roles do not open files. A documentalist or counsel of your organisation can.")
    )


def links(by: Actor, content: ItemContent) -> list[Row]:
    """What an item belongs to; a record that the reader cannot open is only counted by its kind."""
    named = targets.name(by, [(one.kind, UUID(one.target)) for one in content.links if _is_id(one.target)])
    found = []
    for one in content.links:
        known = named.get(UUID(one.target)) if _is_id(one.target) else None
        found.append(
            {
                "id": one.id,
                "kind": wording.label(wording.LINKS, one.kind),
                "words": known.words if known else _("a record that is not open to you"),
                "url": known.url if known else "",
                "locator": one.locator,
            }
        )
    return found


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _open_transfer(by: Actor, row: EvidenceItem) -> Row | None:
    found = (
        CustodyTransfer.objects.select_related("to_organisation")
        .filter(item=row, state=TransferState.OFFERED, organisation=by.organisation_id)
        .first()
    )
    if found is None:
        return None
    now = clock.now()
    return {
        "id": found.id,
        "to": found.to_organisation.name if found.to_vault_id else _("a colleague"),
        "since": found.offered_at,
        "days": (now - found.offered_at).days,
        "late": is_late(found.offered_at, now),
    }
