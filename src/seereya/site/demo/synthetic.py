"""Invented incidents across the country's places, the same at every making, so that lists, maps and figures have something to show."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.documentation import services
from seereya.documentation.content import Account, Blame, IncidentContent, Quantity, When
from seereya.documentation.models import Incident
from seereya.documentation.rules import Status
from seereya.reference import places, terms
from seereya.site.demo.story import when

_FIRST, _DAYS = date(2012, 1, 15), 4900
_MOMENTS = (
    "au petit matin",
    "pendant le marché",
    "à la tombée de la nuit",
    "après la prière du vendredi",
    "en pleine saison des pluies",
)
_SEEN = (
    "des hommes armés à moto sont entrés dans le village",
    "un convoi a fouillé les maisons une à une",
    "plusieurs habitants ont été emmenés vers un camp",
    "des greniers ont été incendiés et du bétail emporté",
    "la route était coupée et personne n’a pu sortir",
    "une explosion a touché un véhicule de transport",
)
_SINCE = (
    "La famille est sans nouvelle.",
    "Une plainte a été déposée ; aucune suite connue.",
    "Le relais communautaire confirme une partie des faits.",
    "Le chef de village n’a pas voulu parler.",
    "Les déplacés sont accueillis dans la localité voisine.",
)
_SPEAKERS = (
    ("ST-EYE", "Témoin entendu par un relais"),
    ("ST-COM", "Relais communautaire"),
    ("ST-MED", "Radio locale"),
    ("ST-NGO", "Rapport public"),
)


def _content(chance: random.Random, types: list[str], spots: list[str], groups: list[str]) -> IncidentContent:
    node = places.tree().nodes[chance.choice(spots)]
    kind = chance.choice(types)
    start = _FIRST + timedelta(days=chance.randrange(_DAYS))
    spoken = chance.choice(
        [
            *3 * [start.isoformat()],
            f"{start.month}/{start.year}",
            f"vers le {start.day}/{start.month}/{start.year}",
            str(start.year),
        ]
    )
    seen, moment = chance.choice(_SEEN), chance.choice(_MOMENTS)
    accounts = [_account(chance, number, start, seen, groups) for number in range(1, chance.choice([1, 1, 2, 2, 3]) + 1)]
    return IncidentContent(
        title=f"{terms.label('violation_types', kind, 'fr').split(' (')[0]}, {node.fr}",
        summary=f"Selon les récits, {moment}, {seen}. {chance.choice(_SINCE)} (Donnée inventée pour la démonstration.)",
        when=when(spoken),
        place=node.code,
        types=[kind],
        accounts=accounts,
    )


def _account(chance: random.Random, number: int, start: date, seen: str, groups: list[str]) -> Account:
    kind, words = chance.choice(_SPEAKERS)
    killed = chance.choice([0, 0, 1, 2, 3, 5, 8, 13])
    quantities = []
    if killed:
        low, high = killed, killed + chance.choice([0, 0, 1, 4])
        quantities.append(Quantity("killed", chance.choice(["civilian", "civilian", "unknown"]), f"{low} à {high}", low, high))
    blames = [Blame("hommes armés", chance.choice(groups), chance.choice(["AT3", "AT4", "AT6"]))] if chance.random() < 0.7 else []  # noqa: PLR2004
    published = (start + timedelta(days=chance.randrange(1, 40))).isoformat()
    return Account(
        id=f"A{number}",
        source_words=f"{words} {chance.randrange(1, 60)}",
        source_type=kind,
        published=When(published, published, "day"),
        says=f"Dit que {seen}.",
        quantities=quantities,
        blames=blames,
        reliability=chance.choice(["SR-B", "SR-C", "SR-F"]),
        credibility=chance.choice(["IC-2", "IC-3", "IC-6"]),
    )


def make(people: dict[str, dict[str, Actor]], count: int = 300) -> None:
    """Invented incidents of all organisations, some moved through verification, a fifth shared with a partner."""
    chance = random.Random(20210103)  # noqa: S311 - the same demonstration every time
    types = [code for code, word in terms.vocabulary("violation_types").items() if len(word.path) > 1]
    spots = [code for code, node in places.tree().nodes.items() if node.kind in {"cercle", "settlement"} and "DEMO" not in code]
    groups = list(terms.vocabulary("perpetrator_categories"))
    writers = {"AMDH": "oumar", "ASFC": "claire", "FIDH": "ines", "AI": "tiemoko"}
    movers = {"AMDH": "salif", "ASFC": "kadia", "FIDH": "drissa", "AI": "ousmane"}
    partners = {code: people[code][writers[code]].organisation_id for code in people}
    for number in range(count):
        code = chance.choices(list(people), [5, 3, 3, 2])[0]
        with transaction.atomic():
            incident = services.create_incident(by=people[code][writers[code]], content=_content(chance, types, spots, groups))
            _work(chance, incident, people[code][writers[code]], people[code][movers[code]])
            if number % 5 == 0:
                partner = chance.choice([one for one in partners if one != code])
                services.share_incident(
                    by=people[code][writers[code]], incident_id=incident.id, organisation_id=partners[partner]
                )


def _work(chance: random.Random, incident: Incident, writer: Actor, mover: Actor) -> None:
    """Moves an incident some way along its verification, as far as its accounts allow."""
    for status, by in ((Status.TRIAGED, writer), (Status.VERIFYING, mover))[: chance.choice([0, 0, 1, 2])]:
        services.move_incident(by=by, incident_id=incident.id, after=status)
    if chance.random() < 0.06:  # noqa: PLR2004
        services.move_incident(
            by=mover, incident_id=incident.id, after=Status.INSUFFICIENT, reason="Une seule source ; date à préciser."
        )
