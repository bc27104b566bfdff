"""Who asks, and whether they may: the session behind the cookie, then the view's declared policy."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.accounts.pages import back_of
from seereya.accounts.policies import Policy
from seereya.accounts.rules import Stage
from seereya.accounts.services import sessions
from seereya.foundation import walls

BROWSER_COOKIE = "__Host-known"
Respond = Callable[[HttpRequest], HttpResponse]


def decode(value: str) -> bytes:
    """A cookie's bytes; empty where it is not one of ours."""
    try:
        return base64.urlsafe_b64decode(value.encode("ascii"))
    except (ValueError, binascii.Error, UnicodeEncodeError):
        return b""


def browser_of(request: HttpRequest) -> bytes:
    """The token by which a browser that logged in before is known."""
    return decode(request.COOKIES.get(BROWSER_COOKIE, ""))


def set_cookie(response: HttpResponse, name: str, token: bytes, *, days: int | None = None) -> None:
    """A cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(
        name,
        base64.urlsafe_b64encode(token).decode(),
        max_age=None if days is None else days * 86400,
        secure=True,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def with_session(response: HttpResponse, token: bytes, browser: bytes = b"") -> HttpResponse:
    """Puts a session's token, and the browser's own where there is one, on a response."""
    set_cookie(response, settings.COOKIE_NAME, token)
    if browser:
        set_cookie(response, BROWSER_COOKIE, browser, days=365)
    return response


class CurrentSession:
    """Finds the actor behind the cookie and sets the wall to that organisation for the length of the request."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = decode(request.COOKIES.get(settings.COOKIE_NAME, ""))
        with walls.system("whose session is this"):
            actor = sessions.find(token) if token else None
            if actor is not None and actor.session is not None and actor.session.stage == Stage.OPEN:
                sessions.touch(actor)
        request.actor = actor  # type: ignore[attr-defined]
        with walls.within(actor.organisation_id) if actor else walls.system("pages for guests: login and enrolment"):
            return self.get_response(request)


class Policies:
    """Lets a view run only when its policy is met; sends people to the step that is missing."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        declared = getattr(view, "policy", None)
        if not isinstance(declared, Policy):
            raise ImproperlyConfigured(f"{view!r} declares no policy.")
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        stage = actor.session.stage if actor and actor.session else None
        missing = _missing_step(declared, stage)
        if missing:
            return _to(missing, request)
        if declared.standing != "guest" and actor is not None and not actor.roles & declared.roles:
            raise PermissionDenied
        return None


_STEPS = {None: "accounts:login", Stage.HALF: "accounts:second-factor", Stage.LOCKED: "accounts:unlock"}
_ENOUGH: dict[str, frozenset[str | None]] = {
    "guest": frozenset({None, Stage.HALF, Stage.LOCKED, Stage.OPEN}),
    "half": frozenset({Stage.HALF, Stage.OPEN}),
    "locked": frozenset({Stage.LOCKED, Stage.OPEN}),
    "open": frozenset({Stage.OPEN}),
}


def _missing_step(declared: Policy, stage: str | None) -> str:
    """The step of logging in that a policy still asks for; empty where the session is far enough."""
    return "" if stage in _ENOUGH[declared.standing] else _STEPS[Stage(stage) if stage else None]


def _to(name: str, request: HttpRequest) -> HttpResponse:
    """To a step of logging in, and afterwards back to the page; a script that fetches is told plainly instead (401)."""
    if request.headers.get("Sec-Fetch-Dest") == "empty":
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    came = request.get_full_path() if request.method in {"GET", "HEAD"} else back_of(request)
    where = reverse(name)
    return HttpResponseRedirect(f"{where}?{urlencode({'next': came})}" if came not in {"", "/"} else where)
