"""The data-protection officer's desk as its pages show it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.protection import erasing, naming, permissions
from seereya.protection.content import BreachContent, Part, RequestContent
from seereya.protection.models import Breach, PersonRequest, Processing
from seereya.protection.naming import Named
from seereya.protection.pages.words import facts, hours
from seereya.protection.queries.dataprotection import OPEN, Kept, is_held, retention_list
from seereya.protection.queries.erasing import closed_vaults, holdings
from seereya.protection.rules_dataprotection import RequestKind, RequestStatus, answer_due, authority_due
from seereya.protection.sealing import NotThere
from seereya.protection.services.openings_dataprotection import open_registers, open_request
from seereya.protection.wording import REQUEST_KINDS, REQUEST_STATUSES
from seereya.reference import terms
from seereya.reference.saying import Row, language, term


def breadcrumb(label: str) -> list[Row]:
    """Where a page of the desk stands."""
    return [{"url": reverse("protection:data-protection"), "label": _("Data protection")}, {"label": label}]


def desk(by: Actor) -> dict[str, Any]:
    """Requests, breaches, holds, and what is due to be deleted."""
    found = open_registers(by=by)
    subjects = [UUID(one.subject) for _row, one in found.requests] + [UUID(one.subject) for _row, one in found.holds]
    names = naming.named(by, subjects)
    columns = (_("Reference"), _("What the person asks"), _("Person"), _("Answer due"), _("Status"))
    return {
        "requests": _table(_("Requests of persons"), columns, [_request(*one, names) for one in found.requests]),
        "breaches": _table(
            _("Register of breaches"),
            (_("Reference"), _("What happened"), _("Known since"), _("Authority")),
            [_breach(*one) for one in found.breaches],
        ),
        "holds": [
            {"id": row.id, "reason": one.reason, "at": row.made_at, "named": names.get(UUID(one.subject), Named("—"))}
            for row, one in found.holds
        ],
        "retention": _table(
            _("Retention"), (_("Class of records"), _("Kept for"), _("Due today")), [_kept(one) for one in retention_list(by)]
        ),
    }


def _table(caption: str, columns: tuple[str, ...], rows: list[Row]) -> Row:
    return {"caption": caption, "columns": [{"label": label} for label in columns], "rows": rows}


def _request(row: PersonRequest, content: RequestContent, names: dict[UUID, Named]) -> Row:
    due = answer_due(row.received_on)
    late = row.status in OPEN and clock.today() > due
    return {
        "url": reverse("protection:request", args=[row.id]),
        "cells": [
            {"text": row.reference, "reference": True},
            str(REQUEST_KINDS[row.kind]),
            {"text": names.get(UUID(content.subject), Named(_("erased or not yours"))).code},
            {"text": date_format(due, "j F Y")} | ({"badge": _("late"), "kind": "late"} if late else {}),
            {"badge": str(REQUEST_STATUSES[row.status]), "kind": "waits" if row.status in OPEN else "done"},
        ],
    }


def _breach(row: Breach, content: BreachContent) -> Row:
    return {
        "url": reverse("protection:breach", args=[row.id]),
        "cells": [
            {"text": row.reference, "reference": True},
            content.what[:120],
            date_format(row.known_at, "j F Y, H:i"),
            authority(row),
        ],
    }


def authority(row: Breach) -> Row:
    """Whether the authority was told, in time; or how many hours are left."""
    due = authority_due(row.known_at)
    if row.authority_told_at is not None:
        told = date_format(row.authority_told_at, "j F Y, H:i")
        return (
            {"text": told, "badge": _("told"), "kind": "done"}
            if row.authority_told_at <= due
            else {
                "text": told,
                "badge": _("told late"),
                "kind": "late",
            }
        )
    left = int((due - clock.now()) / timedelta(hours=1))
    if left < 0:
        return {"badge": _("late by %(hours)s") % {"hours": hours(-left)}, "kind": "late"}
    return {"badge": _("%(hours)s left") % {"hours": hours(left)}, "kind": "waits"}


def _kept(one: Kept) -> Row:
    days = (
        _("without limit")
        if one.days is None
        else ngettext("%(count)s day", "%(count)s days", one.days) % {"count": number_format(one.days, force_grouping=True)}
    )
    none = _("nothing falls due") if one.days is None else _("not counted by any room")
    due: Any = {"text": none, "kind": "quiet"} if one.due is None else {"text": one.due}
    if one.due:
        due |= {"badge": _("to decide"), "kind": "waits"}
    if one.note:
        due |= {"note": one.note}
    return {
        "url": reverse("protection:retention", args=[one.rule]),
        "cells": [term("retention_rules", one.rule), {"text": days} | ({"note": _("set by us")} if one.own else {}), due],
    }


def request(by: Actor, request_id: UUID) -> dict[str, Any]:
    """One request. Raises `NotThere`."""
    row, content = open_request(by=by, request_id=request_id)
    named = naming.named(by, [UUID(content.subject)]).get(UUID(content.subject))
    due = answer_due(row.received_on)
    return {
        "asked": row,
        "kind": REQUEST_KINDS[row.kind],
        "status": REQUEST_STATUSES[row.status],
        "status_kind": "waits" if row.status in OPEN else "done",
        "late": row.status in OPEN and clock.today() > due,
        "named": named,
        "facts": facts(
            (_("Received on"), date_format(row.received_on, "j F Y")),
            (_("Answer due"), date_format(due, "j F Y")),
            (_("In the person's words"), content.words),
            (_("How it was made sure who asks"), content.identified),
            (_("What the person is told, and why"), content.answer),
            (_("What was done"), content.done),
            (_("Proposed by"), row.proposed_by.handle if row.proposed_by else ""),
            (_("Ended"), _moment(row.ended_at)),
        ),
        "may_answer": row.status == RequestStatus.RECEIVED and by.holds(*permissions.OFFICERS),
        "may_agree": row.status == RequestStatus.PROPOSED and row.proposed_by_id != by.id,
        "erasure": erasure(by, row, content),
        "breadcrumb": breadcrumb(row.reference),
    }


def erasure(by: Actor, row: PersonRequest, content: RequestContent) -> dict[str, Any] | None:
    """What an erasure takes away and what stays, with the reasons: looked up before, as it was recorded afterwards."""
    if row.kind != RequestKind.ERASURE or row.status == RequestStatus.REFUSED:
        return None
    ended = row.status not in OPEN
    subject = UUID(content.subject)
    parts = content.outcome if ended else [Part(one.what, one.count, one.stays) for one in holdings(by, subject)]
    laws = [word for word in terms.vocabulary("erasure_reasons").values() if word.extra.get("kind") == "law"]
    return {
        "ended": ended,
        "held": not ended and is_held(by, subject),
        "closed": not ended and bool(closed_vaults(by)),
        "goes": _parts(_("What was erased") if ended else _("What goes"), [one for one in parts if not one.stays]),
        "stays": _parts(_("What stayed, and why") if ended else _("What stays, and why"), [one for one in parts if one.stays]),
        "laws": [word.label(language()) for word in laws],
    }


def _parts(caption: str, parts: list[Part]) -> Row:
    columns = [{"label": _("What is held")}, {"label": _("How many"), "numeric": True}]
    return {"caption": caption, "columns": columns, "rows": [_part(one) for one in parts]}


def _part(one: Part) -> Row:
    count = {"text": one.count} if one.count is not None else {"text": _("not counted"), "kind": "quiet"}
    return {"cells": [{"text": erasing.word(one.what), "note": term("erasure_reasons", one.stays)}, count | {"numeric": True}]}


def _moment(at: datetime | None) -> str:
    return date_format(at, "j F Y, H:i") if at else ""


def processing(by: Actor) -> dict[str, Any]:
    """The register of processing, to read and to print."""
    rows = Processing.objects.filter(organisation_id=by.organisation_id).order_by("name")
    return {
        "lines": [{"row": row, "facts": _processing_facts(row)} for row in rows],
        "breadcrumb": breadcrumb(_("Register of processing")),
    }


def _processing_facts(row: Processing) -> list[Row]:
    return facts(
        (_("Why"), row.purpose),
        (_("On what legal basis"), row.basis),
        (_("Whose data"), row.persons),
        (_("Which data"), row.categories),
        (_("Who receives them"), row.recipients),
        (_("To which countries, under which safeguards"), row.transfers),
        (_("Kept for how long"), term("retention_rules", row.retention)),
        (_("How they are protected"), row.measures),
    )


def processing_line(by: Actor, processing_id: UUID) -> Processing:
    """One line, for its form. Raises `NotThere`."""
    row = Processing.objects.filter(id=processing_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    return row


def kept(by: Actor, rule: str) -> Kept:
    """One retention rule. Raises `NotThere`."""
    found = next((one for one in retention_list(by) if one.rule == rule), None)
    if found is None:
        raise NotThere
    return found
