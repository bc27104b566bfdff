"""The page of an incident, in the order people ask: what is it, how sure are we, who may see it, what happens next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seereya.accounts.actor import Actor
from seereya.accounts.wording import say
from seereya.documentation import permissions, rules, wording
from seereya.documentation.content import IncidentContent
from seereya.documentation.models import Comment, Incident
from seereya.documentation.pages import accounts, acts, sealed, timeline, words
from seereya.documentation.pages.words import Row
from seereya.documentation.queries.around import Around
from seereya.documentation.rules import Status
from seereya.documentation.services import Opened
from seereya.foundation import panels
from seereya.foundation.identifiers import new_id
from seereya.vault.permissions_exits import EXPORTERS
from seereya.vault.queries import TrailLine

SHOWN_ON_TRAIL, READ_OF_TRAIL = 12, 40


@dataclass
class Shown:
    """What was opened on this page for a purpose just now; gone with the next page."""

    cards: dict[str, Row] = field(default_factory=dict)
    purpose: str = ""


def page(
    by: Actor, opened: Opened, around: Around, comments: list[tuple[Comment, str]], *, shown: Shown | None = None
) -> dict[str, Any]:
    """Context of the page."""
    row, content, own = opened.row, opened.content, permissions.own(by, opened.row)
    may_change = permissions.may_change(by, row, example=content.public_example)
    shown = shown or Shown()
    context: dict[str, Any] = {
        "incident": row,
        "content": content,
        "own": own,
        "may_change": may_change,
        "may_share": permissions.may_share(by, row),
        "may_export": own and by.holds(*EXPORTERS),
        "breadcrumb": [{"url": reverse("documentation:incidents"), "label": _("Incidents")}, {"label": row.reference}],
        "status": status(row),
        "answers": answers(row, content, around, own=own),
        "facts": facts(content),
        **_parts(row, content, own=own, may_change=may_change),
        "timeline": drawn(row, content),
        "people": sealed.people(by, row, content, around, shown.cards, own=own, may_change=may_change),
        "sealed_cards": sealed.parts(by, opened, shown.cards, purpose=shown.purpose),
        "related": related(content),
        "comment_token": new_id(),
        "comments": [
            {"words": said, "who": around.handles.get(one.made_by_id) or _("a partner"), "when": one.made_at}
            for one, said in comments
        ],
        "moves": moves(by, row, content),
        "moved": moved(content, around),
        "trail": folded(around.trail)[:SHOWN_ON_TRAIL],
        "versions": versions(row, around),
        "sharing": sharing(row, around, own=own),
        "panels": panels.panels(panels.INCIDENT, by=by, subject=row.id),
    }
    return context | {"toc": toc(context)}


def _parts(row: Incident, content: IncidentContent, *, own: bool, may_change: bool) -> dict[str, Any]:
    """What the accounts say, the acts, and where they differ."""
    return {
        "accounts": accounts.cards(row, content, own=own, may_change=may_change),
        "accounts_table": accounts.table(content),
        "ranges": accounts.ranges(content),
        "disputed": rules.disputed(content.accounts),
        "acts": acts.cards(row, content, own=own, may_change=may_change),
        "propositions": accounts.propositions(row, content, may_change=may_change),
        "matrix": accounts.matrix(content),
    }


def status(row: Incident) -> Row:
    """The status in words, with its colour."""
    return {"text": words.term("verification_status", row.status), "kind": wording.STATUS_KINDS.get(Status(row.status), "")}


def answers(row: Incident, content: IncidentContent, around: Around, *, own: bool) -> list[Row]:
    """The four answers on top."""
    where = words.place(content.place, content.place_words)
    count = rules.independent_accounts(content.accounts)
    sources = ngettext("%(count)s independent source", "%(count)s independent sources", count) % {"count": count}
    disputed = rules.disputed(content.accounts)
    people = sum(one.people for one in around.holdings)
    seen = ngettext("%(count)s person", "%(count)s people", people) % {"count": people} if own else row.organisation.name
    partners = [one.code for one in around.holdings if one.organisation != row.organisation_id]
    shared = _("shared with %(partners)s") % {"partners": ", ".join(partners)} if partners else _("shared with no partner")
    return [
        {"question": _("What is it?"), "answer": words.when(content.when), "note": where},
        {
            "question": _("How sure are we?"),
            "answer": status(row)["text"],
            "note": _("%(sources)s · accounts disagree") % {"sources": sources} if disputed else sources,
            "kind": "waits" if disputed else "",
        },
        {
            "question": _("Who may see it?"),
            "answer": seen,
            "note": shared if own else _("shared with your organisation: read and comment"),
        },
        {"question": _("What happens next?"), "answer": wording.NEXT[Status(row.status)]},
    ]


def facts(content: IncidentContent) -> list[Row]:
    """When, where, what kinds."""
    when = words.when(content.when)
    found = [
        {"label": pgettext("of an incident", "When"), "value": when, "note": _told(content.when.words, when)},
        {"label": pgettext("of an incident", "Where"), "value": words.place(content.place, content.place_words)},
        {
            "label": _("Kinds of violation alleged"),
            "value": " · ".join(words.types(rules.kinds_of(content))) or _("not chosen yet"),
        },
    ]
    if content.sensitivity != "ordinary":
        found.append({"label": _("Sensitivity"), "value": wording.label(wording.SENSITIVITY, content.sensitivity)})
    return found


def _told(typed: str, said: str) -> str:
    same = typed.casefold().strip() == said.casefold()
    return _("as told: “%(words)s”") % {"words": typed} if typed and not same else ""


def folded(trail: list[TrailLine]) -> list[Row]:
    """The trail with repeated openings by one person on one day as one line that says how often."""
    found: list[Row] = []
    for one in trail:
        last = found[-1] if found else None
        if last and (last["said"], last["who"], last["note"], last["when"].date()) == (
            one.what,
            one.who,
            one.note,
            one.when.date(),
        ):
            last["times"] += 1
            last["what"] = _("%(said)s, %(times)s times") % {"said": one.what, "times": last["times"]}
            continue
        found.append(
            {"said": one.what, "what": one.what, "who": one.who, "note": one.note, "when": one.when, "kind": one.kind, "times": 1}
        )
    return found


def drawn(row: Incident, content: IncidentContent) -> timeline.Drawing | None:
    """The timeline: the incident, its accounts by the day they were given, its moves."""
    points = [timeline.point("incident", content.title, content.when, words.when(content.when))]
    points += [
        timeline.point("account", one.source_words or _("unnamed source"), one.published, words.when(one.published))
        for one in content.accounts
    ]
    received = row.made_at.date()
    found = [one for one in points if one is not None]
    found.append(timeline.Point("move", _("Received here"), received, received, ""))
    for move in content.moves:
        day = datetime.fromisoformat(move.at).date()
        found.append(timeline.Point("move", words.term("verification_status", move.after), day, day, ""))
    return timeline.draw(found)


def moves(by: Actor, row: Incident, content: IncidentContent) -> list[Row]:
    """The moves that lead on from here: possible ones to choose, the others with what is missing and who can give it."""
    if not permissions.may_move(by, row, example=content.public_example):
        return []
    return [
        {"code": str(after), "label": wording.MOVES[after], **_allowed(by, row, content, after)}
        for after in rules.ways(row.status)
    ]


def _allowed(by: Actor, row: Incident, content: IncidentContent, after: Status) -> Row:
    try:
        rules.check_move(
            before=Status(row.status),
            after=after,
            roles=by.roles,
            by=str(by.id),
            author=str(row.made_by_id),
            movers=[move.by for move in content.moves],
            reason="-",
            independent=rules.independent_accounts(content.accounts),
        )
    except rules.Refused as refusal:
        said = f"{say(refusal)} {wording.GIVERS.get(refusal.code, '')}"
        return {"refusal": said.strip()}
    return {"refusal": ""}


def moved(content: IncidentContent, around: Around) -> list[Row]:
    """The moves made so far, newest first."""
    return [
        {
            "when": datetime.fromisoformat(one.at),
            "who": around.handles.get(UUID(one.by)) if one.by else "",
            "what": words.term("verification_status", one.after),
            "note": one.reason,
        }
        for one in reversed(content.moves)
    ]


def versions(row: Incident, around: Around) -> list[Row]:
    """The last versions, newest first, with a link to what changed."""
    return [
        {
            "when": one.made_at,
            "who": around.handles.get(one.made_by_id, ""),
            "what": _("Version %(number)s") % {"number": one.number},
            "url": f"{reverse('documentation:incident-history', args=[row.id])}#version-{one.number}",
        }
        for one in around.versions
    ]


def sharing(row: Incident, around: Around, *, own: bool) -> list[Row]:
    """Who holds the incident: vaults with how many people, and for each partner a way to take the share back."""
    if not own:
        return [{"label": row.organisation.name, "value": _("wrote this and decides who sees it")}]
    found = []
    for one in around.holdings:
        people = ngettext("%(count)s person holds its vault", "%(count)s people hold its vault", one.people) % {
            "count": one.people
        }
        partner = one.organisation != row.organisation_id
        url = reverse("documentation:incident-withdraw", args=[row.id]) + f"?organisation={one.organisation}" if partner else ""
        found.append({"label": one.name, "value": people, "partner": partner, "withdraw_url": url})
    return found


def related(content: IncidentContent) -> list[Row]:
    """Incidents that belong together with this one."""
    return [
        {
            "url": reverse("documentation:incident", args=[one["id"]]),
            "reference": one.get("ref", ""),
            "label": wording.label(wording.LINKS, one.get("kind", "")),
        }
        for one in content.related
        if one.get("id")
    ]


def toc(context: dict[str, Any]) -> list[Row]:
    """The parts of the page."""
    found: list[Row | None] = [
        {"id": "facts", "label": _("What is known")},
        {"id": "harmed", "label": _("People harmed"), "count": ""},
        {"id": "accounts", "label": _("Accounts"), "count": len(context["accounts"])},
        {"id": "acts", "label": _("Acts"), "count": len(context["acts"])},
        {"id": "propositions", "label": _("Where they differ"), "count": len(context["propositions"])},
        {"id": "timeline", "label": _("Timeline")},
        {"id": "persons", "label": _("Persons"), "count": sum(len(group["people"]) for group in context["people"])},
        {"id": "sealed", "label": _("Sealed parts")} if context["sealed_cards"] else None,
        *({"id": one.key, "label": one.title} for one in context["panels"]),
        {"id": "related", "label": _("Related incidents"), "count": len(context["related"])},
        {"id": "comments", "label": _("Comments"), "count": len(context["comments"])},
        {"id": "next", "label": _("What happens next")} if context["moves"] else None,
    ]
    return [one for one in found if one]
