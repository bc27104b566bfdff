"""An observed trial, a court's figures and a gap of A, for the world of the access matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seereya.accounts.rules import Role
from tests.factories.observatory import activity, gap, observation, survey, surveyed

if TYPE_CHECKING:
    from tests.security.world import World

OBSERVATORY = {
    "hearing-number": "Zhearingnumberqk",
    "hearing-result": "Zhearingresultqk",
    "hearing-observer": "Zhearingobserverqk",
    "gap-means": "Zgapmeansqk",
    "gap-notes": "Zgapnotesqk",
}


def _observatory(world: World) -> None:
    """What A's monitor saw, and where nobody could look."""
    by = world.people["AAAA", Role.MONITOR]
    by.keyring = None
    seen = observation(
        by=by,
        number=OBSERVATORY["hearing-number"],
        result=OBSERVATORY["hearing-result"],
        observer=OBSERVATORY["hearing-observer"],
    )
    unseen = gap(by=by, means=OBSERVATORY["gap-means"], notes=OBSERVATORY["gap-notes"])
    figures = activity(by=by, source="Zactivitysourceqk")
    world.references += [seen.reference, unseen.reference, "Zactivitysourceqk"]
    asked = survey(by=by)
    group = surveyed(1, 2, 3, 4, 5, by=by, of=asked)
    rows = {"survey_id": asked.id, "survey_group_id": group.id}
    rows |= {"observation_id": seen.id, "gap_id": unseen.id, "activity_id": figures.id}
    world.private |= rows
    world.shared |= rows
