"""Case files: list, open, read, change, pause, close."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.casework import permissions, services, wording
from seereya.casework.forms.cases import CaseForm, NewCaseForm, PauseForm, ReasonForm, initial_of
from seereya.casework.pages import case as case_page
from seereya.casework.pages import cases as pages
from seereya.casework.pages.asking import ask
from seereya.documentation.pages_lists.indexes import needs_index
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("case-new", "case", "act", "qualification")


@require_safe
@policy("casework:case:list", roles=permissions.READERS)
@needs_index
def cases(request: HttpRequest) -> HttpResponse:
    """Case files the member can open, those that moved longest ago first."""
    return render(request, "casework/cases/list.html", pages.case_list(actor_of(request), request.GET))


@require_safe
@policy("casework:case:count", roles=permissions.COUNTERS)
def counts(request: HttpRequest) -> HttpResponse:
    """How many files stand where, from the coarse columns alone: nothing opens."""
    return render(request, "casework/cases/counts.html", pages.counts(actor_of(request)))


@in_words
@require_http_methods(GET_POST)
@policy("casework:case:create", roles=permissions.WRITERS)
def case_new(request: HttpRequest) -> HttpResponse:
    """Opens a case file, from an incident or without one."""
    offered = pages.new_form(actor_of(request), request.GET)
    page = FormPage(
        "casework/cases/new.html",
        lambda data: NewCaseForm(data, **offered),
        lambda form: _opened(request, form),
        draft=("case-new", NIL, ""),
    )
    return answer(request, page)


def _opened(request: HttpRequest, form: NewCaseForm) -> HttpResponse:
    content = form.content()
    content.incidents = pages.linked(actor_of(request), form.references())
    content.parties = pages.victims(actor_of(request), form.cleaned_data.get("victims", []), form.references())
    row = services.open_case_file(by=actor_of(request), content=content, case_id=form.cleaned_data["token"])
    return done(request, "case_opened", "casework:case", row.id)


@require_safe
@policy("casework:case:read", roles=permissions.READERS)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A case file: where it stands, what is due, what was done."""
    return render(request, "casework/cases/case.html", case_page.case(actor_of(request), case_id))


@require_http_methods(GET_POST)
@policy("casework:case:change", roles=permissions.WRITERS)
def case_edit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Changes what the file's own form holds."""
    by = actor_of(request)
    version = services.version_of(by=by, case_id=case_id)
    return ask(
        request, case_id, heading=_("Change the case file"), verb=_("Save the changes"), said="case_changed", draft=("case", case_id, ""),
        make=lambda data, content: CaseForm(data, kept=content, initial=initial_of(content) | {"version": version}),
        save=lambda form: services.change_case(
            by=by, case_id=case_id, version=form.cleaned_data["version"] or 0, said=form.said()
        ),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:case:pause", roles=permissions.WRITERS)
def case_pause(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Pauses reminders for somebody's safety or at the client's wish, or lets them run again."""
    by, ways = actor_of(request), list(wording.PAUSES.items())
    return ask(
        request, case_id, heading=_("Reminders of this file"), verb=_("Save"), said="case_changed",
        make=lambda data, content: PauseForm(data, ways=ways, initial={"paused": content.paused, "why": content.paused_why}),
        save=lambda form: services.set_pause(
            by=by, case_id=case_id, paused=form.cleaned_data["paused"], why=form.cleaned_data["why"]
        ),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:case:close", roles=permissions.DECIDERS)
def case_close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Closes the file with its reason, or opens it again."""
    by, again = actor_of(request), "again" in request.GET
    return ask(
        request, case_id, heading=_("Open the file again") if again else _("Close the case file"),
        verb=_("Open it again") if again else _("Close it"), said="case_changed",
        make=lambda data, _content: ReasonForm(data),
        save=lambda form: services.close_case(by=by, case_id=case_id, why=form.cleaned_data["why"], again=again),
    )  # fmt: skip
