"""The search on top of every page, the search of names, and places suggested while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.policies import policy
from seereya.documentation import wording_lists as wording
from seereya.documentation.forms.lists import NameForm
from seereya.documentation.pages_lists import naming_people, searching
from seereya.documentation.pages_lists.asking import actor_of
from seereya.documentation.pages_lists.indexes import needs_index
from seereya.documentation.permissions import READERS
from seereya.documentation.queries.names import purpose_of_search
from seereya.documentation.selection import BadSelection


@require_safe
@policy("documentation:search:read")
@needs_index
def search(request: HttpRequest) -> HttpResponse:
    """Everything the member can open, by reference or by words."""
    by, typed = actor_of(request), request.GET.get("q", "").strip()
    if where := searching.straight_to(by, typed) if typed else "":
        return HttpResponseRedirect(where)
    try:
        context = searching.search_page(by, request.GET)
    except BadSelection as refusal:
        refused = {"typed": typed, "refusal": wording.say(refusal), **searching.searched(by)}
        return render(request, "documentation/lists/search.html", refused, status=400)
    return render(request, "documentation/lists/search.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy("documentation:name:search", roles=READERS)
@needs_index
def names(request: HttpRequest) -> HttpResponse:
    """Names near what was typed. What is typed is sealed content: it is posted, and stands in no address."""
    by = actor_of(request)
    form = NameForm(request.POST if request.method == "POST" else None, purpose_known=bool(purpose_of_search(by)))
    found = naming_people.found(by, form) if form.is_valid() else {}
    if found and "purpose" in form.fields:
        form = NameForm(request.POST, purpose_known=True)
    return render(request, "documentation/lists/names.html", {"form": form, **naming_people.standing(by), **found})


@require_http_methods(["GET", "HEAD", "POST"])
@policy("documentation:place:suggest")
def suggest(request: HttpRequest) -> JsonResponse:
    """Places whose name begins with what is typed; posted by forms, so that it stands in no address."""
    typed = (request.POST if request.method == "POST" else request.GET).get("q", "")
    return JsonResponse(searching.suggestions(typed[:100]))
