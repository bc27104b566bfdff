"""Observed trials: list, write, read, correct, print, and the empty form for paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.documentation.pages_lists.indexes import needs_index
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.observatory import permissions, services
from seereya.observatory.forms.trials import ObservationForm, StrikeForm, initial_of
from seereya.observatory.pages import listing
from seereya.observatory.pages import trials as pages
from seereya.observatory.queries.trials import holds_a_vault
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("observation-new", "observation", "gap-new", "gap", "activity-new")
HERE = "observatory:observation"


@require_safe
@policy("observatory:observation:list", roles=permissions.READERS)
@needs_index
def observations(request: HttpRequest) -> HttpResponse:
    """The hearings a member can open, narrowed as the address says."""
    try:
        context = listing.page(actor_of(request), request.GET)
    except BadSelection as refusal:
        back = reverse("observatory:observations")
        return render(request, "refused_list.html", listing.refusal_page(request.GET, refusal, back=back), status=400)
    return render(request, "observatory/trials/list.html", context)


@in_words
@require_http_methods(GET_POST)
@policy("observatory:observation:record", roles=permissions.WRITERS)
def observation_new(request: HttpRequest) -> HttpResponse:
    """Writes down a hearing, in court or just after."""
    page = FormPage(
        "observatory/trials/form.html",
        lambda data: ObservationForm(data, initial={"token": new_id()}),
        lambda form: _recorded(request, form),
        context={"writes_only": not holds_a_vault(actor_of(request))},
        draft=("observation-new", NIL, ""),
    )
    return answer(request, page)


def _recorded(request: HttpRequest, form: ObservationForm) -> HttpResponse:
    by = actor_of(request)
    row = services.record_observation(by=by, content=form.content(), observation_id=form.cleaned_data["token"])
    if not holds_a_vault(by):
        return render(request, "observatory/receipt.html", {"reference": row.reference, "again": "observatory:observation-new"})
    return done(request, "observation_recorded", HERE, row.id)


@require_safe
@policy("observatory:observation:read", roles=permissions.READERS)
def observation(request: HttpRequest, observation_id: UUID) -> HttpResponse:
    """One hearing as it was observed."""
    return render(request, "observatory/trials/observation.html", pages.observation(actor_of(request), observation_id))


@in_words
@require_http_methods(GET_POST)
@policy("observatory:observation:change", roles=permissions.WRITERS)
def observation_edit(request: HttpRequest, observation_id: UUID) -> HttpResponse:
    """Corrects a hearing; the earlier version stays readable."""
    by = actor_of(request)
    opened = services.open_observation(by=by, observation_id=observation_id)
    initial = initial_of(opened.content) | {"version": opened.row.version}
    page = FormPage(
        "observatory/trials/form.html",
        lambda data: ObservationForm(data, kept=opened.content, initial=initial),
        lambda form: _changed(request, observation_id, form),
        context={"observation": opened.row},
        draft=("observation", observation_id, ""),
        differences=lambda form: pages.differences(by, observation_id, form.content()),
    )
    return answer(request, page)


def _changed(request: HttpRequest, observation_id: UUID, form: ObservationForm) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    services.change_observation(by=actor_of(request), observation_id=observation_id, version=version, content=form.content())
    return done(request, "observation_changed", HERE, observation_id)


@in_words
@require_http_methods(GET_POST)
@policy("observatory:observation:strike", roles=permissions.WRITERS)
def observation_strike(request: HttpRequest, observation_id: UUID) -> HttpResponse:
    """Strikes a hearing out, with the reason; nothing is deleted."""
    by = actor_of(request)
    opened = services.open_observation(by=by, observation_id=observation_id)
    page = FormPage(
        "observatory/trials/strike.html",
        lambda data: StrikeForm(data, initial={"version": opened.row.version}),
        lambda form: _struck(request, observation_id, form),
        context={"observation": opened.row},
        differences=lambda _form: (services.open_observation(by=by, observation_id=observation_id).row.version, []),
    )
    return answer(request, page)


def _struck(request: HttpRequest, observation_id: UUID, form: StrikeForm) -> HttpResponse:
    said = form.cleaned_data
    services.strike_observation(
        by=actor_of(request), observation_id=observation_id, version=said["version"] or 0, why=said["why"]
    )
    return done(request, "observation_struck", HERE, observation_id)


@require_safe
@policy("observatory:observation:read", roles=permissions.READERS)
def observation_history(request: HttpRequest, observation_id: UUID) -> HttpResponse:
    """Every version of a hearing with what it changed."""
    return render(request, "observatory/trials/history.html", pages.history(actor_of(request), observation_id))


@require_safe
@policy("observatory:observation:print", roles=permissions.READERS)
def observation_print(request: HttpRequest, observation_id: UUID) -> HttpResponse:
    """One hearing for paper; that it was printed is on the record."""
    return render(request, "observatory/trials/print.html", pages.printed(actor_of(request), observation_id))


@asks_nothing
@require_safe
@policy("observatory:observation:blank", roles=permissions.READERS)
def observation_blank(request: HttpRequest) -> HttpResponse:
    """The empty form on one A4 sheet, in the page's language."""
    return render(request, "observatory/trials/blank.html", pages.blank())
