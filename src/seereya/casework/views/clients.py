"""Mandates, client updates, privileged notes, steps of a file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.casework import owed, permissions
from seereya.casework.forms.clients import MandateForm, NoteForm, RevokeForm, StepForm, UpdateForm
from seereya.casework.pages import clients, forms
from seereya.casework.services import funnel, mandates, notes, open_case, updates
from seereya.casework.services.openings import open_to_print
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts

keeps_drafts("mandate", "client-update", "counsel-note")
_FORM = "casework/clients/form.html"


@in_words
@require_http_methods(GET_POST)
@policy("casework:mandate:save", roles=permissions.WRITERS)
def mandate_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Records a mandate as it was signed."""
    opened = open_case(by=actor_of(request), case_id=case_id)
    page = FormPage(
        "casework/clients/mandate.html",
        lambda data: MandateForm(data, initial={"token": new_id(), "signing": "signed"}),
        lambda form: _mandate_saved(request, case_id, form),
        context={"case": opened.row},
        draft=("mandate", case_id, ""),
    )
    return answer(request, page)


def _mandate_saved(request: HttpRequest, case_id: UUID, form: MandateForm) -> HttpResponse:
    mandates.save_mandate(by=actor_of(request), case_id=case_id, mandate=form.mandate(), token=form.cleaned_data["token"])
    return done(request, "mandate_saved", "casework:case", case_id, anchor="#mandates")


@in_words
@require_http_methods(GET_POST)
@policy("casework:mandate:revoke", roles=permissions.WRITERS)
def mandate_revoke(request: HttpRequest, case_id: UUID, mandate_id: str) -> HttpResponse:
    """Records that a mandate was revoked."""
    opened = open_case(by=actor_of(request), case_id=case_id)
    page = FormPage(
        _FORM,
        lambda data: RevokeForm(data, initial={"version": opened.row.version}),
        lambda form: _mandate_revoked(request, case_id, mandate_id, form),
        context=forms.revoke(opened.row),
        differences=lambda _form: (open_case(by=actor_of(request), case_id=case_id).row.version, []),
    )
    return answer(request, page)


def _mandate_revoked(request: HttpRequest, case_id: UUID, mandate_id: str, form: RevokeForm) -> HttpResponse:
    said = form.cleaned_data
    mandates.revoke_mandate(
        by=actor_of(request), case_id=case_id, version=said["version"] or 0, mandate_id=mandate_id, on=said["on"], why=said["why"]
    )
    return done(request, "mandate_revoked", "casework:case", case_id, anchor="#mandates")


@require_safe
@policy("casework:mandate:print", roles=permissions.READERS)
def mandate_print(request: HttpRequest, case_id: UUID, mandate_id: str) -> HttpResponse:
    """The sheet to read aloud and sign, in French; that it was printed is on the record before it is shown."""
    opened = open_to_print(by=actor_of(request), case_id=case_id, what="mandate")
    with translation.override("fr"):
        sheet = clients.mandate_sheet(opened, mandate_id)
        if sheet is None:
            raise Http404
        return render(request, "casework/clients/sheet.html", sheet)


@in_words
@require_http_methods(GET_POST)
@policy("casework:client:tell", roles=permissions.WRITERS)
def update_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Records that a client was told where the file stands."""
    opened = open_case(by=actor_of(request), case_id=case_id)
    page = FormPage(
        _FORM,
        lambda data: UpdateForm(data, clients=owed.clients(opened.content), initial={"token": new_id()}),
        lambda form: _told(request, case_id, form),
        context=forms.update(opened),
        draft=("client-update", case_id, ""),
    )
    return answer(request, page)


def _told(request: HttpRequest, case_id: UUID, form: UpdateForm) -> HttpResponse:
    updates.record_update(by=actor_of(request), case_id=case_id, update=form.update(), token=form.cleaned_data["token"])
    return done(request, "client_told", "casework:case", case_id, anchor="#clients")


@in_words
@require_http_methods(GET_POST)
@policy("casework:note:read", roles=permissions.DECIDERS)
def counsel_notes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Counsel's privileged notes, and a new one."""
    case, kept = notes.open_notes(by=actor_of(request), case_id=case_id)
    page = FormPage(
        "casework/clients/notes.html",
        lambda data: NoteForm(data, initial={"token": new_id()}),
        lambda form: _noted(request, case_id, form),
        context={"case": case, "notes": kept},
        draft=("counsel-note", case_id, ""),
    )
    return answer(request, page)


def _noted(request: HttpRequest, case_id: UUID, form: NoteForm) -> HttpResponse:
    said = form.cleaned_data
    notes.write_note(by=actor_of(request), case_id=case_id, words=said["words"], note_id=said["token"])
    return done(request, "note_written", "casework:notes", case_id)


@in_words
@require_http_methods(GET_POST)
@policy("casework:step:record", roles=permissions.DECIDERS)
def step_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Records a step of the funnel that nothing else in the file says."""
    opened = open_case(by=actor_of(request), case_id=case_id)
    page = FormPage(
        _FORM,
        lambda data: StepForm(data, initial={"perpetrators": opened.content.perpetrators}),
        lambda form: _stepped(request, case_id, form),
        context=forms.step(opened.row),
    )
    return answer(request, page)


def _stepped(request: HttpRequest, case_id: UUID, form: StepForm) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("step", "month", "why", "perpetrators")}
    funnel.record_step(by=actor_of(request), case_id=case_id, **said)
    return done(request, "step_recorded", "casework:case", case_id, anchor="#clients")
