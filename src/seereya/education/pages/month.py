"""The educator's month: who was reached, what was learnt, what multipliers gave."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import pgettext

from seereya.accounts.actor import Actor
from seereya.education import wording_sessions as wording
from seereya.education.pages.session import said_gain
from seereya.education.queries import sessions as queries
from seereya.education.rules.sessions import AGES, month_of, months_after
from seereya.foundation import clock
from seereya.foundation.selection import BadSelection
from seereya.reference.saying import term

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def month_page(by: Actor, params: QueryDict) -> dict[str, Any]:
    """The figures of one month, from coarse columns alone. Raises `BadSelection`."""
    for name in params:
        if name != "month":
            raise BadSelection("unknown_parameter", name)
    this = month_of(clock.today())
    which = params.get("month", "") or this
    if not _MONTH.fullmatch(which):
        raise BadSelection("not_a_choice", "month", which)
    found = queries.month(by, which)
    here = reverse("education:month")
    cells = found.cells
    return {
        "month": found,
        "name": wording.month(which),
        "organisation_name": by.member.organisation.name,
        "previous_url": f"{here}?month={months_after(which, -1)}",
        "next_url": f"{here}?month={months_after(which, 1)}" if which < this else "",
        "lines": [
            {"label": wording.AGES[age], "f": cells.get(f"f{age}", 0), "m": cells.get(f"m{age}", 0)}
            for age in AGES
            if cells.get(f"f{age}") or cells.get(f"m{age}")
        ],
        "unsaid": cells.get("u", 0),
        "gains": [
            {
                "session": one.session,
                "theme": term("education_themes", one.session.theme),
                "method": wording.METHODS[one.method],
                "level": term("kirkpatrick_levels", one.level),
                "said": said_gain(one, women=one.session.women, men=one.session.men),
            }
            for one in found.measures
        ],
        "breadcrumb": [
            {"url": reverse("education:sessions"), "label": pgettext("of education", "Sessions")},
            {"label": wording.month(which)},
        ],
    }
