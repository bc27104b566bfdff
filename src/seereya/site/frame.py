"""What every page's frame shows: the rooms the roles may enter, open vaults, who I am, messages."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya import __version__
from seereya.accounts import wording as accounts_wording
from seereya.accounts.actor import Actor
from seereya.accounts.policies import Policy
from seereya.accounts.rules import Role, Stage
from seereya.vault import wording as vault_wording
from seereya.vault.keyring import keyring_of

# (label, URL name, prefix of the paths that belong to it); the view's policy says who may enter
ROOMS = (
    (_("Home"), "home", "/"),
    (_("Incidents"), "documentation:incidents", "/incidents/"),
    (_("Evidence"), "evidence:items", "/evidence/"),
    (_("Persons"), "documentation:persons", "/persons/"),
    (_("Interviews"), "documentation:interviews", "/interviews/"),
    (_("Sources"), "documentation:sources", "/sources/"),
    (_("Case files"), "casework:cases", "/cases/"),
    (_("Advocacy"), "advocacy:home", "/advocacy/"),
    (_("Submissions"), "advocacy:submissions", "/advocacy/submissions/"),
    (_("Observatory"), "observatory:observations", "/observatory/"),
    (pgettext_lazy("the room of courses", "Education"), "education:courses", "/education/"),
    (pgettext_lazy("of education", "Sessions"), "education:sessions", "/education/sessions/"),
    (_("Private talks"), "education:talks", "/education/talks/"),
    (_("Programme"), "programme:home", "/programme/"),
    (pgettext_lazy("room", "Money"), "programme:money-home", "/programme/money/"),
    (_("Exits"), "exits:ledger", "/exits/"),
    (_("Exports"), "exits:exports", "/exports/"),
    (_("Protection"), "protection:home", "/protection/"),
    (_("External events"), "documentation:events", "/events/"),
    (_("Imports"), "documentation:imports", "/imports/"),
    (_("Vocabularies"), "documentation:vocabularies", "/vocabularies/"),
    (_("Organisation"), "vault:members", "/organisation/"),
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
        "search_url": reverse("documentation:search"),
        "organisation": actor.member.organisation.name,
        "vaults_open": len(vaults),
        "vaults_open_names": [vault_wording.KINDS[keys.vault.kind] for keys in vaults],
        "vaults_close_url": reverse("vault:close"),
        "member": actor.member.handle,
        "member_links": [
            {"url": reverse("accounts:me"), "label": _("My account")},
            {"url": reverse("vault:profile"), "label": _("My name and contact")},
            {"url": reverse("protection:complaints"), "label": _("Complaints about our staff")},
        ],
        "logout_url": reverse("accounts:logout"),
        "messages_said": _said(actor),
    }


def _navigation(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    path = request.path
    inside = [prefix for _label, _name, prefix in ROOMS if path == prefix or (prefix != "/" and path.startswith(prefix))]
    nearest = max(inside, key=len, default="")
    return [
        {"url": reverse(name), "label": label, "current": prefix == nearest}
        for label, name, prefix in ROOMS
        if actor.roles & _roles(name)
    ]


@cache
def _roles(name: str) -> frozenset[Role]:
    """The roles that the view behind a URL name lets in."""
    declared: Policy = resolve(reverse(name)).func.policy  # type: ignore[attr-defined]
    return declared.roles


def _said(actor: Actor) -> list[dict[str, Any]]:
    """Messages kept for this page; shown once."""
    session = actor.session
    if session is None or not session.said:
        return []
    said = [{"kind": kind, "text": accounts_wording.SAID.get(code, code)} for kind, code in session.said]
    session.said = []
    session.save(update_fields=["said"])
    return said
