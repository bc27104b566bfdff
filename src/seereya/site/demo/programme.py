"""The programme of the demonstration: a grant of four partners, its logframe, one report that left and one being written."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.programme.content import ActivityContent
from seereya.programme.models import Grant, Indicator, LogframeVersion, Result
from seereya.programme.rules.calendar import months_later
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
from seereya.programme.services.reports import freeze, send_part, start_report
from seereya.programme.services.steering import DecisionFacts, RiskFacts, save_decision, save_risk
from seereya.programme.services.values import ValueFacts, count_grant, enter_value
from seereya.reference import terms
from seereya.site.demo.past import days_ago

Told = dict[str, Any]
_MONTHS, _SINCE = 18, 7
_REPORTED = 40  # days after its period on which the first report left


def tell(told: Told, everybody: dict[str, Actor]) -> Grant:
    """Opens the grant and tells the half year behind it. Reports of the first quarter are frozen, the second's is a draft."""
    luc, today = everybody["luc"], clock.today()
    starts = months_later(today.replace(day=1), -_SINCE)
    ends = months_later(starts, _MONTHS) - timedelta(days=1)
    partners = {one.member.organisation.code: one.organisation_id for one in everybody.values()}
    facts = told["grant"] | {"amount": Decimal(told["grant"]["amount"]), "starts": starts, "ends": ends}
    ceilings = {partners[code]: Decimal(amount) for code, amount in told["ceilings"].items()}
    grant = open_grant(by=luc, facts=GrantFacts(**facts, ceilings=ceilings))
    version = _logframe(told, luc, grant)
    for code, after, value, parts, source in told["values"]:
        one = Indicator.objects.get(version=version, code=code)
        enter_value(by=luc, indicator_id=one.id, facts=ValueFacts(Decimal(value), starts + timedelta(days=after), source, parts))
    for activity in told["activities"]:
        _activity(activity, luc, grant, partners)
    _steering(told, luc, grant)
    _reports(everybody, grant)
    count_grant(grant, today)
    return grant


def _day(starts: date, after: int | None) -> date | None:
    return None if after is None else starts + timedelta(days=after)


def _logframe(told: Told, luc: Actor, grant: Grant) -> LogframeVersion:
    version = first_grant_version(grant)
    made: dict[str, Result] = {}
    seeds, words = terms.vocabulary("project_results_seed"), terms.vocabulary("indicators_seed")
    for one in told["results"]:
        seed = seeds.get(one.get("seed", ""))
        fr, en = (seed.label("fr"), seed.label("en")) if seed else (one["fr"], one["en"])
        parent = made[one["parent"]].id if "parent" in one else None
        facts = ResultFacts(one["level"], one["code"], fr, en, one.get("assumptions", ""), one.get("pillar", 0), parent)
        made[one["code"]] = save_result(by=luc, version_id=version.id, facts=facts)
    for one in told["indicators"]:
        word = words[one["code"]]
        plain: Told = {name: one[name] for name in ("rule", "unit", "people", "split", "verification") if name in one}
        figures: Told = {"baseline": Decimal(one["baseline"]), "target": Decimal(one["target"])}
        days: Told = {"baseline_on": grant.starts, "target_on": grant.ends}
        facts_of = IndicatorFacts(
            one["code"], one.get("fr", word.label("fr")), one.get("en", word.label("en")), **plain, **figures, **days
        )
        save_indicator(by=luc, result_id=made[one["result"]].id, facts=facts_of)
    return adopt(by=luc, version_id=version.id, on=grant.starts)


def _activity(one: Told, luc: Actor, grant: Grant, partners: dict[str, Any]) -> None:
    planned, actual = one["planned"], one.get("actual", [None, None])
    facts = ActivityFacts(
        one["code"], one["title"], one["pillar"], partners[one["by"]],
        grant.starts + timedelta(days=planned[0]), grant.starts + timedelta(days=planned[1]),
        _day(grant.starts, actual[0]), _day(grant.starts, actual[1]), one["state"], one.get("region", ""), one["line"],
    )  # fmt: skip
    content = ActivityContent(**{name: one.get(name, "") for name in ActivityContent.__dataclass_fields__})
    save_activity(by=luc, grant_id=grant.id, facts=facts, content=content)


def _steering(told: Told, luc: Actor, grant: Grant) -> None:
    today = clock.today()
    for one in told["risks"]:
        review = today + timedelta(days=45)
        facts = RiskFacts(one["title"], one["likelihood"], one["impact"], one["owner"], review, one["mitigation"])
        row = save_risk(by=luc, grant_id=grant.id, facts=facts)
        if "moved" in one:
            facts.likelihood, facts.impact, facts.said = one["moved"]
            with days_ago(20):
                save_risk(by=luc, grant_id=grant.id, facts=facts, risk_id=row.id, version=1)
    for one in told["decisions"]:
        due = today + timedelta(days=one["due_in"]) if "due_in" in one else None
        taken = _day(grant.starts, one.get("taken"))
        facts_of = DecisionFacts(one["title"], one["state"], one["words"], one.get("carried_by", ""), due, taken)
        save_decision(by=luc, grant_id=grant.id, facts=facts_of)


def _reports(everybody: dict[str, Actor], grant: Grant) -> None:
    """The first quarter's report has left, with every partner's part; the second's is a draft, and two parts are missing."""
    luc, (first, second) = everybody["luc"], grant.periods.order_by("number")[:2]
    with days_ago((clock.today() - first.ends).days - _REPORTED):
        for handle in ("luc", "sira", "helene", "grace"):
            send_part(by=everybody[handle], period_id=first.id)
        row = start_report(by=luc, period_id=first.id)
        freeze(by=luc, report_id=row.id, version=row.version)
    for handle in ("luc", "sira"):
        send_part(by=everybody[handle], period_id=second.id)
    start_report(by=luc, period_id=second.id)
