"""What other rooms ask of the vault: make records, open them on the record, share, grant, rotate, keep drafts."""

from seereya.vault.services.ceremony import Printed, hold_ceremony, reopen_vault
from seereya.vault.services.consents import Held, consent_of, held_by, record_consent, versions_of, withdraw_consent
from seereya.vault.services.drafts import keep_draft, read_draft, throw_draft_away
from seereya.vault.services.exits import (
    Gone,
    Verdict,
    ask_recall,
    assess_exit,
    disclosures_of,
    ledger,
    let_out,
    let_out_together,
    note_digest,
    ratify,
)
from seereya.vault.services.exports import (
    Packed,
    approve_export,
    ask_export,
    exports_of,
    fetch_export,
    refuse_export,
)
from seereya.vault.services.grants import ask_for_grant, decide_grant, revoke_grant
from seereya.vault.services.leaving import catch_up, change_roles, leave, rotate_due, rotate_now, take_back
from seereya.vault.services.limits import lift_limit
from seereya.vault.services.openings import open_records, purpose_of, state_purpose
from seereya.vault.services.profiles import Profile, erase_profile, open_profile, own_profile, save_profile
from seereya.vault.services.records import deposit_into, make_record, make_records, share_record, withdraw_share
from seereya.vault.services.rotation import rewrap_vault, rotate
from seereya.vault.services.vaults import make_first_vaults, make_vault, missing_vault

__all__ = [
    "Gone",
    "Held",
    "Packed",
    "Printed",
    "Profile",
    "Verdict",
    "approve_export",
    "ask_export",
    "ask_for_grant",
    "ask_recall",
    "assess_exit",
    "catch_up",
    "change_roles",
    "consent_of",
    "decide_grant",
    "deposit_into",
    "disclosures_of",
    "erase_profile",
    "exports_of",
    "fetch_export",
    "held_by",
    "hold_ceremony",
    "keep_draft",
    "leave",
    "ledger",
    "let_out",
    "let_out_together",
    "lift_limit",
    "make_first_vaults",
    "make_record",
    "make_records",
    "make_vault",
    "missing_vault",
    "note_digest",
    "open_profile",
    "open_records",
    "own_profile",
    "purpose_of",
    "ratify",
    "read_draft",
    "record_consent",
    "refuse_export",
    "reopen_vault",
    "revoke_grant",
    "rewrap_vault",
    "rotate",
    "rotate_due",
    "rotate_now",
    "save_profile",
    "share_record",
    "state_purpose",
    "take_back",
    "throw_draft_away",
    "versions_of",
    "withdraw_consent",
    "withdraw_share",
]
