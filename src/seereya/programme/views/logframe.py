"""The logframe: read, edited, adopted; an indicator and its values."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.programme import permissions
from seereya.programme.forms.logframe import AdoptForm, IndicatorForm, NextVersionForm, ResultForm, ValueForm
from seereya.programme.pages import forms, picking
from seereya.programme.pages import logframe as pages
from seereya.programme.queries.grants import grant_of
from seereya.programme.services import logframe, values
from seereya.programme.views.asking_money import strict
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, FormPage, answer, done

FORM = "programme/form.html"


@strict
@require_safe
@policy("programme:logframe:read", roles=permissions.READERS)
def matrix(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """The logframe as a matrix."""
    actor = actor_of(request)
    grant = grant_of(actor, grant_id)
    return render(request, "programme/logframe.html", pages.matrix(actor, grant, picking.version(actor, grant, request.GET)))


@in_words
@require_http_methods(GET_POST)
@policy("programme:logframe:draft", roles=permissions.PLANNERS)
def next_version(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Makes the next version for an addendum."""
    grant = grant_of(actor_of(request), grant_id)
    page = FormPage(FORM, NextVersionForm, lambda form: _drafted(request, grant_id, form), context=forms.next_version(grant))
    return answer(request, page)


def _drafted(request: HttpRequest, grant_id: UUID, form: NextVersionForm) -> HttpResponse:
    row = logframe.next_version(by=actor_of(request), grant_id=grant_id, reason=form.cleaned_data["reason"])
    return done(request, "logframe_drafted", "programme:logframe-edit", row.id)


@asks_nothing
@require_safe
@policy("programme:logframe:edit", roles=permissions.PLANNERS)
def editing(request: HttpRequest, logframe_id: UUID) -> HttpResponse:
    """A version that is not adopted yet, with its results and indicators."""
    version = logframe.version_of(actor_of(request), logframe_id)
    return render(request, "programme/logframe_edit.html", pages.editing(version))


@in_words
@require_http_methods(GET_POST)
@policy("programme:logframe:adopt", roles=permissions.STEERERS)
def adopt(request: HttpRequest, logframe_id: UUID) -> HttpResponse:
    """Adopts a version."""
    version = logframe.version_of(actor_of(request), logframe_id)
    page = FormPage(FORM, AdoptForm, lambda form: _adopted(request, logframe_id, form), context=forms.adopt(version))
    return answer(request, page)


def _adopted(request: HttpRequest, logframe_id: UUID, form: AdoptForm) -> HttpResponse:
    row = logframe.adopt(by=actor_of(request), version_id=logframe_id, on=form.cleaned_data["on"])
    return done(request, "logframe_adopted_now", "programme:logframe", row.grant_id)


@in_words
@require_http_methods(GET_POST)
@policy("programme:result:save", roles=permissions.PLANNERS)
def result_new(request: HttpRequest, logframe_id: UUID) -> HttpResponse:
    """Adds a result."""
    version = logframe.version_of(actor_of(request), logframe_id)
    page = FormPage(
        FORM, lambda data: ResultForm(data, logframe=version), lambda form: _result(request, logframe_id, form, None),
        context=forms.result(version),
    )  # fmt: skip
    return answer(request, page)


@in_words
@require_http_methods(GET_POST)
@policy("programme:result:save", roles=permissions.PLANNERS)
def result_edit(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Changes a result."""
    row = picking.result(actor_of(request), result_id)
    page = FormPage(
        FORM, lambda data: ResultForm(data, logframe=row.version, initial=forms.result_initial(row)),
        lambda form: _result(request, row.version_id, form, result_id), context=forms.result(row.version),
    )  # fmt: skip
    return answer(request, page)


def _result(request: HttpRequest, version_id: UUID, form: ResultForm, result_id: UUID | None) -> HttpResponse:
    logframe.save_result(by=actor_of(request), version_id=version_id, facts=form.facts(), result_id=result_id)
    return done(request, "result_saved", "programme:logframe-edit", version_id)


@in_words
@require_POST
@policy("programme:result:remove", roles=permissions.PLANNERS)
def result_remove(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Takes a result out of a version that is not adopted."""
    version = logframe.remove_result(by=actor_of(request), result_id=result_id)
    return done(request, "result_removed", "programme:logframe-edit", version.id)


@in_words
@require_http_methods(GET_POST)
@policy("programme:indicator:save", roles=permissions.PLANNERS)
def indicator_new(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Adds an indicator to a result."""
    row = picking.result(actor_of(request), result_id)
    page = FormPage(FORM, IndicatorForm, lambda form: _indicator(request, row, form, None), context=forms.indicator(row))
    return answer(request, page)


@in_words
@require_http_methods(GET_POST)
@policy("programme:indicator:save", roles=permissions.PLANNERS)
def indicator_edit(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    """Changes an indicator of a version that is not adopted."""
    row = values.indicator_of(actor_of(request), indicator_id)
    page = FormPage(
        FORM, lambda data: IndicatorForm(data, initial=forms.indicator_initial(row)),
        lambda form: _indicator(request, row.result, form, indicator_id), context=forms.indicator(row.result),
    )  # fmt: skip
    return answer(request, page)


def _indicator(request: HttpRequest, result: picking.Result, form: IndicatorForm, indicator_id: UUID | None) -> HttpResponse:
    logframe.save_indicator(by=actor_of(request), result_id=result.id, facts=form.facts(), indicator_id=indicator_id)
    return done(request, "indicator_saved", "programme:logframe-edit", result.version_id)


@asks_nothing
@require_safe
@policy("programme:indicator:read", roles=permissions.READERS)
def indicator(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    """One indicator: what it means, how it is counted, its values."""
    actor = actor_of(request)
    row = values.indicator_of(actor, indicator_id)
    return render(request, "programme/indicator.html", pages.indicator(actor, row))


@in_words
@require_http_methods(GET_POST)
@policy("programme:value:enter", roles=permissions.INSIDE)
def value_new(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    """Enters a value by hand."""
    row = values.indicator_of(actor_of(request), indicator_id)
    page = FormPage(
        FORM, lambda data: ValueForm(data, split=bool(row.split)), lambda form: _entered(request, indicator_id, form),
        context=forms.value(row),
    )  # fmt: skip
    return answer(request, page)


def _entered(request: HttpRequest, indicator_id: UUID, form: ValueForm) -> HttpResponse:
    values.enter_value(by=actor_of(request), indicator_id=indicator_id, facts=form.facts())
    return done(request, "value_entered", "programme:indicator", indicator_id)
