"""Sessions: listed, planned, read, corrected, decided about, counted, cancelled; the sheet and the month."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.education import permissions_sessions as permissions
from seereya.education import sealing
from seereya.education.forms.sessions import CountsForm, PlanForm, WordsForm
from seereya.education.pages import editing as edit
from seereya.education.pages import month as month_pages
from seereya.education.pages import session as pages
from seereya.education.pages import sessions as lists
from seereya.education.services import sessions as services
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("session", "session-counts")


@require_safe
@policy("education:session:list", roles=permissions.SESSION_READERS)
def sessions(request: HttpRequest) -> HttpResponse:
    """The own organisation's sessions, narrowed as the address says."""
    try:
        context = lists.list_page(actor_of(request), request.GET)
    except BadSelection as refusal:
        refused = lists.refusal_page(request.GET, refusal, "sessions")
        return render(request, "refused_list.html", refused, status=400)
    return render(request, "education/sessions.html", context)


@in_words
@require_POST
@policy("education:vault:make", roles=permissions.EDUCATORS)
def vault_make(request: HttpRequest) -> HttpResponse:
    """Makes the organisation's education vault."""
    sealing.begin_vault(by=actor_of(request))
    return done(request, "education_vault_made", "education:sessions")


@require_http_methods(GET_POST)
@policy("education:session:plan", roles=permissions.EDUCATORS)
def session_new(request: HttpRequest) -> HttpResponse:
    """Plans a session."""
    versions = list(services.versions_offered(actor_of(request).organisation_id))
    page = FormPage(
        "education/session_form.html",
        lambda data: PlanForm(data, versions=versions, initial={"token": new_id()}),
        lambda form: _planned(request, form),
        context={"back": reverse("education:sessions")} | lists.door(actor_of(request)),
        draft=("session", NIL, "new"),
    )
    return answer(request, page)


def _planned(request: HttpRequest, form: PlanForm) -> HttpResponse:
    row = services.plan_session(
        by=actor_of(request), plan=form.plan(), content=form.content(), place=form.where(), token=form.cleaned_data["token"]
    )
    return done(request, "session_planned", "education:session", row.id)


@require_safe
@policy("education:session:read", roles=permissions.SESSION_READERS)
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """One session; its sealed part for who holds the vault."""
    return render(request, "education/session.html", pages.session_page(actor_of(request), session_id))


@in_words
@require_POST
@policy("education:session:open-place", roles=permissions.SESSION_READERS)
def session_place(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Opens the exact place, for a purpose."""
    context = pages.session_page(actor_of(request), session_id, typed=request.POST.get("purpose", ""))
    return render(request, "education/session.html", context)


@require_http_methods(GET_POST)
@policy("education:session:change", roles=permissions.EDUCATORS)
def session_edit(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Corrects what was planned."""
    context, initial, versions = edit.planning(actor_of(request), session_id)
    page = FormPage(
        "education/session_form.html",
        lambda data: PlanForm(data, versions=versions, row=context["session"], initial=initial),
        lambda form: _changed(request, session_id, form),
        context=context,
        draft=("session", session_id, "edit"),
        differences=lambda _form: edit.version_now(actor_of(request), session_id),
    )
    return answer(request, page)


def _changed(request: HttpRequest, session_id: UUID, form: PlanForm) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    services.change_session(
        by=actor_of(request),
        session_id=session_id,
        version=version,
        plan=form.plan(),
        content=form.content(),
        place=form.where(),
    )
    return done(request, "session_changed", "education:session", session_id)


@require_http_methods(GET_POST)
@policy("education:session:count", roles=permissions.EDUCATORS)
def session_counts(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Who came, by sex and age band."""
    context, initial, givers = edit.counting(actor_of(request), session_id)
    limit = context["session"].limited_to
    page = FormPage(
        "education/counts_form.html",
        lambda data: CountsForm(data, limit=limit, givers=givers, initial=initial),
        lambda form: _counted(request, session_id, form),
        context=context,
        draft=("session-counts", session_id, ""),
        differences=lambda _form: edit.version_now(actor_of(request), session_id),
    )
    return answer(request, page)


def _counted(request: HttpRequest, session_id: UUID, form: CountsForm) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    services.hold_session(by=actor_of(request), session_id=session_id, version=version, held=form.held())
    return done(request, "session_held", "education:session", session_id)


@require_http_methods(GET_POST)
@policy("education:session:decide-mix", roles=permissions.EDUCATORS)
def session_mix(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Answers the warnings of a mixed audience, with a reason."""
    label = _("What protects the people of this session")
    context = {"verb": _("Record the decision"), "heading": _("Decide about the mixed audience")}
    return _asks(request, session_id, context, {"label": label}, _decided)


def _decided(request: HttpRequest, session_id: UUID, form: WordsForm) -> HttpResponse:
    said = form.cleaned_data
    services.decide_mix(by=actor_of(request), session_id=session_id, version=said["version"] or 0, reason=said["words"])
    return done(request, "session_mix_decided", "education:session", session_id)


@require_http_methods(GET_POST)
@policy("education:session:cancel", roles=permissions.EDUCATORS)
def session_cancel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """A planned session does not take place."""
    context = {"verb": _("Cancel the session"), "heading": _("Cancel the session")}
    return _asks(request, session_id, context, {"label": _("Why it does not take place")}, _cancelled)


def _cancelled(request: HttpRequest, session_id: UUID, form: WordsForm) -> HttpResponse:
    said = form.cleaned_data
    services.cancel_session(by=actor_of(request), session_id=session_id, version=said["version"] or 0, reason=said["words"])
    return done(request, "session_cancelled", "education:session", session_id)


def _asks(request: HttpRequest, session_id: UUID, words: dict[str, Any], asked: dict[str, Any], save: Any) -> HttpResponse:
    """A page with one question in words about a session."""
    context = edit.asking(actor_of(request), session_id) | words
    page = FormPage(
        "education/words_form.html",
        lambda data: WordsForm(data, **asked, initial={"version": context["session"].version}),
        lambda form: save(request, session_id, form),
        context=context,
    )
    return answer(request, page)


@require_safe
@policy("education:session:print-sheet", roles=permissions.SESSION_READERS)
def session_sheet(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """A tally sheet to print: boxes, no names."""
    return render(request, "education/sheet.html", edit.sheet(actor_of(request), session_id))


@require_safe
@policy("education:month:read", roles=permissions.SESSION_READERS)
def month(request: HttpRequest) -> HttpResponse:
    """The month in figures, to print."""
    try:
        context = month_pages.month_page(actor_of(request), request.GET)
    except BadSelection as refusal:
        refused = lists.refusal_page(request.GET, refusal, "month")
        return render(request, "refused_list.html", refused, status=400)
    return render(request, "education/month.html", context)
