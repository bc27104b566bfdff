"""Risk and plans of a person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.accounts.services import say
from seereya.protection import permissions, services
from seereya.protection.forms.risk import PlanForm, RiskForm
from seereya.protection.pages import risk as pages
from seereya.protection.pages.offering import offering
from seereya.vault.formpages import GET_POST, FormPage, answer, keeps_drafts

keeps_drafts("risk")


def _back(request: HttpRequest, said: str, url: str) -> HttpResponse:
    say(actor_of(request), "done", said)
    return HttpResponseRedirect(url or "/")


@require_safe
@policy("protection:plan:list", roles=permissions.READERS)
def plans(request: HttpRequest) -> HttpResponse:
    """The open plans of the organisation, page by page."""
    return render(request, "protection/plans.html", pages.plans(actor_of(request), request.GET.get("page", "")[:7]))


@require_http_methods(GET_POST)
@policy("protection:risk:assess", roles=permissions.REFERRERS)
def risk(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Says how great the danger is now."""
    context = offering(actor_of(request), person_id)
    page = FormPage(
        "protection/risk_form.html",
        RiskForm,
        lambda form: _assessed(request, person_id, form, context["back"]),
        context=context,
        draft=("risk", person_id, ""),
    )
    return answer(request, page)


def _assessed(request: HttpRequest, person_id: UUID, form: RiskForm, back: str) -> HttpResponse:
    services.assess_risk(by=actor_of(request), subject=person_id, content=form.content())
    return _back(request, "risk_assessed", back)


@in_words
@require_http_methods(GET_POST)
@policy("protection:plan:change", roles=permissions.REFERRERS)
def plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Writes the measures of an open plan."""
    actor = actor_of(request)
    context, asked = offering(actor, person_id), pages.plan_form(actor, person_id)
    page = FormPage(
        "protection/plan_form.html",
        lambda data: PlanForm(data, **asked),
        lambda form: _planned(request, person_id, form, context["back"]),
        context=context,
    )
    return answer(request, page)


def _planned(request: HttpRequest, person_id: UUID, form: PlanForm, back: str) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    services.save_plan(by=actor_of(request), subject=person_id, version=version, content=form.content(), expires=form.expiry)
    return _back(request, "plan_saved", back)


@in_words
@require_POST
@policy("protection:plan:agree", roles=permissions.COMMITTEE)
def plan_agree(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A second person agrees to the measures as they were shown."""
    actor = actor_of(request)
    context, version = offering(actor, person_id), request.POST.get("version", "")
    services.agree_to_plan(by=actor, subject=person_id, version=int(version) if version.isdecimal() else 0)
    return _back(request, "plan_agreed", context["back"])


@in_words
@require_POST
@policy("protection:plan:close", roles=permissions.REFERRERS)
def plan_close(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Closes the open plan."""
    context = offering(actor_of(request), person_id)
    services.close_plan(by=actor_of(request), subject=person_id)
    return _back(request, "plan_closed", context["back"])
