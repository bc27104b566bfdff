"""Multipliers and their chains."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.education import permissions_sessions as permissions
from seereya.education.forms.people import MultiplierForm
from seereya.education.pages import editing
from seereya.education.pages import multipliers as pages
from seereya.education.pages.sessions import refusal_page
from seereya.education.services import multipliers as services
from seereya.education.services.opening_sessions import open_multiplier
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.vault.formpages import GET_POST, FormPage, answer, done


@require_safe
@policy("education:multiplier:list", roles=permissions.SESSION_READERS)
def multipliers(request: HttpRequest) -> HttpResponse:
    """Chains by generation, and who has grown quiet."""
    try:
        context = pages.multipliers_page(actor_of(request), request.GET)
    except BadSelection as refusal:
        refused = refusal_page(request.GET, refusal, "multipliers")
        return render(request, "refused_list.html", refused, status=400)
    return render(request, "education/multipliers.html", context)


@require_http_methods(GET_POST)
@policy("education:multiplier:add", roles=permissions.EDUCATORS)
def multiplier_new(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Somebody was trained in a session to give sessions."""
    page = FormPage(
        "education/multiplier_form.html",
        lambda data: MultiplierForm(data, initial={"token": new_id()}),
        lambda form: _added(request, session_id, form),
        context=editing.asking(actor_of(request), session_id),
    )
    return answer(request, page)


def _added(request: HttpRequest, session_id: UUID, form: MultiplierForm) -> HttpResponse:
    said = form.cleaned_data
    services.add_multiplier(by=actor_of(request), session_id=session_id, content=form.content(), token=said["token"])
    return done(request, "multiplier_saved", "education:session", session_id, anchor="#chain")


@require_http_methods(GET_POST)
@policy("education:multiplier:change", roles=permissions.EDUCATORS)
def multiplier(request: HttpRequest, multiplier_id: UUID) -> HttpResponse:
    """Who a multiplier is, to read and to correct."""
    row, content = open_multiplier(by=actor_of(request), multiplier_id=multiplier_id)
    initial = vars(content) | {"active": row.active, "version": row.version}
    page = FormPage(
        "education/multiplier_form.html",
        lambda data: MultiplierForm(data, initial=initial),
        lambda form: _changed(request, multiplier_id, form),
        context={"multiplier": row, "back": reverse("education:multipliers")},
    )
    return answer(request, page)


def _changed(request: HttpRequest, multiplier_id: UUID, form: MultiplierForm) -> HttpResponse:
    said = form.cleaned_data
    services.change_multiplier(
        by=actor_of(request),
        multiplier_id=multiplier_id,
        version=said["version"] or 0,
        content=form.content(),
        active=said["active"],
    )
    return done(request, "multiplier_saved", "education:multipliers")
