"""`seereya permissions`: writes the table of who may do what from the policies that the views declare."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext as _

from seereya.accounts.policies import REGISTRY, Policy
from seereya.accounts.rules import Role
from seereya.accounts.wording import ROLES
from seereya.vault.rules import VaultKind, may_hold_grant

PAGE = settings.SOURCE.parent.parent / "docs" / "reference" / "permissions.md"
_STANDINGS = {
    "guest": "no session needed",
    "half": "passphrase given",
    "locked": "a session, which may be locked",
    "open": "both factors given",
}
_HEAD = """# Who may do what

Written by `script/seereya permissions` from the policies that the views declare; a test compares. Every page and every form has
one of these actions, and what stands in no row is closed. A role opens a door; what lies behind it is sealed, and opens only with
the vault's key (last table): no grant, no bytes, even where the code errs.
"""


class Command(BaseCommand):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _("Writes docs/reference/permissions.md: the table of roles and actions.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help=_("write nothing; fail where the page is out of date"))
        parser.add_argument("--to", type=Path, default=PAGE, metavar="FILE", help=_("another file"))

    def handle(self, **options: Any) -> None:
        """Writes or compares."""
        text, path = page(), options["to"]
        if not options["check"]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise CommandError(_("The page of permissions is out of date: run seereya permissions."))


def page() -> str:
    """The page as text, from every policy of every address."""
    _ = get_resolver().url_patterns  # imports every view, and with it every policy
    with translation.override("en"):
        return "\n".join([_HEAD, *_legend(), *_actions(), *_vaults()]) + "\n"


def _short(role: Role) -> str:
    return role.value.removeprefix("RO-")


def _legend() -> list[str]:
    rows = [f"| {_short(role)} | {label} |" for role, label in ROLES.items()]
    return ["## Roles", "", "| | Role |", "|---|---|", *rows, ""]


def _actions() -> list[str]:
    lines = ["## Actions", ""]
    for room, policies in groupby(
        sorted(REGISTRY.values(), key=lambda one: one.action), key=lambda one: one.action.split(":")[0]
    ):
        heads = " | ".join(_short(role) for role in ROLES)
        lines += [f"### {room}", "", f"| Action | Asks for | {heads} |", "|---|---|" + "---|" * len(ROLES)]
        lines += [_row(policy) for policy in policies]
        lines.append("")
    return lines


def _row(policy: Policy) -> str:
    marks = ["everybody"] if policy.standing == "guest" else [("x" if role in policy.roles else "") for role in ROLES]
    return f"| `{policy.action}` | {_STANDINGS[policy.standing]} | {' | '.join(marks)} |"


def _vaults() -> list[str]:
    rows = [
        f"| {kind} | {', '.join(_short(role) for role in ROLES if may_hold_grant(kind, frozenset({role})))} |"
        for kind in VaultKind
    ]
    return ["## Vaults: which roles may be given a key", "", "| Vault | Roles |", "|---|---|", *rows]
