"""Vocabularies in memory: labels and ancestors of terms, read again when somebody edits them."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field
from datetime import date

from seereya.reference.models import Term


@dataclass(frozen=True)
class Word:
    """One term, with the codes of its ancestors from the top down to itself."""

    code: str
    fr: str
    en: str
    path: tuple[str, ...]
    retired_on: date | None
    extra: dict[str, str] = field(default_factory=dict, hash=False)

    def label(self, language: str) -> str:
        """The term in a language."""
        return self.en if language == "en" else self.fr


_lock = threading.Lock()
_changes = itertools.count(1)
_newest = 0
_kept: tuple[int, dict[str, dict[str, Word]]] | None = None


def changed() -> None:
    """A vocabulary was loaded or edited: all are read again at their next use."""
    global _newest  # noqa: PLW0603 - a number that only grows
    _newest = next(_changes)


def vocabulary(code: str) -> dict[str, Word]:
    """The terms of a vocabulary by code, in its order, retired ones included; empty for an unknown vocabulary."""
    return _all().get(code, {})


def _all() -> dict[str, dict[str, Word]]:
    """All vocabularies, swapped in whole when they changed, so that nobody ever meets half of them."""
    global _kept  # noqa: PLW0603 - one set for the process, swapped whole under a lock
    kept = _kept
    if kept is None or kept[0] != _newest:
        with _lock:
            kept, newest = _kept, _newest  # a change that comes while reading is read next time
            if kept is None or kept[0] != newest:
                kept = _kept = (newest, _read())
    return kept[1]


def _read() -> dict[str, dict[str, Word]]:
    rows = list(Term.objects.order_by("vocabulary_id", "position", "code"))
    by_pk = {row.pk: row for row in rows}
    fresh: dict[str, dict[str, Word]] = {}
    for row in rows:
        path, above = [row.code], row.parent_id
        while above is not None:
            path.append(by_pk[above].code)
            above = by_pk[above].parent_id
        word = Word(row.code, row.fr, row.en, tuple(reversed(path)), row.retired_on, row.extra)
        fresh.setdefault(row.vocabulary_id, {})[row.code] = word
    return fresh


def children(vocabulary_code: str, code: str) -> list[Word]:
    """Terms directly below one, in the vocabulary's order; the topmost for an empty code."""
    depth = len(with_ancestors(vocabulary_code, code)) + 1 if code else 1
    return [
        word for word in vocabulary(vocabulary_code).values() if len(word.path) == depth and (not code or word.path[-2] == code)
    ]


def with_ancestors(vocabulary_code: str, code: str) -> tuple[str, ...]:
    """A term's code and all above it, so that a filter on a kind means itself and all below it."""
    word = vocabulary(vocabulary_code).get(code)
    return word.path if word else (code,)


def label(vocabulary_code: str, code: str, language: str) -> str:
    """A term's words; the code itself where the term is unknown."""
    word = vocabulary(vocabulary_code).get(code)
    return word.label(language) if word else code


def choices(vocabulary_code: str, language: str, *, keep: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Terms in use, for a form; `keep` lets retired terms stand that a record already carries. Children are indented."""
    return [
        (code, "\u2003" * (len(word.path) - 1) + word.label(language))
        for code, word in vocabulary(vocabulary_code).items()
        if word.retired_on is None or code in keep
    ]
