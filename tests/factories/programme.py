"""A grant as the coordinator opens it, with its partners, logframe, activities and reports: through the services."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from seereya.accounts.models import Organisation
from seereya.foundation import clock
from seereya.programme.content import ActivityContent
from seereya.programme.models import Activity, Grant, Indicator, LogframeVersion, Result
from seereya.programme.services.activities import ActivityFacts, save_activity
from seereya.programme.services.grants import GrantFacts, open_grant
from seereya.programme.services.logframe import (
    IndicatorFacts,
    ResultFacts,
    adopt,
    first_grant_version,
    save_indicator,
    save_result,
)
from tests.factories.accounts import Person
from tests.factories.documentation import packs_loaded

START = clock.today() - timedelta(days=200)


def grant(*, by: Person, partners: tuple[Organisation, ...] = (), **more: object) -> Grant:
    """A grant of 2 000 000 EUR over 18 months, coordinated by the member's organisation; any field of its facts by name."""
    packs_loaded()
    everybody = (by.member.organisation, *partners)
    values: dict[str, object] = {
        "code": "JUS-1", "title": "Lutter contre l’impunité", "contract": "DEMO/2025/001", "funder": "Union européenne",
        "currency": "EUR", "amount": Decimal("2000000.00"), "starts": START, "ends": START + timedelta(days=547), "country": "ML",
        "ceilings": {one.id: Decimal(500000) for one in everybody},
    }  # fmt: skip
    return open_grant(by=by, facts=GrantFacts(**(values | more)))  # type: ignore[arg-type]


def logframe(*, by: Person, of: Grant, adopted: bool = True, indicators: tuple[IndicatorFacts, ...] = ()) -> LogframeVersion:
    """A logframe of an impact, an outcome and an output: scores by hand, and the indicators named under the output."""
    version = first_grant_version(of)
    impact = result(by=by, of=version, level="LF-IMP", code="I")
    outcome = result(by=by, of=version, level="LF-OUT", code="O1", parent=impact)
    output = result(by=by, of=version, level="LF-OP", code="P1", parent=outcome)
    for row in (impact, outcome):
        save_indicator(by=by, result_id=row.id, facts=hand(f"IN-{row.code}", unit="score", people=False))
    for facts in indicators or (counted(),):
        save_indicator(by=by, result_id=output.id, facts=facts)
    return adopt(by=by, version_id=version.id, on=of.starts) if adopted else version


def result(*, by: Person, of: LogframeVersion, level: str, code: str, parent: Result | None = None) -> Result:
    """One result of a version."""
    facts = ResultFacts(level, code, f"Résultat {code}", f"Result {code}", parent=parent.id if parent else None)
    return save_result(by=by, version_id=of.id, facts=facts)


def counted(rule: str = "documentation.incidents", code: str = "IN-P1.3", **more: object) -> IndicatorFacts:
    """An indicator that a rule counts, with a target of a hundred."""
    return hand(code, rule=rule, **more)


def hand(code: str = "IN-H", **more: object) -> IndicatorFacts:
    """An indicator entered by hand, with a target of a hundred."""
    end = START + timedelta(days=547)
    values: dict[str, object] = {"text": f"Indicateur {code}", "baseline": Decimal(0), "target": Decimal(100), "target_on": end}
    return IndicatorFacts(code, **(values | more))  # type: ignore[arg-type]


def indicator(of: LogframeVersion, code: str = "IN-P1.3") -> Indicator:
    """An indicator of a version by its code."""
    return Indicator.objects.get(version=of, code=code)


def activity(*, by: Person, of: Grant, code: str = "1.1.1", content: ActivityContent | None = None, **more: object) -> Activity:
    """A planned activity of the member's organisation."""
    today = clock.today()
    values: dict[str, object] = {
        "title": "Formation des moniteurs", "pillar": 1, "organisation": by.organisation_id, "planned_start": today - timedelta(days=30),
        "planned_end": today + timedelta(days=30),
    }  # fmt: skip
    facts = ActivityFacts(code, **(values | more))  # type: ignore[arg-type]
    return save_activity(by=by, grant_id=of.id, facts=facts, content=content or ActivityContent())


def first_day_of(of: Grant, number: int) -> date:
    """The first day of a reporting period."""
    return of.periods.get(number=number).starts  # type: ignore[no-any-return]
