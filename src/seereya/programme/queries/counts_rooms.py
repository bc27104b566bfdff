"""Counting rules over advocacy, education and the court observatory: each room counts itself, over any organisations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from seereya.advocacy import queries as advocacy
from seereya.education import queries as education
from seereya.observatory import queries as observatory
from seereya.programme.queries.counting import Counted, CountingRule, Window, number, register, share

Figures = Mapping[str, "Decimal | int | None"]


def _of(room: Callable[..., Figures], name: str) -> Callable[[Window], Counted]:
    """A plain count of a room by its name there."""

    def count(window: Window) -> Counted:
        return number(room(list(window.organisations), window.start, window.end).get(name))

    return count


def participations(window: Window) -> Counted:
    """Participations in sessions by sex; those under eighteen as girls and boys."""
    found = education.indicators(list(window.organisations), window.start, window.end)
    cells = {
        name.removeprefix("participations_"): int(count or 0)
        for name, count in found.items()
        if name.startswith("participations_")
    }
    parts = {"women": 0, "men": 0, "girls": 0, "boys": 0, "not_known": 0}
    for cell, count in cells.items():
        name = "not_known" if cell == "u" else {"f0": "girls", "m0": "boys"}.get(cell, "women" if cell.startswith("f") else "men")
        parts[name] += count
    return number(found["participations"], {name: count for name, count in parts.items() if count})


def mean_gain(window: Window) -> Counted:
    """The mean gain of the sessions, in points of a hundred; nothing where none was measured."""
    found = education.indicators(list(window.organisations), window.start, window.end)["mean_gain"]
    return Counted(None if found is None else Decimal(found))


def share_adjourned(window: Window) -> Counted:
    """Of the hearings observed, those that were adjourned."""
    found = observatory.indicators(window.organisations, window.start, window.end)
    return share(int(found["hearings_adjourned"]), int(found["hearings_observed"]))


def favourable(window: Window) -> Counted:
    """Of the answers with an opinion in the perception survey, those that are favourable: the endline's where there is one."""
    found = observatory.perceived(window.organisations, window.start, window.end)
    return share(found["perception_favourable"], found["perception_answered"])


for _code, _room, _unit, _people, _count in (
    ("advocacy.actions", "advocacy", "number", False, _of(advocacy.indicators, "actions")),
    ("advocacy.outcomes", "advocacy", "number", False, _of(advocacy.indicators, "outcomes_ao3")),
    ("advocacy.commitments-kept", "advocacy", "number", False, _of(advocacy.indicators, "commitments_kept")),
    ("advocacy.submissions", "advocacy", "number", True, _of(advocacy.indicators, "submissions_sent")),
    ("education.sessions", "education", "number", False, _of(education.indicators, "sessions_held")),
    ("education.participations", "education", "number", True, participations),
    ("education.multipliers", "education", "number", True, _of(education.indicators, "multipliers_active")),
    ("education.gain", "education", "score", False, mean_gain),
    ("observatory.hearings", "observatory", "number", True, _of(observatory.indicators, "hearings_observed")),
    ("observatory.perception", "observatory", "share", True, favourable),
    ("observatory.perception-asked", "observatory", "number", True, _of(observatory.perceived, "perception_asked")),
    ("observatory.share-adjourned", "observatory", "share", True, share_adjourned),
):
    register(CountingRule(_code, _room, _unit, _people, _count))
