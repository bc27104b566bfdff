"""The page on which names are searched: who may, what for, and how each name found is like the one typed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.documentation import wording_lists as wording
from seereya.documentation.forms.lists import NameForm
from seereya.documentation.permissions import may_open_names
from seereya.documentation.queries.names import NAME_SEARCH, holders_of_names, search_names
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind
from seereya.vault.services import state_purpose

_PAGES = {"person": "documentation:person", "source": "documentation:source"}


def standing(by: Actor) -> dict[str, Any]:
    """Whether the member can search names at all, and who can otherwise."""
    holds = bool(keyring_of(by).of_kind(VaultKind.IDENTITIES))
    return {"holds_names": holds, "may_hold": may_open_names(by), "holders": [] if holds else holders_of_names(by=by)}


def found(by: Actor, form: NameForm) -> dict[str, Any]:
    """The names near what a valid form asks; its purpose is kept for the session."""
    if not keyring_of(by).of_kind(VaultKind.IDENTITIES):
        return {}
    if purpose := form.cleaned_data.get("purpose"):
        state_purpose(by=by, case=NAME_SEARCH, purpose=purpose)
    hits = []
    for hit in search_names(by=by, typed=form.cleaned_data["name"]):
        how, level = wording.MATCHES[hit.how]
        hits.append(
            {
                "url": reverse(_PAGES[hit.kind], args=[hit.id]),
                "code": hit.code,
                "names": hit.names,
                "kind": wording.NAME_KINDS[hit.kind],
                "how": how,
                "level": level,
            }
        )
    return {"hits": hits, "searched": True}
