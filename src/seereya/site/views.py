"""The home page, and the address that says the process is alive."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seereya.accounts.policies import policy
from seereya.documentation.pages_lists.indexes import needs_index
from seereya.site import desk


@require_safe
@policy("site:home:read")
@needs_index
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, what changed, one line per pillar."""
    return render(request, "site/home.html", desk.desk(request.actor))  # type: ignore[attr-defined]


@require_safe
@policy("site:health:read", standing="guest")
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """For a supervisor: the process answers and the database too; says nothing else."""
    desk.check_database()
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
