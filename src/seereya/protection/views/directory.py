"""The directory of services."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.foundation.identifiers import new_id
from seereya.protection import permissions, services
from seereya.protection.forms.directory import ServiceForm, initial_of
from seereya.protection.pages import directory as pages
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("service-new")


@require_safe
@policy("protection:service:list", roles=permissions.DIRECTORY_READERS)
def services_list(request: HttpRequest) -> HttpResponse:
    """Services by kind and place, those verified lately first."""
    asked = {name: request.GET.get(name, "")[:200] for name in ("kind", "place", "words")}
    return render(request, "protection/services.html", pages.services(actor_of(request), **asked))


@require_http_methods(GET_POST)
@policy("protection:service:create", roles=permissions.DIRECTORY_WRITERS)
def service_new(request: HttpRequest) -> HttpResponse:
    """Writes a new entry."""
    page = FormPage(
        "protection/service_form.html",
        lambda data: ServiceForm(data, initial={"token": new_id()}),
        lambda form: _made(request, form),
        draft=("service-new", NIL, ""),
    )
    return answer(request, page)


def _made(request: HttpRequest, form: ServiceForm) -> HttpResponse:
    row = services.save_service(by=actor_of(request), entry=form.entry(), token=form.cleaned_data["token"])
    return done(request, "service_saved", "protection:service", row.id)


@require_safe
@policy("protection:service:list", roles=permissions.DIRECTORY_READERS)
def service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One entry."""
    return render(request, "protection/service.html", pages.service(actor_of(request), service_id))


@require_http_methods(GET_POST)
@policy("protection:service:change", roles=permissions.DIRECTORY_WRITERS)
def service_edit(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Changes an own entry."""
    row, phone, address = pages.entry(actor_of(request), service_id)
    page = FormPage(
        "protection/service_form.html",
        lambda data: ServiceForm(data, kept=frozenset(row.kinds), initial=initial_of(row, phone, address)),
        lambda form: _changed(request, service_id, form),
        context={"service": row},
    )
    return answer(request, page)


def _changed(request: HttpRequest, service_id: UUID, form: ServiceForm) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    services.save_service(by=actor_of(request), entry=form.entry(), service_id=service_id, version=version)
    return done(request, "service_saved", "protection:service", service_id)


@require_POST
@policy("protection:service:verify", roles=permissions.DIRECTORY_WRITERS)
def service_verify(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Says that the entry is true today."""
    services.verify_service(by=actor_of(request), service_id=service_id)
    return done(request, "service_verified", "protection:service", service_id)


@require_POST
@policy("protection:service:close", roles=permissions.DIRECTORY_WRITERS)
def service_close(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Takes an own entry out of the directory."""
    services.close_service(by=actor_of(request), service_id=service_id)
    return done(request, "service_closed", "protection:services")
