"""The distinct tokens of an index, and which of them may be the name a token says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from seereya.foundation.names.aliases import AliasTable
from seereya.foundation.names.spelling import skeleton, sound

How = Literal["exact", "alias", "skeleton", "close"]
RANKS: dict[How, int] = {"exact": 0, "alias": 1, "skeleton": 2, "close": 3}
ALIAS_SCORE = 0.95
SKELETON_SCORES = (0.80, 0.10)
"""Lowest score of a shared skeleton, and what likeness adds to it: below any alias, above any closeness."""
CLOSE_SCORE = 0.80
LIKE_ENOUGH = 0.90
SHORTEST_CLOSE = 4
SHORTEST_SLIP = 5
MOST_CANDIDATES = 48
_MOST_COMPARED = 32


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token of the vocabulary that may stand for the one asked for."""

    number: int
    token: str
    score: float
    how: How


class Vocabulary:
    """Distinct folded tokens with their sounds and skeletons, numbered from 0 in order of arrival."""

    def __init__(self, aliases: AliasTable | None = None) -> None:
        self.aliases = aliases or AliasTable()
        self.tokens: list[str] = []
        self.sounds: list[str] = []
        self.skeletons: list[str] = []
        self._numbers: dict[str, int] = {}
        self._by_skeleton: dict[str, list[int]] = {}

    @classmethod
    def restored(cls, tokens: list[str], sounds: list[str], skeletons: list[str], aliases: AliasTable | None) -> Vocabulary:
        """A vocabulary whose sounds and skeletons were kept, which is faster than working them out."""
        made = cls(aliases)
        made.tokens, made.sounds, made.skeletons = tokens, sounds, skeletons
        made._numbers = dict(zip(tokens, range(len(tokens)), strict=True))
        for number, bones in enumerate(skeletons):
            made._by_skeleton.setdefault(bones, []).append(number)
        return made

    def __len__(self) -> int:
        return len(self.tokens)

    def number(self, token: str) -> int:
        """The number of a token, which is taken in if it is new."""
        number = self._numbers.get(token)
        if number is None:
            number = self._numbers[token] = len(self.tokens)
            bones = skeleton(token)
            self.tokens.append(token)
            self.sounds.append(sound(token))
            self.skeletons.append(bones)
            self._by_skeleton.setdefault(bones, []).append(number)
        return number

    def candidates(self, token: str) -> list[Candidate]:
        """Tokens that may be the name `token` says: itself, its aliases, its skeleton's, then close ones; best first."""
        found: dict[int, Candidate] = {}
        self._take(found, self._numbers.get(token), 1.0, "exact")
        others = self.aliases.others(token)
        for other in others:
            self._take(found, self._numbers.get(other), ALIAS_SCORE, "alias")
        for bones in {skeleton(token), *(skeleton(other) for other in others)}:
            for number in self._by_skeleton.get(bones, ()):
                low, more = SKELETON_SCORES
                likeness = JaroWinkler.similarity(sound(token), self.sounds[number])
                self._take(found, number, low + more * likeness, "skeleton")
        if len(token) >= SHORTEST_CLOSE:
            self._take_close(found, token)
        return sorted(found.values(), key=lambda one: (RANKS[one.how], -one.score, one.token))[:MOST_CANDIDATES]

    def _take_close(self, found: dict[int, Candidate], token: str) -> None:
        heard = process.extract(
            sound(token), self.sounds, scorer=JaroWinkler.similarity, score_cutoff=LIKE_ENOUGH, limit=_MOST_COMPARED
        )
        for _, likeness, number in heard:
            if len(self.tokens[number]) >= SHORTEST_CLOSE:
                self._take(found, number, CLOSE_SCORE * likeness, "close")
        if len(token) < SHORTEST_SLIP:
            return
        slips = process.extract(token, self.tokens, scorer=OSA.distance, score_cutoff=1, limit=_MOST_COMPARED)
        for _, _, number in slips:
            if len(self.tokens[number]) >= SHORTEST_SLIP:
                self._take(found, number, CLOSE_SCORE * LIKE_ENOUGH, "close")

    def _take(self, found: dict[int, Candidate], number: int | None, score: float, how: How) -> None:
        if number is not None and number not in found:
            found[number] = Candidate(number, self.tokens[number], score, how)
