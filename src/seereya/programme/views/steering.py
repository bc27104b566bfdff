"""Activities, risks and decisions."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.programme import permissions
from seereya.programme.forms.steering import ActivityForm, DecisionForm, RiskForm
from seereya.programme.models import Grant
from seereya.programme.pages import forms
from seereya.programme.pages import steering as pages
from seereya.programme.queries.grants import grant_of
from seereya.programme.services import activities as plan
from seereya.programme.services import steering
from seereya.programme.views.asking_money import strict
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts

keeps_drafts("activity", "risk", "decision")
FORM = "programme/form.html"


@strict
@require_safe
@policy("programme:activity:list", roles=permissions.INSIDE)
def activities(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """The action plan."""
    actor = actor_of(request)
    return render(request, "programme/activities.html", pages.activities(actor, grant_of(actor, grant_id), request.GET))


@in_words
@require_http_methods(GET_POST)
@policy("programme:activity:save", roles=permissions.PLANNERS)
def activity_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Plans an activity."""
    grant = grant_of(actor_of(request), grant_id)
    initial = {"organisation": str(actor_of(request).organisation_id), "shown": "shown" if grant.emblem else "waived"}
    page = FormPage(
        FORM, lambda data: ActivityForm(data, grant=grant, initial=initial), lambda form: _activity(request, grant, form, None),
        context=forms.activity(grant), draft=("activity", grant.id, ""),
    )  # fmt: skip
    return answer(request, page)


@in_words
@require_http_methods(GET_POST)
@policy("programme:activity:read", roles=permissions.INSIDE)
def activity(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """An activity, changed in place: what became of it."""
    row, words = plan.open_activity(actor_of(request), activity_id)
    initial = pages.activity_initial(row, words)
    page = FormPage(
        FORM, lambda data: ActivityForm(data, grant=row.grant, initial=initial),
        lambda form: _activity(request, row.grant, form, activity_id),
        context=forms.activity(row.grant) | {"closed": words is None, "spent": pages.spent_on(actor_of(request), row)},
        draft=("activity", row.id, ""),
    )  # fmt: skip
    return answer(request, page)


def _activity(request: HttpRequest, grant: Grant, form: ActivityForm, activity_id: UUID | None) -> HttpResponse:
    plan.save_activity(
        by=actor_of(request), grant_id=grant.id, facts=form.facts(), content=form.content(), activity_id=activity_id,
        version=form.cleaned_data["version"] or 0,
    )  # fmt: skip
    return done(request, "activity_saved", "programme:activities", grant.id)


@asks_nothing
@require_safe
@policy("programme:risk:list", roles=permissions.INSIDE)
def risks(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """The register of risks and how they moved."""
    actor = actor_of(request)
    return render(request, "programme/risks.html", pages.risks(actor, grant_of(actor, grant_id)))


@in_words
@require_http_methods(GET_POST)
@policy("programme:risk:save", roles=permissions.PLANNERS)
def risk_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Writes a risk down."""
    grant = grant_of(actor_of(request), grant_id)
    page = FormPage(
        FORM, RiskForm, lambda form: _risk(request, grant, form, None), context=forms.risk(grant), draft=("risk", grant.id, "")
    )
    return answer(request, page)


@in_words
@require_http_methods(GET_POST)
@policy("programme:risk:read", roles=permissions.INSIDE)
def risk(request: HttpRequest, risk_id: UUID) -> HttpResponse:
    """A risk, changed in place, with the history of its moves."""
    row, words = steering.open_risk(actor_of(request), risk_id)
    page = FormPage(
        FORM, lambda data: RiskForm(data, initial=pages.risk_initial(row, words)), lambda form: _risk(request, row.grant, form, risk_id),
        context=forms.risk(row.grant) | {"closed": words is None, "history": pages.risk_history(row, words)}, draft=("risk", row.id, ""),
    )  # fmt: skip
    return answer(request, page)


def _risk(request: HttpRequest, grant: Grant, form: RiskForm, risk_id: UUID | None) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    steering.save_risk(by=actor_of(request), grant_id=grant.id, facts=form.facts(), risk_id=risk_id, version=version)
    return done(request, "risk_saved", "programme:risks", grant.id)


@asks_nothing
@require_safe
@policy("programme:decision:list", roles=permissions.STEERERS)
def decisions(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """What the steering committee has decided and has to decide."""
    actor = actor_of(request)
    return render(request, "programme/decisions.html", pages.decisions(actor, grant_of(actor, grant_id)))


@in_words
@require_http_methods(GET_POST)
@policy("programme:decision:save", roles=permissions.STEERERS)
def decision_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Puts a decision before the committee."""
    grant = grant_of(actor_of(request), grant_id)
    page = FormPage(
        FORM, DecisionForm, lambda form: _decision(request, grant, form, None), context=forms.decision(grant),
        draft=("decision", grant.id, ""),
    )  # fmt: skip
    return answer(request, page)


@in_words
@require_http_methods(GET_POST)
@policy("programme:decision:save", roles=permissions.STEERERS)
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """A decision, changed in place."""
    row, words = steering.open_decision(actor_of(request), decision_id)
    page = FormPage(
        FORM, lambda data: DecisionForm(data, initial=pages.decision_initial(row, words)),
        lambda form: _decision(request, row.grant, form, decision_id),
        context=forms.decision(row.grant) | {"closed": words is None}, draft=("decision", row.id, ""),
    )  # fmt: skip
    return answer(request, page)


def _decision(request: HttpRequest, grant: Grant, form: DecisionForm, decision_id: UUID | None) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    steering.save_decision(by=actor_of(request), grant_id=grant.id, facts=form.facts(), decision_id=decision_id, version=version)
    return done(request, "decision_saved", "programme:decisions", grant.id)
