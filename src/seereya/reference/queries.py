"""Vocabularies with their terms, and places, as administrators and readers look them up. Public data."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from seereya.reference.models import Term, Vocabulary


def vocabularies() -> list[Vocabulary]:
    """All vocabularies with `in_use` and `retired`: how many terms of each. One query."""
    counted = Vocabulary.objects.annotate(
        in_use=Count("terms", filter=Q(terms__retired_on=None)), retired=Count("terms", filter=~Q(terms__retired_on=None))
    )
    return list(counted.order_by("fr"))


def vocabulary_of(code: str) -> Vocabulary | None:
    """One vocabulary, or nothing."""
    return Vocabulary.objects.filter(code=code).first()


@dataclass(frozen=True)
class Leaf:
    """A term in its tree: how deep it lies, counted from the top."""

    term: Term
    depth: int


def terms_as_tree(vocabulary: Vocabulary) -> list[Leaf]:
    """The terms of a vocabulary, each followed by those under it, in the vocabulary's order. One query."""
    rows = list(Term.objects.filter(vocabulary=vocabulary).order_by("position", "code"))
    own = {row.pk for row in rows}
    below: dict[int | None, list[Term]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in own else None, []).append(row)
    found: list[Leaf] = []
    waiting = [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        found.append(Leaf(row, depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(row.pk, []))]
    return found


def term_of(vocabulary: Vocabulary, code: str) -> Term | None:
    """One term of a vocabulary, or nothing."""
    return Term.objects.select_related("parent").filter(vocabulary=vocabulary, code=code).first()
