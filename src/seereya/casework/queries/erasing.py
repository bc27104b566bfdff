"""What case files keep of a person who asks to be erased: all of it, because a claim is established, exercised or defended there."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seereya.accounts.actor import Actor
from seereya.accounts.wording import Words
from seereya.casework.models import CaseFile
from seereya.casework.queries.lists import cases_about
from seereya.protection.erasing import CLAIM, CLOSED, Holding
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind

HELD: dict[str, Words] = {
    "case_files": _("Case files that name her: parties, mandates, acts, and the evidence in counsel's vault"),
    "case_files_closed": _("Counsel's case files and their evidence: whom they name is closed to you"),
}


def held(by: Actor, subject: UUID) -> list[Holding]:
    """The files that name a person, for who holds counsel's vaults; for others, that they were not looked at."""
    vaults = Vault.objects.filter(organisation_id=by.organisation_id, kind=VaultKind.CASEWORK).values_list("id", flat=True)
    closed = [one for one in vaults if one not in keyring_of(by)]
    found = [Holding("case_files", len(cases_about(by=by, facet="person", record=subject)), CLAIM)]
    if closed and CaseFile.objects.filter(vault__in=closed).exists():
        found.append(Holding("case_files_closed", None, CLOSED))
    return found
