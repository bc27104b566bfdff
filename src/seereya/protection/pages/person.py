"""The panel "Protection" on a person's page, and the page of safe-contact rules."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.protection import permissions
from seereya.protection.content import SafeContact, SafeNumbers
from seereya.protection.pages import risk as risk_pages
from seereya.protection.pages import words
from seereya.protection.pages.referrals import line
from seereya.protection.queries.dataprotection import is_held
from seereya.protection.sealing import NotThere, check_subject
from seereya.protection.services.openings import open_protection, open_safe_numbers
from seereya.reference.saying import Row
from seereya.vault.rules import Group
from seereya.vault.services.openings import purpose_of


def panel(by: Actor, subject: UUID) -> dict[str, Any] | None:
    """What protects this person; nothing for who may not see it, as for a partner's person."""
    if not by.holds(*permissions.READERS):
        return None
    try:
        check_subject(by, subject)
    except NotThere:
        return None
    about = open_protection(by=by, subject=subject)
    officer = by.holds(*permissions.OFFICERS)
    return {
        "subject": subject,
        "rules": words.rules_facts(about.rules) if about.rules else [],
        "referrals": [line(row, content, partner=False) for row, content in about.referrals],
        "may_write": by.holds(*permissions.REFERRERS),
        "may_keep": officer,
        "held": officer and is_held(by, subject),
        "request_url": reverse("protection:request-new", args=[subject]),
        "hold_url": reverse("protection:hold-new", args=[subject]),
        "risk": risk_pages.risk(about.risks),
        "plan": risk_pages.plan(by, *about.plan) if about.plan else None,
        "risk_url": reverse("protection:risk", args=[subject]),
        "plan_url": reverse("protection:plan", args=[subject]),
        "plan_agree_url": reverse("protection:plan-agree", args=[subject]),
        "plan_close_url": reverse("protection:plan-close", args=[subject]),
        "refer_url": reverse("protection:refer", args=[subject]),
        "rules_url": reverse("protection:safe-contact", args=[subject]),
    }


def rules_form(by: Actor, subject: UUID) -> dict[str, Any]:
    """What the form of the rules starts with; numbers only where a purpose for this person was given. Raises `NotThere`."""
    keys = check_subject(by, subject)
    about = open_protection(by=by, subject=subject)
    content = about.rules or SafeContact()
    numbers: SafeNumbers | None = None if about.rules_version else SafeNumbers()
    purpose = purpose_of(by, subject)
    if about.rules_version and purpose and keys.holds(Group.CONTACT):
        numbers = open_safe_numbers(by=by, subject=subject, purpose=purpose)
    initial = vars(content) | {"version": about.rules_version} | (vars(numbers) if numbers else {})
    return {"initial": initial, "numbers_open": numbers is not None}


def before_contact(by: Actor, subject: UUID, *, purpose: str) -> list[Row]:
    """All rules before a contact, numbers to avoid included: shown before the contact opens. Raises `Refused("purpose_needed")`."""
    about = open_protection(by=by, subject=subject)
    if about.rules is None:
        return []
    return [*words.rules_facts(about.rules), *words.numbers_facts(open_safe_numbers(by=by, subject=subject, purpose=purpose))]
