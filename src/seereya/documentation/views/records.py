"""Incidents: receive, read, change."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.documentation import permissions, services
from seereya.documentation.forms.records import IncidentForm, NewIncidentForm, initial_of
from seereya.documentation.pages import assembled, labelled
from seereya.documentation.pages.words import Row
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts
from seereya.vault.keyring import keyring_of

keeps_drafts("incident-new", "incident")


@require_http_methods(GET_POST)
@policy("documentation:incident:create", roles=permissions.DEPOSITORS)
def incident_new(request: HttpRequest) -> HttpResponse:
    """Receives an incident, with the first account where somebody told it."""
    sources = assembled.known_sources(actor_of(request))
    page = FormPage(
        "documentation/incidents/new.html",
        lambda data: NewIncidentForm(data, sources=sources, initial={"token": new_id()}),
        lambda form: _received(request, form),
        draft=("incident-new", NIL, ""),
        context={"writes_only": not keyring_of(actor_of(request)).of_kind("documentation")},
    )
    return answer(request, page)


def _received(request: HttpRequest, form: NewIncidentForm) -> HttpResponse:
    actor = actor_of(request)
    row = services.create_incident(
        by=actor, content=form.content(), testimony=form.testimony(), incident_id=form.cleaned_data["token"]
    )
    if row.vault_id in keyring_of(actor):
        return done(request, "incident_created", "documentation:incident", row.id)
    return render(request, "documentation/incidents/receipt.html", {"incident": row})


@require_safe
@policy("documentation:incident:read", roles=permissions.READERS)
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What is it, how sure are we, who may see it, what happens next."""
    return render(request, "documentation/incidents/incident.html", assembled.incident(actor_of(request), incident_id))


@require_http_methods(GET_POST)
@policy("documentation:incident:change", roles=permissions.WRITERS)
def incident_edit(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Changes what the incident's own form holds."""
    opened = services.open_incident(by=actor_of(request), incident_id=incident_id)
    initial = initial_of(opened.content) | {"version": opened.row.version}
    page = FormPage(
        "documentation/incidents/edit.html",
        lambda data: IncidentForm(data, kept=opened.content, initial=initial),
        lambda form: _changed(request, incident_id, form),
        context={"incident": opened.row},
        draft=("incident", incident_id, ""),
        differences=lambda form: _differences(request, incident_id, form),
    )
    return answer(request, page)


def _changed(request: HttpRequest, incident_id: UUID, form: IncidentForm) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    services.change_incident(by=actor_of(request), incident_id=incident_id, version=version, content=form.content())
    return done(request, "incident_changed", "documentation:incident", incident_id)


def _differences(request: HttpRequest, incident_id: UUID, form: IncidentForm) -> tuple[int, list[Row]]:
    saved = services.open_incident(by=actor_of(request), incident_id=incident_id)
    return saved.row.version, labelled.differences(labelled.incident(saved.content), labelled.incident(form.content()))
