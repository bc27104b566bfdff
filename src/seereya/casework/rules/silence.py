"""Silence: when a file is reminded of, when it counts as dormant, and intervals without reply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

SOON = timedelta(days=7)


def flags(*, today: date, last: str, paused: str, status: str, remind_after: int, dormant_after: int) -> list[str]:
    """`silent` from the reminder's day on, `dormant` from the second; nothing while paused or closed (decision 30)."""
    if status != "open":
        return []
    if paused:
        return ["paused"]
    days = quiet_days(today=today, last=last)
    if days >= dormant_after:
        return ["dormant"]
    return ["silent"] if days >= remind_after else []


def quiet_days(*, today: date, last: str) -> int:
    """Whole days since the last act."""
    return max((today - date.fromisoformat(last[:10])).days, 0) if last else 0


def near(*, today: date, due: str) -> list[str]:
    """`late` where the day has passed, `deadline` where it is today or within seven days."""
    day = date.fromisoformat(due[:10])
    if day < today:
        return ["late"]
    return ["deadline"] if day - today <= SOON else []


def intervals(days: Sequence[str], *, today: date, threshold: int = 30) -> list[tuple[str, str, int]]:
    """Stretches without any act of at least `threshold` days, the one still running included: from, to, days."""
    known = sorted(date.fromisoformat(one[:10]) for one in days if one)
    if not known:
        return []
    ends = [*known[1:], max(today, known[-1])]
    return [
        (before.isoformat(), after.isoformat(), (after - before).days)
        for before, after in zip(known, ends, strict=True)
        if (after - before).days >= threshold
    ]
