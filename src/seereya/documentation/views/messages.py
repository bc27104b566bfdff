"""Exported conversations of an incident: read, look, choose messages, make accounts of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.accounts.rules import Refused
from seereya.documentation import permissions, services
from seereya.documentation.forms.messages import MessagesFileForm, TakeMessagesForm
from seereya.documentation.pages import assembled
from seereya.documentation.pages import messages as pages
from seereya.vault.formpages import GET_POST, FormPage, answer, done, refuse_on

HERE = "documentation:messages-choose"


@in_words
@require_http_methods(GET_POST)
@policy("documentation:messages:send", roles=permissions.WRITERS)
def messages_new(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Reads an exported conversation; nothing becomes an account yet."""
    actor, template = actor_of(request), "documentation/incidents/messages.html"
    opened = services.open_incident(by=actor, incident_id=incident_id)
    form = MessagesFileForm(request.POST, request.FILES) if request.method == "POST" else MessagesFileForm()
    context: dict[str, Any] = {"incident": opened.row, "form": form}
    if not form.is_bound or not form.is_valid():
        return render(request, template, context, status=422 if form.is_bound else 200)
    try:
        pages.receive(actor, incident_id, form.cleaned_data["file"])
    except Refused as refusal:
        return refuse_on(request, template, form, refusal, incident=opened.row)
    return redirect(HERE, incident_id)


@in_words
@require_http_methods(GET_POST)
@policy("documentation:messages:take", roles=permissions.WRITERS)
def messages_choose(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Shows what was read, with what could not be; the messages ticked become one account."""
    actor = actor_of(request)
    opened = services.open_incident(by=actor, incident_id=incident_id)
    context = pages.chosen_from(actor, incident_id)
    if context is None:
        return redirect("documentation:messages-new", incident_id)
    sources = assembled.known_sources(actor)
    page = FormPage(
        "documentation/incidents/messages_choose.html",
        lambda data: TakeMessagesForm(data, request.FILES if data else None, numbers=context["numbers"], sources=sources),
        lambda form: _taken(request, incident_id, form),
        context={"incident": opened.row, **context, "ticked": set(request.POST.getlist("chosen"))},
    )
    try:
        return answer(request, page)
    finally:
        pages.let_go(request.FILES.getlist("attachments"))


def _taken(request: HttpRequest, incident_id: UUID, form: TakeMessagesForm) -> HttpResponse:
    chosen = [int(one) for one in form.cleaned_data["chosen"]]
    services.account_from_messages(
        by=actor_of(request),
        incident_id=incident_id,
        chosen=chosen,
        account=form.account(),
        files=form.cleaned_data["attachments"],
        media=form.cleaned_data["keep_files"],
    )
    return done(request, "messages_taken", HERE, incident_id)


@in_words
@require_POST
@policy("documentation:messages:discard", roles=permissions.WRITERS)
def messages_discard(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Forgets the conversation that waits."""
    services.open_incident(by=actor_of(request), incident_id=incident_id)
    services.throw_messages_away(by=actor_of(request), incident_id=incident_id)
    return done(request, "messages_thrown_away", "documentation:incident", incident_id)
