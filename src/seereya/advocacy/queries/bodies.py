"""Bodies with what we have with each: counts, no row."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count

from seereya.accounts.actor import Actor
from seereya.advocacy.models import Action, Ask, Commitment, Recommendation, ThirdPartyCall

# Public facts are the coalition's, asks and actions the own organisation's.
_SHARED: dict[str, Any] = {"commitments": Commitment, "recommendations": Recommendation, "calls": ThirdPartyCall}
_OWN: dict[str, Any] = {"asks": Ask, "actions": Action}


def counts(by: Actor) -> dict[str, Counter[str]]:
    """By noun, how many rows name each body; five queries."""
    found: dict[str, Counter[str]] = {}
    for name, model in {**_SHARED, **_OWN}.items():
        rows: Any = model.objects.exclude(body="")
        if name in _OWN:
            rows = rows.filter(organisation_id=by.organisation_id)
        found[name] = Counter(dict(rows.values_list("body").annotate(count=Count("id")).order_by()))
    return found
