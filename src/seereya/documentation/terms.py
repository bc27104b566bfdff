"""Vocabularies in memory: labels and ancestors of terms, read again when somebody edits them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date

from seereya.documentation.models import Term


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
_stale = threading.Event()
_stale.set()
_kept: dict[str, dict[str, Word]] = {}


def changed() -> None:
    """A vocabulary was loaded or edited: all are read again at their next use."""
    _stale.set()


def vocabulary(code: str) -> dict[str, Word]:
    """The terms of a vocabulary by code, in its order, retired ones included; empty for an unknown vocabulary."""
    if _stale.is_set():
        _read()
    return _kept.get(code, {})


def _read() -> None:
    with _lock:
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
        _kept.clear()
        _kept.update(fresh)
        _stale.clear()


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
