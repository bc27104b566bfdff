"""Recommendations: table, fact sheet, assessments, spreadsheets."""

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
from seereya.advocacy.forms.asks import AskForm
from seereya.advocacy.forms.commitments import LinkForm
from seereya.advocacy.forms.recommendations import AssessmentForm, RecommendationForm, RecommendationSheetForm, initial_of
from seereya.advocacy.models import Recommendation
from seereya.advocacy.pages import recommendations as pages
from seereya.advocacy.pages.asking import refusal_page, trail
from seereya.advocacy.services.exports import XLSX
from seereya.advocacy.services.imports import stage_import, take_over
from seereya.advocacy.views.listing import listed
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.vault.formpages import GET_POST, FormPage, answer, done
from seereya.vault.uploads import SealedFile, was_cut

_FORM = "advocacy/form.html"


@require_safe
@policy("advocacy:recommendation:list", roles=permissions.READERS)
def recommendations(request: HttpRequest) -> HttpResponse:
    """The table, ours beside the government's."""
    return listed(request, lambda: pages.recommendation_list(actor_of(request), request.GET), "advocacy/recommendations.html")


@require_safe
@policy("advocacy:recommendation:export", roles=permissions.READERS)
def recommendations_export(request: HttpRequest) -> HttpResponse:
    """The table as a workbook."""
    try:
        data = pages.export(actor_of(request), request.GET)
    except BadSelection as refusal:
        context = refusal_page(request.GET, refusal, reverse("advocacy:recommendations"))
        return render(request, "refused_list.html", context, status=400)
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="recommendations.xlsx"'})


@require_safe
@policy("advocacy:recommendation:read", roles=permissions.READERS)
def recommendation(request: HttpRequest, public_recommendation: UUID) -> HttpResponse:
    """The fact sheet of one."""
    return render(request, "advocacy/recommendation.html", pages.recommendation(actor_of(request), public_recommendation))


def _context(row: Recommendation | None, title: str, lede: str, submit: str) -> dict[str, Any]:
    steps = [(_("Recommendations"), "advocacy:recommendations"), (f"{row.document} § {row.paragraph}" if row else title, "")]
    back = reverse("advocacy:recommendation", args=[row.id]) if row else reverse("advocacy:recommendations")
    return {"title": title, "lede": lede, "submit": submit, "back_url": back, "breadcrumb": trail(*steps)}


@require_http_methods(GET_POST)
@policy("advocacy:recommendation:write", roles=permissions.WRITERS)
def recommendation_new(request: HttpRequest) -> HttpResponse:
    """Writes one down by hand."""
    lede = _("As it stands in the document. For many at once, read a spreadsheet.")
    page = FormPage(
        _FORM,
        lambda data: RecommendationForm(data, initial={"token": new_id()}),
        lambda form: _saved(request, form, None),
        context=_context(None, _("Write down a recommendation"), lede, _("Save the recommendation")),
    )
    return answer(request, page)


@require_http_methods(GET_POST)
@policy("advocacy:recommendation:write", roles=permissions.WRITERS)
def recommendation_edit(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """Corrects an own one."""
    row = pages.own(actor_of(request), recommendation_id)
    page = FormPage(
        _FORM,
        lambda data: RecommendationForm(data, row=row, initial=initial_of(row)),
        lambda form: _saved(request, form, recommendation_id),
        context=_context(row, _("Correct the recommendation"), "", _("Save the recommendation")),
    )
    return answer(request, page)


def _saved(request: HttpRequest, form: RecommendationForm, recommendation_id: UUID | None) -> HttpResponse:
    said = form.cleaned_data
    row = services.save_recommendation(
        by=actor_of(request), said=form.said(), recommendation_id=recommendation_id, version=said["version"], token=said["token"]
    )
    return done(request, "recommendation_saved", "advocacy:recommendation", row.id)


@require_http_methods(GET_POST)
@policy("advocacy:recommendation:assess", roles=permissions.WRITERS)
def recommendation_assess(request: HttpRequest, public_recommendation: UUID) -> HttpResponse:
    """Adds an assessment, to any recommendation of the coalition."""
    row = pages.seen(public_recommendation)
    page = FormPage(
        _FORM,
        lambda data: AssessmentForm(data, initial={"token": new_id(), "kind": "ours"}),
        lambda form: _assessed(request, form, public_recommendation),
        context=_context(row, _("Assess the implementation"), pages.text(row), _("Add the assessment")),
    )
    return answer(request, page)


def _assessed(request: HttpRequest, form: AssessmentForm, recommendation_id: UUID) -> HttpResponse:
    services.assess(by=actor_of(request), recommendation_id=recommendation_id, said=form.said(), token=form.cleaned_data["token"])
    return done(request, "assessment_added", "advocacy:recommendation", recommendation_id)


@require_http_methods(GET_POST)
@policy("advocacy:incident:link", roles=permissions.CONFIDANTS)
def recommendation_link(request: HttpRequest, public_recommendation: UUID) -> HttpResponse:
    """Ties an incident of ours to a recommendation: the fact sheet counts it and names nothing."""
    row = pages.seen(public_recommendation)
    page = FormPage(
        _FORM,
        LinkForm,
        lambda form: _linked(request, form, public_recommendation),
        context=_context(row, _("Tie an incident"), _("The fact sheet counts it and names nothing."), _("Tie")),
    )
    return answer(request, page)


def _linked(request: HttpRequest, form: LinkForm, recommendation_id: UUID) -> HttpResponse:
    services.link_incident(by=actor_of(request), incident=form.cleaned_data["incident"], recommendation_id=recommendation_id)
    return done(request, "incident_linked", "advocacy:recommendation", recommendation_id)


@require_http_methods(GET_POST)
@policy("advocacy:ask:write", roles=permissions.WRITERS)
def recommendation_ask(request: HttpRequest, public_recommendation: UUID) -> HttpResponse:
    """Writes an ask about a recommendation."""
    row = pages.seen(public_recommendation)
    first = {"token": new_id(), "of_whom": row.addressee, "theme": row.theme}
    page = FormPage(
        _FORM,
        lambda data: AskForm(data, initial=first),
        lambda form: _asked(request, form, public_recommendation),
        context=_context(row, _("Write an ask"), pages.text(row), _("Save the ask")),
    )
    return answer(request, page)


def _asked(request: HttpRequest, form: AskForm, recommendation_id: UUID) -> HttpResponse:
    wanted = form.wanted(recommendation=recommendation_id)
    row = services.save_ask(by=actor_of(request), wanted=wanted, token=form.cleaned_data["token"])
    return done(request, "ask_saved", "advocacy:ask", row.id)


@require_http_methods(GET_POST)
@policy("advocacy:recommendation:import", roles=permissions.WRITERS)
def sheet_new(request: HttpRequest) -> HttpResponse:
    """Reads a spreadsheet for a look; nothing is taken over yet."""
    page = FormPage(
        "advocacy/sheet_new.html",
        lambda data: RecommendationSheetForm(
            data, request.FILES if data is not None else None, cut=was_cut(request), initial={"token": new_id()}
        ),
        lambda form: _staged(request, form),
        context=_context(None, _("Read a spreadsheet"), "", _("Read it, take nothing over yet")) | {"headings": pages.headings()},
    )
    try:
        return answer(request, page)
    finally:
        for file in request.FILES.values():
            if isinstance(file, SealedFile):
                file.remove()


def _staged(request: HttpRequest, form: RecommendationSheetForm) -> HttpResponse:
    row = stage_import(by=actor_of(request), data=form.data_read(), token=form.cleaned_data["token"])
    return done(request, "sheet_read", "advocacy:sheet", row.id)


@require_safe
@policy("advocacy:recommendation:import", roles=permissions.WRITERS)
def sheet(request: HttpRequest, staged_id: UUID) -> HttpResponse:
    """A spreadsheet as it was read, before it is taken over."""
    return render(request, "advocacy/sheet.html", pages.staged(actor_of(request), staged_id))


@in_words
@require_POST
@policy("advocacy:recommendation:import", roles=permissions.WRITERS)
def sheet_take(request: HttpRequest, staged_id: UUID) -> HttpResponse:
    """Takes a spreadsheet over: every line or none."""
    take_over(by=actor_of(request), staged_id=staged_id)
    return done(request, "recommendations_taken", "advocacy:sheet", staged_id)
