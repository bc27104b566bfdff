"""How well the search of names does, measured on families of spellings against a crowd of invented people.

Every person of the crowd is registered under canonical spellings, so that no query finds by luck a record that is spelled as asked.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from time import perf_counter

from seereya.foundation.names.aliases import AliasTable
from seereya.foundation.names.index import NameIndex
from seereya.foundation.names.spelling import PARTICLES, fold_tokens
from seereya.foundation.names.vocabulary import Vocabulary

Families = Mapping[str, Mapping[str, float | Sequence[str]]]
"""For each canonical name a `weight` (how common) and its `variants`."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Invented people: their true names as (first, surname), and the index that holds them."""

    people: list[tuple[str, str]]
    index: NameIndex


@dataclass(slots=True)
class Recall:
    """Queries asked and answered over some families, and the spellings that failed at least once."""

    asked: int = 0
    found: int = 0
    missed: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def share(self) -> float:
        return self.found / self.asked if self.asked else 1.0


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: half of the queries take no more than `median`, 95 % no more than `p95`."""

    median: float
    p95: float


def crowd(
    first_names: Families, surnames: Families, aliases: AliasTable, *, size: int, seed: int = 7, noise: float = 0.0
) -> Crowd:
    """`size` people drawn with Zipf weights over the names ordered by weight; `noise` is the share of words with a slip of the pen."""
    chance = random.Random(seed)  # noqa: S311  invented people, not secrets
    firsts, lasts = (_ranked(names) for names in (first_names, surnames))
    people = list(
        zip(
            chance.choices(firsts, [1 / rank for rank in range(1, len(firsts) + 1)], k=size),
            chance.choices(lasts, [1 / rank for rank in range(1, len(lasts) + 1)], k=size),
            strict=True,
        )
    )
    index = NameIndex(aliases)
    for number, (first, last) in enumerate(people):
        written = [_slip(word, chance) if chance.random() < noise else word for word in (first, last)]
        index.add(number.to_bytes(16, "big"), [" ".join(written)])
    return Crowd(people, index)


def _ranked(names: Families) -> list[str]:
    return sorted(names, key=lambda name: (-float(names[name]["weight"]), name))  # type: ignore[arg-type]


def _slip(word: str, chance: random.Random) -> str:
    """A letter lost, doubled, swapped or replaced."""
    place = chance.randrange(len(word))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :] or word
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    if kind == 2:  # noqa: PLR2004
        return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    return word[:place] + chance.choice("aeiouknmrst") + word[place + 1 :]


def measure_recall(
    among: Crowd,
    first_names: Families,
    surnames: Families,
    *,
    kept_out: Callable[[str], bool],
    limit: int = 10,
    seed: int = 11,
    companions: int = 3,
) -> dict[str, Recall]:
    """How often the true person is among the first `limit`, for families "listed" in the alias table and "kept out" of it.

    For each spelling of each family, the person is asked for with that spelling and, as the other half of the name, the
    canonical spelling of `companions` people drawn from those in the crowd who bear the family's name. An answer counts when
    one of its records truly bears both names. Families that nobody in the crowd bears are left out.
    """
    chance = random.Random(seed)  # noqa: S311
    report = {"listed": Recall(), "kept out": Recall()}
    for families, position in ((first_names, 0), (surnames, 1)):
        bearers: dict[str, list[tuple[str, str]]] = {}
        for person in sorted(set(among.people)):
            bearers.setdefault(person[position], []).append(person)
        for family, facts in families.items():
            recall = report["kept out" if kept_out(family) else "listed"]
            asked = chance.sample(bearers.get(family, []), min(companions, len(bearers.get(family, []))))
            for spelling in _spellings(facts):
                for person in asked:
                    query = f"{spelling} {person[1]}" if position == 0 else f"{person[0]} {spelling}"
                    if _finds(among, query, person, limit=limit):
                        recall.found += 1
                    else:
                        recall.missed[family, spelling] = recall.missed.get((family, spelling), 0) + 1
                    recall.asked += 1
    return report


def _spellings(facts: Mapping[str, float | Sequence[str]]) -> Iterable[str]:
    variants = facts["variants"]
    assert not isinstance(variants, float | int)
    return variants


def _finds(among: Crowd, query: str, person: tuple[str, str], *, limit: int) -> bool:
    answers = among.index.search(query, limit=limit)
    return any(among.people[int.from_bytes(answer.record_key, "big")] == person for answer in answers)


def measure_false_pairs(*families: Families, aliases: AliasTable, canonical_only: bool = False) -> tuple[int, int]:
    """Pairs of words from unrelated families that the search takes for one name, and all such pairs.

    Families that share a spelling are related, and so are those related to one of them.
    """
    family_of = _related(families, canonical_only=canonical_only)
    words = Vocabulary(aliases)
    for token in family_of:
        words.number(token)
    taken = {
        frozenset((token, one.token))
        for token in family_of
        for one in words.candidates(token)
        if family_of[token] != family_of[one.token]
    }
    total = sum(1 for a, b in combinations(family_of, 2) if family_of[a] != family_of[b])
    return len(taken), total


def _related(all_families: Sequence[Families], *, canonical_only: bool) -> dict[str, int]:
    """The group of related families of each word."""
    group: dict[str, int] = {}
    for number, (family, facts) in enumerate((family, facts) for families in all_families for family, facts in families.items()):
        words = {"".join(_words(spelling)) for spelling in (family, *_spellings(facts))}
        met = {group[word] for word in words if word in group}
        group = {word: number if old in met else old for word, old in group.items()} | dict.fromkeys(words, number)
    if canonical_only:
        names = {"".join(_words(family)) for families in all_families for family in families}
        group = {word: number for word, number in group.items() if word in names}
    return group


def _words(spelling: str) -> list[str]:
    return [token for token in fold_tokens(spelling) if token not in PARTICLES]


def measure_times(index: NameIndex, queries: Iterable[str]) -> Times:
    """How long searches take, first answers included."""
    taken = []
    for query in queries:
        start = perf_counter()
        index.search(query)
        taken.append(1000 * (perf_counter() - start))
    taken.sort()
    return Times(taken[len(taken) // 2], taken[int(len(taken) * 0.95)])
