"""Incidents as a list or a map, and saved searches."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from seereya.accounts.policies import policy
from seereya.accounts.services import say
from seereya.documentation.forms.lists import SaveSearchForm
from seereya.documentation.pages_lists import listing, mapping
from seereya.documentation.pages_lists.asking import actor_of
from seereya.documentation.pages_lists.indexes import needs_index
from seereya.documentation.permissions import READERS
from seereya.documentation.rules import Refused
from seereya.documentation.selection import BadSelection
from seereya.documentation.services import saved


@require_safe
@policy("documentation:incident:list", roles=READERS)
@needs_index
def incidents(request: HttpRequest) -> HttpResponse:
    """The incidents a member can open, narrowed as the address says."""
    try:
        selection = listing.asked(request.GET)
        page = mapping.map_page if selection.view == "map" else listing.incidents_page
        context = page(actor_of(request), selection)
    except BadSelection as refusal:
        return render(request, "documentation/lists/refused.html", listing.refusal_page(request.GET, refusal), status=400)
    return render(request, f"documentation/lists/{selection.view}.html", context)


@require_POST
@policy("documentation:saved-search:change", roles=READERS)
def save_search(request: HttpRequest) -> HttpResponse:
    """Keeps the selection of the page under a name."""
    form = SaveSearchForm(request.POST)
    query = ""
    try:
        if form.is_valid():
            query = form.cleaned_data["query"]
            saved.save_search(by=actor_of(request), name=form.cleaned_data["name"], query=query)
            say(actor_of(request), "done", "search_saved")
        else:
            say(actor_of(request), "late", "name_needed")
    except BadSelection as refusal:
        return render(request, "documentation/lists/refused.html", listing.refusal_page(request.GET, refusal), status=400)
    except Refused as refusal:
        say(actor_of(request), "late", refusal.code)
    return HttpResponseRedirect(f"{reverse('documentation:incidents')}?{query}")


@require_POST
@policy("documentation:saved-search:change", roles=READERS)
def forget_search(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Removes a saved search."""
    saved.forget_search(by=actor_of(request), saved_id=saved_id)
    say(actor_of(request), "done", "search_forgotten")
    return HttpResponseRedirect(reverse("documentation:incidents"))
