"""The impunity funnel."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.casework import permissions
from seereya.casework.pages import funnel as pages


@require_safe
@policy("casework:funnel:read", roles=permissions.FUNNEL_READERS)
def funnel(request: HttpRequest) -> HttpResponse:
    """How far files come and how long it takes; small cells are left out for who holds no casework."""
    return render(request, "casework/funnel/funnel.html", pages.page(actor_of(request), request.GET))
