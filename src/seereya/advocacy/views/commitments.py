"""Commitments: list, read, write, move, pause, archive, tie to incidents, answer the ask they propose."""

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
from seereya.advocacy import permissions, services, wording
from seereya.advocacy.forms.asks import AskForm, DeclineForm
from seereya.advocacy.forms.commitments import ArchiveForm, CommitmentForm, LinkForm, MoveForm, PauseForm, initial_of
from seereya.advocacy.models import Commitment
from seereya.advocacy.pages import commitments as pages
from seereya.advocacy.pages import home as desk
from seereya.advocacy.pages.asking import trail
from seereya.advocacy.views.listing import listed
from seereya.foundation.identifiers import new_id
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts
from seereya.vault.uploads import SealedFile, was_cut

keeps_drafts("commitment-new")
_FORM = "advocacy/form.html"


def _context(row: Commitment, title: str, lede: str, submit: str) -> dict[str, Any]:
    return {
        "title": title,
        "lede": lede,
        "submit": submit,
        "row": row,
        "back_url": reverse("advocacy:commitment", args=[row.id]),
        "breadcrumb": trail((_("Commitments"), "advocacy:commitments"), (row.reference, "")),
    }


@asks_nothing
@require_safe
@policy("advocacy:home", roles=permissions.READERS)
def home(request: HttpRequest) -> HttpResponse:
    """What waits, and what there is."""
    return render(request, "advocacy/home.html", desk.home(actor_of(request)))


@require_safe
@policy("advocacy:commitment:list", roles=permissions.READERS)
def commitments(request: HttpRequest) -> HttpResponse:
    """Commitments of the coalition."""
    return listed(request, lambda: pages.commitment_list(actor_of(request), request.GET))


@require_safe
@policy("advocacy:commitment:list", roles=permissions.READERS)
def indicators(request: HttpRequest) -> HttpResponse:
    """Shares and gaps over the commitments."""
    return listed(request, lambda: pages.indicators(request.GET), "advocacy/indicators.html")


@require_safe
@policy("advocacy:commitment:read", roles=permissions.READERS)
def commitment(request: HttpRequest, public_commitment: UUID) -> HttpResponse:
    """One commitment, whoever of the coalition wrote it."""
    return render(request, "advocacy/commitment.html", pages.commitment(actor_of(request), public_commitment))


@require_http_methods(GET_POST)
@policy("advocacy:commitment:write", roles=permissions.WRITERS)
def commitment_new(request: HttpRequest) -> HttpResponse:
    """Writes a commitment down."""
    page = FormPage(
        _FORM,
        lambda data: CommitmentForm(data, initial={"token": new_id()}),
        lambda form: _saved(request, form, None),
        context={
            "title": _("Write down a commitment"),
            "lede": _("What was promised, word for word, so that nobody can say later that it was never said."),
            "submit": _("Save the commitment"),
            "back_url": reverse("advocacy:commitments"),
            "breadcrumb": trail((_("Commitments"), "advocacy:commitments"), (_("Write down a commitment"), "")),
        },
        draft=("commitment-new", NIL, ""),
    )
    return answer(request, page)


def _saved(request: HttpRequest, form: CommitmentForm, commitment_id: UUID | None) -> HttpResponse:
    said = form.cleaned_data
    row = services.save_commitment(
        by=actor_of(request), promise=form.promise(), commitment_id=commitment_id, version=said["version"], token=said["token"]
    )
    return done(request, "commitment_saved", "advocacy:commitment", row.id)


@require_http_methods(GET_POST)
@policy("advocacy:commitment:write", roles=permissions.WRITERS)
def commitment_edit(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Corrects an own commitment."""
    row = pages.own(actor_of(request), commitment_id)
    page = FormPage(
        _FORM,
        lambda data: CommitmentForm(data, row=row, initial=initial_of(row)),
        lambda form: _saved(request, form, commitment_id),
        context=_context(row, _("Correct the commitment"), row.office, _("Save the commitment")),
    )
    return answer(request, page)


@require_http_methods(GET_POST)
@policy("advocacy:commitment:write", roles=permissions.WRITERS)
def commitment_move(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Records what an own commitment became."""
    row = pages.own(actor_of(request), commitment_id)
    page = FormPage(
        _FORM,
        lambda data: MoveForm(data, initial={"token": new_id()}),
        lambda form: _moved(request, form, commitment_id),
        context=_context(row, _("Record what became of it"), row.words, _("Record")),
    )
    return answer(request, page)


def _moved(request: HttpRequest, form: MoveForm, commitment_id: UUID) -> HttpResponse:
    said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    services.move_commitment(by=actor_of(request), commitment_id=commitment_id, **said)
    return done(request, "commitment_moved", "advocacy:commitment", commitment_id)


@require_http_methods(GET_POST)
@policy("advocacy:commitment:write", roles=permissions.WRITERS)
def commitment_pause(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Pauses an own commitment, or lets it go on."""
    row = pages.own(actor_of(request), commitment_id)
    lede = _(
        "While it is paused no ask is proposed and no indicator counts it. Partners see that it is paused, not why. "
        "Only the organisation that wrote it down pauses it."
    )
    page = FormPage(
        _FORM,
        lambda data: PauseForm(data, initial={"paused": row.paused}),
        lambda form: _paused(request, form, commitment_id),
        context=_context(row, _("Pause, or let it go on"), lede, _("Save")),
    )
    return answer(request, page)


def _paused(request: HttpRequest, form: PauseForm, commitment_id: UUID) -> HttpResponse:
    paused = form.cleaned_data["paused"]
    services.pause_commitment(by=actor_of(request), commitment_id=commitment_id, paused=paused)
    return done(request, "commitment_paused" if paused else "commitment_goes_on", "advocacy:commitment", commitment_id)


@require_http_methods(GET_POST)
@policy("advocacy:commitment:write", roles=permissions.WRITERS)
def commitment_archive(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Keeps a copy of an own commitment's source."""
    row = pages.own(actor_of(request), commitment_id)
    lede = _("Pages on the internet change and disappear. What you keep here carries its SHA-256 and today's date.")
    page = FormPage(
        _FORM,
        lambda data: ArchiveForm(
            data, request.FILES if data is not None else None, cut=was_cut(request), initial={"token": new_id()}
        ),
        lambda form: _archived(request, form, commitment_id),
        context=_context(row, _("Archive the source"), lede, _("Archive")) | {"upload": True},
    )
    try:
        return answer(request, page)
    finally:
        for file in request.FILES.values():
            if isinstance(file, SealedFile):
                file.remove()


def _archived(request: HttpRequest, form: ArchiveForm, commitment_id: UUID) -> HttpResponse:
    said, by = form.cleaned_data, actor_of(request)
    if isinstance(said["file"], SealedFile):
        services.archive_file(by=by, commitment_id=commitment_id, file=said["file"], token=said["token"])
    else:
        services.archive_text(by=by, commitment_id=commitment_id, text=said["text"], token=said["token"])
    return done(request, "archive_kept", "advocacy:commitment", commitment_id, anchor="#archive")


@require_http_methods(GET_POST)
@policy("advocacy:incident:link", roles=permissions.CONFIDANTS)
def commitment_link(request: HttpRequest, public_commitment: UUID) -> HttpResponse:
    """Ties an incident of ours to a commitment of the coalition."""
    row = pages.seen(public_commitment)
    lede = _("Which incident it is stays sealed: the commitment's words alone would tell where and when.")
    page = FormPage(
        _FORM,
        LinkForm,
        lambda form: _linked(request, form, public_commitment),
        context=_context(row, _("Tie an incident"), lede, _("Tie")),
    )
    return answer(request, page)


def _linked(request: HttpRequest, form: LinkForm, commitment_id: UUID) -> HttpResponse:
    services.link_incident(by=actor_of(request), incident=form.cleaned_data["incident"], commitment_id=commitment_id)
    return done(request, "incident_linked", "advocacy:commitment", commitment_id, anchor="#incidents")


@require_POST
@policy("advocacy:incident:link", roles=permissions.CONFIDANTS)
def incident_unlink(request: HttpRequest, incident_link: UUID) -> HttpResponse:
    """Unties an incident."""
    row = services.unlink_incident(by=actor_of(request), link_id=incident_link)
    if row.commitment_id:
        return done(request, "incident_unlinked", "advocacy:commitment", row.commitment_id)
    return done(request, "incident_unlinked", "advocacy:recommendation", row.recommendation_id)


@in_words
@require_http_methods(GET_POST)
@policy("advocacy:proposal:answer", roles=permissions.WRITERS)
def proposal(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """The ask that a passed deadline proposes: accepted, in these words or others."""
    row, proposed = pages.proposal(actor_of(request), commitment_id)
    page = FormPage(
        "advocacy/proposal.html",
        lambda data: AskForm(data, initial={"token": new_id()} | proposed),
        lambda form: _accepted(request, form, commitment_id),
        context={
            "row": row,
            "words": wording.quoted(row.words),
            "decline": DeclineForm(prefix="decline"),
            "status": pages.status(row),
            "gap": pages.gap(row),
        }
        | {"breadcrumb": trail((_("Commitments"), "advocacy:commitments"), (row.reference, ""))},
    )
    return answer(request, page)


def _accepted(request: HttpRequest, form: AskForm, commitment_id: UUID) -> HttpResponse:
    ask = services.accept_proposal(
        by=actor_of(request), commitment_id=commitment_id, wanted=form.wanted(), token=form.cleaned_data["token"]
    )
    return done(request, "ask_accepted", "advocacy:ask", ask.id)


@in_words
@require_POST
@policy("advocacy:proposal:answer", roles=permissions.WRITERS)
def proposal_decline(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Declines the proposed ask, for a reason."""
    pages.own(actor_of(request), commitment_id)
    reason = request.POST.get("decline-reason", "")[:2000]
    services.decline_proposal(by=actor_of(request), commitment_id=commitment_id, reason=reason)
    return done(request, "proposal_declined", "advocacy:commitment", commitment_id)
