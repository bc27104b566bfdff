"""The directory of services and one of its entries."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.protection import permissions, queries
from seereya.protection.models import Service
from seereya.protection.pages.words import facts
from seereya.protection.rules import is_stale
from seereya.protection.sealing import NotThere
from seereya.protection.services.openings import open_service_contact
from seereya.reference import saying
from seereya.reference.fields import candidates, choices
from seereya.reference.saying import Row, term


def verified(row: Service) -> Row:
    """When somebody last verified an entry, and that it may be out of date."""
    if row.verified_on is None:
        return {"badge": _("never verified"), "kind": "late"}
    days = (clock.today() - row.verified_on).days
    ago = ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days} if days else _("today")
    if is_stale(row.verified_on, today=clock.today()):
        return {"text": ago, "badge": _("to verify"), "kind": "late"}
    return {"text": ago}


def services(by: Actor, *, kind: str, place: str, words: str) -> dict[str, Any]:
    """The list, narrowed by kind, place and words; what was not verified for 90 days stands last."""
    found = candidates(place)
    rows = queries.services_seen(by, kind=kind, place=found[0] if found else "", words=words)
    columns = (_("Service"), _("What it gives"), _("Where"), _("Opening hours"), _("For whom"), _("Verified"), _("Written by"))
    return {
        "table": {
            "caption": _("Directory of services"),
            "columns": [{"label": label} for label in columns],
            "rows": [_line(row) for row in rows],
        },
        "kinds": choices("referral_services", _("every kind of help"), keep=kind),
        "kind": kind,
        "place": place,
        "words": words,
        "unknown_place": bool(place) and not found,
        "may_write": by.holds(*permissions.DIRECTORY_WRITERS),
        "breadcrumb": [{"url": reverse("protection:home"), "label": _("Protection")}, {"label": _("Directory of services")}],
    }


def _line(row: Service) -> Row:
    return {
        "url": reverse("protection:service", args=[row.id]),
        "cells": [
            row.name,
            ", ".join(term("referral_services", code) for code in row.kinds),
            saying.place(row.place) if row.place else "—",
            row.hours or "—",
            row.for_whom or "—",
            verified(row),
            row.organisation.code,
        ],
    }


def service(by: Actor, service_id: UUID) -> dict[str, Any]:
    """One entry. Raises `NotThere`."""
    row = queries.service_of(by, service_id)
    if row is None:
        raise NotThere
    own = row.organisation_id == by.organisation_id
    contact = open_service_contact(by=by, service=row) if own or not row.discreet else None
    closed = _("Sealed. Ask %(code)s.") % {"code": row.organisation.code}
    return {
        "service": row,
        "own": own,
        "verified": verified(row),
        "verified_by": row.verified_by.handle if own and row.verified_by else "",
        "may_write": own and by.holds(*permissions.DIRECTORY_WRITERS),
        "facts": facts(
            (_("What it gives"), ", ".join(term("referral_services", code) for code in row.kinds)),
            (_("Where"), saying.place(row.place) if row.place else ""),
            (_("Opening hours"), row.hours),
            (_("For whom"), row.for_whom),
            (_("What it costs"), row.cost),
            (_("Languages spoken there"), ", ".join(term("languages", code) for code in row.languages)),
            (_("Telephone"), contact.phone if contact else closed),
            (_("How to get there"), contact.address if contact else closed),
            (_("Written by"), row.organisation.name),
            (_("Partners see it"), _("yes") if row.shared else _("no")),
        ),
        "breadcrumb": [
            {"url": reverse("protection:home"), "label": _("Protection")},
            {"url": reverse("protection:services"), "label": _("Directory of services")},
            {"label": row.name},
        ],
    }


def entry(by: Actor, service_id: UUID) -> tuple[Service, str, str]:
    """An own entry for its form, with telephone and address. Raises `NotThere`."""
    row = queries.service_of(by, service_id)
    if row is None or row.organisation_id != by.organisation_id:
        raise NotThere
    contact = open_service_contact(by=by, service=row)
    return row, contact.phone, contact.address
