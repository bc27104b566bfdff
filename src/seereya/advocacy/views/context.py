"""Chronology, figures, calls; bodies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.advocacy import permissions, services, wording
from seereya.advocacy.forms.context import FORMS, FactForm, initial_of
from seereya.advocacy.pages import bodies as body_pages
from seereya.advocacy.pages import context as pages
from seereya.advocacy.pages.asking import trail
from seereya.advocacy.views.listing import listed
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, FormPage, answer, done

_FORM = "advocacy/form.html"


@require_safe
@policy("advocacy:body:list", roles=permissions.READERS)
def bodies(request: HttpRequest) -> HttpResponse:
    """Bodies with what we have with each."""
    return listed(request, lambda: body_pages.bodies(actor_of(request), request.GET))


@require_safe
@policy("advocacy:body:list", roles=permissions.READERS)
def body(request: HttpRequest, body: str) -> HttpResponse:
    """One body."""
    return render(request, "advocacy/body.html", body_pages.body(actor_of(request), body))


@require_safe
@policy("advocacy:context:read", roles=permissions.READERS)
def facts(request: HttpRequest, facts: str) -> HttpResponse:
    """One of the three lists."""
    return listed(request, lambda: pages.fact_list(actor_of(request), facts, request.GET))


@require_safe
@policy("advocacy:context:read", roles=permissions.READERS)
def fact(request: HttpRequest, facts: str, public_fact: UUID) -> HttpResponse:
    """One public fact with its source."""
    return render(request, "advocacy/fact.html", pages.fact(actor_of(request), facts, public_fact))


def _context(kind: str, title: str, back: str) -> dict[str, Any]:
    steps = [
        *trail(),
        {"url": reverse("advocacy:facts", args=[kind]), "label": wording.label(wording.FACTS, kind)},
        {"label": title},
    ]
    lede = _("Public, dated, and never without its source.")
    return {"title": title, "lede": lede, "submit": _("Save with its source"), "back_url": back, "breadcrumb": steps}


@require_http_methods(GET_POST)
@policy("advocacy:context:write", roles=permissions.WRITERS)
def fact_new(request: HttpRequest, facts: str) -> HttpResponse:
    """Writes a public fact down."""
    pages.check_kind(facts)
    page = FormPage(
        _FORM,
        lambda data: FORMS[facts](data, initial={"token": new_id()}),
        lambda form: _saved(request, facts, form, None),
        context=_context(facts, _("Write it down"), reverse("advocacy:facts", args=[facts])),
    )
    return answer(request, page)


@require_http_methods(GET_POST)
@policy("advocacy:context:write", roles=permissions.WRITERS)
def fact_edit(request: HttpRequest, facts: str, fact_id: UUID) -> HttpResponse:
    """Corrects an own one."""
    row = pages.own(actor_of(request), facts, fact_id)
    page = FormPage(
        _FORM,
        lambda data: FORMS[facts](data, row=row, initial=initial_of(facts, row)),
        lambda form: _saved(request, facts, form, fact_id),
        context=_context(facts, _("Correct it"), reverse("advocacy:fact", args=[facts, fact_id])),
    )
    return answer(request, page)


def _saved(request: HttpRequest, kind: str, form: FactForm, fact_id: UUID | None) -> HttpResponse:
    said = form.cleaned_data
    row = services.save_fact(
        by=actor_of(request), kind=kind, values=form.values(), fact_id=fact_id, version=said["version"], token=said["token"]
    )
    return done(request, "fact_saved", "advocacy:fact", kind, row.pk)
