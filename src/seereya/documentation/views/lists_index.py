"""The sealed indexes of the vaults one holds: how they stand, and their building anew."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from seereya.accounts.policies import policy
from seereya.accounts.services import say
from seereya.documentation.pages_lists import indexes
from seereya.documentation.pages_lists.asking import actor_of
from seereya.documentation.permissions import READERS
from seereya.jobs.rules import NoWorker
from seereya.vault.services.reindexing import rebuild_soon


@require_safe
@policy("documentation:index:read", roles=READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The indexes a member holds."""
    return render(request, "documentation/lists/index.html", indexes.index_page(actor_of(request)))


@require_POST
@policy("documentation:index:rebuild", roles=READERS)
def rebuild(request: HttpRequest) -> HttpResponse:
    """Queues the building anew of all of them."""
    try:
        rebuild_soon(by=actor_of(request))
        say(actor_of(request), "info", "index_queued")
    except NoWorker as refusal:
        say(actor_of(request), "late", refusal.code)
    return redirect("documentation:index")


@require_safe
@policy("documentation:index:read", roles=READERS)
def progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """How far one building is."""
    return render(request, "components/_progress.html", indexes.progress_of(actor_of(request), job_id))
