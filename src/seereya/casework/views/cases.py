"""Case files: list, open, read, change, pause, close."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.casework import permissions, services
from seereya.casework.forms.cases import NewCaseForm
from seereya.casework.pages import case as case_page
from seereya.casework.pages import cases as pages
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("case-new", "case")


@require_safe
@policy("casework:case:list", roles=permissions.READERS)
def cases(request: HttpRequest) -> HttpResponse:
    """Case files the member can open, those that moved longest ago first."""
    return render(request, "casework/cases/list.html", pages.case_list(actor_of(request), request.GET))


@in_words
@require_http_methods(GET_POST)
@policy("casework:case:create", roles=permissions.WRITERS)
def case_new(request: HttpRequest) -> HttpResponse:
    """Opens a case file, from an incident or without one."""
    initial = {"token": new_id()} | pages.new_initial(actor_of(request), pages.as_uuid(request.GET.get("incident", "")))
    page = FormPage(
        "casework/cases/new.html",
        lambda data: NewCaseForm(data, initial=initial),
        lambda form: _opened(request, form),
        draft=("case-new", NIL, ""),
    )
    return answer(request, page)


def _opened(request: HttpRequest, form: NewCaseForm) -> HttpResponse:
    content = form.content()
    content.incidents = pages.linked(actor_of(request), form.references())
    row = services.open_case_file(by=actor_of(request), content=content, case_id=form.cleaned_data["token"])
    return done(request, "case_opened", "casework:case", row.id)


@require_safe
@policy("casework:case:read", roles=permissions.READERS)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A case file: where it stands, what is due, what was done."""
    return render(request, "casework/cases/case.html", case_page.case(actor_of(request), case_id))
