"""Complaints about our own staff: filed by any member, read by whoever holds the key."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.foundation.identifiers import new_id
from seereya.protection import permissions
from seereya.protection.forms.complaints import ComplaintForm, ComplaintMoveForm, PaperForm, SlipForm, outside
from seereya.protection.pages import complaints as pages
from seereya.protection.rules_complaints import Move
from seereya.protection.services import complaints as services
from seereya.protection.wording_complaints import MOVES
from seereya.vault.formpages import GET_POST, FormPage, answer, done

_FORM = "protection/complaint_form.html"


@require_safe
@policy("protection:complaint:list", roles=permissions.COMPLAINING)
def complaints(request: HttpRequest) -> HttpResponse:
    """What I filed, and what I received."""
    return render(request, "protection/complaints.html", pages.complaints(actor_of(request)))


@require_http_methods(GET_POST)
@policy("protection:complaint:file", roles=permissions.COMPLAINING)
def complaint_new(request: HttpRequest) -> HttpResponse:
    """Complains about somebody of the staff."""
    by = actor_of(request)
    page = FormPage(
        _FORM, lambda data: ComplaintForm(data, by=by, initial={"token": new_id()}), lambda form: _filed(request, form)
    )
    return answer(request, page)


def _filed(request: HttpRequest, form: ComplaintForm) -> HttpResponse:
    said = form.cleaned_data
    row = services.file_complaint(
        by=actor_of(request),
        content=form.content(),
        recipients=said["recipients"],
        anonymous=said["anonymous"],
        token=said["token"],
    )
    return done(request, "complaint_filed", "protection:complaint", row.id)


@require_http_methods(GET_POST)
@policy("protection:complaint:enter", roles=permissions.COMPLAINTS)
def complaint_paper(request: HttpRequest) -> HttpResponse:
    """Enters a complaint received on paper."""
    by = actor_of(request)
    page = FormPage(
        _FORM,
        lambda data: PaperForm(data, by=by, initial={"token": new_id()}),
        lambda form: _entered(request, form),
        context={"paper": True},
    )
    return answer(request, page)


def _entered(request: HttpRequest, form: PaperForm) -> HttpResponse:
    said = form.cleaned_data
    row = services.enter_paper(by=actor_of(request), content=form.content(), recipients=said["recipients"], token=said["token"])
    return done(request, "complaint_entered", "protection:complaint", row.id)


@require_http_methods(GET_POST)
@policy("protection:complaint:slips", roles=permissions.COMPLAINING)
def complaint_slips(request: HttpRequest) -> HttpResponse:
    """Slips to print, each with a code; nothing is kept of them."""
    page = FormPage("protection/complaint_slips.html", SlipForm, lambda form: _slips(request, form))
    return answer(request, page)


def _slips(request: HttpRequest, form: SlipForm) -> HttpResponse:
    said = form.cleaned_data
    return render(request, "protection/complaint_slips.html", pages.slips(said["language"], said["count"]))


@require_safe
@policy("protection:complaint:read", roles=permissions.COMPLAINING)
def complaint(request: HttpRequest, complaint_id: UUID) -> HttpResponse:
    """One complaint and its answers."""
    return render(request, "protection/complaint.html", pages.complaint(actor_of(request), complaint_id))


@require_http_methods(GET_POST)
@policy("protection:complaint:move", roles=permissions.COMPLAINTS)
def complaint_move(request: HttpRequest, complaint_id: UUID, move: str) -> HttpResponse:
    """Acknowledges, answers, closes a complaint, or passes it on."""
    by = actor_of(request)
    opened, wanted = pages.moving(by, complaint_id, move)
    first = {"version": opened.row.version}
    nobody = wanted is Move.HAND_ON and not outside(opened.content, keep=str(by.id))
    page = FormPage(
        "protection/complaint_move.html",
        lambda data: ComplaintMoveForm(data, move=wanted, by=by, content=opened.content, initial=first),
        lambda form: _moved(request, complaint_id, wanted, form),
        context={"code": opened.content.code, "verb": MOVES[wanted], "complaint": opened.row, "nobody": nobody},
    )
    return answer(request, page)


def _moved(request: HttpRequest, complaint_id: UUID, move: Move, form: ComplaintMoveForm) -> HttpResponse:
    said = {name: form.cleaned_data.get(name, "") for name in ("words", "note", "to")}
    version = form.cleaned_data["version"] or 0
    services.move_complaint(by=actor_of(request), complaint_id=complaint_id, version=version, move=move, **said)
    if move is Move.HAND_ON:
        return done(request, "complaint_passed", "protection:complaints")
    return done(request, "complaint_moved", "protection:complaint", complaint_id)
