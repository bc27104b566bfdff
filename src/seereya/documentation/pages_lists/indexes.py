"""The page of the sealed indexes: what stands behind each, and their building anew; and what is said when one does not open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.documentation import wording_lists as wording
from seereya.jobs.queries import Progress, progress, recent
from seereya.jobs.rules import State
from seereya.vault import wording as vault_wording
from seereya.vault.indexing import IndexLost
from seereya.vault.services.reindexing import REINDEX, held_indexes

View = Callable[..., HttpResponse]
_STATES = {State.NEEDS_KEY: "failed"}


def needs_index(view: View) -> View:
    """Says in words that an index does not open, and offers to build it anew, in place of an answer that would be too short."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        try:
            return view(request, *args, **more)
        except IndexLost:
            return render(request, "documentation/lists/index_lost.html", status=503)

    return answered


def index_page(by: Actor) -> dict[str, Any]:
    """The indexes a member holds, and how far the building of each is where it was asked for."""
    jobs = [job for job in recent(seen_by=by.id, organisation=by.organisation_id) if job.kind == REINDEX]
    listed = []
    for held in held_indexes(by=by):
        newest = next((job for job in jobs if job.arguments.get("vault") == str(held.keys.vault.id)), None)
        listed.append(
            {
                "label": wording.INDEXES[held.index],
                "vault": held.keys.vault.name or vault_wording.KINDS[held.keys.vault.kind],
                "records": held.records,
                "progress": _shown(newest) if newest else None,
            }
        )
    return {"indexes": listed, "busy": any(not job.ended for job in jobs)}


def progress_of(by: Actor, job_id: UUID) -> dict[str, Any]:
    """How far one building is, for the fragment that is asked for again and again."""
    job = progress(job_id, seen_by=by.id, organisation=by.organisation_id)
    if job is None or job.kind != REINDEX:
        raise Http404
    return {"progress": _shown(job)}


def _shown(job: Progress) -> dict[str, Any]:
    return {
        "label": wording.REBUILDING,
        "done": job.done,
        "total": job.total,
        "state": _STATES.get(job.state, str(job.state)),
        "state_words": job.problem_text or job.state_text,
        "url": "" if job.ended or job.state is State.NEEDS_KEY else reverse("documentation:index-progress", args=[job.id]),
    }
