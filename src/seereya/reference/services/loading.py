"""Reference data: packs, gazetteers and boundaries are loaded; vocabularies are edited, retired and never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.geo import PlaceProblem, PlaceRow
from seereya.foundation.packs import Pack
from seereya.reference import places, terms
from seereya.reference.models import Place, Term, Vocabulary


@dataclass
class Loaded:
    """What a loading did: rows made, changed and left as they were, and what could not be taken, with why."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[PlaceProblem] = field(default_factory=list)

    def count(self, outcome: str) -> None:
        """Counts one row as `created`, `updated` or `unchanged`."""
        setattr(self, outcome, getattr(self, outcome) + 1)


def load_whole_pack(pack: Pack, *, by: UUID | None = None) -> Loaded:
    """Vocabularies and places of a pack and of the packs it extends. A term an administrator has edited keeps the edited words."""
    loaded = Loaded()
    with transaction.atomic():
        for code in pack.vocabulary_codes():
            _load_vocabulary(pack, code, loaded)
        _link_parents(pack)
        record(
            tag=Tag.VOCABULARY_LOADED,
            actor=by,
            facts={"pack": pack.code, "version": pack.version, "created": loaded.created, "updated": loaded.updated},
        )
    terms.changed()
    for one in (*pack.bases, pack):
        if one.places:
            found = load_places(one.places, source=one.code, by=by)
            loaded.created, loaded.updated = loaded.created + found.created, loaded.updated + found.updated
            loaded.unchanged, loaded.problems = loaded.unchanged + found.unchanged, loaded.problems + found.problems
    return loaded


def _load_vocabulary(pack: Pack, code: str, loaded: Loaded) -> None:
    described = pack.described(code)
    assert described is not None
    vocabulary, _ = Vocabulary.objects.update_or_create(
        code=code,
        defaults={
            "pack": pack.code,
            "fr": described.fr,
            "en": described.en,
            "hierarchical": described.hierarchical,
            "editable": described.editable,
        },
    )
    known = {term.code: term for term in Term.objects.filter(vocabulary=vocabulary)}
    fresh = []
    for position, data in enumerate(pack.vocabulary(code)):
        extra = {**data.extra, "confidence": data.confidence}
        values = {"fr": data.fr, "en": data.en, "source": data.source[:300], "extra": extra, "position": position}
        term = known.get(data.code)
        if term is None:
            fresh.append(Term(vocabulary=vocabulary, code=data.code, **values))
            loaded.count("created")
        else:
            loaded.count(_refresh(term, values))
    Term.objects.bulk_create(fresh, batch_size=500)


def _refresh(term: Term, values: dict[str, object]) -> str:
    if term.edited:
        values = {name: value for name, value in values.items() if name not in {"fr", "en"}}
    changed = [name for name, value in values.items() if getattr(term, name) != value]
    for name in changed:
        setattr(term, name, values[name])
    if changed:
        term.save(update_fields=changed)
    return "updated" if changed else "unchanged"


def _link_parents(pack: Pack) -> None:
    by_place = {(term.vocabulary_id, term.code): term for term in Term.objects.all()}
    anywhere = {code: term for (_, code), term in by_place.items()}
    changed = []
    for vocabulary in pack.vocabulary_codes():
        for data in pack.vocabulary(vocabulary):
            term = by_place[vocabulary, data.code]
            parent = by_place.get((vocabulary, data.parent)) or anywhere.get(data.parent) if data.parent else None
            if term.parent_id != (parent.pk if parent else None):
                term.parent = parent
                changed.append(term)
    Term.objects.bulk_update(changed, ["parent"], batch_size=500)


def load_places(rows: Iterable[PlaceRow | PlaceProblem], *, source: str, by: UUID | None = None) -> Loaded:
    """Places of a pack, a gazetteer or boundaries: made, or brought up to date by their code; parents come before children.

    A place whose parent is not known is a problem, named, and the others are loaded.
    """
    loaded = Loaded()
    later: list[tuple[str, str]] = []
    with transaction.atomic():
        known = {place.code: place for place in Place.objects.all()}
        for row in rows:
            if isinstance(row, PlaceProblem):
                loaded.problems.append(row)
                continue
            parent = known.get(row.parent) if row.parent else None
            if row.parent and parent is None:
                loaded.problems.append(PlaceProblem(row.line, None, "parent", "unknown_parent", row.parent, row.code))
                continue
            loaded.count(_put_place(known, row, parent, source))
            later += [(row.code, code) for code, _ in row.later_parents]
        _note_later_parents(known, later)
        record(
            tag=Tag.PLACES_LOADED, actor=by, facts={"source": source[:40], "created": loaded.created, "updated": loaded.updated}
        )
    places.changed()
    return loaded


def _put_place(known: dict[str, Place], row: PlaceRow, parent: Place | None, source: str) -> str:
    values: dict[str, object] = {
        "kind": row.kind,
        "parent_id": parent.pk if parent else None,
        "path": (parent.path if parent else "/") + f"{row.code}/",
        "fr": row.names.get("fr") or next(iter(row.names.values())),
        "en": row.names.get("en") or row.names.get("fr") or next(iter(row.names.values())),
        "alternatives": sorted({*row.alternatives, *(name for key, name in row.names.items() if key not in {"fr", "en"})}),
        "latitude": _rounded(row.latitude),
        "longitude": _rounded(row.longitude),
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
    place = known.get(row.code)
    if place is None:
        known[row.code] = Place.objects.create(code=row.code, source=source, **values)
        return "created"
    if place.source != source and place.source:
        values = {name: value for name, value in values.items() if getattr(place, name) in (None, "", [])}
    changed = [name for name, value in values.items() if getattr(place, name) != value]
    for name in changed:
        setattr(place, name, values[name])
    if changed:
        place.save(update_fields=[name.removesuffix("_id") for name in changed])
    return "updated" if changed else "unchanged"


def _rounded(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 5))).quantize(Decimal("0.00001"))


def _note_later_parents(known: Mapping[str, Place], later: Iterable[tuple[str, str]]) -> None:
    """A place that went over to another keeps its first parent and is found under the later one too, with all above it."""
    found: dict[str, set[str]] = {}
    for code, above in later:
        if above in known:
            found.setdefault(code, set()).update(part for part in known[above].path.split("/") if part)
    for code, above_codes in found.items():
        place = known[code]
        if place.also_in != sorted(above_codes):
            place.also_in = sorted(above_codes)
            place.save(update_fields=["also_in"])


@transaction.atomic
def save_term(*, by: Actor, vocabulary_code: str, code: str, fr: str, en: str, parent: str = "", new: bool = False) -> Term:
    """Adds a term, or rewords one; codes never change. A vocabulary whose codes rules know may only be reworded."""
    vocabulary = Vocabulary.objects.select_for_update().filter(code=vocabulary_code).first()
    if vocabulary is None:
        raise Refused("no_such_vocabulary")
    if not (fr.strip() and en.strip()):
        raise Refused("both_languages_needed")
    above = Term.objects.filter(vocabulary=vocabulary, code=parent).first() if parent else None
    if parent and above is None:
        raise Refused("no_such_term")
    term = Term.objects.filter(vocabulary=vocabulary, code=code).first()
    if new:
        if term is not None:
            raise Refused("term_exists")
        if not vocabulary.editable:
            raise Refused("vocabulary_fixed")
        position = Term.objects.filter(vocabulary=vocabulary).count()
        term = Term(vocabulary=vocabulary, code=code.strip().upper(), position=position, parent=above)
    elif term is None:
        raise Refused("no_such_term")
    term.fr, term.en, term.edited = fr.strip(), en.strip(), True
    term.save()
    _note(by, vocabulary_code, term.code)
    return term


@transaction.atomic
def retire_term(*, by: Actor, vocabulary_code: str, code: str, retired: bool) -> Term:
    """Ends (or resumes) the use of a term in new records; what carries it keeps it."""
    term = Term.objects.select_related("vocabulary").filter(vocabulary_id=vocabulary_code, code=code).first()
    if term is None:
        raise Refused("no_such_term")
    if not term.vocabulary.editable:
        raise Refused("vocabulary_fixed")
    term.retired_on = _today() if retired else None
    term.save(update_fields=["retired_on"])
    _note(by, vocabulary_code, code)
    return term


def _today() -> date:
    return clock.today()


def _note(by: Actor, vocabulary: str, code: str) -> None:
    record(
        tag=Tag.VOCABULARY_CHANGED, actor=by.id, organisation=by.organisation_id, facts={"vocabulary": vocabulary, "term": code}
    )
    transaction.on_commit(terms.changed)
