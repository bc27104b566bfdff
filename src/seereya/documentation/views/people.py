"""Persons: list, record, change, open a name for a purpose, link to incidents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.accounts.rules import Refused
from seereya.documentation import permissions, services
from seereya.documentation.forms.people import LinkIncidentForm, LinkPersonForm, PersonForm, initial_of
from seereya.documentation.pages import assembled, editing_people, reaching
from seereya.documentation.pages import people as pages
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts, refuse_on, uuid_of

keeps_drafts("person-new", "person")


@require_safe
@policy("documentation:person:list", roles=permissions.READERS)
def persons(request: HttpRequest) -> HttpResponse:
    """Persons by their open codes."""
    return render(
        request,
        "documentation/people/persons.html",
        pages.persons(actor_of(request), request.GET),
    )


@require_http_methods(GET_POST)
@policy("documentation:person:create", roles=permissions.PERSON_WRITERS)
def person_new(request: HttpRequest) -> HttpResponse:
    """Records a person under an open code; looks for the same name when asked."""
    actor = actor_of(request)
    context: dict[str, Any] = {"may_look": editing_people.holds_names(actor) and permissions.may_open_names(actor)}
    if request.POST.get("look") == "find" and context["may_look"]:
        context["hits"] = pages.same_names(actor, request.POST.get("names", ""))
        context["searched"] = True
    page = FormPage(
        "documentation/people/person_form.html",
        lambda data: PersonForm(data, names_open=True, initial={"token": new_id()}),
        lambda form: _person_made(request, form),
        context=context,
        draft=("person-new", NIL, ""),
    )
    return answer(request, page)


def _person_made(request: HttpRequest, form: PersonForm) -> HttpResponse:
    row = services.create_person(
        by=actor_of(request),
        content=form.content(),
        identity=form.identity(),
        contact=form.contact(),
        person_id=form.cleaned_data["token"],
    )
    if request.POST.get("incident"):
        return done(
            request, "person_created", "documentation:person-link", uuid_of(request.POST["incident"]), anchor=f"?code={row.code}"
        )
    return done(request, "person_created", "documentation:person", row.id)


@require_safe
@policy("documentation:person:read", roles=permissions.READERS)
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A person without name, the closed cards, and the incidents."""
    return render(request, "documentation/people/person.html", pages.person(actor_of(request), person_id))


@require_http_methods(GET_POST)
@policy("documentation:person:change", roles=permissions.PERSON_WRITERS)
def person_edit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Changes a person; the name and contact only once they were opened for a purpose."""
    asked = editing_people.person(actor_of(request), person_id)
    initial = initial_of(asked.content, asked.identity, asked.contact) | {"version": asked.row.version}
    page = FormPage(
        "documentation/people/person_form.html",
        lambda data: PersonForm(data, names_open=asked.identity is not None, kept=asked.content, initial=initial),
        lambda form: _person_changed(request, person_id, form),
        context={"person": asked.row},
        draft=("person", person_id, ""),
        differences=lambda form: pages.differences(actor_of(request), person_id, form.content()),
    )
    return answer(request, page)


def _person_changed(request: HttpRequest, person_id: UUID, form: PersonForm) -> HttpResponse:
    services.save_person(
        by=actor_of(request),
        person_id=person_id,
        version=form.cleaned_data["version"] or 0,
        content=form.content(),
        identity=form.identity() if form.names_open else None,
        contact=form.contact() if form.names_open else None,
    )
    return done(request, "person_changed", "documentation:person", person_id)


@in_words
@require_POST
@policy("documentation:person:open-identity", roles=permissions.NAME_READERS)
def person_identity(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Opens a name for a purpose, on the person's page or the incident's; a contact only after the rules that stand before it."""
    actor, purpose, incident = actor_of(request), request.POST.get("purpose", ""), request.GET.get("incident")
    if incident:
        context = assembled.with_identity(actor, uuid_of(incident), person_id, purpose)
        return render(request, "documentation/incidents/incident.html", context)
    part = request.GET.get("part", "")
    if part == "contact" and "rules_read" not in request.POST:
        return render(request, "documentation/people/person.html", reaching.before_contact(actor, person_id, purpose))
    context = pages.person_opened(actor, person_id, part, purpose)
    return render(request, "documentation/people/person.html", context)


@require_http_methods(GET_POST)
@policy("documentation:person:link", roles=permissions.WRITERS)
def person_link(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Gives a person, found by open code, a part in an incident."""
    actor = actor_of(request)
    opened = services.open_incident(by=actor, incident_id=incident_id)
    form = LinkPersonForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    context = {"form": form, "incident": opened.row}
    if not form.is_valid():
        return render(request, "documentation/people/link.html", context)
    try:
        services.link_person_by_code(by=actor, incident_id=incident_id, **form.cleaned_data)
    except Refused as refusal:
        return refuse_on(request, "documentation/people/link.html", form, refusal, incident=opened.row)
    return done(request, "person_linked", "documentation:incident", incident_id, anchor="#persons")


@require_http_methods(GET_POST)
@policy("documentation:person:link", roles=permissions.WRITERS)
def person_link_incident(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The same from the person's page: the incident is found by its reference."""
    actor = actor_of(request)
    row, _content, _keys = services.open_person(by=actor, person_id=person_id)
    form = LinkIncidentForm(request.POST or None)
    if not form.is_valid():
        return render(request, "documentation/people/link_incident.html", {"form": form, "person": row})
    try:
        services.link_person_by_reference(by=actor, person_id=person_id, **form.cleaned_data)
    except Refused as refusal:
        return refuse_on(request, "documentation/people/link_incident.html", form, refusal, person=row)
    return done(request, "person_linked", "documentation:person", person_id)


@in_words
@require_http_methods(GET_POST)
@policy("documentation:person:link", roles=permissions.WRITERS)
def person_unlink(request: HttpRequest, incident_id: UUID, person_id: UUID, role: str) -> HttpResponse:
    """Asks, then takes a person's part away."""
    actor = actor_of(request)
    if request.method == "POST":
        services.unlink_person(by=actor, incident_id=incident_id, person_id=person_id, role=role)
        return done(request, "person_unlinked", "documentation:incident", incident_id, anchor="#persons")
    opened = services.open_incident(by=actor, incident_id=incident_id)
    return render(request, "documentation/people/unlink.html", {"incident": opened.row})
