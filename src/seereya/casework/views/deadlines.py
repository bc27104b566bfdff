"""Time limits and the calendar they are counted over."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.casework import permissions, services
from seereya.casework.forms.acts import DeadlineForm, HolidayForm, MeetForm, StartDeadlineForm
from seereya.casework.pages import cases as pages
from seereya.casework.pages import steps
from seereya.casework.pages.asking import ask
from seereya.vault.formpages import GET_POST, FormPage, answer, done


@require_http_methods(GET_POST)
@policy("casework:deadline:set", roles=permissions.WRITERS)
def deadline_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Starts a time limit by hand."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Start a time limit"), verb=_("Start it"), said="deadline_saved", anchor="#deadlines",
        make=lambda data, _content: StartDeadlineForm(data),
        save=lambda form: services.start_deadline(by=by, case_id=case_id, rule=form.cleaned_data["rule"], starts=form.begins()),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:deadline:change", roles=permissions.DECIDERS)
def deadline(request: HttpRequest, case_id: UUID, deadline_id: str) -> HttpResponse:
    """Another length for this case, with reason and author."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Change the time limit in this case"), verb=_("Save the time limit"), said="deadline_saved",
        anchor="#deadlines",
        make=lambda data, content: DeadlineForm(data, initial=pages.deadline_initial(content, deadline_id)),
        save=lambda form: services.change_deadline(by=by, case_id=case_id, deadline_id=deadline_id, **steps.said(form)),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:deadline:meet", roles=permissions.WRITERS)
def deadline_met(request: HttpRequest, case_id: UUID, deadline_id: str) -> HttpResponse:
    """The limit was met, or matters no more."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Met, or of no matter any more"), verb=_("Note it"), said="deadline_met", anchor="#deadlines",
        make=lambda data, content: MeetForm(data, initial={"rule": steps.deadline(content, deadline_id).rule}),
        save=lambda form: services.meet_deadline(by=by, case_id=case_id, deadline_id=deadline_id, **steps.said(form)),
    )  # fmt: skip


@in_words
@require_POST
@policy("casework:deadline:review", roles=permissions.WRITERS)
def deadline_review(request: HttpRequest, case_id: UUID, deadline_id: str) -> HttpResponse:
    """Counts a limit anew over the calendar as it is now."""
    services.review_deadline(by=actor_of(request), case_id=case_id, deadline_id=deadline_id)
    return done(request, "deadline_saved", "casework:case", case_id, anchor="#deadlines")


@require_http_methods(GET_POST)
@policy("casework:holiday:set", roles=permissions.WRITERS)
def holidays(request: HttpRequest) -> HttpResponse:
    """The courts' calendar of a year, and its corrections."""
    by = actor_of(request)

    def saved(form: HolidayForm) -> HttpResponse:
        services.set_holiday(by=by, **steps.said(form))
        return done(request, "holiday_saved", "casework:holidays")

    page = FormPage("casework/holidays.html", HolidayForm, saved, context=pages.holidays(by, request.GET.get("year", "")))
    return answer(request, page)
