"""What leaves: the dossier with names, exports of records."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.accounts.services import say
from seereya.documentation.forms_leaving import ExportForm, NamesForm
from seereya.documentation.pages import leaving as pages
from seereya.documentation.pages_lists.indexes import needs_index
from seereya.vault.formpages import GET_POST, FormPage, answer, done
from seereya.vault.permissions_exits import EXPORTERS, NAMERS
from seereya.vault.services import note_digest


@in_words
@require_http_methods(GET_POST)
@policy("documentation:incident:print-names", roles=NAMERS)
def incident_print_names(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Asks to whom the dossier goes, shows who may be named, then prints it with those names; the ledger is written first."""
    actor = actor_of(request)
    naming = pages.Naming(actor, incident_id)
    page = FormPage(
        "documentation/incidents/print_names.html",
        naming.form,
        lambda form: _printed(request, naming, form),
        context={"incident": naming.opened.row, "rows": list},
    )
    return answer(request, page)


def _printed(request: HttpRequest, naming: pages.Naming, form: NamesForm) -> HttpResponse:
    actor, printed = actor_of(request), naming.printed(form)
    response = render(request, "documentation/incidents/print.html", pages.printed_page(actor, printed, form))
    digest = hashlib.sha256(response.content).digest()
    note_digest(by=actor, disclosure_id=printed.disclosure.id, sha256=digest, size=len(response.content))
    return response


@in_words
@require_http_methods(GET_POST)
@policy("documentation:export:ask", roles=EXPORTERS)
@needs_index
def export_new(request: HttpRequest) -> HttpResponse:
    """Chooses incidents and the recipient, shows who may be named, then packs it for a second person to approve.

    Incidents ticked in a list are posted (`open`), and carried along in the form: no address names them.
    """
    actor, ticked = actor_of(request), request.POST.getlist("ticked")
    if "open" in request.POST and not ticked:
        say(actor, "late", "nothing_chosen")
        return redirect(pages.list_url(request.POST.get("state", "")))
    incidents = pages.choices(actor, request.GET, ticked)
    page = FormPage(
        "documentation/incidents/export.html",
        lambda data: pages.export_form(actor, data, incidents),
        lambda form: _asked(request, form),
        context={"title": pages.export_title(incidents), "found": incidents, "ticked": ticked},
    )
    return answer(request, page, show="open" in request.POST)


def _asked(request: HttpRequest, form: ExportForm) -> HttpResponse:
    pages.ask_export(actor_of(request), form)
    return done(request, "export_asked", "exits:exports")
