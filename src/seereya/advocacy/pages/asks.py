"""Asks and actions: lists, one of each, what their forms offer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seereya.accounts.actor import Actor
from seereya.advocacy import permissions, wording
from seereya.advocacy.content import ActionContent
from seereya.advocacy.models import Action, Ask
from seereya.advocacy.pages.asking import body_select, facts, of_vocabulary, pager, read, select, table, trail
from seereya.advocacy.queries import lists
from seereya.advocacy.services.openings import open_action, open_stakeholders
from seereya.foundation import clock
from seereya.protection.sealing import NotThere
from seereya.reference import terms
from seereya.reference.saying import Row, term


def _when(row: Ask) -> Row:
    cell: Row = {"text": wording.day(row.by_when)}
    if row.result == "" and row.by_when < clock.today():
        return cell | {"badge": _("passed"), "kind": "late"}
    return cell


def ask_status(row: Ask) -> Row:
    """How an ask stands, as a cell."""
    kinds: dict[str, str] = {str(code): kind for code, kind in wording.RESULT_KINDS.items()}
    return {"badge": wording.label(wording.RESULTS, row.result), "kind": kinds[row.result]}


def ask_list(by: Actor, params: QueryDict) -> Row:
    """Own asks, narrowed as the address says. Raises `BadSelection`."""
    known = {"theme": terms.vocabulary("recommendation_themes"), "body": terms.vocabulary("bodies")}
    asked = read(params, {"q": None, **known, "show": ("past", "closed", "all")})
    found = lists.asks(by, **{"words" if name == "q" else name: value for name, value in asked.items()})
    columns = (_("Reference"), _("What is asked"), _("Of whom"), _("By when"), _("Put forward"), _("How it stands"))
    bodies = set(Ask.objects.filter(organisation_id=by.organisation_id).values_list("body", flat=True).distinct())
    shown = [("past", _("day passed")), ("closed", _("ended")), ("all", _("all"))]
    return {
        "title": _("Asks"),
        "lede": _(
            "One wording for every letter, meeting and submission: what, of whom, by when, and how it is known to be done."
        ),
        "table": table(_("Asks"), columns, [_ask_line(row) for row in found.rows]),
        "pager": pager(found, asked),
        "query": asked["q"],
        "selects": [
            select("show", _("Which ones"), _("those put forward now"), shown, asked["show"]),
            of_vocabulary("theme", _("Theme"), _("every theme"), "recommendation_themes", asked["theme"]),
            body_select(bodies, asked["body"]),
        ],
        "actions": [
            {"url": reverse("advocacy:ask-new"), "label": _("Write an ask"), "primary": True}
            if permissions.may_write(by)
            else None
        ],
        "empty": _("No ask answers this"),
        "breadcrumb": trail((_("Asks"), "")),
    }


def _ask_line(row: Ask) -> Row:
    times = ngettext("%(count)s time", "%(count)s times", row.times) % {"count": row.times}  # type: ignore[attr-defined]
    return {
        "url": reverse("advocacy:ask", args=[row.id]),
        "cells": [
            {"text": row.reference, "reference": True},
            row.what,
            row.of_whom,
            _when(row),
            times if row.times else {"text": _("not yet"), "kind": "quiet"},  # type: ignore[attr-defined]
            ask_status(row),
        ],
    }


def own_ask(by: Actor, ask_id: UUID) -> Ask:
    """An own ask. Raises `NotThere`."""
    row: Ask | None = lists.row_of(Ask, by, ask_id)
    if row is None:
        raise NotThere
    return row


def ask(by: Actor, ask_id: UUID) -> Row:
    """One ask with where it was put forward. Raises `NotThere`."""
    row = own_ask(by, ask_id)
    actions = Action.objects.filter(asked__ask=row).defer("content").order_by("-on")[:100]
    return {
        "row": row,
        "status": ask_status(row),
        "when": _when(row),
        "facts": facts(
            (_("What is asked"), row.what),
            (_("Of whom"), row.of_whom),
            (_("Body"), term("bodies", row.body)),
            (_("By when"), wording.day(row.by_when)),
            (_("How it is known to be done"), row.indicator),
            (_("Theme"), term("recommendation_themes", row.theme)),
            (_("Ended"), wording.day(row.closed_on)),
        ),
        "commitment": row.commitment,
        "recommendation": row.recommendation,
        "table": table(_("Put forward"), _action_columns(), [action_line(one) for one in actions]),
        "may_change": permissions.may_change(by, row),
        "breadcrumb": trail((_("Asks"), "advocacy:asks"), (row.reference, "")),
    }


def _action_columns() -> tuple[str, ...]:
    return _("Reference"), _("On"), _("Action"), _("Body"), pgettext("an action", "Outcome"), _("Follow up")


def outcome(row: Action) -> Row:
    """An outcome as a cell: its code, its words, its day."""
    if not row.outcome:
        return {"text": "—"}
    kind = "done" if row.outcome >= "AO5" else "accent" if row.outcome >= "AO3" else "quiet"
    return {
        "badge": f"{row.outcome} · {term('advocacy_outcomes', row.outcome)}",
        "kind": kind,
        "note": wording.day(row.outcome_on),
    }


def _follow(row: Action) -> Row:
    if row.follow_up is None:
        return {"text": "—"}
    if row.followed_up_on:
        return {"text": wording.day(row.followed_up_on), "badge": _("followed up"), "kind": "done"}
    late = row.follow_up < clock.today()
    return {"text": wording.day(row.follow_up)} | ({"badge": _("late"), "kind": "late"} if late else {})


def action_line(row: Action) -> Row:
    """An action in a table."""
    return {
        "url": reverse("advocacy:action", args=[row.id]),
        "cells": [
            {"text": row.reference, "reference": True},
            wording.day(row.on),
            {"text": term("advocacy_actions", row.kind), "note": wording.label(wording.LEVELS, row.level)},
            term("bodies", row.body) or "—",
            outcome(row),
            _follow(row),
        ],
    }


def action_list(by: Actor, params: QueryDict) -> Row:
    """Own actions, narrowed as the address says; nothing sealed opens. Raises `BadSelection`."""
    vocabularies = {"kind": "advocacy_actions", "outcome": "advocacy_outcomes", "body": "bodies"}
    known: dict[str, Any] = {name: terms.vocabulary(one) for name, one in vocabularies.items()}
    asked = read(params, {**known, "level": wording.LEVELS, "show": ("follow-up",)})
    found = lists.actions(by, **asked)
    bodies = set(Action.objects.filter(organisation_id=by.organisation_id).values_list("body", flat=True).distinct())
    return {
        "title": _("Actions"),
        "lede": _("What we did, before whom, with which outcome. What was said is sealed and opens on the page of each action."),
        "table": table(_("Actions"), _action_columns(), [action_line(row) for row in found.rows]),
        "pager": pager(found, asked),
        "selects": [
            select("show", _("Which ones"), _("all"), [("follow-up", _("to follow up"))], asked["show"]),
            of_vocabulary("kind", _("Kind"), _("every kind"), "advocacy_actions", asked["kind"]),
            select("level", _("Level"), _("every level"), list(wording.LEVELS.items()), asked["level"]),
            of_vocabulary("outcome", pgettext("an action", "Outcome"), _("every outcome"), "advocacy_outcomes", asked["outcome"]),
            body_select(bodies, asked["body"]),
        ],
        "actions": [
            {"url": reverse("advocacy:action-new"), "label": _("Write down an action"), "primary": True}
            if permissions.may_write(by)
            else None
        ],
        "empty": _("No action answers this"),
        "breadcrumb": trail((_("Actions"), "")),
    }


def own_action(by: Actor, action_id: UUID) -> Action:
    """An own action. Raises `NotThere`."""
    row: Action | None = lists.row_of(Action, by, action_id)
    if row is None:
        raise NotThere
    return row


def action(by: Actor, action_id: UUID) -> Row:
    """One action; what was said opens for those who do the advocacy. Raises `NotThere`."""
    row = own_action(by, action_id)
    content = open_action(by=by, row=row)
    met = {str(one.row.id): one for one in open_stakeholders(by=by)} if content and content.stakeholder else {}
    one = met.get(content.stakeholder) if content else None
    return {
        "row": row,
        "kind": term("advocacy_actions", row.kind),
        "content": content,
        "stakeholder": one,
        "outcome": outcome(row),
        "follow": _follow(row),
        "facts": facts(
            (_("On"), wording.day(row.on)),
            (_("Level"), wording.label(wording.LEVELS, row.level)),
            (_("Body"), term("bodies", row.body)),
            (_("Languages"), ", ".join(term("languages", code) for code in row.languages)),
            (_("Budget line"), row.cost_line),
            (_("Follow up on"), wording.day(row.follow_up)),
            (_("Followed up on"), wording.day(row.followed_up_on)),
            (_("Written by"), row.made_by.handle),
        ),
        "sealed_facts": _sealed(content) if content else [],
        "asks": Ask.objects.filter(put_forward__action=row).order_by("by_when"),
        "may_change": permissions.may_change(by, row) and content is not None,
        "may_follow": permissions.may_change(by, row) and row.follow_up is not None and row.followed_up_on is None,
        "breadcrumb": trail((_("Actions"), "advocacy:actions"), (row.reference, "")),
    }


def _sealed(content: ActionContent) -> list[Row]:
    return facts(
        (_("Subject"), content.subject),
        (_("Who was there for us"), content.who),
        (_("What was said"), content.notes),
        (_("The outcome in words"), content.outcome),
        (_("Document handed over or sent"), content.document),
    )


def offered(by: Actor, row: Action | None = None) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Asks and stakeholders that the form of an action offers; asks it carries already stay, though ended."""
    asks = {str(one.id): f"{one.reference} · {one.what[:120]}" for one in lists.open_asks(by)[:200]}
    if row is not None:
        asks |= {str(one.id): f"{one.reference} · {one.what[:120]}" for one in Ask.objects.filter(put_forward__action=row)}
    people = [(str(one.row.id), f"{one.content.called} · {one.content.function}".strip(" ·")) for one in open_stakeholders(by=by)]
    return list(asks.items()), people


def for_form(by: Actor, action_id: UUID) -> tuple[Action, ActionContent, list[str]]:
    """An own action with its content, for its form. Raises `NotThere`."""
    row = own_action(by, action_id)
    content = open_action(by=by, row=row)
    if content is None:
        raise NotThere
    return row, content, [str(one) for one in row.asked.values_list("ask_id", flat=True)]
