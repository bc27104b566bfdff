"""What other rooms ask of the vault: make records, open them on the record, share, grant, rotate, keep drafts."""

from seereya.vault.services.ceremony import Printed, hold_ceremony, reopen_vault
from seereya.vault.services.drafts import keep_draft, read_draft, throw_draft_away
from seereya.vault.services.grants import ask_for_grant, decide_grant, revoke_grant
from seereya.vault.services.leaving import catch_up, change_roles, leave, rotate_due, rotate_now, take_back
from seereya.vault.services.openings import open_records, purpose_of, state_purpose
from seereya.vault.services.profiles import Profile, erase_profile, open_profile, own_profile, save_profile
from seereya.vault.services.records import deposit_into, make_record, share_record, withdraw_share
from seereya.vault.services.rotation import rewrap_vault, rotate
from seereya.vault.services.vaults import make_first_vaults, make_vault

__all__ = [
    "Printed",
    "Profile",
    "ask_for_grant",
    "catch_up",
    "change_roles",
    "decide_grant",
    "deposit_into",
    "erase_profile",
    "hold_ceremony",
    "keep_draft",
    "leave",
    "make_first_vaults",
    "make_record",
    "make_vault",
    "open_profile",
    "open_records",
    "own_profile",
    "purpose_of",
    "read_draft",
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
    "withdraw_share",
]
