"""Organisations and members of the demonstration, enrolled as in a ceremony; their secrets are kept in the home, as real ones never are."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyotp
from django.conf import settings

from seereya.accounts import services as accounts
from seereya.accounts.actor import Actor
from seereya.accounts.models import Organisation
from seereya.accounts.rules import Role
from seereya.accounts.services.enrolment import enrol, finish_enrolment, offer_passphrase
from seereya.accounts.services.totp import new_totp, set_totp
from seereya.vault import services as vaults
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind, is_given_at_once, may_hold_grant

SECRETS = "demonstration.json"
CUSTODIANS = ["ML", "ML", "FR", "CA", "SN"]


@dataclass
class Secrets:
    """What a demonstration member would know or hold: printed by `script/demo --show`."""

    handle: str
    organisation: str
    roles: list[str]
    passphrase: str
    seed: str
    recovery_code: str


def path() -> Path:
    """Where the demonstration's secrets stand; its presence makes a home a demonstration."""
    home: Path = settings.HOME
    return home / SECRETS


def read() -> list[Secrets]:
    """The members of the demonstration; none where the home is not one."""
    if not path().exists():
        return []
    return [Secrets(**one) for one in json.loads(path().read_text(encoding="utf-8"))["members"]]


def write(secrets: list[Secrets], shares: dict[str, list[str]]) -> None:
    """Keeps the secrets of the demonstration, readable by its owner."""
    kept = {"members": [asdict(one) for one in secrets], "recovery_shares": shares}
    path().touch(mode=0o600)
    path().write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


def code(handle: str) -> str | None:
    """The second factor of a demonstration member now."""
    return next((pyotp.TOTP(one.seed).now() for one in read() if one.handle == handle), None)


def _enrol(token: str, handle: str, language: str) -> tuple[Actor, Secrets]:
    passphrase, ticket = offer_passphrase(language)
    started = enrol(token=token, handle=handle, passphrase=passphrase, ticket=ticket, language=language)
    seed = new_totp(started.actor.member).seed
    set_totp(member=started.actor.member, private=started.actor.private_key, seed=seed, code=pyotp.TOTP(seed).now())
    done = finish_enrolment(by=started.actor, browser=b"")
    member = done.actor.member
    secrets = Secrets(
        handle, member.organisation.code, sorted(str(role) for role in done.actor.roles), passphrase, seed, done.recovery_code
    )
    return done.actor, secrets


def found(described: dict[str, Any]) -> tuple[dict[str, Actor], list[Secrets], list[str]]:
    """One organisation with its founders, vaults, shares, and members granted what their roles may hold."""
    organisation, tokens = accounts.found_organisation(
        code=described["code"], name=described["name"], country=described["country"]
    )
    language = "en" if described["country"] == "GB" else "fr"
    actors: dict[str, Actor] = {}
    secrets: list[Secrets] = []
    for handle, token in zip(described["founders"], tokens, strict=True):
        actors[handle], known = _enrol(token, handle, language)
        secrets.append(known)
    first, second = (actors[handle] for handle in described["founders"])
    shares = accounts.make_recovery_shares(by=first, countries=CUSTODIANS)
    fresh = Organisation.objects.get(id=organisation.id)
    for founder in (first, second):
        founder.member.organisation = fresh
        accounts.seal_to_organisation(by=founder)
    vaults.make_first_vaults(organisation=fresh, members=[first.member, second.member], by=first.id)
    first.keyring = second.keyring = None  # what was looked for before there were vaults
    for handle, roles in described["members"].items():
        token, invitation = accounts.invite(by=first, roles=[Role(role) for role in roles])
        accounts.approve_invitation(by=second, invitation_id=invitation.id)
        actors[handle], known = _enrol(token, handle, language)
        secrets.append(known)
        _grant(first, second, actors[handle])
    return actors, secrets, shares


def _grant(first: Actor, second: Actor, newcomer: Actor) -> None:
    """Each vault a newcomer's roles may hold, asked by one founder and given by the one who holds it."""
    for founder in (first, second):
        founder.keyring = None
    for vault in Vault.objects.filter(organisation_id=newcomer.organisation_id):
        kind = VaultKind(vault.kind)
        if not is_given_at_once(kind, newcomer.roles) or newcomer.holds(Role.MONITOR):
            continue
        holder, asker = (second, first) if may_hold_grant(kind, second.roles) else (first, second)
        request = vaults.ask_for_grant(by=asker, vault_id=vault.id, member_id=newcomer.id)
        vaults.decide_grant(by=holder, request_id=request.id, give=True)
    newcomer.keyring = None
