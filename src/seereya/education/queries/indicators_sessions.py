"""Figures of education for a logframe: from coarse columns, without any key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Avg, Count, Q, Sum

from seereya.education.models import Giving, Headcount, Measure, Session
from seereya.education.rules.gain import LEARNING
from seereya.education.rules.sessions import CELLS, State, month_of
from seereya.foundation import walls


def indicators(organisations: Iterable[UUID], start: date, end: date) -> dict[str, Decimal | int | None]:
    """What the sessions of some organisations come to in a period; four queries, no row and no name.

    Days are sealed, so that a period counts by whole months: a month belongs to it where any of its days does.
    Participations, not persons: who came twice counts twice. `mean_gain` is the mean of the sessions' gains in points of a
    hundred; nothing where none was measured. The caller decides whose organisations may be asked, and suppresses small counts.
    """
    wanted = list(organisations)
    period = {"month__gte": month_of(start), "month__lte": month_of(end)}
    with walls.system("sums for a report over several organisations"):
        held = Session.objects.filter(organisation_id__in=wanted, status=State.HELD, **period)
        sums = held.aggregate(
            sessions_held=Count("id"),
            participations=Sum("present", default=0),
            women=Sum("women", default=0),
            men=Sum("men", default=0),
            with_disability_women=Sum("disabled_f", default=0),
            with_disability_men=Sum("disabled_m", default=0),
            sessions_by_multipliers=Count("id", filter=Q(generation__gt=0)),
        )
        inside = {"organisation_id__in": wanted, "session__status": State.HELD}
        inside |= {f"session__{name}": value for name, value in period.items()}
        cells = Headcount.objects.filter(**inside).values("cell").annotate(n=Sum("people")).order_by()
        gains = Measure.objects.filter(**inside, level=LEARNING).exclude(gain=None)
        gained = gains.aggregate(mean=Avg("gain"), sessions=Count("session", distinct=True))
        active = Giving.objects.filter(**inside).aggregate(n=Count("multiplier", distinct=True))["n"]
        by_cell = {row["cell"]: row["n"] for row in cells}
    mean = None if gained["mean"] is None else Decimal(str(gained["mean"])).quantize(Decimal("0.1"))
    found: dict[str, Decimal | int | None] = dict(sums)
    found |= {f"participations_{cell}": by_cell.get(cell, 0) for cell in CELLS}
    found |= {"sessions_with_gain": gained["sessions"], "mean_gain": mean, "multipliers_active": active}
    return found
