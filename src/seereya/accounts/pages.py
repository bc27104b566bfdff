"""What views share: who asks, where to go back to, how a refusal is said. Other rooms' views use it too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from seereya.accounts import wording
from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.foundation import walls

Made = TypeVar("Made")
Rest = ParamSpec("Rest")
CONFLICT, TOO_MANY = 409, 429


class Refusing(Protocol):
    """A form that can say a refusal (`accounts.forms.ActForm`)."""

    cleaned_data: dict[str, Any]
    done: bool

    @property
    def status(self) -> int: ...

    def is_valid(self) -> bool: ...

    def refuse(self, refusal: Refused) -> None: ...


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, on a page whose policy asks for a session."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    assert actor is not None
    return actor


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where nothing was filled in; nothing for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def next_of(request: HttpRequest) -> str:
    """The local path to go to afterwards; home where none was named or where it leads elsewhere."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return path
    return "/"


def go(name: str, request: HttpRequest) -> HttpResponse:
    """To another step, keeping where to go afterwards."""
    where, path = reverse(name), next_of(request)
    return HttpResponseRedirect(where if path == "/" else f"{where}?{urlencode({'next': path})}")


def attempt(form: Refusing, act: Callable[..., Made], **more: object) -> Made | None:
    """Does something with what the form holds; nothing comes back where the form or the act refuses, and the form says why."""
    if not form.is_valid():
        return None
    try:
        made = act(**form.cleaned_data, **more)
    except Refused as refusal:
        form.refuse(refusal)
        return None
    form.done = True
    return made


def show(request: HttpRequest, template: str, form: Refusing, **context: object) -> HttpResponse:
    """A page around a form, with the status that the form came to."""
    return render(request, template, {"form": form, "next": next_of(request), **context}, status=form.status)


def refused(request: HttpRequest, refusal: Refused, *, back: str = "") -> HttpResponse:
    """A page that says what is missing and who can give it: 409, or 429 where somebody must wait."""
    context = {"refusal": wording.say(refusal), "giver": wording.GIVERS.get(refusal.code, ""), "back_url": back}
    status = TOO_MANY if refusal.code in {"too_many_guesses", "busy"} else CONFLICT
    return render(request, "accounts/refused.html", context, status=status)


def in_words(view: Callable[Rest, HttpResponseBase]) -> Callable[Rest, HttpResponseBase]:
    """Turns a refusal that a view lets through into its page. Stands above `@policy`."""

    @wraps(view)
    def worded(*args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except Refused as refusal:
            request = args[0]
            assert isinstance(request, HttpRequest)
            return refused(request, refusal, back=back_of(request))

    return worded


def as_stranger(view: Callable[Rest, HttpResponse]) -> Callable[Rest, HttpResponse]:
    """For pages on which somebody becomes known: a session of another organisation in the same browser must not hide the member."""

    @wraps(view)
    def unwalled(*args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        with walls.system("nobody is known yet"):
            return view(*args, **kwargs)

    return unwalled


def back_of(request: HttpRequest) -> str:
    """The local path somebody came from, or nothing."""
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return ""
    local = came.split(request.get_host(), 1)[-1] if "//" in came else came
    return local if local.startswith("/") else ""
