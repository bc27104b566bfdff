"""Lost devices and arrests as pages show them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.queries import colleagues
from seereya.protection import naming
from seereya.protection.content import Exposed, SafeContact
from seereya.protection.models import Drill
from seereya.protection.naming import Named
from seereya.protection.pages.words import facts, rules_facts
from seereya.protection.queries.exposure import rules_for
from seereya.protection.services.drills import OpenedDrill, open_drill
from seereya.protection.wording import DRILL_KINDS, EXPOSED
from seereya.reference.saying import Row

_MOST = 100


def choices_of(by: Actor) -> list[tuple[str, str]]:
    """Colleagues to choose from."""
    return [(str(one.id), one.handle) for one in colleagues(by.organisation_id)]


def _breadcrumb(label: str) -> list[Row]:
    home, drills = reverse("protection:home"), reverse("protection:drills")
    return [{"url": home, "label": _("Protection")}, {"url": drills, "label": _("Lost devices and arrests")}, {"label": label}]


def drills(by: Actor) -> dict[str, Any]:
    """The log: what happened and what was rehearsed, newest first; whose it was is opened one at a time."""
    rows = Drill.objects.filter(organisation_id=by.organisation_id).order_by("-made_at").select_related("made_by")[:_MOST]
    columns = (_("Begun"), _("Kind"), _("By"), _("Status"))
    return {
        "table": {
            "caption": _("Lost devices and arrests"),
            "columns": [{"label": label} for label in columns],
            "rows": [_line(row) for row in rows],
        },
        "breadcrumb": [*_breadcrumb("")[:1], {"label": _("Lost devices and arrests")}],
    }


def _line(row: Drill) -> Row:
    real = {"badge": _("real"), "kind": "late"}
    exercise = {"badge": _("exercise"), "kind": "quiet"}
    ended = {"badge": _("closed"), "kind": "quiet"}
    going = {"badge": _("being handled"), "kind": "waits" if row.is_exercise else "late"}
    return {
        "url": reverse("protection:drill", args=[row.id]),
        "cells": [
            date_format(row.made_at, "j F Y, H:i"),
            exercise if row.is_exercise else real,
            row.made_by.handle,
            ended if row.closed_at else going,
        ],
    }


def drill(by: Actor, drill_id: UUID) -> dict[str, Any]:
    """One drill: who is exposed, whom to warn by which rules, what was done. Raises `NotThere`."""
    opened = open_drill(by=by, drill_id=drill_id)
    row, content = opened.row, opened.content
    subjects = [UUID(one.subject) for one in content.exposed]
    names = naming.named(by, subjects)
    rules = rules_for(by, names)
    people = [_exposed(one, names, rules) for one in content.exposed if UUID(one.subject) in names]
    return {
        "drill": row,
        "kind": DRILL_KINDS[content.kind],
        "handle": content.handle,
        "facts": _facts(opened),
        "people": sorted(people, key=lambda one: (bool(one["warned"]), one["code"])),
        "others": len(content.exposed) - len(people),
        "unwarned": sum(not one["warned"] for one in people),
        "suspended": _moment(content.suspended_at),
        "kept": content.kept,
        "open": row.closed_at is None,
        "breadcrumb": _breadcrumb(content.handle),
    }


def _facts(opened: OpenedDrill) -> list[Row]:
    content = opened.content
    return facts(
        (_("What is known"), content.words),
        (_("Vaults this member could open"), ", ".join(content.vaults) or _("none")),
        (_("Records written by this member"), str(content.deposits)),
        (_("Looked back"), _("%(count)s days") % {"count": content.days}),
        (_("Suspended"), _moment(content.suspended_at)),
    )


def _moment(at: str) -> str:
    return date_format(datetime.fromisoformat(at), "j F Y, H:i") if at else ""


def _exposed(one: Exposed, names: dict[UUID, Named], rules: dict[UUID, SafeContact]) -> Row:
    subject = UUID(one.subject)
    return {
        "subject": one.subject,
        "code": names[subject].code,
        "url": names[subject].url,
        "how": ", ".join(str(EXPOSED.get(how, how)) for how in one.how),
        "rules": rules_facts(rules[subject]) if subject in rules else [],
        "warned": _moment(one.warned_at),
        "warned_by": one.warned_by,
        "note": one.note,
    }
