"""Submissions: the list, one form, its parts, sending, following."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.advocacy import permissions_submissions as permissions
from seereya.advocacy.forms.submissions_sending import StrikeForm
from seereya.advocacy.pages import submission_forms as forms
from seereya.advocacy.pages import submissions as pages
from seereya.advocacy.pages.asking import refusal_page
from seereya.advocacy.pages.submission_forms import Beginning, Editing, Identifying
from seereya.advocacy.services import submissions as services
from seereya.advocacy.services import submissions_following as following
from seereya.advocacy.services import submissions_identity as identity
from seereya.foundation.selection import BadSelection
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts

keeps_drafts("submission", "submission-follow")
_FORM = "advocacy/submission_form.html"


def _done(request: HttpRequest, said: str, submission_id: UUID, anchor: str = "") -> HttpResponse:
    return done(request, said, "advocacy:submission", submission_id, anchor=anchor)


@require_safe
@policy("advocacy:submission:list", roles=permissions.READERS)
def submissions(request: HttpRequest) -> HttpResponse:
    """Forms by where they stand, those first whose next day comes first."""
    try:
        return render(request, "advocacy/submissions.html", pages.listing(actor_of(request), request.GET))
    except BadSelection as refusal:
        return render(request, "refused_list.html", refusal_page(request.GET, refusal, request.path), status=400)


@in_words
@require_http_methods(GET_POST)
@policy("advocacy:submission:begin", roles=permissions.PREPARERS)
def submission_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begins a form about a person, from an act of disappearance where one is recorded."""
    begins = Beginning(actor_of(request), person_id, request.GET.get("about", ""))

    def saved(form: Any) -> HttpResponse:
        return _done(request, "submission_begun", begins.begin(form).id)

    return answer(
        request, FormPage("advocacy/submission_new.html", begins.form, saved, {"person": begins.person, "opens": begins.opens})
    )


@require_safe
@policy("advocacy:submission:read", roles=permissions.READERS)
def submission(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """One form: what is filled in, what is missing, who may be named, what was sent, what happened."""
    return render(request, "advocacy/submission.html", pages.page(actor_of(request), submission_id))


@in_words
@require_POST
@policy("advocacy:submission:open-identity", roles=permissions.READERS)
def submission_identity_open(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Opens the sealed part on the page, for a purpose."""
    return render(
        request, "advocacy/submission.html", pages.opened(actor_of(request), submission_id, request.POST.get("purpose", ""))
    )


@require_http_methods(GET_POST)
@policy("advocacy:submission:change", roles=permissions.PREPARERS)
def submission_edit(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Fills in the open part."""
    editing = Editing(actor_of(request), submission_id)

    def saved(form: Any) -> HttpResponse:
        editing.save(form)
        return _done(request, "submission_saved", submission_id)

    context = forms.heading(editing.held, _("Fill in the form"), _("Save the form"))
    draft = ("submission", submission_id, "form")
    return answer(request, FormPage("advocacy/submission_edit.html", editing.form, saved, context, draft, editing.differences))


@in_words
@require_http_methods(GET_POST)
@policy("advocacy:submission:identify", roles=permissions.IDENTIFIERS)
def submission_identity(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Fills in the sealed part: for who holds the identities vault and has said what for. No draft of it is kept."""
    filling = Identifying(actor_of(request), submission_id, take="take" in request.GET)

    def saved(form: Any) -> HttpResponse:
        filling.save(form)
        return _done(request, "submission_identity_saved", submission_id, "#sealed")

    context = forms.heading(filling.held, _("Fill in the sealed part"), _("Save the sealed part"), anchor="#sealed")
    context["from_file"] = filling.from_file
    return answer(
        request, FormPage("advocacy/submission_edit.html", filling.form, saved, context, differences=filling.differences)
    )


@in_words
@require_POST
@policy("advocacy:submission:ask-identity", roles=permissions.PREPARERS)
def submission_ask(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Asks the colleagues who may open identities to fill the sealed part."""
    services.ask_identity(by=actor_of(request), submission_id=submission_id)
    return _done(request, "submission_identity_asked", submission_id, "#sealed")


@require_http_methods(GET_POST)
@policy("advocacy:submission:name-persons", roles=permissions.READERS)
def submission_persons(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Declares who else is named in the form."""
    by = actor_of(request)
    held = services.open_submission(by=by, submission_id=submission_id)

    def saved(form: Any) -> HttpResponse:
        forms.save_persons(by, held, form)
        return _done(request, "submission_named_saved", submission_id, "#persons")

    context = forms.heading(held, _("Other persons named"), _("Save the list"), anchor="#persons")
    return answer(
        request, FormPage("advocacy/submission_persons.html", lambda data: forms.persons_form(held, data), saved, context)
    )


@in_words
@require_http_methods(GET_POST)
@policy("advocacy:submission:hand-over", roles=permissions.IDENTIFIERS)
def submission_hand(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Hands the sealed part of this form to one colleague."""
    by = actor_of(request)
    held = services.open_submission(by=by, submission_id=submission_id)

    def saved(form: Any) -> HttpResponse:
        forms.hand(by, held, form)
        return _done(request, "submission_handed", submission_id, "#sealed")

    context = forms.heading(held, _("Hand the sealed part over"), _("Hand it over"), forms.handing(), "#sealed")
    return answer(request, FormPage(_FORM, lambda data: forms.hand_form(by, held, data), saved, context))


@in_words
@require_POST
@policy("advocacy:submission:take-back", roles=permissions.READERS)
def submission_take_back(request: HttpRequest, submission_id: UUID, taker_id: UUID) -> HttpResponse:
    """Takes a handed key back."""
    identity.take_back(by=actor_of(request), submission_id=submission_id, member_id=taker_id)
    return _done(request, "submission_key_taken_back", submission_id, "#sealed")


@in_words
@require_http_methods(GET_POST)
@policy("advocacy:submission:send", roles=permissions.PREPARERS)
def submission_send(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Shows who may be named, asks to whom it goes, lets it out and freezes it."""
    by = actor_of(request)
    held = services.open_submission(by=by, submission_id=submission_id)

    def saved(form: Any) -> HttpResponse:
        forms.send(by, held, form)
        return _done(request, "submission_sent", submission_id, "#copies")

    context = forms.heading(held, _("Let the form out"), _("Let it out and freeze it")) | forms.sending_page(by, held)
    return answer(
        request, FormPage("advocacy/submission_send.html", lambda data: forms.send_form(by, held, data), saved, context)
    )


@in_words
@require_http_methods(GET_POST)
@policy("advocacy:submission:follow", roles=permissions.PREPARERS)
def submission_follow(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Records what happened after sending."""
    by = actor_of(request)
    held = services.open_submission(by=by, submission_id=submission_id)

    def saved(form: Any) -> HttpResponse:
        forms.follow(by, held, form)
        return _done(request, "submission_followed", submission_id, "#clock")

    context = forms.heading(held, _("What happened?"), _("Record it"), anchor="#clock")
    draft = ("submission-follow", submission_id, "")
    return answer(request, FormPage(_FORM, lambda data: forms.follow_form(held, data), saved, context, draft))


@in_words
@require_http_methods(GET_POST)
@policy("advocacy:submission:strike", roles=permissions.PREPARERS)
def submission_strike(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Strikes out the last step, entered by mistake."""
    by = actor_of(request)
    held = services.open_submission(by=by, submission_id=submission_id)

    def saved(form: Any) -> HttpResponse:
        said = form.cleaned_data
        following.strike_last(by=by, submission_id=submission_id, version=said["version"] or 0, why=said["why"])
        return _done(request, "submission_followed", submission_id, "#clock")

    context = forms.heading(held, _("Strike out the last step"), _("Strike it out"), anchor="#clock")
    return answer(request, FormPage(_FORM, lambda data: StrikeForm(data, initial={"version": held.row.version}), saved, context))
