"""Acts of an incident: add, change, take off."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.documentation import permissions, services
from seereya.documentation.content import Act
from seereya.documentation.forms.records_acts import ActForm
from seereya.documentation.pages import acts, labelled
from seereya.documentation.pages.words import Row
from seereya.documentation.services import Opened
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts

NEW = "new"

keeps_drafts("act")


@require_http_methods(GET_POST)
@policy("documentation:act:change", roles=permissions.WRITERS)
def act_new(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Adds one kind of violation to the incident."""
    return answer(request, _page(request, incident_id, None))


@require_http_methods(GET_POST)
@policy("documentation:act:change", roles=permissions.WRITERS)
def act_edit(request: HttpRequest, incident_id: UUID, act_id: str) -> HttpResponse:
    """Changes an act."""
    return answer(request, _page(request, incident_id, act_id))


def _page(request: HttpRequest, incident_id: UUID, act_id: str | None) -> FormPage:
    opened = services.open_incident(by=actor_of(request), incident_id=incident_id)
    act = _act(opened, act_id) if act_id else None
    return FormPage(
        "documentation/incidents/act.html",
        lambda data: ActForm(data, content=opened.content, act=act, version=opened.row.version),
        lambda form: _saved(request, incident_id, form),
        context={"incident": opened.row, "act": act},
        draft=("act", incident_id, act_id or NEW),
        differences=lambda form: _differences(request, incident_id, form),
    )


def _act(opened: Opened, act_id: str) -> Act:
    found = next((one for one in opened.content.acts if one.id == act_id), None)
    if found is None:
        raise Http404
    return found


def _saved(request: HttpRequest, incident_id: UUID, form: ActForm) -> HttpResponse:
    act, version = form.act(), form.cleaned_data["version"] or 0
    services.save_act(by=actor_of(request), incident_id=incident_id, act=act, version=version)
    return done(request, "act_saved", "documentation:incident", incident_id, anchor=f"#{acts.anchor(act)}")


def _differences(request: HttpRequest, incident_id: UUID, form: ActForm) -> tuple[int, list[Row]]:
    saved = services.open_incident(by=actor_of(request), incident_id=incident_id)
    mine, codes = form.act(), acts.codes_of(saved.content)
    theirs = next((one for one in saved.content.acts if one.id == mine.id), None)
    before = acts.labelled(theirs, codes) if theirs else []
    return saved.row.version, labelled.differences(before, acts.labelled(mine, codes))


@in_words
@require_http_methods(GET_POST)
@policy("documentation:act:change", roles=permissions.WRITERS)
def act_remove(request: HttpRequest, incident_id: UUID, act_id: str) -> HttpResponse:
    """Asks, then takes an act off."""
    actor = actor_of(request)
    if request.method != "POST":
        opened = services.open_incident(by=actor, incident_id=incident_id)
        context = {"incident": opened.row, "kind": acts.kind_of(_act(opened, act_id))}
        return render(request, "documentation/incidents/act_remove.html", context)
    version = int(request.POST.get("version", "0") or 0) if request.POST.get("version", "0").isdecimal() else 0
    services.remove_act(by=actor, incident_id=incident_id, act_id=act_id, version=version)
    return done(request, "act_removed", "documentation:incident", incident_id, anchor="#acts")
