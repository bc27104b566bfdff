"""Screens of a draft: words, order, picture, voice."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.education import media, permissions, services
from seereya.education.forms.screens import FileForm, ScreenForm, initial_of_screen
from seereya.education.packing.making import version_to_read
from seereya.education.pages import courses, screens
from seereya.education.services.storing import NotThere, stamp_of
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts
from seereya.vault.uploads import SealedFile, was_cut

keeps_drafts("screen", "screen-new")


@require_http_methods(GET_POST)
@policy("education:course:write", roles=permissions.AUTHORS)
def screen_new(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Writes a new last screen."""
    by = actor_of(request)
    version = version_to_read(by, version_id)
    if version.organisation_id != by.organisation_id:
        raise NotThere
    page = FormPage(
        "education/screen_form.html",
        lambda data: ScreenForm(data, course=version.course, initial={"token": new_id()}),
        lambda form: _added(request, version_id, form),
        context={"course": version.course, "breadcrumb": courses.steps(version.course, {"label": screens.new_screen()})},
        draft=("screen-new", version_id, ""),
    )
    return answer(request, page)


def _added(request: HttpRequest, version_id: UUID, form: ScreenForm) -> HttpResponse:
    said = form.cleaned_data
    unit = services.add_screen(
        by=actor_of(request), version_id=version_id, texts=form.texts(), facts=said["facts"], token=said["token"]
    )
    return done(request, "screen_saved", "education:screen", unit.id)


@require_safe
@policy("education:course:read", roles=permissions.READERS)
def screen(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One screen: its words in every language, its picture, voices and questions."""
    by = actor_of(request)
    return render(request, "education/screen.html", screens.screen(by, screens.unit_to_read(by, unit_id)))


@require_http_methods(GET_POST)
@policy("education:course:write", roles=permissions.AUTHORS)
def screen_edit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Changes the words of a screen, languages side by side."""
    by = actor_of(request)
    unit = screens.unit_to_write(by, unit_id)
    page = FormPage(
        "education/screen_form.html",
        lambda data: ScreenForm(data, course=unit.version.course, initial=initial_of_screen(unit)),
        lambda form: _saved(request, unit_id, form),
        context=screens.screen(by, unit),
        differences=lambda _form: (stamp_of(screens.unit_to_write(by, unit_id)), []),
        draft=("screen", unit_id, ""),
    )
    return answer(request, page)


def _saved(request: HttpRequest, unit_id: UUID, form: ScreenForm) -> HttpResponse:
    said = form.cleaned_data
    services.save_screen(by=actor_of(request), unit_id=unit_id, texts=form.texts(), facts=said["facts"], seen=said["version"])
    return done(request, "screen_saved", "education:screen", unit_id)


@in_words
@require_POST
@policy("education:course:write", roles=permissions.AUTHORS)
def screen_move(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One place up or down."""
    unit = services.move_screen(by=actor_of(request), unit_id=unit_id, up=request.POST.get("way") == "up")
    return done(request, "screen_moved", "education:course", unit.version.course_id, anchor="#screens")


@in_words
@require_POST
@policy("education:course:write", roles=permissions.AUTHORS)
def screen_remove(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Takes a screen out of a draft."""
    version = services.remove_screen(by=actor_of(request), unit_id=unit_id)
    return done(request, "screen_removed", "education:course", version.course_id, anchor="#screens")


@require_http_methods(GET_POST)
@policy("education:course:write", roles=permissions.AUTHORS)
def screen_picture(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Gives a screen its picture."""
    unit = screens.unit_to_write(actor_of(request), unit_id)
    page = FormPage(
        "education/picture.html",
        lambda data: FileForm(data, _files(request, data), kind=media.PICTURE, cut=was_cut(request)),
        lambda form: _pictured(request, unit_id, form),
        context=screens.picture(unit),
    )
    try:
        return answer(request, page)
    finally:
        let_go(request)


def _pictured(request: HttpRequest, unit_id: UUID, form: FileForm) -> HttpResponse:
    services.set_picture(by=actor_of(request), unit_id=unit_id, data=form.cleaned_data["file"])
    return done(request, "picture_kept", "education:screen", unit_id)


@in_words
@require_POST
@policy("education:course:write", roles=permissions.AUTHORS)
def picture_remove(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Takes the picture off."""
    services.remove_picture(by=actor_of(request), unit_id=unit_id)
    return done(request, "picture_removed", "education:screen", unit_id)


@require_http_methods(GET_POST)
@policy("education:course:write", roles=permissions.AUTHORS)
def voice(request: HttpRequest, unit_id: UUID, language: str) -> HttpResponse:
    """Records the voice of a screen in the browser, or takes a file. The only page that may use the microphone."""
    unit = screens.unit_to_write(actor_of(request), unit_id)
    page = FormPage(
        "education/voice.html",
        lambda data: FileForm(data, _files(request, data), kind=media.VOICE, cut=was_cut(request)),
        lambda form: _recorded(request, unit_id, language, form),
        context=screens.voice(unit, language),
    )
    try:
        response = answer(request, page)
    finally:
        let_go(request)
    response.uses_microphone = True  # type: ignore[attr-defined]  # read by the middleware that forbids it everywhere else
    return response


def _recorded(request: HttpRequest, unit_id: UUID, language: str, form: FileForm) -> HttpResponse:
    services.keep_recording(by=actor_of(request), unit_id=unit_id, language=language, data=form.cleaned_data["file"])
    return done(request, "recording_kept", "education:screen", unit_id)


@in_words
@require_POST
@policy("education:course:write", roles=permissions.AUTHORS)
def voice_remove(request: HttpRequest, unit_id: UUID, language: str) -> HttpResponse:
    """Takes a recording off a draft."""
    services.remove_recording(by=actor_of(request), unit_id=unit_id, language=language)
    return done(request, "recording_removed", "education:screen", unit_id)


def _files(request: HttpRequest, data: object) -> object:
    return request.FILES if data is not None else None


def let_go(request: HttpRequest) -> None:
    """What was sent stands sealed on disk until here; nothing of it stays."""
    for file in request.FILES.values():
        if isinstance(file, SealedFile):
            file.remove()
