"""Grants: the list, a grant's home page, opening and changing one, counting again, a partner's part."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.foundation.identifiers import new_id
from seereya.programme import permissions
from seereya.programme.forms.grants import GrantChangeForm, GrantForm
from seereya.programme.pages import forms, grant, logframe
from seereya.programme.queries.grants import grant_of
from seereya.programme.services import grants, reports, values
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, FormPage, answer, done

FORM = "programme/form.html"


@asks_nothing
@require_safe
@policy("programme:grant:list", roles=permissions.READERS)
def home(request: HttpRequest) -> HttpResponse:
    """The grants of the organisation."""
    return render(request, "programme/home.html", grant.home(actor_of(request)))


@asks_nothing
@require_safe
@policy("programme:grant:read", roles=permissions.READERS)
def one(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """A grant's home page: what is late, under target, owed, moved, to be decided. Outside, its logframe as it was reported."""
    actor = actor_of(request)
    row = grant_of(actor, grant_id)
    if not grant.inside(actor):
        return redirect("programme:logframe", row.id)
    return render(request, "programme/grant.html", grant.dashboard(actor, row))


@in_words
@require_http_methods(GET_POST)
@policy("programme:grant:open", roles=permissions.STEERERS)
def new(request: HttpRequest) -> HttpResponse:
    """Opens a grant from its contract."""
    page = FormPage(
        FORM,
        lambda data: GrantForm(data, initial={"token": new_id()}),
        lambda form: _opened(request, form),
        context=forms.grant_new(),
    )
    return answer(request, page)


def _opened(request: HttpRequest, form: GrantForm) -> HttpResponse:
    row = grants.open_grant(by=actor_of(request), facts=form.facts(), token=form.cleaned_data["token"])
    return done(request, "grant_opened", "programme:grant", row.id)


@in_words
@require_http_methods(GET_POST)
@policy("programme:grant:change", roles=permissions.STEERERS)
def edit(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Changes what may change of a grant."""
    row = grant_of(actor_of(request), grant_id)
    initial = {name: getattr(row, name) for name in ("title", "contract", "smallest_cell", "emblem", "version")}
    page = FormPage(
        FORM,
        lambda data: GrantChangeForm(data, initial=initial),
        lambda form: _changed(request, grant_id, form),
        context=forms.grant_edit(row),
    )
    return answer(request, page)


def _changed(request: HttpRequest, grant_id: UUID, form: GrantChangeForm) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("title", "contract", "smallest_cell", "emblem")}
    grants.change_grant(by=actor_of(request), grant_id=grant_id, version=form.cleaned_data["version"] or 0, **said)
    return done(request, "grant_changed", "programme:grant", grant_id)


@in_words
@require_POST
@policy("programme:values:count", roles=permissions.INSIDE)
def count(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Counts the computed indicators again, to today."""
    values.count_now(by=actor_of(request), grant_id=grant_id)
    return done(request, "values_counted", "programme:logframe", grant_id)


@in_words
@require_POST
@policy("programme:report:send-part", roles=permissions.INSIDE)
def part(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """A partner's part of a period is complete."""
    row = reports.send_part(by=actor_of(request), period_id=period_id)
    return done(request, "part_sent_now", "programme:grant", row.period.grant_id)


@asks_nothing
@require_safe
@policy("programme:rules:read", roles=permissions.READERS)
def rules(request: HttpRequest) -> HttpResponse:
    """Every counting rule in words."""
    return render(request, "programme/rules.html", logframe.rules())
