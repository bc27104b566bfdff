"""Country packs: the facts of a country as plain files, read and checked before anything reaches the database.

A pack is a folder: `pack.yaml` (what it is and what it holds), `vocabularies/*.csv`, and optionally `places.csv` and an
outline in GeoJSON. It may extend other packs that lie beside it: it adds terms to their vocabularies and takes parents from
them. `packs/README.md` says how to write one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from seereya.foundation.geo.places import PlaceRow
from seereya.foundation.packs_reading import (
    CODE_RULE,
    PackError,
    PackProblem,
    Problems,
    Sheet,
    check_code,
    cycles,
    mapping_of,
    read_places,
    texts,
    yaml_mapping,
)

Confidence = Literal["sourced", "to_confirm", "own"]
"""How sure a term is: seen in its source; from general knowledge, a lawyer or officer confirms it; our own proposal."""

__all__ = ["Confidence", "Pack", "PackError", "PackProblem", "TermData", "VocabularyData", "load_pack"]

TERM_COLUMNS = ("code", "fr", "en", "parent", "source", "confidence")


@dataclass(frozen=True, slots=True)
class TermData:
    """One term of a vocabulary. `parent` is a term's code, here or in a vocabulary named in `parents_from`."""

    code: str
    fr: str
    en: str
    parent: str
    source: str
    confidence: Confidence
    extra: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class VocabularyData:
    """A vocabulary, or what this pack adds to one of a pack it extends (`adds`).

    `hierarchical`: parents may be terms of the vocabulary itself. `editable`: an administrator may add, reword and retire
    terms; the others are known to rules by their codes and may only be reworded.
    """

    code: str
    fr: str
    en: str
    hierarchical: bool
    editable: bool
    adds: bool
    parents_from: tuple[str, ...]
    terms: tuple[TermData, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack. `bases` are the packs it extends; `levels` names the kinds of place by language; `outline` is GeoJSON;
    `geonames_regions` maps GeoNames' region codes to place codes, for the loader.
    """

    code: str
    names: Mapping[str, str]
    version: str
    licence: str
    attribution: Mapping[str, str]
    bases: tuple[Pack, ...]
    vocabularies: tuple[VocabularyData, ...]
    places: tuple[PlaceRow, ...]
    levels: Mapping[str, Mapping[str, str]]
    outline: Mapping[str, Any] | None
    geonames_regions: Mapping[str, str]

    def vocabulary(self, code: str) -> tuple[TermData, ...]:
        """All terms of a vocabulary, those of the extended packs first."""
        inherited = tuple(term for base in self.bases for term in base.vocabulary(code))
        return inherited + tuple(t for vocabulary in self.vocabularies if vocabulary.code == code for t in vocabulary.terms)

    def described(self, code: str) -> VocabularyData | None:
        """Where a vocabulary is described: the first pack, from the bases up, that has it."""
        for base in self.bases:
            if found := base.described(code):
                return found
        return next((vocabulary for vocabulary in self.vocabularies if vocabulary.code == code), None)

    def vocabulary_codes(self) -> tuple[str, ...]:
        """Codes of all vocabularies, the extended packs' first."""
        inherited = [code for base in self.bases for code in base.vocabulary_codes()]
        return tuple(dict.fromkeys([*inherited, *(vocabulary.code for vocabulary in self.vocabularies)]))


def load_pack(path: Path | str) -> Pack:
    """Read a pack's folder and check all of it. Raises `PackError` with every problem found."""
    return _load(Path(path), ())


def _load(folder: Path, above: tuple[str, ...]) -> Pack:
    problems = Problems(folder)
    described = yaml_mapping(folder / "pack.yaml", problems)
    problems.stop_if_any()
    if str(described.get("code") or "") != folder.name:
        problems.add("pack.yaml", "code", "the code must be the folder's name", column="code")
    for name in ("version", "licence"):
        if not described.get(name):
            problems.add("pack.yaml", "empty", f"“{name}” is missing", column=name)
    bases = _bases(folder, described, above, problems)
    levels = mapping_of(described, "levels", problems)
    file = described.get("places")
    pack = Pack(
        code=folder.name,
        names=problems.labels(described, "names"),
        version=str(described.get("version")),
        licence=str(described.get("licence")),
        attribution=problems.labels(described, "attribution"),
        bases=bases,
        vocabularies=_vocabularies(folder, described, bases, problems),
        places=read_places(folder, str(file), problems) if file else (),
        levels={kind: problems.labels(levels, kind) for kind in levels},
        outline=_outline(folder, described, problems),
        geonames_regions=mapping_of(described, "geonames_regions", problems),
    )
    _check_together(pack, problems)
    problems.stop_if_any()
    return pack


def _bases(folder: Path, described: Mapping[str, Any], above: tuple[str, ...], problems: Problems) -> tuple[Pack, ...]:
    bases = []
    for name in texts(described.get("extends") or [], "extends", problems):
        if name in (*above, folder.name) or not check_code(name):
            problems.add("pack.yaml", "cycle", f"a pack cannot extend “{name}” from here", column="extends")
        else:
            bases.append(_load(folder.parent / name, (*above, folder.name)))
    return tuple(bases)


def _vocabularies(
    folder: Path, described: Mapping[str, Any], bases: tuple[Pack, ...], problems: Problems
) -> tuple[VocabularyData, ...]:
    found = []
    for entry in described.get("vocabularies") or []:
        if not isinstance(entry, dict) or not check_code(str(entry.get("code") or "")):
            problems.add("pack.yaml", "code", "a vocabulary has no usable code", column="vocabularies")
            continue
        code = str(entry["code"])
        base = next((b for base in bases if (b := base.described(code))), None)
        if base is None:
            labels = problems.labels(entry, "names", where=code)
            fr, en = labels.get("fr", ""), labels.get("en", "")
            hierarchical, editable = entry.get("hierarchical") is True, entry.get("editable") is not False
            inherited: tuple[str, ...] = ()
        else:
            fr, en, hierarchical, editable = base.fr, base.en, base.hierarchical, base.editable
            inherited = base.parents_from
        parents_from = (*inherited, *texts(entry.get("parents_from") or [], code, problems))
        terms = tuple(_terms(folder, f"vocabularies/{code}.csv", problems))
        found.append(VocabularyData(code, fr, en, hierarchical, editable, base is not None, parents_from, terms))
    listed = {vocabulary.code for vocabulary in found}
    for file in sorted((folder / "vocabularies").glob("*.csv")):
        if file.stem not in listed:
            problems.add(f"vocabularies/{file.name}", "unlisted", "pack.yaml does not list this vocabulary")
    return tuple(found)


def _terms(folder: Path, file: str, problems: Problems) -> Iterator[TermData]:
    sheet = Sheet(folder, file, TERM_COLUMNS, problems)
    for row in sheet.rows():
        values = {name: value.strip() for name, value in row.as_dict().items()}
        code = values["code"]
        if not check_code(code):
            sheet.fault(row.line, "code", "code", CODE_RULE)
            continue
        for language in ("fr", "en"):
            if not values[language]:
                sheet.fault(row.line, language, "empty", "this label is missing")
        confidence = values["confidence"]
        if confidence not in get_args(Confidence):
            sheet.fault(row.line, "confidence", "choice", f"one of {', '.join(get_args(Confidence))}")
        extra = {name: value for name, value in values.items() if name not in TERM_COLUMNS}
        yield TermData(
            code,
            values["fr"],
            values["en"],
            values["parent"],
            values["source"],
            confidence,  # type: ignore[arg-type]  # a wrong word is a problem above, and no pack comes of it
            extra,
            row.line,
        )


def _outline(folder: Path, described: Mapping[str, Any], problems: Problems) -> Mapping[str, Any] | None:
    file = described.get("outline")
    if not file:
        return None
    try:
        outline = json.loads((folder / str(file)).read_text("utf-8"))
    except OSError:
        problems.add(str(file), "missing_file", "the file is not there")
    except UnicodeDecodeError:
        problems.add(str(file), "encoding", "this is not UTF-8 text")
    except json.JSONDecodeError as fault:
        problems.add(str(file), "json", f"this is not JSON: {fault.msg.lower()}", line=fault.lineno)
    else:
        if isinstance(outline, dict) and outline.get("type") == "FeatureCollection":
            return outline
        problems.add(str(file), "json", "this is not a GeoJSON feature collection")
    return None


def _check_together(pack: Pack, problems: Problems) -> None:
    """What no single line can show: codes used twice, parents that do not exist, circles."""
    home: dict[str, str] = {}
    for base in pack.bases:
        for code in base.vocabulary_codes():
            home |= {term.code: code for term in base.vocabulary(code)}
    for vocabulary in pack.vocabularies:
        for term in vocabulary.terms:
            if term.code in home:
                detail = f"the code {term.code} is already used in “{home[term.code]}”"
                problems.add(f"vocabularies/{vocabulary.code}.csv", "duplicate", detail, term.line, "code")
            else:
                home[term.code] = vocabulary.code
    for vocabulary in pack.vocabularies:
        _check_parents(vocabulary, home, {term.code: term.parent for term in pack.vocabulary(vocabulary.code)}, problems)


def _check_parents(vocabulary: VocabularyData, home: Mapping[str, str], parents: Mapping[str, str], problems: Problems) -> None:
    file = f"vocabularies/{vocabulary.code}.csv"
    allowed = {*vocabulary.parents_from, *([vocabulary.code] if vocabulary.hierarchical else [])}
    circular = cycles(parents)
    for term in vocabulary.terms:
        if term.parent and home.get(term.parent) not in allowed:
            where = ", ".join(sorted(allowed)) or "none: this vocabulary has no parents"
            detail = f"the parent {term.parent} is not a term of ({where})"
            problems.add(file, "parent", detail, term.line, "parent")
        if term.code in circular:
            problems.add(file, "cycle", f"{term.code} is its own ancestor", term.line, "parent")
