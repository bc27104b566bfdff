"""Stakeholders: everything sealed, how one is reached for a purpose."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts import wording as accounts_wording
from seereya.accounts.pages import CONFLICT, actor_of, in_words
from seereya.accounts.policies import policy
from seereya.accounts.rules import Refused
from seereya.advocacy import permissions, services
from seereya.advocacy.forms.stakeholders import ContactForm, StakeholderForm, StanceForm, initial_of
from seereya.advocacy.pages import stakeholders as pages
from seereya.advocacy.pages.asking import trail
from seereya.advocacy.services.openings import open_contact, open_stakeholder
from seereya.foundation.identifiers import new_id
from seereya.reference.strict import asks_nothing
from seereya.vault import services as vaults
from seereya.vault.formpages import GET_POST, FormPage, answer, done

_FORM = "advocacy/form.html"


def _context(title: str, lede: str, submit: str, stakeholder_id: UUID | None = None) -> dict[str, Any]:
    back = reverse("advocacy:stakeholder", args=[stakeholder_id]) if stakeholder_id else reverse("advocacy:stakeholders")
    steps = trail((_("Stakeholders"), "advocacy:stakeholders"), (title, ""))
    return {"title": title, "lede": lede, "submit": submit, "back_url": back, "breadcrumb": steps}


@asks_nothing
@require_safe
@policy("advocacy:stakeholder:read", roles=permissions.CONFIDANTS)
def stakeholders(request: HttpRequest) -> HttpResponse:
    """Who has influence, and where that person stands."""
    return render(request, "advocacy/stakeholders.html", pages.stakeholders(actor_of(request)))


@require_safe
@policy("advocacy:stakeholder:read", roles=permissions.CONFIDANTS)
def stakeholder(request: HttpRequest, stakeholder_id: UUID) -> HttpResponse:
    """One stakeholder."""
    return render(request, "advocacy/stakeholder.html", pages.stakeholder(actor_of(request), stakeholder_id))


@require_POST
@policy("advocacy:stakeholder:contact", roles=permissions.CONFIDANTS)
def stakeholder_contact(request: HttpRequest, stakeholder_id: UUID) -> HttpResponse:
    """How one is reached, for a purpose, on the record."""
    actor, purpose = actor_of(request), request.POST.get("purpose", "")[:200]
    try:
        contact = open_contact(by=actor, stakeholder_id=stakeholder_id, purpose=purpose)
        if purpose.strip():
            vaults.state_purpose(by=actor, case=stakeholder_id, purpose=purpose)
    except Refused as refusal:
        context = pages.stakeholder(actor, stakeholder_id, refusal=accounts_wording.say(refusal))
        return render(request, "advocacy/stakeholder.html", context, status=CONFLICT)
    return render(request, "advocacy/stakeholder.html", pages.stakeholder(actor, stakeholder_id, contact))


@in_words
@require_http_methods(GET_POST)
@policy("advocacy:stakeholder:contact", roles=permissions.CONFIDANTS)
def contact_edit(request: HttpRequest, stakeholder_id: UUID) -> HttpResponse:
    """Writes anew how one is reached; it is opened for that, so that a purpose must have been given in this session."""
    actor = actor_of(request)
    contact = open_contact(by=actor, stakeholder_id=stakeholder_id, purpose="")
    found = open_stakeholder(by=actor, stakeholder_id=stakeholder_id)
    page = FormPage(
        _FORM,
        lambda data: ContactForm(data, initial=vars(contact) | {"version": found.row.contact_version}),
        lambda form: _reached(request, form, stakeholder_id),
        context=_context(_("Change how this person is reached"), found.content.called, _("Save"), stakeholder_id),
        differences=lambda _form: (open_stakeholder(by=actor, stakeholder_id=stakeholder_id).row.contact_version, []),
    )
    return answer(request, page)


def _reached(request: HttpRequest, form: ContactForm, stakeholder_id: UUID) -> HttpResponse:
    version = form.cleaned_data["version"] or 0
    services.change_contact(by=actor_of(request), stakeholder_id=stakeholder_id, version=version, contact=form.contact())
    return done(request, "contact_changed", "advocacy:stakeholder", stakeholder_id)


@require_http_methods(GET_POST)
@policy("advocacy:stakeholder:write", roles=permissions.CONFIDANTS)
def stakeholder_new(request: HttpRequest) -> HttpResponse:
    """Writes somebody down."""
    lede = _("Everything here is sealed; only those who do the advocacy of your organisation open it.")
    page = FormPage(
        _FORM,
        lambda data: StakeholderForm(data, initial={"token": new_id()}),
        lambda form: _saved(request, form, None),
        context=_context(_("Write down a stakeholder"), lede, _("Save the stakeholder")),
    )
    return answer(request, page)


@require_http_methods(GET_POST)
@policy("advocacy:stakeholder:write", roles=permissions.CONFIDANTS)
def stakeholder_edit(request: HttpRequest, stakeholder_id: UUID) -> HttpResponse:
    """Corrects what is said of somebody; how the person is reached is changed apart."""
    found = open_stakeholder(by=actor_of(request), stakeholder_id=stakeholder_id)
    page = FormPage(
        _FORM,
        lambda data: StakeholderForm(
            data, kept=found.content.body, with_contact=False, initial=initial_of(found.content, found.row.version)
        ),
        lambda form: _saved(request, form, stakeholder_id),
        context=_context(_("Change the stakeholder"), "", _("Save the stakeholder"), stakeholder_id),
    )
    return answer(request, page)


def _saved(request: HttpRequest, form: StakeholderForm, stakeholder_id: UUID | None) -> HttpResponse:
    said = form.cleaned_data
    row = services.save_stakeholder(
        by=actor_of(request),
        content=form.content(),
        contact=form.contact(),
        stakeholder_id=stakeholder_id,
        version=said["version"],
        token=said["token"],
    )
    return done(request, "stakeholder_saved", "advocacy:stakeholder", row.id)


@require_http_methods(GET_POST)
@policy("advocacy:stakeholder:write", roles=permissions.CONFIDANTS)
def stance_new(request: HttpRequest, stakeholder_id: UUID) -> HttpResponse:
    """Records where somebody stands on a day."""
    found = open_stakeholder(by=actor_of(request), stakeholder_id=stakeholder_id)
    page = FormPage(
        _FORM,
        StanceForm,
        lambda form: _stood(request, form, stakeholder_id),
        context=_context(_("Record a stance"), found.content.called, _("Record"), stakeholder_id),
    )
    return answer(request, page)


def _stood(request: HttpRequest, form: StanceForm, stakeholder_id: UUID) -> HttpResponse:
    services.record_stance(by=actor_of(request), stakeholder_id=stakeholder_id, entry=form.entry())
    return done(request, "stance_recorded", "advocacy:stakeholder", stakeholder_id)


@require_POST
@policy("advocacy:stakeholder:write", roles=permissions.CONFIDANTS)
def stakeholder_close(request: HttpRequest, stakeholder_id: UUID) -> HttpResponse:
    """Takes somebody off the list."""
    services.close_stakeholder(by=actor_of(request), stakeholder_id=stakeholder_id)
    return done(request, "stakeholder_closed", "advocacy:stakeholders")
