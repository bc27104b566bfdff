"""Pages whose address is taken at its word: what it asks and the page does not know is refused in words, never passed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from seereya.foundation.selection import BadSelection
from seereya.reference.wording_selection import Words, say_selection

REFUSED = "refused_list.html"
View = Callable[..., HttpResponse]


def asked(params: Mapping[str, Any], *known: str, most: int = 40) -> dict[str, str]:
    """What an address asks for; nothing in it is ignored. Raises `BadSelection` for an unknown name or one given twice."""
    for name in params:
        if name not in known:
            raise BadSelection("unknown_parameter", name)
        if isinstance(params, QueryDict) and len(params.getlist(name)) > 1:
            raise BadSelection("given_twice", name)
    return {name: str(params.get(name, "")).strip()[:most] for name in known}


def refusal_page(request: HttpRequest, refusal: BadSelection, parameters: Mapping[str, Words]) -> HttpResponse:
    """Why an address cannot be asked, the way to the same list without it and to the whole of it."""
    rest = request.GET.copy()
    for name in (refusal.name, "page"):
        rest.pop(name, None)
    context = {
        "refusal": say_selection(refusal, parameters),
        "without_url": f"{request.path}?{rest.urlencode()}" if rest else request.path,
        "all_url": request.path,
    }
    return render(request, REFUSED, context, status=400)


def strict(parameters: Mapping[str, Words]) -> Callable[[View], View]:
    """An address that is not understood is refused in words; `parameters`: how they are called. Stands above `@policy`."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except BadSelection as refusal:
                return refusal_page(request, refusal, parameters)

        return guarded

    return guard


def asks_nothing(view: View) -> View:
    """A page whose address asks for nothing: any parameter is refused in words. Stands above `@policy`."""

    @wraps(view)
    def plain(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            asked(request.GET)
        except BadSelection as refusal:
            return refusal_page(request, refusal, {})
        return view(request, *args, **kwargs)

    return plain
