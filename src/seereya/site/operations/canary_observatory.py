"""Plants strings in every sealed field of an observed trial and of a gap of coverage, as members write them."""

from __future__ import annotations

from collections.abc import Callable

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.sealable import When
from seereya.observatory import services
from seereya.observatory.content import Check, GapContent, ObservationContent

Take = Callable[[str], str]
_WORDS = (
    "seat", "number", "counsel_note", "interpreter_note", "closed_why", "result", "incidents", "security", "observer", "independence",
)  # fmt: skip


def plant(by: Actor, take: Take) -> None:
    """A hearing with a string in each of its fields, corrected once; a gap, ended."""
    words = {name: take(f"hearing {name}") for name in _WORDS}
    day = clock.today().isoformat()
    checks = [Check("FT-TOR", "yes", take("note on a right in court"))]
    content = ObservationContent("NAT-TGI", day, outcome="HO-ADJ", adjourned_why="AJ-UNS", checks=checks, **words)  # type: ignore[arg-type]
    row = services.record_observation(by=by, content=content)
    content.result = take("hearing corrected")
    row = services.change_observation(by=by, observation_id=row.id, version=row.version, content=content)
    why = take("why a hearing is struck out") or "–"
    services.strike_observation(by=by, observation_id=row.id, version=row.version, why=why)
    _gap(by, take)


def _gap(by: Actor, take: Take) -> None:
    began = When("2026-03-01", "2026-03-31", "month", words=take("since when nobody could look"))
    content = GapContent(take("who could not look"), began, means=take("what a gap means"), notes=take("notes of a gap"))
    row = services.record_gap(by=by, place="ML05", reason="CV-SEC", content=content)
    ended = When("2026-05-01", "2026-05-31", "month", words=take("until when nobody could look"))
    services.end_gap(by=by, gap_id=row.id, version=row.version, ended=ended, why=take("why somebody can look again"))
