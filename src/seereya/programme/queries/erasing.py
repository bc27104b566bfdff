"""What the accounts keep of a person who asks to be erased: receipts of support are pieces that the law has kept."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seereya.accounts.actor import Actor
from seereya.accounts.wording import Words
from seereya.programme.models import SupportReceipt
from seereya.protection.erasing import DUTY, Holding

HELD: dict[str, Words] = {
    "support": _("The sealed register of support receipts: a typed name, tied to no record; an auditor may ask for it"),
}


def held(by: Actor, _subject: UUID) -> list[Holding]:
    """Receipts carry a code; who it was stands in their register, which nothing ties to a person's record."""
    rows = SupportReceipt.objects.filter(organisation_id=by.organisation_id)
    return [Holding("support", None if rows.exists() else 0, DUTY)]
