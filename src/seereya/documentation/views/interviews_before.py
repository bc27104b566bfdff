"""What comes before an interview: missions with their check, and questions between organisations whether a person was heard."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.documentation import permissions, services
from seereya.documentation.forms.interviews import AnswerForm, AskForm, MissionForm
from seereya.documentation.pages import heard as heard_pages
from seereya.documentation.pages import interviews as pages
from seereya.documentation.pages import labelled
from seereya.documentation.pages.words import Row
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts, uuid_of

keeps_drafts("mission-new", "mission", "heard-ask", "heard-answer")


@require_safe
@policy("documentation:mission:list", roles=permissions.INTERVIEW_ROOM)
def missions(request: HttpRequest) -> HttpResponse:
    """Missions, with what the preparation of each lacks."""
    context = {"items": pages.mission_lines(actor_of(request)), "may_create": actor_of(request).holds(*permissions.INTERVIEWERS)}
    return render(request, "documentation/interviews/missions.html", context)


@require_http_methods(GET_POST)
@policy("documentation:mission:create", roles=permissions.INTERVIEWERS)
def mission_new(request: HttpRequest) -> HttpResponse:
    """Prepares a mission."""
    page = FormPage(
        "documentation/interviews/mission.html",
        lambda data: MissionForm(data, initial={"token": new_id()}),
        lambda form: _mission_made(request, form),
        draft=("mission-new", NIL, ""),
    )
    return answer(request, page)


def _mission_made(request: HttpRequest, form: MissionForm) -> HttpResponse:
    services.create_mission(by=actor_of(request), content=form.content(), mission_id=form.cleaned_data["token"] or new_id())
    return done(request, "mission_saved", "documentation:missions")


@require_http_methods(GET_POST)
@policy("documentation:mission:change", roles=permissions.INTERVIEWERS)
def mission_edit(request: HttpRequest, mission_id: UUID) -> HttpResponse:
    """Reads a mission's check and changes it."""
    row, content = services.open_mission(by=actor_of(request), mission_id=mission_id)
    page = FormPage(
        "documentation/interviews/mission.html",
        lambda data: MissionForm(data, initial=vars(content) | {"version": row.version}),
        lambda form: _mission_saved(request, mission_id, form),
        context={"mission": row},
        draft=("mission", mission_id, ""),
        differences=lambda form: _mission_differences(request, mission_id, form),
    )
    return answer(request, page)


def _mission_saved(request: HttpRequest, mission_id: UUID, form: MissionForm) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    services.save_mission(by=actor_of(request), mission_id=mission_id, version=version, content=form.content())
    return done(request, "mission_saved", "documentation:missions")


def _mission_differences(request: HttpRequest, mission_id: UUID, form: MissionForm) -> tuple[int, list[Row]]:
    row, saved = services.open_mission(by=actor_of(request), mission_id=mission_id)
    names = ("title", *pages.MISSION)
    theirs, ours = ([(one["label"], one["value"]) for one in pages.facts(said, names)] for said in (saved, form.content()))
    return row.version, labelled.differences(theirs, ours)


@require_safe
@policy("documentation:heard-before:list", roles=permissions.INTERVIEW_ROOM)
def heard(request: HttpRequest) -> HttpResponse:
    """Questions between organisations: those to answer, and those asked with their answers."""
    return render(request, "documentation/interviews/heard.html", heard_pages.page(actor_of(request)))


@require_http_methods(GET_POST)
@policy("documentation:heard-before:ask", roles=permissions.INTERVIEWERS)
def heard_ask(request: HttpRequest) -> HttpResponse:
    """Asks one partner whether it heard a person already."""
    partners = heard_pages.partners(actor_of(request))
    page = FormPage(
        "documentation/interviews/ask.html",
        lambda data: AskForm(data, partners=partners),
        lambda form: _asked(request, form),
        draft=("heard-ask", NIL, ""),
    )
    return answer(request, page)


def _asked(request: HttpRequest, form: AskForm) -> HttpResponse:
    said = form.cleaned_data
    services.ask_partner(by=actor_of(request), organisation_id=uuid_of(said["organisation"]), words=said["words"])
    return done(request, "question_asked", "documentation:heard")


@in_words
@require_http_methods(GET_POST)
@policy("documentation:heard-before:answer", roles=permissions.FOCAL_POINTS)
def heard_answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Opens a partner's question, on the record, and answers it after looking."""
    page = FormPage(
        "documentation/interviews/answer.html",
        AnswerForm,
        lambda form: _answered(request, question_id, form),
        context=heard_pages.question(actor_of(request), question_id, request.POST.get("purpose", "")),
        draft=("heard-answer", question_id, ""),
    )
    return answer(request, page, show="purpose" in request.POST)


def _answered(request: HttpRequest, question_id: UUID, form: AnswerForm) -> HttpResponse:
    said = form.cleaned_data
    services.answer_question(
        by=actor_of(request), question_id=question_id, answer=services.Answer(said["answer"], said["whom"].strip())
    )
    return done(request, "question_answered", "documentation:heard")
