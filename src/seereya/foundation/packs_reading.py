"""The files of a country pack, one by one: faults are collected, not raised at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from seereya.foundation.geo.places import KINDS, PlaceKind, PlaceRow, degrees
from seereya.foundation.tables import Row, TableError, open_table
from seereya.foundation.tables.errors import place

PLACE_COLUMNS = ("code", "kind", "parent", "fr", "en", "valid_from", "valid_to", "latitude", "longitude", "alternatives")
CODE_RULE = "a code is made of letters, digits, points and hyphens, at most 40"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One fault of a pack: the file inside the pack, line and column where it has such, a code and an English clause."""

    file: str
    line: int | None
    column: str | None
    code: str
    detail: str

    def __str__(self) -> str:
        where = place(self.line, None, None)
        if self.column:
            where = where.removesuffix(": ") + (", " if where else "") + f"column {self.column}: "
        return f"{self.file}: {where}{self.detail}"


@dataclass(slots=True)
class Problems:
    """Faults found so far in one pack."""

    folder: Path
    found: list[PackProblem] = field(default_factory=list)

    def add(self, file: str, code: str, detail: str, line: int | None = None, column: str | None = None) -> None:
        self.found.append(PackProblem(f"{self.folder.name}/{file}", line, column, code, detail))

    def stop_if_any(self) -> None:
        """Raises `PackError` with everything found."""
        if self.found:
            raise PackError(tuple(self.found))

    def labels(self, mapping: Mapping[str, Any], name: str, where: str = "") -> dict[str, str]:
        """Words in French and English under a name of pack.yaml; both must be there."""
        given = mapping.get(name)
        labels = {str(k): str(v) for k, v in given.items()} if isinstance(given, dict) else {}
        for language in ("fr", "en"):
            if not labels.get(language):
                self.add("pack.yaml", "empty", f"“{name}” lacks its words in “{language}”", column=where or name)
        return labels


class PackError(Exception):
    """A pack cannot be used. `problems` names every fault by file, line and column."""

    def __init__(self, problems: tuple[PackProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def check_code(code: str) -> bool:
    """Whether a code is one: letters, digits, points, hyphens and underscores, at most 40, no path."""
    return bool(_CODE.fullmatch(code))


def texts(value: object, where: str, problems: Problems) -> tuple[str, ...]:
    """A list of words of pack.yaml."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    problems.add("pack.yaml", "list", "this must be a list of words", column=where)
    return ()


def mapping_of(described: Mapping[str, Any], name: str, problems: Problems) -> dict[str, Any]:
    """What pack.yaml keeps under a name, itself names and values; nothing where it is absent."""
    given = described.get(name) or {}
    if isinstance(given, dict):
        return {str(key): value for key, value in given.items()}
    problems.add("pack.yaml", "yaml", "this must hold names and values", column=name)
    return {}


def yaml_mapping(file: Path, problems: Problems) -> dict[str, Any]:
    """A YAML file that holds names and values."""
    try:
        content = yaml.safe_load(file.read_text("utf-8"))
    except OSError:
        problems.add(file.name, "missing_file", "the file is not there")
    except UnicodeDecodeError:
        problems.add(file.name, "encoding", "this is not UTF-8 text")
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        words = getattr(fault, "problem", None) or "it cannot be understood"
        problems.add(file.name, "yaml", f"this is not YAML: {words}", mark.line + 1 if mark else None)
    else:
        if isinstance(content, dict):
            return content
        problems.add(file.name, "yaml", "this file must hold names and values")
    return {}


class Sheet:
    """One CSV file of a pack."""

    def __init__(self, folder: Path, file: str, columns: Sequence[str], problems: Problems) -> None:
        self._path = folder / file
        self._file = file
        self._columns = columns
        self._problems = problems

    def fault(self, line: int | None, column: str | None, code: str, detail: str) -> None:
        self._problems.add(self._file, code, detail, line, column)

    def rows(self) -> Iterator[Row]:
        """Rows that have all their values; what else the file holds becomes a problem."""
        try:
            with open_table(self._path, expected=self._columns, delimiter=",") as table:
                for row in table.read():
                    if isinstance(row, TableError):
                        self.fault(row.line, row.column_name, row.code, row.detail)
                    else:
                        yield row
        except OSError:
            self.fault(None, None, "missing_file", "the file is not there")
        except TableError as fault:
            self.fault(fault.line, fault.column_name, fault.code, fault.detail)


def read_places(folder: Path, file: str, problems: Problems) -> tuple[PlaceRow, ...]:
    """The places of a pack, checked: codes once, parents above their children, points on the globe, dates in order."""
    sheet = Sheet(folder, file, PLACE_COLUMNS, problems)
    places: dict[str, PlaceRow] = {}
    for row in sheet.rows():
        found = _place(row, sheet)
        if found is None:
            continue
        if found.code in places:
            sheet.fault(row.line, "code", "duplicate", f"the code {found.code} stands on line {places[found.code].line} too")
            continue
        places[found.code] = found
    for found in places.values():
        for parent, column in ((found.parent, "parent"), *((code, "later_parents") for code, _ in found.later_parents)):
            if parent and parent not in places:
                sheet.fault(found.line, column, "parent", f"the place {parent} is not in this file")
            elif parent and KINDS.index(places[parent].kind) >= KINDS.index(found.kind):
                sheet.fault(found.line, column, "parent", f"a {found.kind} cannot lie in a {places[parent].kind}")
    return tuple(places.values())


def _place(row: Row, sheet: Sheet) -> PlaceRow | None:
    """A place, or nothing where one of its values is wrong (each wrong value is a fault of the sheet)."""
    values = {name: value.strip() for name, value in row.as_dict().items()}
    readers: dict[str, Callable[[str], Any]] = {
        "code": _code,
        "kind": _kind,
        "fr": _label,
        "en": _label,
        "latitude": lambda text: degrees(text, 90),
        "longitude": lambda text: degrees(text, 180),
        "valid_from": _day,
        "valid_to": _day,
        "later_parents": _later_parents,
    }
    read: dict[str, Any] = {}
    for column, reader in readers.items():
        try:
            read[column] = reader(values.get(column, ""))
        except ValueError as wrong:
            sheet.fault(row.line, column, "value", str(wrong))
    if len(read) < len(readers):
        return None
    if read["valid_from"] and read["valid_to"] and read["valid_from"] > read["valid_to"]:
        sheet.fault(row.line, "valid_to", "order", "the place ends before it begins")
        return None
    return PlaceRow(
        code=read["code"],
        kind=read["kind"],
        parent=values["parent"],
        names={"fr": read["fr"], "en": read["en"]},
        alternatives=tuple(text.strip() for text in values["alternatives"].split("|") if text.strip()),
        latitude=read["latitude"],
        longitude=read["longitude"],
        valid_from=read["valid_from"],
        valid_to=read["valid_to"],
        later_parents=read["later_parents"],
        line=row.line,
    )


def _code(text: str) -> str:
    if not check_code(text):
        raise ValueError(CODE_RULE)
    return text


def _kind(text: str) -> PlaceKind:
    if text not in KINDS:
        raise ValueError(f"one of {', '.join(KINDS)}")
    return text


def _label(text: str) -> str:
    if not text:
        raise ValueError("this label is missing")
    return text


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("a day is written year-month-day") from None


def _later_parents(text: str) -> tuple[tuple[str, date], ...]:
    """`ML-R19@2023-03-13`, several with `|`."""
    found = []
    for part in filter(None, text.split("|")):
        code, _, written = part.strip().partition("@")
        since = _day(written)
        if not check_code(code) or since is None:
            raise ValueError("a later parent is written code@year-month-day")
        found.append((code, since))
    return tuple(found)


def cycles(parents: Mapping[str, str]) -> frozenset[str]:
    """The codes that are their own ancestors. Codes that are no key end a line."""
    circular: set[str] = set()
    settled: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        here = start
        while here in parents and here not in settled and here not in path:
            path[here] = None
            here = parents[here]
        if here in path:
            walked = list(path)
            circular.update(walked[walked.index(here) :])
        settled.update(path)
    return frozenset(circular)
