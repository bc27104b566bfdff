"""What an erasure finds of a person: in this room, in the vault below it, and in every room that registered."""

from __future__ import annotations

from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.protection import erasing
from seereya.protection.erasing import PROOF, Holding
from seereya.protection.models import LegalHold, ProtectionPlan, Referral, RiskAssessment, SafeContactRules
from seereya.protection.sealing import tags_of
from seereya.vault.keyring import keyring_of
from seereya.vault.models import BasisVersion, Disclosed, Vault
from seereya.vault.rules import VaultKind


def holdings(by: Actor, subject: UUID) -> list[Holding]:
    """Everything that goes, and everything that stays with the reason, in the order of the rooms."""
    return [*_here(by, subject), *_vault(by, subject), *erasing.held_elsewhere(by, subject)]


def _here(by: Actor, subject: UUID) -> list[Holding]:
    tags = tags_of(by, subject)
    found = [Holding("person", 1, records=(subject,))]
    for what, model in (("safe_contact", SafeContactRules), ("risk", RiskAssessment), ("plan", ProtectionPlan)):
        ids = tuple(model.objects.filter(subject_tag__in=tags).values_list("id", flat=True))
        found.append(Holding(what, len(ids), records=ids))
    rows = list(Referral.objects.filter(subject_tag__in=tags).values_list("id", "released_id"))
    ids = tuple(one for row in rows for one in row if one)
    found.append(Holding("referral", len(rows), records=ids))
    holds = LegalHold.objects.filter(subject_tag__in=tags).count()
    found.append(Holding("holds", holds, PROOF))
    return [one for one in found if one.count]


def _vault(by: Actor, subject: UUID) -> list[Holding]:
    versions = BasisVersion.objects.filter(organisation_id=by.organisation_id, basis__subject=subject).count()
    left = Disclosed.objects.filter(organisation_id=by.organisation_id, subject=subject).count()
    found = [
        Holding("basis_words", versions),
        Holding("basis_fact", versions, PROOF),
        Holding("disclosures", left, PROOF),
        Holding("requests", None, PROOF),
    ]
    return [one for one in found if one.count != 0]


def closed_vaults(by: Actor) -> list[Vault]:
    """The documentation vaults of the organisation that this member does not hold: what they keep of a person cannot be found."""
    rows = Vault.objects.filter(organisation_id=by.organisation_id, kind=VaultKind.DOCUMENTATION).order_by("made_at")
    return [row for row in rows if row.id not in keyring_of(by)]
