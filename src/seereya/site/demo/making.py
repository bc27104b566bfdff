"""Makes the demonstration home from an empty one."""

from __future__ import annotations

from typing import Any

import yaml
from django.conf import settings
from django.core.management import call_command

from seereya.accounts.actor import Actor
from seereya.accounts.models import Organisation
from seereya.audit.services import sequence
from seereya.documentation import services
from seereya.foundation import clock
from seereya.foundation.geo import PlaceRow
from seereya.foundation.packs import load_pack
from seereya.reference import places
from seereya.reference.services.loading import load_places, load_whole_pack
from seereya.site.demo import (
    advocating,
    casework,
    courses,
    evidence,
    hearing,
    leaving,
    money,
    observing,
    people,
    programme,
    protecting,
    story,
    submitting,
    synthetic,
    teaching,
)
from seereya.vault import indexing
from seereya.vault.documents import indexes_in
from seereya.vault.keyring import keyring_of

PACK = "mali"


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((settings.PACKS / PACK / "demo" / name).read_text(encoding="utf-8"))
    return found


def make(*, incidents: int = 300) -> bool:
    """Makes the demonstration in this home; False where it stands already. Refuses a home that holds somebody's own work."""
    if people.path().exists():
        return False
    call_command("migrate", verbosity=0)
    if Organisation.objects.exists():
        raise SystemExit("This home holds an installation of its own. The demonstration is made in an empty home only.")
    load_whole_pack(load_pack(settings.PACKS / PACK))
    described = _read("organisations.yaml")
    place = described["place"]
    load_places(
        [PlaceRow(place["code"], "settlement", place["parent"], {"fr": place["fr"], "en": place["en"]})], source="demonstration"
    )
    places.changed()
    actors: dict[str, dict[str, Actor]] = {}
    secrets: list[people.Secrets] = []
    shares: dict[str, list[str]] = {}
    for one in described["organisations"]:
        actors[one["code"]], known, shares[one["code"]] = people.found(one)
        secrets += known
    everybody = {handle: actor for group in actors.values() for handle, actor in group.items()}
    synthetic.make(actors, incidents)
    example = story.public_accounts(_read("public_accounts.yaml"), everybody["awa"])
    for code, group in actors.items():
        if code != "AMDH":
            organisation = next(iter(group.values())).organisation_id
            services.share_incident(by=everybody["oumar"], incident_id=example.id, organisation_id=organisation)
    told = _read("story.yaml")
    _tell(told, everybody, {code: next(iter(group.values())) for code, group in actors.items()})
    casework.invent(everybody, clock.today())
    grant = programme.tell(_read("programme.yaml"), everybody)
    money.tell(_read("money.yaml"), everybody, grant, {one["key"]: one["names"][0] for one in told["persons"]})
    _fold(everybody)
    for actor in everybody.values():
        if actor.session is not None:
            actor.session.delete()
    sequence()
    people.write(secrets, shares)
    return True


def _tell(told: dict[str, Any], everybody: dict[str, Actor], partners: dict[str, Actor]) -> None:
    """The story through the whole house: alert, first accounts, evidence, protection, the case file, what leaves."""
    incident, persons = story.tell(told, everybody)
    protecting.tell(_read("protection.yaml"), everybody, [persons[key] for key in ("p4", "p5", "p6")])
    evidence.receive(told["evidence"], everybody["oumar"], incident, {**partners, **everybody})
    voice = evidence.voice(told["voice"], everybody["oumar"])
    hearing.tell(_read("hearing.yaml"), everybody, incident, persons, voice)
    casework.tell(_read("casework.yaml"), everybody, incident)
    courses.tell(_read("courses.yaml"), everybody)
    leaving.tell(_read("leaving.yaml"), everybody, incident, persons)
    submitting.tell(_read("submissions.yaml"), everybody)
    advocating.tell(_read("advocacy.yaml"), everybody, incident)
    observing.tell(_read("observatory.yaml"), everybody)
    teaching.tell(_read("sessions.yaml"), everybody)


def _fold(everybody: dict[str, Actor]) -> None:
    """Leaves the indexes folded, so that the first page after the first login is as quick as the tenth."""
    for actor in everybody.values():
        for keys in keyring_of(actor).all():
            for index in indexes_in(keys.vault.kind):
                indexing.opened(by=actor, vault_id=keys.vault.id, index=index)
                indexing.fold(keys.vault.id, index)
    indexing.forget_everything()
