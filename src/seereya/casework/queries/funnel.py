"""The funnel's files, out of the coarse rows alone: no file opens, and nothing is read again before a file changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Sum

from seereya.accounts.actor import Actor
from seereya.casework.models import CaseFile, CaseStep, FunnelFile
from seereya.casework.rules.funnel import FileSteps, Unit

Stamp = tuple[int, int]
_T = TypeVar("_T")


@dataclass
class _Known:
    """The files as they stood at a stamp, and what was reckoned from them since."""

    stamp: Stamp
    files: list[FileSteps]
    answers: dict[Hashable, Any] = field(default_factory=dict)


_known: dict[UUID, _Known] = {}


def reckoned(by: Actor, what: Hashable, reckon: Callable[[list[FileSteps]], _T]) -> _T:
    """What `reckon` makes of the files of the member's organisation; made once until one of them changes.

    `what` names it with everything else it depends on. Files of marked vaults have no coarse rows and do not count.
    """
    known = _files(by)
    if what not in known.answers:
        known.answers[what] = reckon(known.files)
    answer: _T = known.answers[what]
    return answer


def _files(by: Actor) -> _Known:
    stamp, known = _stamp(by), _known.get(by.organisation_id)
    if known is None or known.stamp != stamp:
        known = _known[by.organisation_id] = _Known(stamp, _read(by))
    return known


def _stamp(by: Actor) -> Stamp:
    """Every change of a file raises its version in the same transaction, so that this moves whatever is written, and in whatever order."""
    found = CaseFile.objects.filter(organisation_id=by.organisation_id).aggregate(files=Count("pk"), versions=Sum("version"))
    return found["files"], found["versions"] or 0


def _read(by: Actor) -> list[FileSteps]:
    steps: dict[object, list[tuple[str, str]]] = {}
    mine = CaseStep.objects.filter(organisation_id=by.organisation_id)
    for case, month, step in mine.order_by("case_id", "position").values_list("case_id", "month", "step"):
        steps.setdefault(case, []).append((month, step))
    rows = FunnelFile.objects.filter(organisation_id=by.organisation_id)
    return [
        FileSteps(
            tuple(steps.get(row.case_id, ())),
            {
                Unit.VICTIM: row.victims,
                Unit.INCIDENT: row.incidents,
                Unit.SUSPECT: row.suspects,
                Unit.PROCEEDING: row.proceedings,
            },
            {"region": row.region, "perpetrators": row.perpetrators},
            row.paused,
        )
        for row in rows
    ]
