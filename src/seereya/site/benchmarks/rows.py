"""The rows every system is measured with: invented events of invented people, the same at every run.

Distributions are those of the rows other systems were measured with: 700 communes in ten regions, drawn with weights that fall;
eight kinds of event; dates over fourteen years; sixty words drawn from seventy, so that any of them stands in about 59 % of the
records; and in one record of ten one of ten rare words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


def _split(words: str) -> list[str]:
    return words.split()


COUNTRY = "BENCH"
REGIONS, CERCLES, COMMUNES = 10, 5, 14
FIRST_MEN = _split(
    "Amadou Moussa Ibrahim Oumar Seydou Boubacar Adama Modibo Souleymane Abdoulaye Mamadou Issa Hamidou Bakary Drissa Sékou "
    "Youssouf Aliou Hama Alhassane"
)
FIRST_WOMEN = _split(
    "Fatoumata Aminata Mariam Kadiatou Awa Rokia Assitan Oumou Hawa Djénéba Salimata Bintou Safiatou Nana Aïssata Korotoumou "
    "Ramata Sira Tenin Fanta"
)
LAST = _split(
    "Traoré Coulibaly Diarra Keïta Touré Cissé Sangaré Sidibé Diallo Koné Dembélé Maïga Konaté Doumbia Sissoko Camara Bah Barry "
    "Dicko Cissoko Ag-Mohamed Haïdara Guindo Togo Poudiougou Kassogué Karembé Ongoïba Sagara Dolo"
)
KINDS = ("detained", "death", "missing", "wounded", "released", "displaced", "sighting", "burial")
WORDS = _split(
    "des hommes armés sont arrivés au village avant la prière du matin le témoin déclare que plusieurs habitants ont été arrêtés "
    "conduits vers le camp militaire puis relâchés sans jugement maisons brûlées bétail emporté la famille recherche toujours son "
    "fils marché attaqué route coupée convoi médecin hameau puits mosquée école fermée blessés transportés à l'hôpital régional "
    "enquête ouverte aucune suite donnée plainte déposée gendarmerie procureur tribunal témoin protégé"
)
RARE = _split("fosse-commune hélicoptère drone enfant-soldat viol torture pillage mine otage exécution")
_FIRST_DAY, _DAYS = date(2012, 1, 1), 5100
_WORDS_A_TEXT, _RARE_SHARE, _WOMEN = 60, 0.10, 0.35


@dataclass(frozen=True, slots=True)
class Row:
    """One event of one person. `commune` is the code of a place of the tree below `COUNTRY`."""

    number: int
    first_name: str
    last_name: str
    sex: str
    age: str
    kind: str
    day: date
    commune: str
    text: str
    tags: tuple[str, str]
    source: int


def region(number: int) -> str:
    """Code of a region, counted from 1."""
    return f"{COUNTRY}-{number:02d}"


def communes() -> list[str]:
    """Codes of all communes, in order: region, cercle, commune."""
    return [
        f"{region(one)}-{cercle}-{commune:02d}"
        for one in range(1, REGIONS + 1)
        for cercle in range(1, CERCLES + 1)
        for commune in range(1, COMMUNES + 1)
    ]


def shuffled_communes() -> list[str]:
    """Communes from the most to the least frequent."""
    found = communes()
    random.Random(1).shuffle(found)  # noqa: S311 - the same at every run
    return found


def rows(count: int, seed: int = 7) -> Iterator[Row]:
    """So many rows, always the same for a seed."""
    chance, places = random.Random(seed), shuffled_communes()  # noqa: S311 - the same at every run
    weights = [1 / (rank + 3) for rank in range(len(places))]
    for number in range(count):
        woman = chance.random() < _WOMEN
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        text = " ".join(chance.choices(WORDS, k=_WORDS_A_TEXT))
        if chance.random() < _RARE_SHARE:
            text += " " + chance.choice(RARE)
        yield Row(
            number=number,
            first_name=chance.choice(FIRST_WOMEN if woman else FIRST_MEN),
            last_name=chance.choice(LAST),
            sex="F" if woman else "M",
            age=chance.choice(["minor", "adult", "unknown"]),
            kind=chance.choice(KINDS),
            day=day,
            commune=chance.choices(places, weights)[0],
            text=text,
            tags=(chance.choice(["T1", "T2", "T3"]), chance.choice(["A", "B"])),
            source=chance.randrange(50),
        )
