"""Questions of a screen, and files of exchange."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words, posted
from seereya.accounts.policies import policy
from seereya.education import permissions, services, wording
from seereya.education.forms.courses import GiftForm
from seereya.education.forms.screens import QuestionForm, initial_of_question, tongues_of
from seereya.education.models import CourseVersion, Question, Unit
from seereya.education.packing.making import version_to_read
from seereya.education.pages import courses, screens
from seereya.education.queries.courses import screens_of
from seereya.education.rules import Refused, gift
from seereya.education.rules.screens import Asked, Kind
from seereya.education.services.questions import keep_pictures
from seereya.education.services.storing import NotThere
from seereya.education.views.screens import let_go
from seereya.education.wording import PARAMETERS
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.reference.strict import asked, strict
from seereya.vault.formpages import GET_POST, FormPage, answer, done

_FORM = "education/question_form.html"


@strict(PARAMETERS)
@require_http_methods(GET_POST)
@policy("education:course:write", roles=permissions.AUTHORS)
def question_new(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Asks a new question of a kind."""
    unit, kind = screens.unit_to_write(actor_of(request), unit_id), _kind(request)
    page = FormPage(
        _FORM,
        lambda data: _form(request, data, unit, kind, initial={"token": new_id()}),
        lambda form: _asked(request, unit_id, kind, form),
        context=screens.question(unit, kind),
    )
    return _answered(request, page)


def _kind(request: HttpRequest) -> Kind:
    """The kind an address asks for. Raises `BadSelection`."""
    typed = asked(request.GET, "kind")["kind"] or Kind.CHOICE
    if typed not in set(Kind):
        raise BadSelection("not_a_choice", "kind", typed)
    return Kind(typed)


def _form(request: HttpRequest, data: Any, unit: Unit, kind: Kind, **more: Any) -> QuestionForm:
    files = request.FILES if data is not None else None
    pictures = screens.pictures(unit.version) if kind in {Kind.PICTURE, Kind.PEBBLES} else []
    return QuestionForm(data, files, course=unit.version.course, kind=kind, pictures=pictures, **more)


def _answered(request: HttpRequest, page: FormPage) -> HttpResponse:
    try:
        return answer(request, page)
    finally:
        let_go(request)


def _asked(request: HttpRequest, unit_id: UUID, kind: Kind, form: QuestionForm) -> HttpResponse:
    by = actor_of(request)
    asked = form.asked(keep_pictures(by=by, unit_id=unit_id, sent=form.files_sent()))
    services.add_question(by=by, unit_id=unit_id, kind=kind, asked=asked, token=form.cleaned_data["token"])
    return done(request, "question_saved", "education:screen", unit_id, anchor="#questions")


@require_http_methods(GET_POST)
@policy("education:course:write", roles=permissions.AUTHORS)
def question_edit(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Changes a question."""
    row = screens.question_to_write(actor_of(request), asked_id)
    kind = Kind(row.kind)
    page = FormPage(
        _FORM,
        lambda data: _form(request, data, row.unit, kind, kept=Asked.of(row.words), initial=initial_of_question(row)),
        lambda form: _saved(request, row, form),
        context=screens.question(row.unit, kind, row),
    )
    return _answered(request, page)


def _saved(request: HttpRequest, row: Question, form: QuestionForm) -> HttpResponse:
    by = actor_of(request)
    asked = form.asked(keep_pictures(by=by, unit_id=row.unit_id, sent=form.files_sent()))
    services.save_question(by=by, question_id=row.id, asked=asked, seen=form.cleaned_data["version"])
    return done(request, "question_saved", "education:screen", row.unit_id, anchor="#questions")


@in_words
@require_POST
@policy("education:course:write", roles=permissions.AUTHORS)
def question_move(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """One place up or down."""
    row = services.move_question(by=actor_of(request), question_id=asked_id, up=request.POST.get("way") == "up")
    return done(request, "screen_moved", "education:screen", row.unit_id, anchor="#questions")


@in_words
@require_POST
@policy("education:course:write", roles=permissions.AUTHORS)
def question_remove(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Takes a question off its screen."""
    unit = services.remove_question(by=actor_of(request), question_id=asked_id)
    return done(request, "question_removed", "education:screen", unit.id, anchor="#questions")


@require_http_methods(GET_POST)
@policy("education:course:write", roles=permissions.AUTHORS)
def gift_import(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Takes the questions of a file; with one bad line nothing is taken, and each bad line is named."""
    by = actor_of(request)
    version = version_to_read(by, version_id)
    if version.organisation_id != by.organisation_id:
        raise NotThere
    form = GiftForm(posted(request), request.FILES if request.method == "POST" else None, languages=tongues_of(version.course))
    said = {
        "form": form,
        "course": version.course,
        "edition": version,
        "breadcrumb": courses.steps(version.course, {"label": _("Questions from a file")}),
    }
    try:
        return _imported(request, version, form, said)
    finally:
        let_go(request)


def _imported(request: HttpRequest, version: CourseVersion, form: GiftForm, said: dict[str, object]) -> HttpResponse:
    if not form.is_valid():
        return render(request, "education/gift.html", said, status=422 if form.is_bound else 200)
    try:
        _count, faults = services.import_gift(
            by=actor_of(request), version_id=version.id, text=form.cleaned_data["file"], language=form.cleaned_data["language"]
        )
    except Refused as refusal:
        form.refuse(refusal)
        return render(request, "education/gift.html", said, status=409)
    if faults:
        said["faults"] = [{"line": one.line, "why": wording.fault(one.code), "text": one.text} for one in faults]
        return render(request, "education/gift.html", said, status=422)
    return done(request, "questions_imported", "education:course", version.course_id)


@require_safe
@policy("education:course:read", roles=permissions.READERS)
def gift_export(request: HttpRequest, version_id: UUID, language: str) -> HttpResponse:
    """The questions of a version in one language, as a GIFT file."""
    version = version_to_read(actor_of(request), version_id)
    if language not in tongues_of(version.course):
        raise NotThere
    found = [
        (one.unit.position, asked.kind, asked.asked)
        for one in screens_of(version)
        for _row, asked in one.questions
        if asked.asked.asked.get(language)
    ]
    response = HttpResponse(gift.write(found, language), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{version.course.code.lower()}-{version.number}-{language}.gift.txt"'
    )
    return response
