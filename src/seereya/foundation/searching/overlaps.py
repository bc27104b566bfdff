"""Documents that two indexes both hold, kept up to date so that merged answers count each once."""

from __future__ import annotations

from collections import deque
from typing import Final, Protocol

from pyroaring import BitMap

from seereya.foundation.searching.documents import Documents

_REMEMBERED: Final = 4096
_MUCH_LARGER: Final = 3
# What has been read of whole indexes while one question is answered: row and digest by key.
Known = dict["Indexed", dict[bytes, tuple[int, int]]]


class Changes:
    """Which keys were put or deleted lately; an epoch ends when rows of deleted documents can be used again."""

    def __init__(self) -> None:
        self.epoch = 0
        self.generation = 0
        self._keys: deque[bytes] = deque(maxlen=_REMEMBERED)

    def note(self, key: bytes) -> None:
        self.generation += 1
        self._keys.append(key)

    def begin_epoch(self) -> None:
        self.epoch += 1

    def since(self, generation: int) -> list[bytes] | None:
        """Keys changed since then; None where too much has happened to remember."""
        missed = self.generation - generation
        if missed > len(self._keys):
            return None
        return list(self._keys)[-missed:] if missed else []


class Indexed(Protocol):
    """What of an index is needed to compare it with another."""

    changes: Changes
    documents: Documents

    def __len__(self) -> int:
        """How many documents it holds."""


class Overlap:
    """Rows of a second index whose document an earlier index holds too.

    Where both hold the same (by digest) every question finds both or neither, and a bitmap says all; where the copies
    differ, each is looked up.
    """

    def __init__(self) -> None:
        self._same = BitMap()
        self._differing: dict[int, int] = {}
        self._differing_rows = BitMap()
        self._seen: tuple[int, int, int, int] | None = None

    def refresh(self, first: Indexed, second: Indexed, known: Known) -> None:
        """Catch up with what has changed in either; only the changed documents are looked at where they are known."""
        now = (first.changes.epoch, first.changes.generation, second.changes.epoch, second.changes.generation)
        if now == self._seen:
            return
        changed = self._changed(first, second)
        if changed is None:
            self._rebuild(first, second, known)
        else:
            for key in changed:
                self._update(first, second, key)
        self._seen = now

    def beyond(self, earlier: BitMap, found: BitMap) -> BitMap:
        """Of the second index's rows found, those whose copy the first has not found already."""
        rest = found - self._same
        if self._differing_rows:
            copy = self._differing
            rest -= BitMap([row for row in rest & self._differing_rows if copy[row] in earlier])
        return rest

    def _changed(self, first: Indexed, second: Indexed) -> set[bytes] | None:
        if self._seen is None or (self._seen[0], self._seen[2]) != (first.changes.epoch, second.changes.epoch):
            return None
        parts = (first.changes.since(self._seen[1]), second.changes.since(self._seen[3]))
        if parts[0] is None or parts[1] is None:
            return None
        return {*parts[0], *parts[1]}

    def _rebuild(self, first: Indexed, second: Indexed, known: Known) -> None:
        ours, theirs = self._both(first, second, known)
        pairs = [(ours[key], theirs[key]) for key in ours.keys() & theirs.keys()]
        self._same = BitMap([row for (row, digest), (_, other) in pairs if digest == other])
        self._differing = {row: copy for (row, digest), (copy, other) in pairs if digest != other}
        self._differing_rows = BitMap(self._differing)

    def _both(
        self, first: Indexed, second: Indexed, known: Known
    ) -> tuple[dict[bytes, tuple[int, int]], dict[bytes, tuple[int, int]]]:
        """What the second and the first hold; of one much larger than the other, only what the other may share with it."""
        if first not in known and len(first.documents.live) > _MUCH_LARGER * len(second.documents.live):
            ours = self._by_key(second, known)
            return ours, first.documents.of_keys(list(ours))
        theirs = self._by_key(first, known)
        if second not in known and len(second.documents.live) > _MUCH_LARGER * len(first.documents.live):
            return second.documents.of_keys(list(theirs)), theirs
        return self._by_key(second, known), theirs

    @staticmethod
    def _by_key(index: Indexed, known: Known) -> dict[bytes, tuple[int, int]]:
        if index not in known:
            known[index] = index.documents.by_key()
        return known[index]

    def _update(self, first: Indexed, second: Indexed, key: bytes) -> None:
        row = second.documents.row(key)
        if row is None:
            # Its old row is in no answer until it is used again, which begins a new epoch.
            return
        self._same.discard(row)
        self._differing_rows.discard(row)
        self._differing.pop(row, None)
        other = first.documents.row(key)
        if other is None:
            return
        if second.documents.digest(row) == first.documents.digest(other):
            self._same.add(row)
        else:
            self._differing[row] = other
            self._differing_rows.add(row)
