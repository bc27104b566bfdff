"""The data-protection officer's desk."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.protection import permissions
from seereya.protection.forms.dataprotection import (
    PROCESSING,
    AnswerForm,
    BreachForm,
    HoldForm,
    ProcessingForm,
    RequestForm,
    RetentionForm,
    breach_initial,
)
from seereya.protection.pages import dataprotection as pages
from seereya.protection.pages.offering import offering
from seereya.protection.services import dataprotection as services
from seereya.protection.services.openings_dataprotection import open_breach, open_request
from seereya.reference.saying import term
from seereya.vault.formpages import GET_POST, FormPage, answer, done

_FORM = "protection/data_form.html"


@require_safe
@policy("protection:data:read", roles=permissions.OFFICERS)
def data_protection(request: HttpRequest) -> HttpResponse:
    """The desk: requests, breaches, holds, what is due."""
    return render(request, "protection/data_protection.html", pages.desk(actor_of(request)))


@require_http_methods(GET_POST)
@policy("protection:request:receive", roles=permissions.OFFICERS)
def request_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A person asks."""
    context = offering(actor_of(request), person_id) | {"page": "request"}
    return answer(request, FormPage(_FORM, RequestForm, lambda form: _received(request, person_id, form), context=context))


def _received(request: HttpRequest, person_id: UUID, form: RequestForm) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("kind", "received_on", "words", "identified")}
    row = services.receive_request(by=actor_of(request), subject=person_id, **said)
    return done(request, "request_received", "protection:request", row.id)


@require_safe
@policy("protection:request:read", roles=permissions.ERASERS)
def person_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request, its answer, and the erasure a second person decides."""
    return render(request, "protection/request.html", pages.request(actor_of(request), request_id))


@require_http_methods(GET_POST)
@policy("protection:request:answer", roles=permissions.OFFICERS)
def request_answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Answers a request."""
    row, _content = open_request(by=actor_of(request), request_id=request_id)
    page = FormPage(
        _FORM,
        lambda data: AnswerForm(data, initial={"version": row.version}),
        lambda form: _answered(request, request_id, form),
        context={"page": "answer", "code": row.reference},
    )
    return answer(request, page)


def _answered(request: HttpRequest, request_id: UUID, form: AnswerForm) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("granted", "answer", "done")}
    version = form.cleaned_data["version"] or 0
    services.answer_request(by=actor_of(request), request_id=request_id, version=version, **said)
    return done(request, "request_answered_now", "protection:request", request_id)


@in_words
@require_POST
@policy("protection:request:agree", roles=permissions.ERASERS)
def request_agree(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The second person agrees to an erasure."""
    services.agree_to_erasure(by=actor_of(request), request_id=request_id)
    return done(request, "erased", "protection:request", request_id)


@require_http_methods(GET_POST)
@policy("protection:hold:place", roles=permissions.OFFICERS)
def hold_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keeps what concerns a person, whatever expires."""
    context = offering(actor_of(request), person_id) | {"page": "hold"}
    return answer(request, FormPage(_FORM, HoldForm, lambda form: _placed(request, person_id, form), context=context))


def _placed(request: HttpRequest, person_id: UUID, form: HoldForm) -> HttpResponse:
    services.place_hold(by=actor_of(request), subject=person_id, reason=form.cleaned_data["reason"])
    return done(request, "hold_placed", "protection:data-protection")


@require_POST
@policy("protection:hold:lift", roles=permissions.OFFICERS)
def hold_lift(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """The case needs it no more."""
    services.lift_hold(by=actor_of(request), hold_id=hold_id)
    return done(request, "hold_lifted", "protection:data-protection")


@require_http_methods(GET_POST)
@policy("protection:breach:save", roles=permissions.OFFICERS)
def breach_new(request: HttpRequest) -> HttpResponse:
    """Writes a breach."""
    return answer(request, FormPage(_FORM, BreachForm, lambda form: _breach(request, form, None), context={"page": "breach"}))


@require_http_methods(GET_POST)
@policy("protection:breach:save", roles=permissions.OFFICERS)
def breach(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """A breach: what happened, what was done, who was told."""
    row, content = open_breach(by=actor_of(request), breach_id=breach_id)
    page = FormPage(
        _FORM,
        lambda data: BreachForm(data, initial=breach_initial(row, content)),
        lambda form: _breach(request, form, breach_id),
        context={"page": "breach", "code": row.reference, "clock": pages.authority(row)},
    )
    return answer(request, page)


def _breach(request: HttpRequest, form: BreachForm, breach_id: UUID | None) -> HttpResponse:
    said = form.cleaned_data
    services.save_breach(
        by=actor_of(request),
        content=form.content(),
        known_at=said["known_at"],
        authority_told_at=said["authority_told_at"],
        breach_id=breach_id,
        version=said["version"] or 0,
    )
    return done(request, "breach_saved", "protection:data-protection")


@require_http_methods(GET_POST)
@policy("protection:retention:set", roles=permissions.OFFICERS)
def retention(request: HttpRequest, rule: str) -> HttpResponse:
    """For how long the organisation keeps a class of records."""
    kept = pages.kept(actor_of(request), rule)
    page = FormPage(
        _FORM,
        lambda data: RetentionForm(data, initial={"days": kept.days}),
        lambda form: _kept(request, rule, form),
        context={"page": "retention", "code": term("retention_rules", rule)},
    )
    return answer(request, page)


def _kept(request: HttpRequest, rule: str, form: RetentionForm) -> HttpResponse:
    services.set_retention(by=actor_of(request), rule=rule, days=form.cleaned_data["days"])
    return done(request, "retention_set", "protection:data-protection")


@require_safe
@policy("protection:processing:read", roles=permissions.OFFICERS)
def processing(request: HttpRequest) -> HttpResponse:
    """The register of processing, to read and to print."""
    return render(request, "protection/processing.html", pages.processing(actor_of(request)))


@require_http_methods(GET_POST)
@policy("protection:processing:save", roles=permissions.OFFICERS)
def processing_new(request: HttpRequest) -> HttpResponse:
    """A new line of the register."""
    page = FormPage(_FORM, ProcessingForm, lambda form: _line(request, form, None), context={"page": "processing"})
    return answer(request, page)


@require_http_methods(GET_POST)
@policy("protection:processing:save", roles=permissions.OFFICERS)
def processing_edit(request: HttpRequest, processing_id: UUID) -> HttpResponse:
    """Changes a line of the register."""
    row = pages.processing_line(actor_of(request), processing_id)
    page = FormPage(
        _FORM,
        lambda data: ProcessingForm(data, initial={name: getattr(row, name) for name in PROCESSING}),
        lambda form: _line(request, form, processing_id),
        context={"page": "processing"},
    )
    return answer(request, page)


def _line(request: HttpRequest, form: ProcessingForm, processing_id: UUID | None) -> HttpResponse:
    services.save_processing(by=actor_of(request), values=form.values(), processing_id=processing_id)
    return done(request, "processing_saved", "protection:processing")
