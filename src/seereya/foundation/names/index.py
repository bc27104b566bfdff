"""Search of sealed names, in RAM: exact spellings first, then aliases, then one skeleton, then close ones.

An *entry* is one name of one record (a person may have several). Entries are numbered in order; the entries of a record are contiguous.
The index is written out as one blob to be sealed, and never touches a disk by itself.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pyroaring import BitMap

from seereya.foundation.names import codec
from seereya.foundation.names.aliases import AliasTable
from seereya.foundation.names.spelling import PARTICLES, RULES_VERSION, fold_tokens
from seereya.foundation.names.vocabulary import RANKS, Candidate, How, Vocabulary

MOST_TOKENS = 6
MOST_COMBINATIONS = 4000
SPELLINGS_A_PAGE = 4
"""How many different spellings of equal likeness share a page of answers, where there are so many."""
_MORE_NAMES = 0.97
_LEAST_TO_DROP_ONE = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A record found: its key, how sure (0 to 1), the tokens asked for with those found, and the weakest link between them."""

    record_key: bytes
    score: float
    matched: list[tuple[str, str]]
    how: How


@dataclass(slots=True)
class _Found:
    """Matches so far, one per record, in the order in which they were found."""

    limit: int
    matches: dict[int, Match] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return len(self.matches) >= self.limit


class NameIndex:
    """Names by record key. Not safe for several writers at once."""

    def __init__(self, aliases: AliasTable | None = None) -> None:
        self._words = Vocabulary(aliases)
        self._keys: list[bytes] = []  # empty for a record that was removed
        self._first = array("I", [0])  # first entry of each record, and the next free entry
        self._numbers: dict[bytes, int] = {}
        self._postings: list[BitMap] = []
        self._sizes: dict[int, BitMap] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, record_key: bytes) -> bool:
        return record_key in self._numbers

    def add(self, record_key: bytes, names: list[str]) -> None:
        """Index the names of a record, in place of those it had.

        Raises:
            ValueError: when the key is empty.
        """
        if not record_key:
            raise ValueError("A record needs a key.")
        self.remove(record_key)
        self._numbers[record_key] = len(self._keys)
        self._keys.append(record_key)
        entry = self._first[-1]
        for name in names:
            numbers = {self._words.number(token) for token in fold_tokens(name)}
            if not numbers:
                continue
            self._postings.extend(BitMap() for _ in range(len(self._words) - len(self._postings)))
            for number in numbers:
                self._postings[number].add(entry)
            self._sizes.setdefault(len(numbers), BitMap()).add(entry)
            entry += 1
        self._first.append(entry)

    def remove(self, record_key: bytes) -> None:
        """Forget a record; a key that is not there is not an error. What is written afterwards holds no trace of it."""
        number = self._numbers.pop(record_key, None)
        if number is None:
            return
        self._keys[number] = b""
        start, end = self._first[number], self._first[number + 1]
        for postings in (*self._postings, *self._sizes.values()):
            postings.remove_range(start, end)

    def search(self, query: str, *, limit: int = 10) -> list[Match]:
        """The records whose names best fit all words of `query`, in any order, best first.

        Joining words ("ag", "ould") only favour names that have them. Of three words or more, one may fail, after all that fit whole.
        """
        tokens = list(dict.fromkeys(fold_tokens(query)))
        needed = [token for token in tokens if token not in PARTICLES] or tokens
        needed = needed[:MOST_TOKENS]
        if not needed or limit < 1:
            return []
        found = _Found(limit)
        candidates = [self._words.candidates(token) for token in needed]
        favoured = self._favoured(len(tokens), [token for token in tokens if token in PARTICLES])
        self._collect(found, needed, candidates, favoured, 1.0)
        if not found.full and len(needed) >= _LEAST_TO_DROP_ONE:
            self._collect_without_one(found, needed, candidates, favoured)
        return sorted(found.matches.values(), key=lambda match: (RANKS[match.how], -match.score))

    def _favoured(self, size: int, particles: list[str]) -> BitMap:
        """Entries that have as many words as were asked for, and the same joining words if any were."""
        favoured = self._sizes.get(size, BitMap())
        for particle in particles:
            close = [one for one in self._words.candidates(particle) if one.how in {"exact", "alias"}]
            favoured = favoured & BitMap.union(BitMap(), *(self._postings[one.number] for one in close))
        return favoured

    def _collect_without_one(self, found: _Found, needed: list[str], candidates: list[list[Candidate]], favoured: BitMap) -> None:
        weight = (len(needed) - 1) / len(needed)
        late = _Found(found.limit * len(needed))
        for left_out in range(len(needed)):
            kept = [place for place in range(len(needed)) if place != left_out]
            part = _Found(found.limit)
            self._collect(part, [needed[i] for i in kept], [candidates[i] for i in kept], favoured, weight)
            for number, match in part.matches.items():
                if number not in late.matches or late.matches[number].score < match.score:
                    late.matches[number] = match
        for number, match in sorted(late.matches.items(), key=lambda item: -item[1].score):
            if found.full:
                return
            found.matches.setdefault(number, match)

    def _collect(
        self,
        found: _Found,
        needed: Sequence[str],
        candidates: Sequence[list[Candidate]],
        favoured: BitMap,
        weight: float,
    ) -> None:
        possible, candidates = self._possible(candidates)
        for how, group in groupby(_best_first(candidates), key=_weakest):
            late: list[tuple[BitMap, Match]] = []
            for combination in group:
                entries = self._entries(combination)
                possible -= entries
                self._take_some(found, combination, needed, entries=entries, favoured=favoured, worth=(how, weight), late=late)
                if found.full or not possible:
                    break
            for entries, model in late:
                self._take(found, entries, model, found.limit)
            if found.full or not possible:
                return

    def _possible(self, candidates: Sequence[list[Candidate]]) -> tuple[BitMap, list[list[Candidate]]]:
        """Entries that some candidate of every word names, and the candidates that name one of them."""
        unions = [BitMap.union(BitMap(), *(self._postings[one.number] for one in options)) for options in candidates]
        possible = BitMap.intersection(*unions)
        return possible, [[one for one in options if self._postings[one.number].intersect(possible)] for options in candidates]

    def _take_some(
        self,
        found: _Found,
        combination: Sequence[Candidate],
        needed: Sequence[str],
        *,
        entries: BitMap,
        favoured: BitMap,
        worth: tuple[How, float],
        late: list[tuple[BitMap, Match]],
    ) -> None:
        """Take the records of one combination: all if exact, else a few, so that one common spelling does not hide the others.

        The rest go to `late`, taken before any weaker kind of likeness.
        """
        if not entries:
            return
        how, weight = worth
        score = weight * sum(one.score for one in combination) / len(combination)
        matched = [(token, one.token) for token, one in zip(needed, combination, strict=True)]
        quota = found.limit if how == "exact" else max(1, found.limit // SPELLINGS_A_PAGE)
        for part, share in ((entries & favoured, 1.0), (entries - favoured, _MORE_NAMES)):
            model = Match(b"", round(score * share, 4), matched, how if weight == 1 else "close")
            self._take(found, part, model, quota)
            if part:
                late.append((part, model))

    def _entries(self, combination: Sequence[Candidate]) -> BitMap:
        if len({one.number for one in combination}) < len(combination):
            return BitMap()  # two words asked for cannot be met by one word
        return BitMap.intersection(*(self._postings[one.number] for one in combination))

    def _take(self, found: _Found, entries: BitMap, model: Match, quota: int) -> None:
        for entry in entries:
            if found.full or quota == 0:
                return
            number = bisect_right(self._first, entry) - 1
            if number not in found.matches:
                found.matches[number] = Match(self._keys[number], model.score, model.matched, model.how)
                quota -= 1

    def dump(self) -> bytes:
        """The index as one blob to be sealed: removed records and words that no record has any more are left out."""
        if len(self._numbers) < len(self._keys):
            self._compact()
        postings, sizes = self._postings, self._sizes
        return codec.write(
            codec.Image(
                rules=RULES_VERSION,
                keys=self._keys,
                first=self._first,
                tokens=self._words.tokens,
                sounds=self._words.sounds,
                skeletons=self._words.skeletons,
                postings=postings,
                sizes=sizes,
            )
        )

    @classmethod
    def load(cls, blob: bytes, aliases: AliasTable | None = None) -> NameIndex:
        """The index that `dump` wrote.

        Raises:
            codec.BadImage: when the blob is not one.
        """
        image = codec.read(blob)
        made = cls(aliases)
        if image.rules == RULES_VERSION:
            made._words = Vocabulary.restored(image.tokens, image.sounds, image.skeletons, aliases)
        else:
            for token in image.tokens:
                made._words.number(token)
        made._keys, made._first = image.keys, image.first
        made._numbers = dict(zip(image.keys, range(len(image.keys)), strict=True))
        made._postings, made._sizes = image.postings, image.sizes
        return made

    def _compact(self) -> None:
        """Number records, entries and words anew, without those that are gone."""
        kept = [number for number, key in enumerate(self._keys) if key]
        moved: dict[int, int] = {}
        first = array("I", [0])
        for number in kept:
            for entry in range(self._first[number], self._first[number + 1]):
                moved[entry] = len(moved)
            first.append(len(moved))
        words = Vocabulary(self._words.aliases)
        postings = []
        for token, old in zip(self._words.tokens, self._postings, strict=True):
            if old:
                words.number(token)
                postings.append(BitMap([moved[entry] for entry in old]))
        self._sizes = {size: BitMap([moved[entry] for entry in old]) for size, old in self._sizes.items() if old}
        self._keys = [self._keys[number] for number in kept]
        self._numbers = {key: number for number, key in enumerate(self._keys)}
        self._words, self._postings, self._first = words, postings, first


def _best_first(candidates: Sequence[list[Candidate]]) -> Iterator[tuple[Candidate, ...]]:
    """Combinations of one candidate per word, the weakest link's rank first, then the best scores; not more than a few thousand."""
    if not all(candidates):
        return
    start = (0,) * len(candidates)
    heap = [(_key(candidates, start), start)]
    seen = {start}
    for _ in range(MOST_COMBINATIONS):
        if not heap:
            return
        _, places = heapq.heappop(heap)
        yield tuple(options[place] for options, place in zip(candidates, places, strict=True))
        for position, place in enumerate(places):
            if place + 1 < len(candidates[position]):
                following = (*places[:position], place + 1, *places[position + 1 :])
                if following not in seen:
                    seen.add(following)
                    heapq.heappush(heap, (_key(candidates, following), following))


def _weakest(combination: Sequence[Candidate]) -> How:
    return max((one.how for one in combination), key=RANKS.__getitem__)


def _key(candidates: Sequence[list[Candidate]], places: tuple[int, ...]) -> tuple[int, float]:
    chosen = [options[place] for options, place in zip(candidates, places, strict=True)]
    return max(RANKS[one.how] for one in chosen), -sum(one.score for one in chosen)
