"""A home to measure in: an invented country, four organisations enrolled as everybody is, and records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command

from seereya.accounts.actor import Actor
from seereya.accounts.models import Organisation
from seereya.accounts.rules import Role
from seereya.audit.services import sequence
from seereya.foundation.geo import PlaceRow
from seereya.foundation.packs import load_pack
from seereya.reference import terms
from seereya.reference.services.loading import load_places, load_whole_pack
from seereya.site.benchmarks.filling import Filling, Office
from seereya.site.benchmarks.rows import CERCLES, COUNTRY, KINDS, REGIONS, communes, region
from seereya.site.demo import people
from seereya.site.operations.dumps import take_stock
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind, may_hold_grant
from seereya.vault.services.vaults import make_vault

ORGANISATIONS = ("HOME", "P1", "P2", "P3")
PACK = "international"


@dataclass
class Built:
    """A filled home: the measured member, what all members would know, how many incidents the measured one can open."""

    member: Actor
    secrets: list[people.Secrets]
    openable: int
    kinds: dict[str, str]
    filling: Filling
    others: dict[Role, Actor]

    @property
    def secret(self) -> people.Secrets:
        """What the measured member would know."""
        return next(one for one in self.secrets if one.handle == self.member.member.handle)


def place_rows() -> Iterator[PlaceRow]:
    """A tree of ten regions, fifty cercles and seven hundred communes, spread over invented ground."""
    yield _place(COUNTRY, "country", "", 15.0, 0.0)
    for one in range(1, REGIONS + 1):
        north, east = 12.0 + one / 2, -5.0 + one
        yield _place(region(one), "region", COUNTRY, north, east)
        for cercle in range(1, CERCLES + 1):
            yield _place(f"{region(one)}-{cercle}", "cercle", region(one), north, east + cercle / 5)
    for code in communes():
        parent, number = code.rsplit("-", 1)
        one, cercle = (int(part) for part in parent.split("-")[1:])
        yield _place(code, "commune", parent, 12.0 + one / 2 + int(number) / 40, -5.0 + one + cercle / 5)


def _place(code: str, kind: str, parent: str, latitude: float, longitude: float) -> PlaceRow:
    words = f"{kind.capitalize()} {'-'.join(code.split('-')[1:])}".strip()
    return PlaceRow(code, kind, parent, {"fr": words, "en": words}, (), round(latitude, 4), round(longitude, 4))  # type: ignore[arg-type]


def found_organisations(members: int, also: Sequence[Role] = ()) -> tuple[dict[str, dict[str, Actor]], list[people.Secrets]]:
    """Four organisations with their vaults, and in each so many documentalists, enrolled as everybody is.

    `also`: the first organisation gets one member more for each of these roles.
    """
    actors: dict[str, dict[str, Actor]] = {}
    secrets: list[people.Secrets] = []
    for code in ORGANISATIONS:
        short = code.lower()
        described = {
            "code": code,
            "name": f"Organisation {code}",
            "country": "FR",
            "founders": [f"{short}-founder-1", f"{short}-founder-2"],
            "members": {f"{short}-{number}": [Role.DOCUMENTALIST] for number in range(1, members + 1)},
        }
        if code == ORGANISATIONS[0]:
            described["members"] |= {f"{short}-{role}".lower(): [role] for role in also}  # type: ignore[operator]
        actors[code], known, _ = people.found(described)
        secrets += known
    return actors, secrets


def _office(code: str, group: dict[str, Actor]) -> Office:
    writer = group[f"{code.lower()}-1"]
    vaults = {
        vault.kind: vault for vault in Vault.objects.filter(organisation_id=writer.organisation_id).select_related("organisation")
    }
    return Office(writer, vaults[VaultKind.DOCUMENTATION], vaults[VaultKind.IDENTITIES])


def _more_vaults(office: Office, group: dict[str, Actor]) -> None:
    """A second vault that the measured member holds, and one that he does not."""
    organisation = Organisation.objects.get(id=office.writer.organisation_id)
    kind = VaultKind.DOCUMENTATION
    keeper = next(one for name, one in group.items() if "founder" in name and may_hold_grant(kind, one.roles))
    office.second = make_vault(organisation=organisation, kind=kind, members=[office.writer.member], by=None, name="Second")
    office.closed = make_vault(organisation=organisation, kind=kind, members=[keeper.member], by=None, name="Closed")
    office.keeper = keeper
    for actor in (office.writer, keeper):
        actor.keyring = None


def build(
    *,
    incidents: int,
    persons: int,
    members: int = 1,
    names: Sequence[str] | None = None,
    also: Sequence[Role] = (),
    pack: str = PACK,
    keep: bool = False,
) -> Built:
    """Fills an empty home. `names`: the persons' names, in place of those of the rows.

    `also`: roles the measured organisation has one more member for. `keep`: more will be written by the filling that is returned.
    """
    call_command("migrate", verbosity=0)
    load_whole_pack(load_pack(settings.PACKS / pack))
    load_places(place_rows(), source="bench")
    actors, secrets = found_organisations(members, also)
    offices = [_office(code, actors[code]) for code in ORGANISATIONS]
    _more_vaults(offices[0], actors[ORGANISATIONS[0]])
    chosen = [code for code, word in terms.vocabulary("violation_types").items() if len(word.path) > 1]
    kinds = dict(zip(KINDS, chosen[::3], strict=False))
    filling = Filling(offices, kinds, list(terms.vocabulary("perpetrator_categories")))
    filling.fill(incidents, persons, names)
    filling.index(keep=keep)
    sequence()
    take_stock()
    home = actors[ORGANISATIONS[0]]
    others = {role: home[f"{ORGANISATIONS[0]}-{role}".lower()] for role in also}
    return Built(offices[0].writer, secrets, filling.openable, kinds, filling, others)
