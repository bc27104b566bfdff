"""Pages of external events and of their imports."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.actor import Actor
from seereya.accounts.policies import policy
from seereya.accounts.rules import Refused, Role
from seereya.documentation import pages_events, pages_imports
from seereya.documentation import wording_events as words
from seereya.documentation.forms.events import AttachForm, ImportForm
from seereya.documentation.importing import correcting, tasks, undoing
from seereya.documentation.queries import events as queries
from seereya.documentation.selection import BadSelection, parse
from seereya.documentation.services.events import attach_event
from seereya.foundation import clock
from seereya.jobs import wording as job_words
from seereya.jobs.rules import Refused as JobRefused
from seereya.vault.rules import VaultKind, may_hold_grant

Rest = ParamSpec("Rest")
READERS: Final = frozenset(
    role for role in Role if role is Role.ADMINISTRATOR or may_hold_grant(VaultKind.DOCUMENTATION, frozenset({role}))
)
IMPORTERS: Final = frozenset({Role.DOCUMENTALIST, Role.ADMINISTRATOR})
ATTACHERS: Final = frozenset({Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL})


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _in_words(view: Callable[Rest, HttpResponseBase]) -> Callable[Rest, HttpResponseBase]:
    """Turns a refusal into a page that says what is missing and who can give it."""

    @wraps(view)
    def worded(*args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        request = args[0]
        assert isinstance(request, HttpRequest)
        try:
            return view(*args, **kwargs)
        except Refused as refusal:
            said = words.refusal(refusal.code)
        except JobRefused as refusal:
            said = str(job_words.REFUSALS[refusal.code])
        return render(request, "documentation/events/refused.html", {"refusal": said}, status=409)

    return worded


@require_safe
@policy("documentation:event:list", roles=READERS)
def events(request: HttpRequest) -> HttpResponse:
    """The list of external events."""
    try:
        selection = parse(dict(request.GET.lists()), queries.EVENTS, today=clock.today())
        listed = queries.events(selection=selection)
    except BadSelection as refusal:
        said = pages_events.refused_selection(refusal)
        return render(request, "documentation/events/not_understood.html", {"refusal": said}, status=400)
    context = pages_events.list_page(selection, listed) | {"may_import": _actor(request).holds(*IMPORTERS)}
    return render(request, "documentation/events/list.html", context)


@require_safe
@policy("documentation:event:read", roles=READERS)
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """What the source says of one event, and what earlier imports said."""
    found = queries.versions(event_id)
    if not found:
        raise Http404
    context = pages_events.event_page(found) | {"may_attach": _actor(request).holds(*ATTACHERS)}
    return render(request, "documentation/events/event.html", context)


@_in_words
@require_http_methods(["GET", "HEAD", "POST"])
@policy("documentation:event:attach", roles=ATTACHERS)
def attach(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Chooses the incident to which an event is attached as an account, and attaches it."""
    found, actor = queries.versions(event_id), _actor(request)
    if not found:
        raise Http404
    form = AttachForm(request.POST if request.method == "POST" else None, by=actor)
    if form.is_valid():
        row = attach_event(by=actor, incident_id=UUID(form.cleaned_data["incident"]), event_id=event_id)
        return redirect("documentation:incident", row.id)
    context = pages_events.event_page(found) | {"form": form}
    return render(request, "documentation/events/attach.html", context, status=400 if form.is_bound else 200)


@require_safe
@policy("documentation:import:list", roles=READERS)
def imports(request: HttpRequest) -> HttpResponse:
    """All imports and checks."""
    context = {"table": pages_imports.table(queries.imports()), "may_import": _actor(request).holds(*IMPORTERS)}
    return render(request, "documentation/events/imports.html", context)


@_in_words
@require_http_methods(["GET", "HEAD", "POST"])
@policy("documentation:import:make", roles=IMPORTERS)
def import_new(request: HttpRequest) -> HttpResponse:
    """Sends a file: checked first unless told otherwise."""
    actor = _actor(request)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        batch = tasks.start(by=actor, file=form.cleaned_data["file"], asked=form.asked(actor))
        return redirect("documentation:import", batch.id)
    tasks.forget(request.FILES.values())
    return render(request, "documentation/events/import_new.html", {"form": form}, status=400 if form.is_bound else 200)


@require_safe
@policy("documentation:import:read", roles=READERS)
def import_one(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """An import: how far it is, or how it ended."""
    context = pages_imports.page(_found(request, import_id)) | {"may_import": _actor(request).holds(*IMPORTERS)}
    return render(request, "documentation/events/import.html", context)


@require_safe
@policy("documentation:import:read", roles=READERS)
def import_progress(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The progress alone, asked for every two seconds."""
    context = {"progress": pages_imports.progress(_found(request, import_id))}
    return render(request, "components/_progress.html", context)


@_in_words
@require_POST
@policy("documentation:import:make", roles=IMPORTERS)
def import_checked(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Imports the rows of a file that was checked."""
    return redirect("documentation:import", tasks.import_checked(by=_actor(request), batch_id=import_id).id)


@_in_words
@require_POST
@policy("documentation:import:make", roles=IMPORTERS)
def import_cancel(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Stops an import."""
    tasks.cancel(by=_actor(request), batch_id=import_id)
    return redirect("documentation:import", import_id)


@_in_words
@require_POST
@policy("documentation:import:make", roles=IMPORTERS)
def import_go_on(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Hands the file's key over again, after the process that held it ended."""
    tasks.go_on(by=_actor(request), batch_id=import_id)
    return redirect("documentation:import", import_id)


@_in_words
@require_POST
@policy("documentation:import:make", roles=IMPORTERS)
def import_throw_away(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Removes the file of a check that is not to be imported."""
    tasks.throw_away(by=_actor(request), batch_id=import_id)
    return redirect("documentation:imports")


@_in_words
@require_http_methods(["GET", "HEAD", "POST"])
@policy("documentation:import:undo", roles=IMPORTERS)
def import_undo(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Asks, then takes the newest import back."""
    found, actor = _found(request, import_id), _actor(request)
    if request.method != "POST":
        return render(request, "documentation/events/undo.html", pages_imports.page(found))
    undoing.undo(import_id, by=actor.id, organisation=actor.organisation_id)
    return redirect("documentation:import", import_id)


class _Echo:
    """What a csv writer writes to, given back."""

    def write(self, text: str) -> str:
        return text


@require_safe
@policy("documentation:import:read", roles=READERS)
def import_problems(request: HttpRequest, import_id: UUID) -> StreamingHttpResponse:
    """The rows not taken, as a file to correct and send again."""
    lines: Iterable[list[str]] = correcting.lines(_found(request, import_id).batch)
    writer: Any = csv.writer(_Echo())
    response = StreamingHttpResponse((writer.writerow(line) for line in lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="rows-not-taken.csv"'
    return response


def _found(request: HttpRequest, import_id: UUID) -> queries.ImportPage:
    found = queries.import_page(import_id, by=_actor(request))
    if found is None:
        raise Http404
    return found
