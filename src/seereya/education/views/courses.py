"""Courses: listed, begun, read, changed, published, taken over from a pack."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.education import permissions, services
from seereya.education.forms.courses import CourseForm, PublishForm, initial_of
from seereya.education.packing.making import version_to_read
from seereya.education.pages import courses as pages
from seereya.education.services.storing import NotThere
from seereya.education.wording import PARAMETERS
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.reference.strict import asks_nothing
from seereya.reference.wording_selection import say_selection
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("course", "course-new")
_FORM = "education/course_form.html"


@require_safe
@policy("education:course:read", roles=permissions.READERS)
def courses(request: HttpRequest) -> HttpResponse:
    """Own courses and what partners share, narrowed as the address says."""
    try:
        return render(request, "education/courses.html", pages.courses(actor_of(request), request.GET))
    except BadSelection as refusal:
        said = {"refusal": say_selection(refusal, PARAMETERS)}
        return render(request, "education/refused.html", said, status=400)


@require_safe
@policy("education:course:read", roles=permissions.READERS)
def course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """One course with its screens."""
    return render(request, "education/course.html", pages.course(actor_of(request), course_id))


@require_http_methods(GET_POST)
@policy("education:course:write", roles=permissions.AUTHORS)
def course_new(request: HttpRequest) -> HttpResponse:
    """Begins a course."""
    page = FormPage(
        _FORM,
        lambda data: CourseForm(data, initial={"token": new_id()}),
        lambda form: _begun(request, form),
        draft=("course-new", NIL, ""),
    )
    return answer(request, page)


def _begun(request: HttpRequest, form: CourseForm) -> HttpResponse:
    row = services.save_course(by=actor_of(request), entry=form.entry(), token=form.cleaned_data["token"])
    return done(request, "course_saved", "education:course", row.id)


@require_http_methods(GET_POST)
@policy("education:course:write", roles=permissions.AUTHORS)
def course_edit(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Changes what a course says of itself."""
    row = pages.own(actor_of(request), course_id)
    page = FormPage(
        _FORM,
        lambda data: CourseForm(data, kept=row, initial=initial_of(row)),
        lambda form: _changed(request, course_id, form),
        context={"course": row},
        differences=lambda _form: (pages.own(actor_of(request), course_id).version, []),
        draft=("course", course_id, ""),
    )
    return answer(request, page)


def _changed(request: HttpRequest, course_id: UUID, form: CourseForm) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    services.save_course(by=actor_of(request), entry=form.entry(), course_id=course_id, version=version)
    return done(request, "course_saved", "education:course", course_id)


@in_words
@require_POST
@policy("education:course:write", roles=permissions.AUTHORS)
def course_draft(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Begins the next version."""
    services.new_draft(by=actor_of(request), course_id=course_id)
    return done(request, "draft_made", "education:course", course_id)


@in_words
@require_POST
@policy("education:course:write", roles=permissions.AUTHORS)
def course_away(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Puts a course away, or takes it out again."""
    row = services.put_away(by=actor_of(request), course_id=course_id, away=request.POST.get("away") == "1")
    return done(request, "course_put_away" if row.closed_on else "course_taken_out", "education:course", course_id)


@require_http_methods(GET_POST)
@policy("education:version:publish", roles=permissions.AUTHORS)
def version_publish(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What is missing, and the button that freezes a version."""
    by = actor_of(request)
    version = version_to_read(by, version_id)
    if version.organisation_id != by.organisation_id:
        raise NotThere
    page = FormPage(
        "education/publish.html",
        PublishForm,
        lambda form: _published(request, version_id, form),
        context=pages.publishing(by, version, services.missing_of(version)),
    )
    return answer(request, page)


def _published(request: HttpRequest, version_id: UUID, form: PublishForm) -> HttpResponse:
    version = services.publish(by=actor_of(request), version_id=version_id, without=form.cleaned_data["without"])
    return done(request, "version_published_now", "education:course", version.course_id)


@asks_nothing
@require_safe
@policy("education:course:write", roles=permissions.AUTHORS)
def shipped(request: HttpRequest) -> HttpResponse:
    """Courses that come with the packs of this installation."""
    return render(request, "education/shipped.html", pages.installable(actor_of(request)))


@in_words
@require_POST
@policy("education:course:write", roles=permissions.AUTHORS)
def shipped_take(request: HttpRequest) -> HttpResponse:
    """Takes one of them over as a draft."""
    row = services.install(by=actor_of(request), name=request.POST.get("name", ""))
    return done(request, "course_installed", "education:course", row.id)
