"""Interviews: list, record, complete, approve, open what was said, print, make an account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.documentation import permissions, services
from seereya.documentation.content_interviews import Said
from seereya.documentation.forms.interviews import InterviewForm, MakeAccountForm, initial_of
from seereya.documentation.pages import interviews as pages
from seereya.documentation.pages import interviews_editing as editing
from seereya.documentation.pages.interviews_history import page as interview_history_page
from seereya.documentation.pages_lists.indexes import needs_index
from seereya.documentation.rules_interviews import State
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts
from seereya.vault.keyring import keyring_of

keeps_drafts("interview-new", "interview", "interview-account")
HERE = "documentation:interview"


@needs_index
@require_safe
@policy("documentation:interview:list", roles=permissions.INTERVIEW_ROOM)
def interviews(request: HttpRequest) -> HttpResponse:
    """Interviews by their references and the open codes of persons."""
    return render(request, "documentation/interviews/list.html", pages.listed(actor_of(request), request.GET))


@require_http_methods(GET_POST)
@policy("documentation:interview:create", roles=permissions.INTERVIEWERS)
def interview_new(request: HttpRequest) -> HttpResponse:
    """Records an encounter with a person; a person who is not recorded yet gets her own record."""
    actor = actor_of(request)
    initial: dict[str, Any] = {"token": new_id(), "kind": "first", **editing.of(actor, request.GET.get("of", ""))}
    missions = pages.mission_choices(actor)
    page = FormPage(
        "documentation/interviews/form.html",
        lambda data: InterviewForm(data, missions=missions, initial=initial),
        lambda form: _made(request, form),
        draft=("interview-new", NIL, ""),
        context={"writes_only": not keyring_of(actor).of_kind("documentation")},
    )
    return answer(request, page)


def _made(request: HttpRequest, form: InterviewForm) -> HttpResponse:
    actor = actor_of(request)
    row = editing.make(actor, form)
    if row.vault_id not in keyring_of(actor):
        return render(request, "documentation/interviews/receipt.html", {"interview": row})
    return done(request, "interview_saved", HERE, row.id)


@needs_index
@require_safe
@policy("documentation:interview:read", roles=permissions.INTERVIEW_ROOM)
def interview(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """How an interview was, without her words."""
    return render(request, "documentation/interviews/interview.html", pages.interview(actor_of(request), interview_id))


@require_safe
@policy("documentation:interview:read-history", roles=permissions.INTERVIEW_ROOM)
def interview_history(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Every version of an interview, with what each changed."""
    return render(request, "documentation/interviews/history.html", interview_history_page(actor_of(request), interview_id))


@in_words
@require_http_methods(GET_POST)
@policy("documentation:interview:change", roles=permissions.INTERVIEWERS)
def interview_edit(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Changes a draft; words that are not open on this screen stay where nothing new is written."""
    actor = actor_of(request)
    held, said, present = editing.opened(actor, interview_id)
    missions = pages.mission_choices(actor)
    initial = initial_of(held.content, said or Said(), present) | {"version": held.row.version}
    page = FormPage(
        "documentation/interviews/form.html",
        lambda data: InterviewForm(data, missions=missions, initial=initial, known=True),
        lambda form: _saved(request, interview_id, form, held.content.person, closed=said is None),
        context={"interview": held.row, "content": held.content, "closed": said is None},
        draft=("interview", interview_id, ""),
        differences=lambda form: editing.differences(actor, interview_id, form.content(held.content.person)),
    )
    return answer(request, page)


def _saved(request: HttpRequest, interview_id: UUID, form: InterviewForm, person: str, *, closed: bool) -> HttpResponse:
    version, content = form.cleaned_data["version"] or 0, form.content(person)
    services.save_interview(
        by=actor_of(request),
        interview_id=interview_id,
        version=version,
        content=content,
        said=form.said(),
        present=form.present(),
        blank_keeps=closed,
    )
    return done(request, "interview_saved", HERE, interview_id)


@in_words
@require_POST
@policy("documentation:interview:complete", roles=permissions.INTERVIEWERS)
def interview_complete(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Closes a draft; a second full statement of one person waits for somebody else's approval."""
    state = services.complete_interview(by=actor_of(request), interview_id=interview_id)
    return done(request, "interview_asked" if state == State.AWAITING else "interview_completed", HERE, interview_id)


@in_words
@require_POST
@policy("documentation:interview:approve", roles=permissions.STATEMENT_APPROVERS)
def interview_approve(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Approves another full statement of the same person."""
    services.approve_interview(by=actor_of(request), interview_id=interview_id)
    return done(request, "interview_approved", HERE, interview_id)


@in_words
@require_POST
@policy("documentation:interview:see-deviation", roles=permissions.DEVIATION_READERS)
def interview_seen(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Takes note of a departure from the preparation."""
    services.see_deviation(by=actor_of(request), interview_id=interview_id, note=request.POST.get("note", "")[:500])
    return done(request, "deviation_seen", HERE, interview_id)


@in_words
@require_POST
@policy("documentation:interview:open-words", roles=permissions.SEALED_READERS & permissions.INTERVIEW_ROOM)
def interview_words(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Opens what was said, for a purpose; shown in place."""
    context = pages.with_words(actor_of(request), interview_id, request.POST.get("purpose", ""))
    return render(request, "documentation/interviews/interview.html", context)


@in_words
@require_POST
@policy("documentation:interview:print", roles=permissions.SEALED_READERS & permissions.INTERVIEW_ROOM)
def interview_print(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """The statement for paper, for a purpose; that it was printed is on the record."""
    context = pages.statement(actor_of(request), interview_id, request.POST.get("purpose", ""))
    return render(request, "documentation/interviews/print.html", context)


@require_http_methods(GET_POST)
@policy("documentation:interview:make-account", roles=permissions.INTERVIEWERS & permissions.WRITERS)
def interview_account(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Makes an account of an incident in one step."""
    held = services.open_interview(by=actor_of(request), interview_id=interview_id)
    page = FormPage(
        "documentation/interviews/account.html",
        lambda data: MakeAccountForm(data, initial={"role": "witness"}),
        lambda form: _account_made(request, interview_id, form),
        context={"interview": held.row, "content": held.content},
        draft=("interview-account", interview_id, ""),
    )
    return answer(request, page)


def _account_made(request: HttpRequest, interview_id: UUID, form: MakeAccountForm) -> HttpResponse:
    said = form.cleaned_data
    row = services.account_from_interview(
        by=actor_of(request),
        interview_id=interview_id,
        reference=said["reference"],
        role=said["role"],
        purpose=said["purpose"],
    )
    return done(request, "account_made", "documentation:incident", row.id, anchor="#accounts")
