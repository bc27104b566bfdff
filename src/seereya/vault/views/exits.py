"""The ledger of what left, ratification, exports under two persons, the limit on openings."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts import services as accounts
from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.vault import pages_basis as pages
from seereya.vault import pages_exports, queries_exits, services
from seereya.vault import permissions as keepers
from seereya.vault import permissions_exits as permissions
from seereya.vault.formpages import GET_POST


@require_safe
@policy("vault:exit:list", roles=permissions.LEDGER_READERS)
def ledger(request: HttpRequest) -> HttpResponse:
    """What left the house, newest first, page by page."""
    return render(request, "vault/exits/ledger.html", pages.ledger_page(actor_of(request), request.GET.get("page", "")[:7]))


@in_words
@require_http_methods(GET_POST)
@policy("vault:exit:read", roles=permissions.BASIS_READERS)
def disclosure(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """One thing that left: to whom, whose names, on which bases; a second person answers what was sent urgently."""
    actor = actor_of(request)
    context = pages.disclosure_page(actor, disclosure_id)
    if request.method != "POST":
        return render(request, "vault/exits/disclosure.html", context)
    return _settled(request, disclosure_id)


def _settled(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    actor, agree = actor_of(request), "ratify" in request.POST
    services.ratify(by=actor, disclosure_id=disclosure_id, agree=agree, reason=request.POST.get("reason", ""))
    accounts.say(actor, "done", "urgency_ratified" if agree else "urgency_objected")
    return redirect("exits:disclosure", disclosure_id)


@require_safe
@policy("vault:export:list", roles=permissions.SECOND)
def exports(request: HttpRequest) -> HttpResponse:
    """Exports on their way."""
    return render(request, "vault/exits/exports.html", pages_exports.exports_page(actor_of(request)))


@require_POST
@in_words
@policy("vault:export:decide", roles=permissions.SECOND)
def approve(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """A second person gives the other half of the key."""
    services.approve_export(by=actor_of(request), export_id=export_id)
    accounts.say(actor_of(request), "done", "export_approved")
    return redirect("exits:exports")


@require_POST
@in_words
@policy("vault:export:decide", roles=permissions.SECOND)
def refuse(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """A second person refuses, with a reason."""
    services.refuse_export(by=actor_of(request), export_id=export_id, reason=request.POST.get("reason", ""))
    accounts.say(actor_of(request), "done", "export_refused")
    return redirect("exits:exports")


@require_POST
@in_words
@policy("vault:export:fetch", roles=permissions.EXPORTERS)
def fetch(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """The export, once, streamed: nothing of it in clear on any disk of ours."""
    _packed, stream = services.fetch_export(by=actor_of(request), export_id=export_id)
    name = f"export-{export_id.hex[-8:]}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(
        stream,  # type: ignore[return-value]  # every middleware takes both
        content_type="application/zip",
        headers=headers,
    )


@require_safe
@policy("vault:limit:read", roles=keepers.HOLDERS | permissions.TOLD_OF_LIMITS)
def limits(request: HttpRequest) -> HttpResponse:
    """Who reached the limit of openings, and who lifted it."""
    actor = actor_of(request)
    watches = actor.holds(*permissions.TOLD_OF_LIMITS)
    rows = queries_exits.limit_notices(actor) if watches else queries_exits.limits_reached(actor)
    return render(request, "vault/exits/limits.html", {"rows": rows, "me": actor.id})


@require_POST
@in_words
@policy("vault:limit:lift", roles=keepers.HOLDERS)
def lift(request: HttpRequest, limit_id: UUID) -> HttpResponse:
    """Lets a colleague go on for an hour."""
    services.lift_limit(by=actor_of(request), limit_id=limit_id)
    accounts.say(actor_of(request), "done", "limit_lifted")
    return redirect("exits:limits")
