"""Whether everything still agrees, checked without a single key: the log, its kept checkpoints, sealed bytes, and who refers to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from seereya.audit import queries as log
from seereya.audit.services import sequence
from seereya.foundation import walls
from seereya.site.operations import Trouble, dumps, shapes, witnessing
from seereya.site.operations.references import CHECKS


@dataclass(frozen=True)
class Disagreement:
    """One thing that does not agree: which check found it, where, and what it is."""

    check: str
    where: str
    what: str


@dataclass
class Report:
    """What was looked at and what was found."""

    entries: int
    checkpoints: int
    sealed: int
    found: list[Disagreement]


def verify() -> Report:
    """Runs every check. Nothing is opened, nothing is changed but the log's pending entries, which get their places."""
    sequence()
    with walls.system("the whole installation is checked"):
        found = [*_database(), *_log(), *_checkpoints()]
        counter = shapes.Counter()
        found += [Disagreement("sealed", where, what) for where, what in shapes.faults(counter)]
        for name, check in CHECKS.items():
            found += [Disagreement(name, where, what) for where, what in check()]
        return Report(log.size(), len(_kept()), counter.seen, found)


def _database() -> Iterator[Disagreement]:
    for what in dumps.integrity():
        yield Disagreement("database", "file", str(what))


def _log() -> Iterator[Disagreement]:
    words: dict[str, Callable[[], str]] = {
        "altered": lambda: _("was altered after it was written"),
        "removed": lambda: _("is missing"),
        "tree": lambda: _("the tree is not the one its entries make"),
    }
    try:
        faults = log.verify()
    except (TypeError, ValueError, KeyError) as problem:  # what was written there is not even of the right kind
        yield Disagreement("log", _("whole log"), _("cannot be read: %(why)s") % {"why": type(problem).__name__})
        return
    for fault in faults:
        where = _("place %(position)s") % {"position": fault.position} if fault.position is not None else _("whole log")
        if fault.entry is not None:
            where += f", {_('entry %(number)s') % {'number': fault.entry}}"
        yield Disagreement("log", where, words[fault.kind]())


def _kept() -> list[tuple[object, str]]:
    try:
        return list(witnessing.kept())
    except Trouble:
        return []


def _checkpoints() -> Iterator[Disagreement]:
    """Every checkpoint the home kept must be the beginning of today's log."""
    try:
        kept = witnessing.kept()
    except Trouble as problem:
        yield Disagreement("checkpoints", witnessing.KEPT, str(problem))
        return
    for at, text in kept:
        try:
            agrees = witnessing.compare(text).agrees
        except Trouble as problem:
            yield Disagreement("checkpoints", f"{at:%Y-%m-%d}", str(problem))
            continue
        if not agrees:
            yield Disagreement("checkpoints", f"{at:%Y-%m-%d}", _("today's log does not continue it"))
