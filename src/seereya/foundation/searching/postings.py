"""Which documents hold which terms: bitmaps in the database, with those that change kept hot in memory."""

import sqlite3
from collections.abc import Iterable
from typing import Final

from pyroaring import BitMap

HOT_ALONE: Final = 16_384
HOT_IN_BATCH: Final = 65_536
_LAST_LETTER: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)
_BEYOND: Final = b"\xff"


def after(prefix: str) -> str | bytes:
    """What stands in the order of terms right behind all that begin so (SQLite sorts any bytes behind any text)."""
    for place in range(len(prefix) - 1, -1, -1):
        letter = ord(prefix[place]) + 1
        if letter <= _LAST_LETTER:
            return prefix[:place] + chr(_SURROGATES.stop if letter in _SURROGATES else letter)
    return _BEYOND


class Postings:
    """Terms and their documents. Rows of deleted documents stay until `purge`; whoever asks takes them away."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._hot: dict[str, BitMap] = {}

    def add(self, row: int, terms: Iterable[str]) -> None:
        hot = self._hot
        for term in terms:
            found = hot.get(term)
            if found is None:
                found = hot[term] = self._stored(term) or BitMap()
            found.add(row)

    def settle(self, most: int) -> None:
        """Write the hot bitmaps to the database if there are more than `most`."""
        if len(self._hot) > most:
            rows = ((term, len(docs), docs.serialize()) for term, docs in sorted(self._hot.items()))
            self._database.executemany("INSERT OR REPLACE INTO posting VALUES (?, ?, ?)", rows)
            self._hot.clear()

    def any_of(self, terms: Iterable[str]) -> BitMap:
        found = [docs for term in terms if (docs := self._get(term)) is not None]
        return BitMap.union(*found) if found else BitMap()

    def beginning(self, prefix: str) -> BitMap:
        """Documents with some term that begins so."""
        found = [docs for term, docs in self._hot.items() if term.startswith(prefix)]
        stored = self._database.execute("SELECT term, docs FROM posting WHERE term >= ? AND term < ?", (prefix, after(prefix)))
        found += [BitMap.deserialize(docs) for term, docs in stored if term not in self._hot]
        return BitMap.union(*found) if found else BitMap()

    def complete(self, prefix: str, limit: int, dead: BitMap) -> list[tuple[str, int]]:
        """The most frequent terms that begin so, with the exact number of living documents of each."""
        best = [
            (len(docs) - docs.intersection_cardinality(dead), term) for term, docs in self._hot.items() if term.startswith(prefix)
        ]
        stored = self._database.execute(
            "SELECT term, n FROM posting WHERE term >= ? AND term < ? ORDER BY n DESC, term",
            (prefix, after(prefix)),
        )
        kept = 0
        least = 1
        for term, most in stored:
            if kept >= limit and most < least:
                break
            if term in self._hot:
                continue
            living = most if not dead else most - (self._stored(term) or BitMap()).intersection_cardinality(dead)
            best.append((living, term))
            kept += 1
            if kept == limit or (kept > limit and living > least):
                least = sorted((count for count, _ in best), reverse=True)[limit - 1]
        best.sort(key=lambda pair: (-pair[0], pair[1]))
        return [(term, count) for count, term in best[:limit] if count > 0]

    def purge(self, dead: BitMap) -> None:
        """Take the rows of deleted documents out of every term, and forget terms that nobody uses any more."""
        self.settle(0)
        changed: list[tuple[int, bytes, str]] = []
        empty: list[tuple[str]] = []
        for term, stored in self._database.execute("SELECT term, docs FROM posting"):
            docs = BitMap.deserialize(stored)
            if not docs.intersect(dead):
                continue
            docs -= dead
            if docs:
                changed.append((len(docs), docs.serialize(), term))
            else:
                empty.append((term,))
        self._database.executemany("UPDATE posting SET n = ?, docs = ? WHERE term = ?", changed)
        self._database.executemany("DELETE FROM posting WHERE term = ?", empty)

    def _get(self, term: str) -> BitMap | None:
        found = self._hot.get(term)
        return found if found is not None else self._stored(term)

    def _stored(self, term: str) -> BitMap | None:
        row = self._database.execute("SELECT docs FROM posting WHERE term = ?", (term,)).fetchone()
        return BitMap.deserialize(row[0]) if row else None
