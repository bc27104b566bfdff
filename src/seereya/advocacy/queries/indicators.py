"""Counts of this room for the logframe. Numbers only: no row, no name, no note leaves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from seereya.advocacy.models import Action, CommitmentEntry
from seereya.advocacy.rules.asks import COUNTED_OUTCOMES
from seereya.advocacy.rules.commitments import Status
from seereya.foundation import walls

Count = Callable[[list[UUID], date, date], "int | Decimal"]
_more: dict[str, Count] = {}


def register_count(name: str, count: Count) -> None:
    """Another noun of this room counts itself too (submissions sent)."""
    _more[name] = count


def indicators(organisations: Iterable[UUID], start: date, end: date) -> dict[str, Decimal | int]:
    """Counts between two days, both included, for these organisations together.

    `actions`: done in the period. `outcomes_ao3`: outcomes of AO3 or more dated in the period. `commitments_kept`: commitments with
    an entry "kept" dated in the period, paused ones left out (decision 30).
    """
    wanted, period = list(organisations), (start, end)
    with walls.system("counts over the coalition, never rows"):
        own = Action.objects.filter(organisation_id__in=wanted)
        kept = CommitmentEntry.objects.filter(
            organisation_id__in=wanted, status=Status.KEPT, on__range=period, commitment__paused=""
        )
        found: dict[str, Decimal | int] = {
            "actions": own.filter(on__range=period).count(),
            "outcomes_ao3": own.filter(outcome__in=COUNTED_OUTCOMES, outcome_on__range=period).count(),
            "commitments_kept": kept.values("commitment").distinct().count(),
        }
        for name, count in _more.items():
            found[name] = count(wanted, start, end)
    return found
