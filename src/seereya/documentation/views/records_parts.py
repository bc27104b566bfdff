"""Parts of an incident: the precise place, verbatim words, versions, the printed dossier, drafts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.documentation import permissions, services
from seereya.documentation.forms.records import PrecisePlaceForm
from seereya.documentation.pages import assembled, dossier, history, placing
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts

keeps_drafts("place")


@in_words
@require_http_methods(GET_POST)
@policy("documentation:incident:open-place", roles=permissions.SEALED_READERS)
def incident_place(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Opens the precise place for a purpose (POST), shown in place on the incident's page."""
    actor, purpose = actor_of(request), request.POST.get("purpose", "")
    if request.method != "POST":
        return HttpResponseRedirect(placing.where(incident_id))
    return render(request, "documentation/incidents/incident.html", assembled.with_place(actor, incident_id, purpose))


@in_words
@require_http_methods(GET_POST)
@policy("documentation:incident:change-place", roles=permissions.WRITERS)
def incident_place_edit(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Writes the precise place; one that is recorded is opened, for its purpose, before it is changed."""
    actor = actor_of(request)
    opened, initial = placing.asked(actor, incident_id, request.POST.get("purpose", ""))
    if initial is None:
        return render(request, "documentation/incidents/place_purpose.html", placing.purpose_first(opened))
    page = FormPage(
        "documentation/incidents/place.html",
        lambda data: PrecisePlaceForm(data, initial=initial),
        lambda form: _placed(request, incident_id, form),
        context={"incident": opened.row},
        draft=("place", incident_id, ""),
    )
    return answer(request, page, show="purpose" in request.POST)


def _placed(request: HttpRequest, incident_id: UUID, form: PrecisePlaceForm) -> HttpResponse:
    services.set_precise_place(by=actor_of(request), incident_id=incident_id, place=form.place())
    return done(request, "place_saved", "documentation:incident", incident_id, anchor="#sealed")


@in_words
@require_POST
@policy("documentation:incident:open-testimony", roles=permissions.SEALED_READERS)
def incident_testimony(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Opens verbatim words for a purpose, shown in place on the incident's page."""
    context = assembled.with_testimony(actor_of(request), incident_id, request.POST.get("purpose", ""))
    return render(request, "documentation/incidents/incident.html", context)


@require_safe
@policy("documentation:incident:read-history", roles=permissions.READERS)
def incident_history(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Every version with what changed, and everything that happened to the record."""
    return render(request, "documentation/incidents/history.html", history.page(actor_of(request), incident_id))


@require_safe
@policy("documentation:incident:print", roles=permissions.READERS)
def incident_print(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The incident as a dossier for paper; that it was printed is on the record before it is shown."""
    return render(request, "documentation/incidents/print.html", dossier.page(actor_of(request), incident_id))
