"""Private talks: passed on by the educator, taken up by who may refer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.education import permissions_sessions as permissions
from seereya.education.forms.people import TalkForm
from seereya.education.forms.sessions import WordsForm
from seereya.education.pages import editing
from seereya.education.pages import talks as pages
from seereya.education.pages.sessions import refusal_page
from seereya.education.services import talks as services
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.vault.formpages import GET_POST, FormPage, answer, done


@require_http_methods(GET_POST)
@policy("education:talk:begin", roles=permissions.EDUCATORS)
def talk_new(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Somebody asked to talk in private. Keeps no draft: what is typed here goes to who helps, and nowhere else."""
    context = editing.asking(actor_of(request), session_id)
    page = FormPage(
        "education/talk_form.html",
        lambda data: TalkForm(data, initial={"token": new_id()}),
        lambda form: _begun(request, session_id, form),
        context=context,
    )
    return answer(request, page)


def _begun(request: HttpRequest, session_id: UUID, form: TalkForm) -> HttpResponse:
    """To the offer at once for an educator who may refer too; back to the session for all others."""
    actor = actor_of(request)
    row = services.begin_talk(by=actor, session_id=session_id, content=form.content(), token=form.cleaned_data["token"])
    if services.may_take(actor, row):
        return done(request, "talk_begun", "protection:refer", row.id)
    return done(request, "talk_begun", "education:session", session_id)


@require_safe
@policy("education:talk:list", roles=permissions.TALK_READERS)
def talks(request: HttpRequest) -> HttpResponse:
    """Who asked to talk in private, without names."""
    try:
        context = pages.talks_page(actor_of(request), request.GET)
    except BadSelection as refusal:
        refused = refusal_page(request.GET, refusal, "talks")
        return render(request, "refused_list.html", refused, status=400)
    return render(request, "education/talks.html", context)


@require_safe
@policy("education:talk:read", roles=permissions.TALK_READERS)
def talk(request: HttpRequest, talk_id: UUID) -> HttpResponse:
    """One talk, with the way to a referral."""
    return render(request, "education/talk.html", pages.talk_page(actor_of(request), talk_id))


@require_http_methods(GET_POST)
@policy("education:talk:end", roles=permissions.TALK_READERS)
def talk_end(request: HttpRequest, talk_id: UUID) -> HttpResponse:
    """No referral comes of a talk."""
    context = pages.talk_page(actor_of(request), talk_id)
    label, hint = _("What the person decided"), _("Or why nobody could ask. No name.")
    page = FormPage(
        "education/words_form.html",
        lambda data: WordsForm(data, label=label, help_text=hint, initial={"version": context["talk"].version}),
        lambda form: _ended(request, talk_id, form),
        context={
            "heading": _("End without a referral"),
            "verb": _("End the talk"),
            "code": context["talk"].code,
            "back": reverse("education:talk", args=[talk_id]),
        },
    )
    return answer(request, page)


def _ended(request: HttpRequest, talk_id: UUID, form: WordsForm) -> HttpResponse:
    said = form.cleaned_data
    services.end_talk(by=actor_of(request), talk_id=talk_id, version=said["version"] or 0, words=said["words"])
    return done(request, "talk_ended", "education:talks")
