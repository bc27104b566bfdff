"""Asks and actions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.advocacy import permissions, services
from seereya.advocacy.forms.asks import ActionForm, AskForm, CloseAskForm, action_initial, ask_initial
from seereya.advocacy.models import Action
from seereya.advocacy.pages import asks as pages
from seereya.advocacy.pages.asking import trail
from seereya.advocacy.views.listing import listed
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("ask-new", "action-new", "action")
_FORM = "advocacy/form.html"


@require_safe
@policy("advocacy:ask:list", roles=permissions.READERS)
def asks(request: HttpRequest) -> HttpResponse:
    """Own asks."""
    return listed(request, lambda: pages.ask_list(actor_of(request), request.GET))


@require_safe
@policy("advocacy:ask:list", roles=permissions.READERS)
def ask(request: HttpRequest, ask_id: UUID) -> HttpResponse:
    """One ask."""
    return render(request, "advocacy/ask.html", pages.ask(actor_of(request), ask_id))


def _about(title: str, lede: str, submit: str, back: tuple[Any, ...], *steps: tuple[str, str]) -> dict[str, Any]:
    return {
        "title": title,
        "lede": lede,
        "submit": submit,
        "back_url": reverse(back[0], args=back[1:]),
        "breadcrumb": trail(*steps),
    }


@require_http_methods(GET_POST)
@policy("advocacy:ask:write", roles=permissions.WRITERS)
def ask_new(request: HttpRequest) -> HttpResponse:
    """Writes an ask."""
    lede = _("One thing that somebody can do by a day, and that can be seen to be done.")
    page = FormPage(
        _FORM,
        lambda data: AskForm(data, initial={"token": new_id()}),
        lambda form: _ask_saved(request, form, None),
        context=_about(
            _("Write an ask"), lede, _("Save the ask"), ("advocacy:asks",), (_("Asks"), "advocacy:asks"), (_("Write an ask"), "")
        ),
        draft=("ask-new", NIL, ""),
    )
    return answer(request, page)


@require_http_methods(GET_POST)
@policy("advocacy:ask:write", roles=permissions.WRITERS)
def ask_edit(request: HttpRequest, ask_id: UUID) -> HttpResponse:
    """Words an own ask otherwise."""
    row = pages.own_ask(actor_of(request), ask_id)
    lede = _("The new wording stands wherever the ask is used from now on.")
    page = FormPage(
        _FORM,
        lambda data: AskForm(data, row=row, initial=ask_initial(row)),
        lambda form: _ask_saved(request, form, ask_id),
        context=_about(
            _("Change the ask"),
            lede,
            _("Save the ask"),
            ("advocacy:ask", ask_id),
            (_("Asks"), "advocacy:asks"),
            (row.reference, ""),
        ),
    )
    return answer(request, page)


def _ask_saved(request: HttpRequest, form: AskForm, ask_id: UUID | None) -> HttpResponse:
    by, said, kept = actor_of(request), form.cleaned_data, None
    if ask_id is not None:
        kept = pages.own_ask(by, ask_id)
    wanted = form.wanted(commitment=kept.commitment_id if kept else None, recommendation=kept.recommendation_id if kept else None)
    row = services.save_ask(by=by, wanted=wanted, ask_id=ask_id, version=said["version"], token=said["token"])
    return done(request, "ask_saved", "advocacy:ask", row.id)


@require_http_methods(GET_POST)
@policy("advocacy:ask:write", roles=permissions.WRITERS)
def ask_close(request: HttpRequest, ask_id: UUID) -> HttpResponse:
    """Says how an own ask ended."""
    row = pages.own_ask(actor_of(request), ask_id)
    page = FormPage(
        _FORM,
        lambda data: CloseAskForm(data, initial={"result": row.result}),
        lambda form: _ask_closed(request, form, ask_id),
        context=_about(
            _("How the ask ended"),
            row.what,
            _("Save"),
            ("advocacy:ask", ask_id),
            (_("Asks"), "advocacy:asks"),
            (row.reference, ""),
        ),
    )
    return answer(request, page)


def _ask_closed(request: HttpRequest, form: CloseAskForm, ask_id: UUID) -> HttpResponse:
    services.close_ask(by=actor_of(request), ask_id=ask_id, result=form.cleaned_data["result"])
    return done(request, "ask_closed", "advocacy:ask", ask_id)


@require_safe
@policy("advocacy:action:list", roles=permissions.READERS)
def actions(request: HttpRequest) -> HttpResponse:
    """Own actions."""
    return listed(request, lambda: pages.action_list(actor_of(request), request.GET))


@require_safe
@policy("advocacy:action:list", roles=permissions.READERS)
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """One action."""
    return render(request, "advocacy/action.html", pages.action(actor_of(request), action_id))


def _action_form(request: HttpRequest, data: Any, row: Action | None, initial: dict[str, Any]) -> ActionForm:
    asks, people = pages.offered(actor_of(request), row)
    return ActionForm(data, asks=asks, stakeholders=people, row=row, initial=initial)


@require_http_methods(GET_POST)
@policy("advocacy:action:write", roles=permissions.WRITERS)
def action_new(request: HttpRequest) -> HttpResponse:
    """Writes an action down; from the page of an ask, with that ask."""
    asked = [request.GET["ask"]] if request.GET.get("ask") else []
    title, lede = (
        _("Write down an action"),
        _("A meeting, a letter, a statement: today's notes are next year's proof of diligence."),
    )
    page = FormPage(
        _FORM,
        lambda data: _action_form(request, data, None, {"token": new_id(), "asks": asked}),
        lambda form: _action_saved(request, form, None),
        context=_about(title, lede, _("Save the action"), ("advocacy:actions",), (_("Actions"), "advocacy:actions"), (title, "")),
        draft=("action-new", NIL, ""),
    )
    return answer(request, page)


@require_http_methods(GET_POST)
@policy("advocacy:action:write", roles=permissions.WRITERS)
def action_edit(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Completes an own action: what came of it, what is next."""
    row, content, chosen = pages.for_form(actor_of(request), action_id)
    steps = ((_("Actions"), "advocacy:actions"), (row.reference, ""))
    lede = _("What came of it, and when to ask again.")
    page = FormPage(
        _FORM,
        lambda data: _action_form(request, data, row, action_initial(row, content, chosen)),
        lambda form: _action_saved(request, form, action_id),
        context=_about(_("Complete the action"), lede, _("Save the action"), ("advocacy:action", action_id), *steps),
        draft=("action", action_id, ""),
    )
    return answer(request, page)


def _action_saved(request: HttpRequest, form: ActionForm, action_id: UUID | None) -> HttpResponse:
    said = form.cleaned_data
    row = services.save_action(
        by=actor_of(request),
        done=form.done(),
        content=form.content(),
        asks=form.chosen(),
        action_id=action_id,
        version=said["version"],
        token=said["token"],
    )
    return done(request, "action_saved", "advocacy:action", row.id)


@in_words
@require_POST
@policy("advocacy:action:write", roles=permissions.WRITERS)
def action_follow(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """The follow-up was done."""
    services.follow_up(by=actor_of(request), action_id=action_id)
    return done(request, "action_followed", "advocacy:action", action_id)
