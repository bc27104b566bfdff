"""Who asks for a page, in which language, and what else that member may do."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils.translation import get_language

from seereya.accounts.actor import Actor
from seereya.accounts.policies import REGISTRY


def actor_of(request: HttpRequest) -> Actor:
    """The member behind a request whose policy asks for an open session."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined]


def language() -> str:
    """`fr` or `en`: the language of the page."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def may(actor: Actor, action: str) -> bool:
    """Whether the member's roles allow an action that some view declares."""
    return action in REGISTRY and bool(actor.roles & REGISTRY[action].roles)
