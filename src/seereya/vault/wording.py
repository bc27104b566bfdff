"""Vaults, grants, refusals and messages in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.vault.rules import Group, RequestState, VaultKind

KINDS: dict[str, Words] = {
    VaultKind.CASEWORK: pgettext_lazy("vault", "Casework (privileged)"),
    VaultKind.DOCUMENTATION: pgettext_lazy("vault", "Documentation"),
    VaultKind.FINANCE: pgettext_lazy("vault", "Finance"),
    VaultKind.IDENTITIES: pgettext_lazy("vault", "Identities"),
    VaultKind.STAFF: pgettext_lazy("vault", "Staff"),
    VaultKind.EDUCATION: pgettext_lazy("vault", "Education"),
}

GROUPS: dict[str, Words] = {
    Group.CONTENT: pgettext_lazy("sealed group", "content"),
    Group.IDENTITY: pgettext_lazy("sealed group", "identity"),
    Group.CONTACT: pgettext_lazy("sealed group", "contact"),
    Group.PLACE: pgettext_lazy("sealed group", "place"),
    Group.TESTIMONY: pgettext_lazy("sealed group", "testimony"),
}

STATES: dict[str, Words] = {
    RequestState.ASKED: pgettext_lazy("grant", "Asked for"),
    RequestState.GIVEN: pgettext_lazy("grant", "Given"),
    RequestState.REFUSED: pgettext_lazy("grant", "Refused"),
}

REFUSALS: dict[str, Words] = {
    "no_such_vault": _("No such vault in your organisation."),
    "share_with_another": _("Sharing is with another organisation; colleagues receive a grant instead."),
    "not_yours": _("This is not open to you."),
    "cannot_share_what_is_closed": _("You can share only what you can open yourself."),
    "not_shared": _("This is not shared with that vault."),
    "already_granted": _("This colleague already holds the vault."),
    "already_asked": _("This was already asked for and waits for an answer."),
    "no_such_request": _("This request was answered already, or withdrawn."),
    "decider_must_hold_vault": _("Only a colleague who holds the vault can do this: the key passes from session to session."),
    "role_may_not_hold_vault": _("None of this colleague's roles may hold such a vault, whatever anybody decides."),
    "last_holder": _(
        "This is the only colleague who holds one of the vaults: without that key nobody could open it. "
        "Have it given to another colleague first; meanwhile, suspend the account if there is danger."
    ),
    "not_granted": _("This colleague does not hold the vault."),
    "purpose_needed": _("Say in one line what you open this for."),
    "rotation_overtaken": _("A colleague gave this vault a new key a moment ago. Nothing more is needed."),
    "no_staff_vault": _("Your organisation has no staff vault yet: the founding ceremony makes it."),
    "no_profile": _("This colleague has given no name or contact, or you do not hold the staff vault."),
    "changed_meanwhile": _(
        "Somebody saved this while you were writing. Nothing of yours is lost: compare the two versions below, then save again."
    ),
    "draft_too_long": _("This draft is too long to be kept."),
}

# One table for whoever turns a code into words; no code means two things.
accounts.REFUSALS.update(REFUSALS)
accounts.SAID.update(
    {
        "invitation_approved": _("Invitation approved: the link works now."),
        "invitation_withdrawn": _("Invitation withdrawn: the link works no more."),
        "profile_kept": _("Your name and contact are kept, sealed."),
        "roles_changed": _("Roles changed."),
        "member_suspended": _("Account suspended: its sessions are closed."),
        "member_restored": _("Account restored."),
        "member_left": _("Membership ended, sessions closed, vault keys taken back."),
        "grant_asked": _("Asked. A colleague who holds the vault decides."),
        "grant_given": _("Vault key given."),
        "grant_refused": _("Request refused."),
        "grant_revoked": _("Vault key taken back."),
        "draft_discarded": _("Draft thrown away."),
        "vaults_rotated": _("The vaults have new keys."),
    }
)
accounts.GIVERS.update(
    {
        "decider_must_hold_vault": _("The list of vaults shows who holds each of them."),
        "role_may_not_hold_vault": _("A coordinator or administrator can change the roles."),
    }
)
