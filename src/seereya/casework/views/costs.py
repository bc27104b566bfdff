"""Costs of a file, and the ceilings they stand under."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.casework import permissions
from seereya.casework.forms.costs import CeilingForm, CostForm, DecideForm
from seereya.casework.pages import forms
from seereya.casework.services import costs, open_case
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts

keeps_drafts("cost")
_FORM = "casework/clients/form.html"


@in_words
@require_http_methods(GET_POST)
@policy("casework:cost:add", roles=permissions.WRITERS)
def cost_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Writes a cost down; above its ceiling it waits for a second person."""
    opened = open_case(by=actor_of(request), case_id=case_id)
    page = FormPage(
        _FORM,
        lambda data: CostForm(data, initial={"token": new_id(), "currency": forms.currency(actor_of(request))}),
        lambda form: _added(request, case_id, form),
        context=forms.cost(actor_of(request), opened.row),
        draft=("cost", case_id, ""),
    )
    return answer(request, page)


def _added(request: HttpRequest, case_id: UUID, form: CostForm) -> HttpResponse:
    kept = costs.add_cost(by=actor_of(request), case_id=case_id, cost=form.cost(), token=form.cleaned_data["token"])
    return done(request, f"cost_{kept.state}", "casework:case", case_id, anchor="#costs")


@in_words
@require_http_methods(GET_POST)
@policy("casework:cost:decide", roles=permissions.DECIDERS)
def cost_decide(request: HttpRequest, case_id: UUID, cost_id: str) -> HttpResponse:
    """A second person approves a cost above its ceiling, or refuses it."""
    opened = open_case(by=actor_of(request), case_id=case_id)
    page = FormPage(
        _FORM,
        DecideForm,
        lambda form: _decided(request, case_id, cost_id, form),
        context=forms.decide(opened, cost_id),
    )
    return answer(request, page)


def _decided(request: HttpRequest, case_id: UUID, cost_id: str, form: DecideForm) -> HttpResponse:
    said = form.cleaned_data
    costs.decide_cost(by=actor_of(request), case_id=case_id, cost_id=cost_id, approve=said["approve"] == "yes", why=said["why"])
    return done(request, "cost_decided", "casework:case", case_id, anchor="#costs")


@in_words
@require_http_methods(GET_POST)
@policy("casework:ceiling:set", roles=permissions.CEILING_SETTERS)
def ceilings(request: HttpRequest) -> HttpResponse:
    """The ceilings approved beforehand, and a form to set one."""
    page = FormPage(
        "casework/clients/ceilings.html",
        lambda data: CeilingForm(data, initial={"currency": forms.currency(actor_of(request))}),
        lambda form: _set(request, form),
        context=forms.ceilings(actor_of(request)),
    )
    return answer(request, page)


def _set(request: HttpRequest, form: CeilingForm) -> HttpResponse:
    costs.set_ceiling(by=actor_of(request), **form.values())
    return done(request, "ceiling_set", "casework:ceilings")
