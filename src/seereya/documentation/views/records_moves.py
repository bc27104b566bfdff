"""What happens to an incident: moves, shares, comments, links to other incidents."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.accounts.rules import Refused
from seereya.documentation import permissions, services
from seereya.documentation.forms.records import CommentForm, MoveForm, RelateForm, ShareForm
from seereya.documentation.pages.moving import asked_to_move, moves_offered, partners_offered
from seereya.documentation.rules import Status
from seereya.vault.formpages import GET_POST, done, refuse_on, uuid_of


@require_http_methods(GET_POST)
@policy("documentation:incident:move", roles=permissions.MOVERS)
def incident_move(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Moves an incident along its verification, with a reason."""
    opened = asked_to_move(actor_of(request), incident_id)
    offered = moves_offered(opened)
    initial = {"before": opened.row.status, "after": request.GET.get("after", "")}
    form = MoveForm(request.POST or None, moves=offered, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.move_incident(
                by=actor_of(request), incident_id=incident_id, after=Status(said["after"]), reason=said["reason"]
            )
        except Refused as refusal:
            return refuse_on(request, "documentation/incidents/move.html", form, refusal, incident=opened.row)
        return done(request, "incident_moved", "documentation:incident", incident_id)
    return render(request, "documentation/incidents/move.html", {"form": form, "incident": opened.row})


@in_words
@require_http_methods(GET_POST)
@policy("documentation:incident:share", roles=permissions.SHARERS)
def incident_share(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Asks with whom, says what they will see, then shares."""
    actor = actor_of(request)
    opened = services.open_incident(by=actor, incident_id=incident_id)
    form = ShareForm(request.POST or None, partners=partners_offered(actor, opened))
    if form.is_valid():
        services.share_incident(by=actor, incident_id=incident_id, organisation_id=UUID(form.cleaned_data["organisation"]))
        return done(request, "incident_shared", "documentation:incident", incident_id)
    return render(
        request, "documentation/incidents/share.html", {"form": form, "incident": opened.row, "content": opened.content}
    )


@in_words
@require_http_methods(GET_POST)
@policy("documentation:incident:share", roles=permissions.SHARERS)
def incident_withdraw(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Asks, then takes a share back."""
    actor = actor_of(request)
    organisation = uuid_of(request.POST.get("organisation") or request.GET.get("organisation", ""))
    if request.method == "POST":
        services.withdraw_incident(by=actor, incident_id=incident_id, organisation_id=organisation)
        return done(request, "incident_withdrawn", "documentation:incident", incident_id)
    opened = services.open_incident(by=actor, incident_id=incident_id)
    partner = dict(partners_offered(actor, opened, shared=True)).get(str(organisation))
    if partner is None:
        raise Http404
    context = {"incident": opened.row, "partner": partner, "partner_id": organisation}
    return render(request, "documentation/incidents/withdraw.html", context)


@in_words
@require_POST
@policy("documentation:incident:comment", roles=permissions.READERS)
def incident_comment(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Adds a remark."""
    form = CommentForm(request.POST)
    if not form.is_valid():
        raise Refused("words_needed")
    said = form.cleaned_data
    services.comment(by=actor_of(request), incident_id=incident_id, words=said["words"], comment_id=said["token"])
    return done(request, "comment_saved", "documentation:incident", incident_id, anchor="#comments")


@require_http_methods(GET_POST)
@policy("documentation:incident:change", roles=permissions.WRITERS)
def incident_relate(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Links two incidents, in both."""
    actor = actor_of(request)
    opened = services.open_incident(by=actor, incident_id=incident_id)
    form = RelateForm(request.POST or None)
    if form.is_valid():
        try:
            services.relate_incidents(by=actor, incident_id=incident_id, **form.cleaned_data)
        except Refused as refusal:
            return refuse_on(request, "documentation/incidents/relate.html", form, refusal, incident=opened.row)
        return done(request, "incidents_linked", "documentation:incident", incident_id, anchor="#related")
    return render(request, "documentation/incidents/relate.html", {"form": form, "incident": opened.row})
