"""Families of spellings that are one name though no rule of spelling says so; given as data, never kept in code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from seereya.foundation.names.spelling import fold_tokens

_EMPTY: frozenset[str] = frozenset()


class AliasTable:
    """Which tokens stand for one another. A spelling may belong to several families."""

    def __init__(self, families: Iterable[Iterable[str]] = ()) -> None:
        self._others: dict[str, frozenset[str]] = {}
        for family in families:
            tokens = frozenset(_token(spelling) for spelling in family) - {""}
            for token in tokens:
                self._others[token] = self._others.get(token, _EMPTY) | (tokens - {token})

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> AliasTable:
        """A table from rows with a `family` (one spelling) and its other `spellings`, separated by "|".

        Raises:
            KeyError: when a row lacks a column.
        """
        return cls([row["family"], *row["spellings"].split("|")] for row in rows)

    def others(self, token: str) -> frozenset[str]:
        """The folded tokens that stand for a folded token, itself left out."""
        return self._others.get(token, _EMPTY)

    def __len__(self) -> int:
        return len(self._others)


def _token(spelling: str) -> str:
    return "".join(fold_tokens(spelling))
