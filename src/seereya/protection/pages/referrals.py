"""Lists of referrals, and one referral as each side reads it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.protection import naming, permissions, queries, rules
from seereya.protection.content import ReferralContent, Step
from seereya.protection.models import Referral
from seereya.protection.pages import words
from seereya.protection.rules import Side, Status
from seereya.protection.services.openings import OpenedReferral, open_referral, open_referrals, open_released
from seereya.protection.wording import MOVES
from seereya.reference import saying
from seereya.reference.saying import Row, term
from seereya.vault.queries import readable_trail
from seereya.vault.services.openings import purpose_of, state_purpose

PAGE = 50


def home(by: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """Referrals received and made, of one status or all, each list page by page; what waits for an answer first."""
    ways = {
        "may_drill": by.holds(*permissions.DRILLERS),
        "may_keep": by.holds(*permissions.OFFICERS),
        "may_read": by.holds(*permissions.READERS),
    }
    return ways | (_lists(by, asked) if ways["may_read"] else {})


def _lists(by: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    known = asked.get("status", "")
    known = known if known in set(Status) else ""
    received, received_pager = _page(by, queries.referrals_received(by, status=known), "received", asked, known)
    made, made_pager = _page(by, queries.referrals_made(by, status=known), "made", asked, known)
    waiting, counts = queries.waiting_counts(by)
    here = reverse("protection:home")
    return {
        "received": _table(_("Received from partners"), received, partner=True),
        "received_pager": received_pager,
        "made": _table(_("Made by us"), made, partner=False),
        "made_pager": made_pager,
        "waiting": waiting,
        "statuses": [
            {
                "label": term("referral_statuses", code),
                "count": counts.get(code, 0),
                "url": f"{here}?status={code}",
                "current": code == known,
            }
            for code in Status
            if counts.get(code) or code == known
        ],
        "status": known,
    }


def _page(
    by: Actor, rows: QuerySet[Referral], name: str, asked: Mapping[str, str], known: str
) -> tuple[list[tuple[Referral, ReferralContent]], Row | None]:
    """One page of one of the two lists, opened on the record, with the ways to the others; the other list stays where it is."""
    total = rows.count()
    number = words.page_number(asked.get(name, "")[:7], total, PAGE)
    kept = {key: asked[key] for key in ("received", "made") if asked.get(key) and key != name} | (
        {"status": known} if known else {}
    )
    pager = words.pager(total, number, PAGE, lambda other: f"?{urlencode(kept | {name: other})}#{name}")
    return open_referrals(by=by, rows=list(rows[(number - 1) * PAGE : number * PAGE])), pager


def _table(caption: str, rows: list[tuple[Referral, ReferralContent]], *, partner: bool) -> Row:
    columns = (_("Reference"), _("What kind of help"), _("Status"), _("From") if partner else _("To"), _("Changed"))
    return {
        "caption": caption,
        "columns": [{"label": one} for one in columns],
        "rows": [line(*one, partner=partner) for one in rows],
    }


def line(row: Referral, content: ReferralContent, *, partner: bool) -> Row:
    """A referral in a list."""
    to = row.to_organisation.code if row.to_organisation else content.service_name or "—"
    return {
        "url": reverse("protection:referral", args=[row.id]),
        "cells": [
            {"text": row.reference, "reference": True},
            term("referral_services", content.service),
            words.status(row.status),
            row.organisation.code if partner else to,
            date_format(row.changed_at, "j F Y"),
        ],
    }


def referral(by: Actor, referral_id: UUID, *, typed: str | None = None) -> dict[str, Any]:
    """A referral's page; with `typed`, the released identity open for that purpose. Raises `NotThere`, `Refused`."""
    opened = open_referral(by=by, referral_id=referral_id)
    row, content = opened.row, opened.content
    subject = UUID(opened.own.subject) if opened.own else None
    named = naming.named(by, [subject]).get(subject) if subject else None
    acting = by.holds(*(permissions.REFERRERS if opened.side is Side.SENDER else permissions.FOCAL))
    return {
        "referral": row,
        "status": words.status(row.status),
        "clocks": words.clocks(content),
        "named": named,
        "received": opened.side is Side.RECEIVER,
        "facts": _facts(opened),
        "own_facts": _own_facts(opened),
        "moves": _moves(opened) if acting else [],
        "may_change": acting and opened.side is Side.SENDER and row.status in {Status.OFFERED, Status.CONSENTED},
        "steps": [_step(one) for one in reversed(content.steps)],
        "card": _card(by, opened, typed),
        "trail": readable_trail(by, row.id, most=30) if opened.side is Side.SENDER else [],
        "breadcrumb": [{"url": reverse("protection:home"), "label": _("Protection")}, {"label": row.reference}],
    }


def _facts(opened: OpenedReferral) -> list[Row]:
    row, content = opened.row, opened.content
    return words.facts(
        (_("What kind of help"), term("referral_services", content.service)),
        (_("Service"), content.service_name),
        (_("From"), row.organisation.name),
        (_("To"), row.to_organisation.name if row.to_organisation else ""),
        (_("When it happened"), saying.when(content.event) if content.event.earliest or content.event.latest else ""),
        (_("What the person needs"), content.need),
        (_("Language the person speaks"), term("languages", content.language)),
        (_("Age, roughly"), content.age),
        (_("Woman, man, girl, boy"), content.sex),
        (_("How the person comes"), content.coming),
        (_("Identity"), _("released by the person") if content.released else _("does not travel")),
    )


def _own_facts(opened: OpenedReferral) -> list[Row]:
    own = opened.own
    if own is None:
        return []
    return words.facts(
        (_("How the person agreed"), own.consent),
        (_("What the person says of it"), own.feedback),
        (_("Note for ourselves"), own.note),
    )


def _moves(opened: OpenedReferral) -> list[Row]:
    found = rules.ways(opened.row.status, opened.side, partner=opened.row.to_organisation_id is not None)
    refusing = opened.side is Side.RECEIVER and opened.row.status == Status.SENT
    return [
        {
            "url": reverse("protection:referral-move", args=[opened.row.id, after.value]),
            "main": after not in {Status.DECLINED, Status.LOST, Status.FAILED},
            "verb": _("Reject, with a reason") if refusing and after is Status.FAILED else str(MOVES[after]),
        }
        for after in found
    ]


def _step(one: Step) -> Row:
    """A move in words. The other organisation's member is named by the organisation only."""
    return {
        "when": datetime.fromisoformat(one.at),
        "what": term("referral_statuses", one.after),
        "who": one.organisation,
        "note": one.words,
    }


def _card(by: Actor, opened: OpenedReferral, typed: str | None) -> Row | None:
    """The released identity: closed, or open for a purpose; nothing where none was released."""
    row = opened.row
    if not opened.holds_identity:
        return None
    card: Row = {
        "kind": "identity",
        "id": str(row.id),
        "title": _("Name and contact the person released"),
        "inside": _("For the service alone, as far as the person agreed."),
        "open_url": reverse("protection:referral-identity", args=[row.id]),
        "purpose_needed": not purpose_of(by, row.id),
    }
    if typed is None:
        return card
    if typed.strip():
        state_purpose(by=by, case=row.id, purpose=typed)
    released = open_released(by=by, referral_id=row.id, purpose=purpose_of(by, row.id))
    found = words.facts((_("Name"), released.name), (_("How to reach"), released.reach))
    return card | {"facts": found or [{"label": _("Name"), "value": "—"}], "purpose": purpose_of(by, row.id)}


def moving(by: Actor, referral_id: UUID, after: str) -> tuple[OpenedReferral, Status]:
    """A referral and the move asked for. Raises `NotThere`; `Http404` for what is no status."""
    opened = open_referral(by=by, referral_id=referral_id)
    try:
        return opened, Status(after)
    except ValueError:
        raise Http404 from None
