"""Gaps of coverage: list, record, read, correct, end."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.observatory import permissions, services
from seereya.observatory.forms.gaps import EndForm, GapForm
from seereya.observatory.pages import gaps as pages
from seereya.observatory.pages.listing import refusal_page
from seereya.observatory.queries.trials import holds_a_vault
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done

HERE = "observatory:gap"


@require_safe
@policy("observatory:gap:list", roles=permissions.READERS)
def gaps(request: HttpRequest) -> HttpResponse:
    """Where nobody could look, what lasts first."""
    try:
        context = pages.gap_list(actor_of(request), request.GET)
    except BadSelection as refusal:
        back = reverse("observatory:gaps")
        return render(request, "refused_list.html", refusal_page(request.GET, refusal, back=back), status=400)
    return render(request, "observatory/gaps/list.html", context)


@in_words
@require_http_methods(GET_POST)
@policy("observatory:gap:record", roles=permissions.WRITERS)
def gap_new(request: HttpRequest) -> HttpResponse:
    """Records a place and time where nobody could look."""
    page = FormPage(
        "observatory/gaps/form.html",
        lambda data: GapForm(data, initial={"token": new_id()}),
        lambda form: _recorded(request, form),
        context={"writes_only": not holds_a_vault(actor_of(request))},
        draft=("gap-new", NIL, ""),
    )
    return answer(request, page)


def _recorded(request: HttpRequest, form: GapForm) -> HttpResponse:
    by, said = actor_of(request), form.cleaned_data
    row = services.record_gap(by=by, place=said["place"], reason=said["reason"], content=form.content(), gap_id=said["token"])
    if not holds_a_vault(by):
        return render(request, "observatory/receipt.html", {"reference": row.reference, "again": "observatory:gap-new"})
    return done(request, "gap_recorded", HERE, row.id)


@require_safe
@policy("observatory:gap:read", roles=permissions.READERS)
def gap(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    """One gap with its sealed notes."""
    return render(request, "observatory/gaps/gap.html", pages.gap(actor_of(request), gap_id))


@in_words
@require_http_methods(GET_POST)
@policy("observatory:gap:change", roles=permissions.WRITERS)
def gap_edit(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    """Corrects a gap."""
    by = actor_of(request)
    opened = services.open_gap(by=by, gap_id=gap_id)
    row = opened.row
    initial = vars(opened.content) | {"place": row.place, "reason": row.reason, "version": row.version}
    page = FormPage(
        "observatory/gaps/form.html",
        lambda data: GapForm(data, kept=row.reason, initial=initial),
        lambda form: _changed(request, gap_id, form, opened.content.ended_why),
        context={"gap": row},
        draft=("gap", gap_id, ""),
        differences=lambda _form: (services.open_gap(by=by, gap_id=gap_id).row.version, []),
    )
    return answer(request, page)


def _changed(request: HttpRequest, gap_id: UUID, form: GapForm, ended_why: str) -> HttpResponse:
    said = form.cleaned_data
    services.change_gap(
        by=actor_of(request),
        gap_id=gap_id,
        version=said["version"] or 0,
        place=said["place"],
        reason=said["reason"],
        content=form.content(ended_why),
    )
    return done(request, "gap_changed", HERE, gap_id)


@in_words
@require_http_methods(GET_POST)
@policy("observatory:gap:change", roles=permissions.WRITERS)
def gap_end(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    """Somebody can look again."""
    by = actor_of(request)
    opened = services.open_gap(by=by, gap_id=gap_id)
    page = FormPage(
        "observatory/gaps/end.html",
        lambda data: EndForm(data, initial={"version": opened.row.version}),
        lambda form: _ended(request, gap_id, form),
        context={"gap": opened.row},
        differences=lambda _form: (services.open_gap(by=by, gap_id=gap_id).row.version, []),
    )
    return answer(request, page)


def _ended(request: HttpRequest, gap_id: UUID, form: EndForm) -> HttpResponse:
    said = form.cleaned_data
    services.end_gap(by=actor_of(request), gap_id=gap_id, version=said["version"] or 0, ended=said["ended"], why=said["why"])
    return done(request, "gap_ended", HERE, gap_id)
