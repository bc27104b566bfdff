"""Sources: list, record, change, open who it is for a purpose."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.documentation import permissions, services
from seereya.documentation.forms.people import SourceForm
from seereya.documentation.pages import editing_people
from seereya.documentation.pages import people as pages
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done, keeps_drafts

keeps_drafts("source-new", "source")


@require_safe
@policy("documentation:source:list", roles=permissions.READERS)
def sources(request: HttpRequest) -> HttpResponse:
    """Sources by their open codes."""
    return render(
        request,
        "documentation/people/sources.html",
        pages.sources(actor_of(request), request.GET),
    )


@require_http_methods(GET_POST)
@policy("documentation:source:create", roles=permissions.PERSON_WRITERS)
def source_new(request: HttpRequest) -> HttpResponse:
    """Records a source under an open code."""
    page = FormPage(
        "documentation/people/source_form.html",
        lambda data: SourceForm(data, names_open=True, initial={"token": new_id()}),
        lambda form: _source_made(request, form),
        draft=("source-new", NIL, ""),
    )
    return answer(request, page)


def _source_made(request: HttpRequest, form: SourceForm) -> HttpResponse:
    row = services.create_source(
        by=actor_of(request), content=form.content(), identity=form.identity(), source_id=form.cleaned_data["token"]
    )
    return done(request, "source_created", "documentation:source", row.id)


@require_safe
@policy("documentation:source:read", roles=permissions.READERS)
def source(request: HttpRequest, source_id: UUID) -> HttpResponse:
    """A source without identity, and the incidents it speaks of."""
    return render(request, "documentation/people/source.html", pages.source(actor_of(request), source_id))


@require_http_methods(GET_POST)
@policy("documentation:source:change", roles=permissions.PERSON_WRITERS)
def source_edit(request: HttpRequest, source_id: UUID) -> HttpResponse:
    """Changes a source; who it is only once that was opened for a purpose."""
    asked = editing_people.source(actor_of(request), source_id)
    initial = pages.source_initial(asked.content, asked.identity) | {"version": asked.row.version}
    page = FormPage(
        "documentation/people/source_form.html",
        lambda data: SourceForm(data, names_open=asked.identity is not None, kept=asked.content, initial=initial),
        lambda form: _source_changed(request, source_id, form),
        context={"source": asked.row},
        draft=("source", source_id, ""),
        differences=lambda form: pages.source_differences(actor_of(request), source_id, form.content()),
    )
    return answer(request, page)


def _source_changed(request: HttpRequest, source_id: UUID, form: SourceForm) -> HttpResponse:
    services.save_source(
        by=actor_of(request),
        source_id=source_id,
        version=form.cleaned_data["version"] or 0,
        content=form.content(),
        identity=form.identity() if form.names_open else None,
    )
    return done(request, "source_changed", "documentation:source", source_id)


@in_words
@require_POST
@policy("documentation:source:open-identity", roles=permissions.NAME_READERS)
def source_identity(request: HttpRequest, source_id: UUID) -> HttpResponse:
    """Opens who a source is, for a purpose; shown in place."""
    context = pages.source_opened(actor_of(request), source_id, request.POST.get("purpose", ""))
    return render(request, "documentation/people/source.html", context)
