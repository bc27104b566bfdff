"""A grant of A, in every part of it, for the world of the access matrix."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from seereya.accounts.rules import Role
from seereya.foundation import clock
from seereya.programme.content import ActivityContent
from seereya.programme.models import (
    Activity,
    Correction,
    Decision,
    Grant,
    Indicator,
    IndicatorValue,
    LogframeVersion,
    PartnerReport,
    Report,
    Risk,
)
from seereya.programme.services import reports
from seereya.programme.services.logframe import next_version
from seereya.programme.services.steering import DecisionFacts, RiskFacts, save_decision, save_risk
from seereya.programme.services.values import ValueFacts, enter_value
from tests.factories import programme as factory

if TYPE_CHECKING:
    from tests.security.world import World

# Sealed to the partners' documentation vaults: on pages of those who hold one, and on no others.
PROGRAMME = {
    "activity-reason": "Zactivityreasonqk",
    "risk-mitigation": "Zriskmitigationqk",
    "decision-title": "Zdecisiontitleqk",
    "decision-words": "Zdecisionwordsqk",
    "report-words": "Zreportwordsqk",
}
# What the funder never reads: titles of activities and risks, exact figures.
INSIDE = {"activity-title": "Zactivitytitleqk", "risk-title": "Zrisktitleqk", "exact-figure": "1234567"}


def _programme(world: World) -> None:
    """A grant with a logframe in force and one being edited, an activity, a risk, a decision, a frozen report and a draft."""
    by = world.people["AAAA", Role.COORDINATOR]
    by.keyring = None
    grant = factory.grant(by=by)
    adopted = factory.logframe(by=by, of=grant, indicators=(factory.hand("IN-P4.1", split="sexe"),))
    indicator = factory.indicator(adopted, "IN-P4.1")
    first, second = grant.periods.order_by("number")[:2]
    value = ValueFacts(Decimal(1234567), first.ends, "Fiches", {"women": 1234567})
    enter_value(by=by, indicator_id=indicator.id, facts=value)
    reason = ActivityContent(reason=PROGRAMME["activity-reason"])
    activity = factory.activity(by=by, of=grant, title=INSIDE["activity-title"], state="moved", content=reason)
    risk = RiskFacts(INSIDE["risk-title"], 5, 5, str(Role.SECURITY), clock.today(), PROGRAMME["risk-mitigation"])
    decision = DecisionFacts(PROGRAMME["decision-title"], words=PROGRAMME["decision-words"])
    row = reports.start_report(by=by, period_id=first.id)
    reports.freeze(by=by, report_id=row.id, version=row.version)
    draft = reports.start_report(by=by, period_id=second.id)
    words = PROGRAMME["report-words"]
    reports.write_section(by=by, report_id=draft.id, code="N2.1", fr=words, en=words, version=draft.version)
    edited = next_version(by=by, grant_id=grant.id, reason="Avenant 1")
    rows: dict[str, object] = {
        "grant_id": grant.id, "logframe_id": edited.id, "result_id": edited.results.get(code="P1").id, "indicator_id": indicator.id,
        "activity_id": activity.id, "risk_id": save_risk(by=by, grant_id=grant.id, facts=risk).id,
        "decision_id": save_decision(by=by, grant_id=grant.id, facts=decision).id, "period_id": second.id, "report_id": draft.id,
        "reported_id": row.figures.get(code="IN-P4.1").id, "section": "N2.1", "tongue": "fr",
    }  # fmt: skip
    world.private |= rows
    world.shared |= rows


def programme_rows(code: str) -> list[Any]:
    """What stands in A's grants, for the fingerprint."""
    mine = {"grant__organisation__code": code}
    return [
        Grant.objects.filter(organisation__code=code).order_by("pk").values_list("pk", "version"),
        LogframeVersion.objects.filter(**mine).order_by("pk").values_list("pk", "adopted_on"),
        Indicator.objects.filter(version__grant__organisation__code=code).order_by("pk").values_list("pk", "text"),
        IndicatorValue.objects.filter(**mine).order_by("pk").values_list("pk", "value"),
        *(kind.objects.filter(**mine).order_by("pk").values_list("pk", "version") for kind in (Activity, Risk, Decision, Report)),
        PartnerReport.objects.filter(period__grant__organisation__code=code).order_by("pk").values_list("pk"),
        Correction.objects.filter(figure__report__grant__organisation__code=code).order_by("pk").values_list("pk"),
    ]
