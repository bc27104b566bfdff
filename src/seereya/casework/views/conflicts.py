"""Conflict checks between partners’ counsel."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.casework import permissions
from seereya.casework.forms.conflicts import AnswerForm, ConcludeForm, QuestionForm
from seereya.casework.pages import conflicts as pages
from seereya.casework.services import conflicts as services
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("conflict-question")


@require_safe
@policy("casework:conflict:list", roles=permissions.DECIDERS)
def conflicts(request: HttpRequest) -> HttpResponse:
    """What my organisation asked, and what partners ask of it."""
    return render(request, "casework/conflicts/list.html", pages.overview(actor_of(request)))


@in_words
@require_http_methods(GET_POST)
@policy("casework:conflict:ask", roles=permissions.DECIDERS)
def conflict_new(request: HttpRequest) -> HttpResponse:
    """Puts a question to the counsel of partners."""
    partners = pages.partners(actor_of(request))
    page = FormPage(
        "casework/conflicts/new.html",
        lambda data: QuestionForm(
            data, partners=partners, initial={"token": new_id(), "partners": [one for one, _name in partners]}
        ),
        lambda form: _asked(request, form),
        draft=("conflict-question", NIL, ""),
        context={"partners": partners},
    )
    return answer(request, page)


def _asked(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    row = services.ask_partners(
        by=actor_of(request), question=form.question(), partners=form.asked(), request_id=form.cleaned_data["token"]
    )
    return done(request, "conflict_asked", "casework:conflict", row.id)


@in_words
@require_http_methods(GET_POST)
@policy("casework:conflict:read", roles=permissions.DECIDERS)
def conflict(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request with the partners' answers; counsel concludes here."""
    page = FormPage(
        "casework/conflicts/request.html",
        ConcludeForm,
        lambda form: _concluded(request, request_id, form),
        context=pages.request(actor_of(request), request_id),
    )
    return answer(request, page)


def _concluded(request: HttpRequest, request_id: UUID, form: ConcludeForm) -> HttpResponse:
    services.conclude(by=actor_of(request), request_id=request_id, conclusion=form.conclusion())
    return done(request, "conflict_concluded", "casework:conflict", request_id)


@in_words
@require_http_methods(GET_POST)
@policy("casework:conflict:answer", roles=permissions.DECIDERS)
def conflict_answer(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """A partner's question, answered after looking in our own records."""
    row, question = services.open_asked(by=actor_of(request), asked_id=asked_id)
    page = FormPage(
        "casework/conflicts/answer.html",
        AnswerForm,
        lambda form: _answered(request, asked_id, form),
        context={"asked": row, "question": question, "breadcrumb": pages.crumbs(row.asker.name)},
    )
    return answer(request, page)


def _answered(request: HttpRequest, asked_id: UUID, form: AnswerForm) -> HttpResponse:
    services.answer_partner(by=actor_of(request), asked_id=asked_id, answer=form.said())
    return done(request, "conflict_answered", "casework:conflicts")
