"""What every page's frame shows: the rooms the roles may enter, open vaults, who I am, messages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seereya import __version__
from seereya.accounts import wording as accounts_wording
from seereya.accounts.actor import Actor
from seereya.accounts.policies import REGISTRY
from seereya.accounts.rules import Stage
from seereya.vault import wording as vault_wording
from seereya.vault.keyring import keyring_of

# (label, URL name, the action whose policy opens it, prefix of the paths that belong to it)
ROOMS = (
    (_("Home"), "home", "site:home:read", "/"),
    (_("Incidents"), "documentation:incidents", "documentation:incident:list", "/incidents/"),
    (_("Persons"), "documentation:persons", "documentation:person:list", "/persons/"),
    (_("Sources"), "documentation:sources", "documentation:source:list", "/sources/"),
    (_("External events"), "documentation:events", "documentation:event:list", "/events/"),
    (_("Imports"), "documentation:imports", "documentation:import:list", "/imports/"),
    (_("Vocabularies"), "documentation:vocabularies", "documentation:vocabulary:list", "/vocabularies/"),
    (_("Organisation"), "vault:members", "vault:member:list", "/organisation/"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template; nothing of a member where the session is not open."""
    context: dict[str, Any] = {
        "product_name": settings.PRODUCT_NAME,
        "version": __version__,
        "languages": settings.LANGUAGES,
        "language_url": reverse("accounts:language"),
        "home_url": reverse("home"),
    }
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.session is None or actor.session.stage != Stage.OPEN:
        return context
    return context | _member(request, actor)


def _member(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    vaults = keyring_of(actor).all()
    return {
        "navigation": _navigation(request, actor),
        "search_url": reverse("documentation:incidents"),
        "organisation": actor.member.organisation.name,
        "vaults_open": len(vaults),
        "vaults_open_names": [vault_wording.KINDS[keys.vault.kind] for keys in vaults],
        "vaults_close_url": reverse("vault:close"),
        "member": actor.member.handle,
        "member_links": [{"url": reverse("accounts:me"), "label": _("My account")}],
        "logout_url": reverse("accounts:logout"),
        "messages_said": _said(actor),
    }


def _navigation(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    path = request.path
    return [
        {"url": reverse(name), "label": label, "current": path == prefix or (prefix != "/" and path.startswith(prefix))}
        for label, name, action, prefix in ROOMS
        if action in REGISTRY and actor.roles & REGISTRY[action].roles
    ]


def _said(actor: Actor) -> list[dict[str, Any]]:
    """Messages kept for this page; shown once."""
    session = actor.session
    if session is None or not session.said:
        return []
    said = [{"kind": kind, "text": accounts_wording.SAID.get(code, code)} for kind, code in session.said]
    session.said = []
    session.save(update_fields=["said"])
    return said
