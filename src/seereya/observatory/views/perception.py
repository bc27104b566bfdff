"""The perception survey: rounds, their answers, the comparison, the sheet for paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.observatory import permissions, services
from seereya.observatory import wording_perception as words
from seereya.observatory.forms.perception import GroupForm, RoundForm, group_initial, round_initial
from seereya.observatory.models import SurveyRound
from seereya.observatory.pages import perception as pages
from seereya.observatory.pages.listing import refusal_page
from seereya.observatory.queries import perception as queries
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("survey-new", "survey-answers")
HERE = "observatory:survey"


@require_safe
@policy("observatory:survey:list", roles=permissions.SURVEYORS)
def surveys(request: HttpRequest) -> HttpResponse:
    """The rounds of the organisation."""
    return render(request, "observatory/perception/list.html", pages.rounds(actor_of(request)))


@require_safe
@policy("observatory:survey:list", roles=permissions.SURVEYORS)
def compare(request: HttpRequest) -> HttpResponse:
    """Baseline and endline beside each other."""
    try:
        context = pages.compare(actor_of(request), request.GET)
    except BadSelection as refusal:
        back = reverse("observatory:survey-compare")
        return render(request, "refused_list.html", refusal_page(request.GET, refusal, back=back), status=400)
    return render(request, "observatory/perception/compare.html", context)


@require_safe
@policy("observatory:survey:blank", roles=permissions.SURVEYORS)
def blank(request: HttpRequest) -> HttpResponse:
    """The sheet for paper, in the page's language."""
    return render(request, "observatory/perception/blank.html", pages.blank())


@require_safe
@policy("observatory:survey:list", roles=permissions.SURVEYORS)
def survey(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """One round."""
    return render(request, "observatory/perception/round.html", pages.survey(actor_of(request), survey_id))


@in_words
@require_http_methods(GET_POST)
@policy("observatory:survey:save", roles=permissions.SURVEYORS)
def survey_new(request: HttpRequest) -> HttpResponse:
    """Begins a round."""
    page = FormPage(
        "observatory/perception/round_form.html",
        lambda data: RoundForm(data, initial={"token": new_id()}),
        lambda form: _saved(request, form, form.cleaned_data["token"], 0),
        draft=("survey-new", NIL, ""),
    )
    return answer(request, page)


@in_words
@require_http_methods(GET_POST)
@policy("observatory:survey:save", roles=permissions.SURVEYORS)
def survey_edit(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Corrects a round."""
    by = actor_of(request)
    row = services.round_of(by=by, round_id=survey_id)
    page = FormPage(
        "observatory/perception/round_form.html",
        lambda data: RoundForm(data, initial=round_initial(row)),
        lambda form: _saved(request, form, survey_id, form.cleaned_data["version"] or 0),
        context={"survey": row},
        differences=lambda _form: (services.round_of(by=by, round_id=survey_id).version, []),
    )
    return answer(request, page)


def _saved(request: HttpRequest, form: RoundForm, round_id: UUID | None, version: int) -> HttpResponse:
    row = services.save_round(by=actor_of(request), round_id=round_id, version=version, **form.said())
    return done(request, "survey_round_saved", HERE, row.id)


@in_words
@require_http_methods(GET_POST)
@policy("observatory:survey:save", roles=permissions.SURVEYORS)
def answers_new(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Enters the counted answers of one group."""
    row = services.round_of(by=actor_of(request), round_id=survey_id)
    questions = queries.questions(row.instrument)
    page = FormPage(
        "observatory/perception/answers_form.html",
        lambda data: GroupForm(data, questions=questions, initial={"token": new_id()}),
        lambda form: _answered(request, form, row, form.cleaned_data["token"], 0),
        context=_around(row),
        draft=("survey-answers", survey_id, ""),
    )
    return answer(request, page)


@in_words
@require_http_methods(GET_POST)
@policy("observatory:survey:save", roles=permissions.SURVEYORS)
def answers_edit(request: HttpRequest, survey_group_id: UUID) -> HttpResponse:
    """Corrects the answers of one group."""
    by = actor_of(request)
    group = services.group_of(by=by, group_id=survey_group_id)
    questions = queries.questions(group.round.instrument, keep=group.counts)
    page = FormPage(
        "observatory/perception/answers_form.html",
        lambda data: GroupForm(data, questions=questions, initial=group_initial(group)),
        lambda form: _answered(request, form, group.round, group.id, form.cleaned_data["version"] or 0),
        context=_around(group.round) | {"group": group},
        differences=lambda _form: (services.group_of(by=by, group_id=survey_group_id).version, []),
    )
    return answer(request, page)


def _around(row: SurveyRound) -> dict[str, object]:
    return {"survey": row, "answers": list(words.ANSWERS.values())}


def _answered(
    request: HttpRequest, form: GroupForm, row: SurveyRound, group_id: UUID | None, version: int
) -> HttpResponse:  # fmt: skip
    services.save_group(by=actor_of(request), round_id=row.id, answers=form.answers(), group_id=group_id, version=version)
    return done(request, "survey_answers_saved", HERE, row.id, anchor="#groups")
