"""Before a contact: the rules that keep the person safe are read first; the contact opens by a second, deliberate act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.documentation.pages import people
from seereya.documentation.pages.assembled import purpose_for
from seereya.documentation.services import open_first_rule
from seereya.protection.pages.person import before_contact as rules_before_contact


def before_contact(by: Actor, person_id: UUID, typed: str) -> dict[str, Any]:
    """The person's page with the rules before any contact, and the contact still closed. Raises `Refused("purpose_needed")`.

    What was written with the contact itself, before there were rules apart, stands first.
    """
    purpose = purpose_for(by, person_id, typed)
    first = open_first_rule(by=by, person_id=person_id, purpose=purpose)
    rules = [{"label": _("First of all"), "value": first}] if first else []
    rules += rules_before_contact(by, person_id, purpose=purpose)
    if not rules:
        rules = [{"label": _("Before any contact"), "value": _("No rule recorded: ask before any contact.")}]
    return people.person(by, person_id, before=rules)
