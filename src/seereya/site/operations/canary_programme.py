"""Plants strings in every sealed field of the programme: activities, risks, decisions, a report that is being written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme.content import ActivityContent
from seereya.programme.services import reports
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
from seereya.programme.services.steering import DecisionFacts, RiskFacts, save_decision, save_risk

Take = Callable[[str], str]


def plant(by: Actor, partner: Actor, take: Take) -> None:
    """A grant shared with a partner, and words in each of its sealed fields. The report stays a draft: a frozen one is told."""
    today = clock.today()
    starts = today - timedelta(days=120)
    grant = open_grant(
        by=by,
        facts=GrantFacts(
            f"G-{new_id().hex[-10:]}", "Title", "", "Funder", "EUR", Decimal(1000), starts, starts + timedelta(days=540),
            ceilings={by.organisation_id: Decimal(500), partner.organisation_id: Decimal(500)},
        ),
    )  # fmt: skip
    content = ActivityContent(take("activity reason"), take("cooperation"), take("visibility"), take("lessons"))
    facts = ActivityFacts("1.1.1", "Title", 1, by.organisation_id, starts, today)
    save_activity(by=by, grant_id=grant.id, facts=facts, content=content)
    risk = RiskFacts("Title", 1, 1, str(Role.SECURITY), today, take("mitigation"))
    row = save_risk(by=by, grant_id=grant.id, facts=risk)
    risk.impact, risk.said = 2, take("risk move") or "–"
    save_risk(by=by, grant_id=grant.id, facts=risk, risk_id=row.id, version=1)
    decision = DecisionFacts(take("decision") or "–", words=take("decision words"), carried_by=take("decision carried by"))
    save_decision(by=by, grant_id=grant.id, facts=decision)
    version = first_grant_version(grant)
    parent = None
    for level in ("LF-IMP", "LF-OUT", "LF-OP"):
        result = save_result(by=by, version_id=version.id, facts=ResultFacts(level, level, "Result", parent=parent))
        save_indicator(by=by, result_id=result.id, facts=IndicatorFacts(level, "Indicator"))
        parent = result.id
    adopt(by=by, version_id=version.id, on=starts)
    draft = reports.start_report(by=by, period_id=grant.periods.get(number=1).id)
    words = {"fr": take("report in French"), "en": take("report in English")}
    reports.write_section(by=by, report_id=draft.id, code="N2.1", version=draft.version, **words)
