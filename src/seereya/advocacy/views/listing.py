"""Pages that list: what an address cannot ask is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seereya.advocacy.pages.asking import refusal_page
from seereya.foundation.selection import BadSelection


def listed(request: HttpRequest, make: Callable[[], Any], template: str = "advocacy/list.html") -> HttpResponse:
    """The page that `make` assembles; or why the address cannot be asked."""
    try:
        context = make()
    except BadSelection as refusal:
        return render(request, "refused_list.html", refusal_page(request.GET, refusal, request.path), status=400)
    return render(request, template, context)
