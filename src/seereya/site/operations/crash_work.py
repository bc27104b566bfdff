"""What the writer of the crash test does between two deaths."""

from __future__ import annotations

import hashlib
import io
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NoReturn

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.audit.services import sequence
from seereya.documentation import indexing as room
from seereya.documentation import services
from seereya.documentation.content import Account, Identity, IncidentContent, PersonContent, When
from seereya.documentation.models import Incident
from seereya.evidence import services as evidence
from seereya.foundation.identifiers import new_id
from seereya.foundation.seal import AgeIdentity, new_age_identity
from seereya.site.operations import backup, crash_cases, throwaway
from seereya.site.operations.home import home
from seereya.vault import indexing
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind

Acknowledge = Callable[..., None]
BACKUPS: Final = "crash-backups"


@dataclass
class Office:
    """Who works in the crash test: a documentalist who holds the vaults, a monitor who only deposits, a counsel, a key for backups."""

    writer: Actor
    depositor: Actor
    rotator: Actor
    counsel: Actor
    identity: AgeIdentity

    @classmethod
    def make(cls) -> Office:
        """An organisation of its own."""
        roles = {"writer": [Role.DOCUMENTALIST], "depositor": [Role.MONITOR], "counsel": [Role.COUNSEL]}
        actors, _secrets = throwaway.found("CRASH", "ML", roles)
        return cls(actors["writer"], actors["depositor"], actors["first-crash"], actors["counsel"], new_age_identity())

    def afresh(self) -> Office:
        """The same people in a process that opened nothing yet."""
        writer, depositor, rotator = _anew(self.writer), _anew(self.depositor), _anew(self.rotator)
        return replace(self, writer=writer, depositor=depositor, rotator=rotator, counsel=_anew(self.counsel))

    @property
    def vault(self) -> Vault:
        """The documentation vault as it stands now."""
        return Vault.objects.select_related("organisation").get(
            organisation_id=self.writer.organisation_id, kind=VaultKind.DOCUMENTATION
        )


def _anew(actor: Actor) -> Actor:
    return Actor(actor.member, actor.roles, actor.private_key, actor.session)


def content(chance: random.Random, words: str) -> IncidentContent:
    """An incident whose title is what the check looks for."""
    day = f"20{chance.randrange(12, 26):02}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}"
    return IncidentContent(
        title=words, summary=f"{words} {chance.random()}", when=When(day, day, "day"), place="ML05", types=["V-LIFE-AIR"]
    )


def work(office: Office, chance: random.Random, say: Acknowledge, *, mutant: bool) -> NoReturn:
    """Acts for ever: documents most of the time, and now and then what is rare and dangerous."""
    rare = _rare(office, chance, say)
    while True:
        if mutant:
            _too_early(office, chance, say)
        elif chance.random() < 0.25:  # noqa: PLR2004 - a quarter of the acts
            next(rare)
        else:
            chance.choice([_create, _create, _edit, _edit, _deposit, _person, _receive, _receive, _case, _case])(
                office, chance, say
            )


def _create(office: Office, chance: random.Random, say: Acknowledge) -> None:
    words = f"created {new_id()}"
    row = services.create_incident(by=office.writer, content=content(chance, words))
    say("created", id=str(row.id), version=row.version, title=words)


def _too_early(office: Office, chance: random.Random, say: Acknowledge) -> None:
    """The mutant: acknowledges what is not committed yet."""
    words = f"too early {new_id()}"
    with transaction.atomic():
        row = services.create_incident(by=office.writer, content=content(chance, words))
        say("created", id=str(row.id), version=row.version, title=words)
        time.sleep(0.015)


def _edit(office: Office, chance: random.Random, say: Acknowledge) -> None:
    rows = list(Incident.objects.filter(made_by=office.writer.member).order_by("-changed_at").values_list("id", flat=True)[:5])
    if not rows:
        return
    told = Account(id=f"A{chance.randrange(1, 4)}", source_words="crash", says=f"edited {new_id()}")
    row = services.save_account(by=office.writer, incident_id=chance.choice(rows), account=told, verbatim=told.says)
    say("edited", id=str(row.id), version=row.version, says=told.says)


def _deposit(office: Office, chance: random.Random, say: Acknowledge) -> None:
    """Written by somebody who holds no vault; the next reader settles it."""
    words = f"deposited {new_id()}"
    row = services.create_incident(by=office.depositor, content=content(chance, words))
    say("created", id=str(row.id), version=row.version, title=words)
    vaults.open_records(by=office.writer, records=[row.id])
    say("settled", id=str(row.id))


def _person(office: Office, _chance: random.Random, say: Acknowledge) -> None:
    name = f"person {new_id()}"
    row = services.create_person(by=office.writer, content=PersonContent(), identity=Identity(names=[name]))
    say("person", id=str(row.id), name=name)


def _receive(office: Office, chance: random.Random, say: Acknowledge) -> None:
    """A file of up to a few megabytes, received by a documentalist or by somebody who cannot read it back."""
    data = chance.randbytes(chance.randrange(1, 3_000_000))
    by = chance.choice([office.writer, office.depositor])
    row = evidence.receive_item(by=by, file=io.BytesIO(data), name="crash.bin")
    say("received", id=str(row.id), sha256=hashlib.sha256(data).hexdigest())


def _case(office: Office, chance: random.Random, say: Acknowledge) -> None:
    crash_cases.edit(office.counsel, chance, say)


def _rare(office: Office, chance: random.Random, say: Acknowledge) -> Iterator[None]:
    """One rare act after the other, for ever, beginning anywhere: each life is too short for all of them."""
    acts = [_sequence, _fold, _rotate, _rewrap, _back_up]
    turn = chance.randrange(len(acts))
    while True:
        acts[turn % len(acts)](office, say)
        turn += 1
        yield


def _sequence(_office: Office, say: Acknowledge) -> None:
    sequence()
    say("sequenced")


def _fold(office: Office, say: Acknowledge) -> None:
    vault = office.vault
    indexing.opened(by=office.writer, vault_id=vault.id, index=room.RECORDS)
    indexing.fold(vault.id, room.RECORDS)
    say("folded")


def _rotate(office: Office, say: Acknowledge) -> None:
    turned = vaults.rotate(by=office.rotator, vault_id=office.vault.id)
    office.writer.keyring = None
    say("rotated", id=str(turned.id), version=turned.version)


def _rewrap(office: Office, say: Acknowledge) -> None:
    vault = office.vault
    vaults.rewrap_vault(keyring_of(office.rotator)[vault.id])
    say("rewrapped", id=str(vault.id), version=vault.version)


def _back_up(office: Office, say: Acknowledge) -> None:
    folder = home() / BACKUPS
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{new_id()}.age"
    backup.make(path, to=[office.identity.public])
    say("backup", path=str(path))
