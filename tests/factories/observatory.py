"""Observed trials, figures of courts and gaps as people write them: through the services, sealed into real vaults."""

from __future__ import annotations

from datetime import date

from seereya.foundation.sealable import When
from seereya.observatory import services
from seereya.observatory.content import GapContent, ObservationContent
from seereya.observatory.models import CourtActivity, CoverageGap, SurveyGroup, SurveyRound, TrialObservation
from seereya.observatory.queries.perception import questions
from seereya.observatory.rules import Counts
from seereya.reference.fields import read_when
from tests.factories.accounts import Person
from tests.factories.documentation import packs_loaded

COURT = "NAT-TGI"


def hearing(court: str = COURT, on: str = "2026-10-05", outcome: str = "HO-CNV", **more: object) -> ObservationContent:
    """What an observer wrote of one hearing; any field of its content by name."""
    return ObservationContent(court, on, outcome=outcome, **more)  # type: ignore[arg-type]


def observation(*, by: Person, **more: object) -> TrialObservation:
    """An observed hearing."""
    packs_loaded()
    return services.record_observation(by=by, content=hearing(**more))  # type: ignore[arg-type]


def gap(
    *, by: Person, place: str = "ML-R10", reason: str = "CV-SEC", began: str = "March 2026", ended: str = "", **more: str
) -> CoverageGap:
    """A place and period nobody could look at."""
    packs_loaded()
    content = GapContent(began=read_when(began), ended=read_when(ended) if ended else When(), **more)
    return services.record_gap(by=by, place=place, reason=reason, content=content)


def activity(*, by: Person, source: str = "Annuaire statistique 2025, p. 12", **more: object) -> CourtActivity:
    """One source's figures of one court."""
    packs_loaded()
    said: dict[str, object] = {
        "court": COURT, "starts": date(2025, 1, 1), "ends": date(2025, 12, 31), "source_kind": "public", "source": source,
    }  # fmt: skip
    counts = {name: more.pop(name) for name in ("entered", "pending", "judged", "dismissed", "adjourned") if name in more}
    counts = counts or {"entered": 120, "pending": 40, "judged": 90}
    return services.save_activity(by=by, said=said | more, counts=Counts(**counts))  # type: ignore[arg-type]


INSTRUMENT = "PQ-JUS"


def survey(*, by: Person, kind: str = "baseline", starts: date = date(2025, 3, 1), ends: date = date(2025, 3, 20)) -> SurveyRound:
    """A round of the perception survey."""
    packs_loaded()
    return services.save_round(by=by, instrument=INSTRUMENT, kind=kind, starts=starts, ends=ends, sample="doors")


def answers(
    *given: int, region: str = "ML-R10", sex: str = "f", age: str = "18", asked: int | None = None
) -> services.Asked:  # fmt: skip
    """The same answers to every question: how many agree fully, rather, rather not, not at all, do not know."""
    one = {answer: count for answer, count in zip("1234x", given, strict=True) if count}
    return services.Asked(region, sex, age, sum(given) if asked is None else asked, dict.fromkeys(questions(INSTRUMENT), one))


def surveyed(*given: int, by: Person, of: SurveyRound, **more: str) -> SurveyGroup:
    """The answers of one group, entered."""
    return services.save_group(by=by, round_id=of.id, answers=answers(*given, **more))  # type: ignore[arg-type]
