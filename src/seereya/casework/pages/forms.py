"""What the short forms of a file say around their questions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.casework import owed, wording
from seereya.casework import wording_clients as words
from seereya.casework.models import CaseFile, CostCeiling
from seereya.casework.pages.clients import money
from seereya.casework.queries import persons
from seereya.casework.services.openings import Opened

Row = dict[str, Any]


def _form(case: CaseFile, title: str, submit: str, lede: str = "", anchor: str = "") -> Row:
    back = reverse("casework:case", args=[case.id]) + anchor
    return {"case": case, "title": title, "submit": submit, "lede": lede, "cancel_url": back}


def revoke(case: CaseFile) -> Row:
    """A mandate is revoked."""
    lede = _("The client may end it at any time. Nothing new can be filed on it from that day.")
    return _form(case, _("Record a revocation"), _("Record the revocation"), lede, "#mandates")


def update(opened: Opened) -> Row:
    """A client was told; each client's rules of safe contact stand one click away, before anything else."""
    rules = [
        {"code": code, "url": reverse("protection:safe-contact", args=[person])}
        for code, person in persons.by_codes(opened.row.organisation_id, owed.clients(opened.content))
    ]
    lede = _(
        "Before any contact, read the rules to keep safe on the person’s page: when, by whom, what never to say or leave. "
        "The client can say no, and can stop."
    )
    return _form(opened.row, _("Record that a client was told"), _("Record it"), lede, "#clients") | {"rules_first": rules}


def step(case: CaseFile) -> Row:
    """A step of the funnel."""
    lede = _("Stages, mandates and acts count by themselves. Record here what they do not say, or that the file went back.")
    return _form(case, _("Figures of this file"), _("Record it"), lede, "#clients")


def known_ceilings(by: Actor) -> list[CostCeiling]:
    """The organisation's ceilings by kind."""
    return list(CostCeiling.objects.filter(organisation_id=by.organisation_id).order_by("kind"))


def currency(by: Actor) -> str:
    """The currency of the organisation's ceilings, offered first."""
    return next((one.currency for one in known_ceilings(by)), "")


def cost(by: Actor, case: CaseFile) -> Row:
    """A cost; the ceilings stand beside it."""
    found = [f"{wording.label(words.COSTS, one.kind)}: {money(Decimal(one.amount), one.currency)}" for one in known_ceilings(by)]
    lede = _("Ceilings per file: %(ceilings)s.") % {"ceilings": " · ".join(found)} if found else _(
        "No ceiling is set yet: every cost waits for a second person."
    )  # fmt: skip
    return _form(case, _("Add a cost"), _("Add the cost"), lede, "#costs")


def decide(opened: Opened, cost_id: str) -> Row:
    """A decision on a cost above its ceiling; the cost in one line."""
    one = next((one for one in opened.content.costs if one.id == cost_id), None)
    lede = f"{wording.label(words.COSTS, one.kind)}: {money(Decimal(one.amount), one.currency)}, {one.what}" if one else ""
    return _form(opened.row, _("Decide on a cost above its ceiling"), _("Record the decision"), lede, "#costs")


def ceilings(by: Actor) -> Row:
    """The ceilings as a table."""
    rows = [
        {"kind": wording.label(words.COSTS, one.kind), "amount": money(Decimal(one.amount), one.currency), "on": one.made_at}
        for one in known_ceilings(by)
    ]
    return {"rows": rows}
