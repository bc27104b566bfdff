"""Commitments: the list, one of them, the ask it proposes, the indicators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.advocacy import keeping, permissions, wording
from seereya.advocacy.models import Archive, Commitment, ProposalAnswer
from seereya.advocacy.pages import judicial, links
from seereya.advocacy.pages.asking import body_select, facts, of_vocabulary, pager, read, select, table, trail
from seereya.advocacy.queries import lists
from seereya.advocacy.rules import commitments as rules
from seereya.advocacy.services.openings import open_reason
from seereya.foundation import clock
from seereya.protection.sealing import NotThere
from seereya.reference import terms
from seereya.reference.saying import Row, term


def status(row: Commitment) -> Row:
    """A commitment's status as a cell."""
    return {"badge": term("commitment_status", row.status), "kind": wording.STATUS_KINDS[rules.Status(row.status)]}


def days(count: int) -> str:
    """So many days, in words."""
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def gap(row: Commitment) -> Row:
    """Days from the announcement to the first act; those that have passed without one."""
    count = rules.gap_days(row.announced_on, row.first_act_on, today=clock.today())
    if row.first_act_on:
        return {"text": days(count), "note": _("to the first act")}
    return {"text": days(count), "note": _("without an act")}


def deadline(row: Commitment) -> Row:
    """By when; that it has passed, or that it is paused."""
    cell: Row = {"text": wording.day(row.deadline) or _("none said")}
    if row.paused:
        return cell | {"badge": _("paused"), "kind": "quiet"}
    if rules.is_overdue(deadline=row.due_on, status=row.status, today=clock.today()):
        return cell | {"badge": _("passed") if row.deadline else _("180 days of silence"), "kind": "late"}
    return cell


def commitment_list(by: Actor, params: QueryDict) -> Row:
    """The list, narrowed as the address says. Raises `BadSelection`."""
    vocabularies = {"kind": "commitment_types", "status": "commitment_status", "theme": "recommendation_themes"}
    known = {name: terms.vocabulary(one) for name, one in vocabularies.items()}
    asked = read(params, {"q": None, **known, "body": terms.vocabulary("bodies"), "show": ("overdue", "paused")})
    words = {"words" if name == "q" else name: value for name, value in asked.items()}
    found = lists.commitments(**words)
    columns = (_("Announced"), _("Who"), _("The words"), _("Deadline"), _("Status"), _("Gap"), _("Source"), _("Written by"))
    bodies = set(Commitment.objects.values_list("body", flat=True).distinct()[:100])
    return {
        "title": _("Commitments"),
        "lede": _("What authorities promised in public, in their own words, with the day and the source."),
        "table": table(_("Commitments"), columns, [_line(row) for row in found.rows]),
        "pager": pager(found, asked),
        "query": asked["q"],
        "selects": [
            select(
                "show", _("Which ones"), _("all"), [("overdue", _("deadline passed")), ("paused", _("paused"))], asked["show"]
            ),
            of_vocabulary("kind", _("Kind"), _("every kind"), "commitment_types", asked["kind"]),
            of_vocabulary("status", _("Status"), _("every status"), "commitment_status", asked["status"]),
            of_vocabulary("theme", _("Theme"), _("every theme"), "recommendation_themes", asked["theme"]),
            body_select(bodies, asked["body"]),
        ],
        "actions": [
            {"url": reverse("advocacy:commitment-new"), "label": _("Write down a commitment"), "primary": True}
            if permissions.may_write(by)
            else None,
            {"url": reverse("advocacy:indicators"), "label": _("Indicators")},
        ],
        "empty": _("No commitment answers this"),
        "breadcrumb": trail((_("Commitments"), "")),
    }


def _line(row: Commitment) -> Row:
    return {
        "url": reverse("advocacy:commitment", args=[row.id]),
        "cells": [
            wording.day(row.announced_on),
            {"text": row.office, "note": row.person},
            {"text": wording.quoted(_short(row.words)), "note": term("commitment_types", row.kind)},
            deadline(row),
            status(row),
            gap(row),
            {"badge": _("archived"), "kind": "done"} if row.archived else {"badge": _("no archive"), "kind": "late"},  # type: ignore[attr-defined]
            row.organisation.code,
        ],
    }


def _short(words: str, most: int = 140) -> str:
    plain = " ".join(words.split()).strip('«»“”" ')
    return plain if len(plain) <= most else plain[: most - 1].rsplit(" ", 1)[0] + " …"


def commitment(by: Actor, commitment_id: UUID) -> Row:
    """One commitment of the coalition. Raises `NotThere`."""
    row = Commitment.objects.select_related("organisation", "recommendation").filter(id=commitment_id).first()
    if row is None:
        raise NotThere
    mine = permissions.may_change(by, row)
    answer = row.answers.select_related("ask", "made_by").filter(deadline=row.due_on).first() if mine and row.due_on else None
    today = clock.today()
    waits = rules.proposes_ask(
        deadline=row.due_on, status=row.status, paused=row.paused, answered=answer is not None, today=today
    )
    return {
        "row": row,
        "words": wording.quoted(row.words),
        "kind": term("commitment_types", row.kind),
        "status": status(row),
        "deadline": deadline(row),
        "overdue": rules.is_overdue(deadline=row.due_on, status=row.status, today=today),
        "paused": wording.label(wording.PAUSES, row.paused) if row.paused and row.organisation_id == by.organisation_id else "",
        "facts": _facts(row),
        "gap": gap(row),
        "entries": [
            {"row": one, "status": {"badge": term("commitment_status", one.status), "kind": _kind(one.status)}}
            for one in row.entries.select_related("made_by__organisation").order_by("-on", "-made_at")
        ],
        "archives": [_archive(one) for one in row.archives.order_by("-archived_at")],
        "may_change": mine,
        "mine": row.organisation_id == by.organisation_id,
        "proposes": mine and waits,
        "answered": _answer(by, answer) if answer else None,
        "asks": row.asks.filter(organisation_id=by.organisation_id).order_by("by_when"),
        "incidents": links.of_commitment(by, row),
        "judicial": judicial.beside(by, row),
        "may_link": permissions.confides(by),
        "breadcrumb": trail((_("Commitments"), "advocacy:commitments"), (row.reference, "")),
    }


def _kind(code: str) -> str:
    return wording.STATUS_KINDS.get(rules.Status(code), "")


def _facts(row: Commitment) -> list[Row]:
    found = row.recommendation
    return facts(
        (_("Announced on"), wording.day(row.announced_on)),
        (_("Office"), row.office),
        (_("Person"), row.person),
        (_("Body"), term("bodies", row.body)),
        (_("Theme"), term("recommendation_themes", row.theme)),
        (_("What would count as kept"), row.kept_if),
        (_("By when"), wording.day(row.deadline) or _("none said")),
        (_("Where this day comes from"), row.deadline_basis),
        (_("Accepted recommendation"), f"{found.document} § {found.paragraph}" if found else ""),
        (_("Source"), row.source),
        (_("Address on the internet"), row.source_url),
        (_("Written by"), row.organisation.code),
    )


def _archive(one: Archive) -> Row:
    return {
        "at": one.archived_at,
        "text": one.text,
        "facts": facts(
            (_("SHA-256"), one.sha256),
            (_("Bytes"), one.size),
            (_("Item of evidence"), one.item_reference),
        ),
    }


def _answer(by: Actor, answer: ProposalAnswer) -> Row:
    """What was answered to the ask that this deadline proposed."""
    return {"row": answer, "reason": open_reason(by=by, row=answer)}


def proposal(by: Actor, commitment_id: UUID) -> tuple[Commitment, dict[str, Any]]:
    """The commitment and the first values of the ask it proposes. Raises `NotThere`."""
    row = Commitment.objects.filter(id=commitment_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    count = days(rules.gap_days(row.announced_on, row.first_act_on, today=clock.today()))
    asked = _("That what was announced on %(day)s be done: %(kept_if)s (%(days)s have passed; deadline %(deadline)s)")
    values = {"day": wording.day(row.announced_on), "kept_if": row.kept_if.rstrip(". "), "days": count}
    return row, {
        "what": asked % (values | {"deadline": wording.day(row.due_on)}),
        "of_whom": row.office,
        "body": row.body,
        "theme": row.theme,
        "indicator": row.kept_if[:300],
    }


def own(by: Actor, commitment_id: UUID) -> Commitment:
    """An own commitment, for its form. Raises `NotThere`."""
    row = Commitment.objects.select_related("recommendation").filter(id=commitment_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    return row


def indicators(params: QueryDict) -> Row:
    """Shares over the coalition's commitments, paused ones left out and counted apart. Raises `BadSelection`."""
    asked = read(params, {"kind": terms.vocabulary("commitment_types"), "theme": terms.vocabulary("recommendation_themes")})
    rows = Commitment.objects.all()
    for name in ("kind", "theme"):
        if asked[name]:
            rows = rows.filter(**{name: asked[name]})
    counted = rows.filter(paused="").values_list("announced_on", "status", "first_act_on", "has_text", "has_budget")
    found = rules.shares((rules.Counted(*one) for one in counted), today=clock.today())
    return {
        "figures": _figures(found),
        "left_out": rows.exclude(paused="").count(),
        "selects": [
            of_vocabulary("kind", _("Kind"), _("every kind"), "commitment_types", asked["kind"]),
            of_vocabulary("theme", _("Theme"), _("every theme"), "recommendation_themes", asked["theme"]),
        ],
        "breadcrumb": trail((_("Commitments"), "advocacy:commitments"), (_("Indicators"), "")),
    }


def _figures(found: rules.Shares) -> list[Row]:
    def share(part: int, whole: int) -> str:
        percent = rules.percent(part, whole)
        return "—" if percent is None else _("%(percent)s%% (%(part)s of %(whole)s)") % {
            "percent": percent, "part": part, "whole": whole,
        }  # fmt: skip

    return [
        {"label": _("Commitments"), "value": found.total, "note": _("all that are not paused")},
        {
            "label": _("translated into a legal text"),
            "value": share(found.with_text, found.total),
            "note": _("with an entry “translated into text or act”"),
        },
        {"label": _("with a budget"), "value": share(found.with_budget, found.total), "note": _("with an entry “resourced”")},
        {
            "label": _("with an act within 180 days"),
            "value": share(found.act_in_time, found.old_enough),
            "note": _("of those announced 180 days ago or more, or acted on sooner"),
        },
        {"label": _("kept"), "value": share(found.kept, found.total), "note": _("whose latest entry is “kept”")},
        {
            "label": _("median gap from announcement to act"),
            "value": days(round(found.median_gap)) if found.median_gap is not None else "—",
            "note": _("over the %(count)s with an act") % {"count": found.acted},
        },
    ]


def seen(commitment_id: UUID) -> Commitment:
    """A commitment of the coalition. Raises `NotThere`."""
    return keeping.seen(Commitment, commitment_id)
