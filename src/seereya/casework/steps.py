"""Which steps of the impunity funnel a file has come to, out of what stands in it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seereya.casework.content import CaseContent, StepRecorded
from seereya.casework.rules.funnel import ORDER

HAND = "hand"


@dataclass(frozen=True)
class _Came:
    """Came to a step on a day (or in a month), before one forum."""

    on: str
    step: str
    course: str = ""


def steps_of(
    content: CaseContent, *, documented: str, stages: Mapping[str, str], acts: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The steps of a file as (month, step), in order. `stages`, `acts`: the step that a term of the vocabulary stands for.

    `documented`: the month in which the first of its incidents was recorded. A file goes back where the same proceeding goes back,
    or where counsel records so; a second proceeding that begins lower does not send the file back.
    """
    came = _came(content, documented, stages, acts)
    found: list[tuple[str, str]] = []
    step, course = "", ""
    for one in sorted(came, key=lambda one: (one.on, ORDER[one.step])):
        lower = bool(step) and ORDER[one.step] < ORDER[step]
        if one.step == step or (lower and one.course not in {course, HAND}):
            continue
        if lower and not one.course:
            continue
        step, course = one.step, one.course
        found.append((one.on[:7], step))
    return found


def _came(content: CaseContent, documented: str, stages: Mapping[str, str], acts: Mapping[str, str]) -> list[_Came]:
    came = [_Came(documented, "F0")] if documented else []
    came += [_Came(one.told_on, "F2") for one in content.updates]
    came += [_Came(one.signed_on, "F3") for one in content.mandates if one.signed_on]
    for proceeding in content.proceedings:
        came += [_Came(move.on, stages[move.stage], proceeding.id) for move in proceeding.stages if stages.get(move.stage)]
    came += [_Came(one.on, acts[one.kind]) for one in content.acts if not one.struck and acts.get(one.kind)]
    return came + [_Came(_by_hand(one, came), one.step, HAND) for one in content.steps if one.step in ORDER]


def _by_hand(one: StepRecorded, came: list[_Came]) -> str:
    """A month alone: before what is dated within it and stands further on, after everything else of that month."""
    further = any(other.on[:7] == one.month and ORDER[other.step] > ORDER[one.step] for other in came)
    return f"{one.month}-00" if further else f"{one.month}-99"
