"""Pages of the programme: the coordinator's dashboard, the forms, what the funder and the auditor see."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.foundation import clock
from seereya.programme.models import Activity, Correction, Decision, Grant, IndicatorValue, LogframeVersion, Report, Risk
from seereya.programme.queries import counting
from seereya.programme.services import reports
from seereya.programme.services.steering import DecisionFacts, RiskFacts, save_decision, save_risk
from seereya.programme.services.values import ValueFacts, enter_value
from tests.factories import programme as factory
from tests.factories.accounts import browser_for
from tests.factories.documentation import packs_loaded
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def houses():
    packs_loaded()
    return office("ASFC"), office("AMDH")


@pytest.fixture
def luc(houses):
    return houses[0].join(Role.COORDINATOR, Role.EVALUATION, language="en")


@pytest.fixture
def europe(houses):
    return houses[0].join(Role.DONOR, language="en")


@pytest.fixture
def grant(luc, houses):
    return factory.grant(by=luc, partners=(houses[1].organisation,))


@pytest.fixture
def version(luc, grant):
    return factory.logframe(by=luc, of=grant, indicators=(factory.hand("IN-P4.1", split="sex"), factory.counted()))


def at(name: str, *args: object) -> str:
    return reverse(f"programme:{name}", args=args)


def text(browser, path, status=200):
    answer = browser.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def entered(luc, version, value, until, **parts):
    one = factory.indicator(version, "IN-P4.1")
    enter_value(by=luc, indicator_id=one.id, facts=ValueFacts(Decimal(value), until, "Session sheets", parts))


def frozen(luc, grant):
    row = reports.start_report(by=luc, period_id=grant.periods.get(number=1).id)
    return reports.freeze(by=luc, report_id=row.id, version=row.version)


def busy(luc, grant, version):
    """Something late, under target, owed, moved and to be decided."""
    factory.activity(by=luc, of=grant, title="Zlateqk", planned_end=TODAY - timedelta(days=3))
    facts = RiskFacts("Zriskqk", 2, 2, str(Role.SECURITY), TODAY)
    row = save_risk(by=luc, grant_id=grant.id, facts=facts)
    facts.likelihood, facts.said = 5, "why"
    save_risk(by=luc, grant_id=grant.id, facts=facts, risk_id=row.id, version=1)
    save_decision(by=luc, grant_id=grant.id, facts=DecisionFacts("Zdecideqk", due_on=TODAY + timedelta(days=3)))


def test_the_dashboard_says_what_is_late_under_target_owed_moved_and_to_be_decided(luc, houses, grant, version):
    busy(luc, grant, version)
    page = text(browser_for(luc), at("grant", grant.id))
    for words in (
        "Zlateqk",
        "IN-P4.1",
        "Zriskqk",
        "from 2 × 2 to 5 × 2",
        "Zdecideqk",
        houses[1].organisation.name,
        "2,000,000.00",
    ):
        assert words in page, words
    home = text(browser_for(luc), "/")
    for words in ("Zlateqk", "your part is missing", "under target", "/programme/"):
        assert words in home, words


def test_the_dashboard_takes_a_fixed_number_of_queries(luc, grant, version, django_assert_max_num_queries):
    for number in range(20):
        factory.activity(by=luc, of=grant, code=f"1.1.{number}", planned_end=TODAY - timedelta(days=3))
    browser = browser_for(luc)
    browser.get(at("grant", grant.id))
    with django_assert_max_num_queries(45):
        browser.get(at("grant", grant.id))


def test_the_funder_enters_the_programme_and_sees_no_work_of_the_house(europe, luc, grant, version):
    busy(luc, grant, version)
    browser = browser_for(europe)
    home = text(browser, "/")
    assert "Logframe, outcomes first" in home
    for path in ("activities", "risks", "decisions"):
        assert browser.get(at(path, grant.id)).status_code == 403
    assert browser.get(at("grant", grant.id)).status_code == 302
    for path in (at("home"), at("logframe", grant.id), at("reports", grant.id), "/"):
        page = text(browser, path)
        assert not [mark for mark in ("Zlateqk", "Zriskqk", "Zdecideqk", "/incidents/") if mark in page], path


def test_the_funder_follows_indicator_rule_source_count_and_no_further(europe, luc, grant, version):
    until = grant.periods.get(number=1).ends
    entered(luc, version, 53, until, women=42, men=11)
    row = frozen(luc, grant)
    entered(luc, version, 777, TODAY, women=777)  # not reported yet
    browser = browser_for(europe)
    one = factory.indicator(version, "IN-P4.1")
    for path in (at("logframe", grant.id), at("indicator", one.id), at("report", row.id)):
        page = text(browser, path)
        for words in ("40 to 44", "10 to 14", "50 to 58"):  # a total is the sum of its cells as told: forty and ten
            assert words in page, (path, words)
        assert ">53<" not in page
        assert ">777<" not in page  # an identifier may hold these digits
        assert " 777" not in page
    page = text(browser, at("indicator", factory.indicator(version).id))
    assert "Incidents entered by a partner." in page
    assert "fewer than 5" in page
    assert browser.get(at("report-document", row.id, "en")).status_code == 200


def test_a_correction_within_a_step_is_not_told(europe, luc, grant, version):
    entered(luc, version, 12, grant.periods.get(number=1).ends)
    row = frozen(luc, grant)
    figure = row.figures.get(code="IN-P1.3")
    browser = browser_for(luc)
    assert browser.post(at("report-correct", figure.id), {"value": "4", "why": "Zfixqk"}).status_code == 302
    assert "Zfixqk" in text(browser_for(luc), at("report", row.id))
    assert "Zfixqk" not in text(browser_for(europe), at("report", row.id))
    browser.post(at("report-correct", figure.id), {"value": "6", "why": "Zlaterqk"})
    assert "Zlaterqk" in text(browser_for(europe), at("report", row.id))
    assert Correction.objects.count() == 2


def test_a_draft_is_not_there_for_the_funder(europe, luc, grant, version):
    row = reports.start_report(by=luc, period_id=grant.periods.get(number=1).id)
    assert browser_for(europe).get(at("report", row.id)).status_code == 404


def test_a_grant_is_opened_from_its_contract(luc, houses):
    asfc, amdh = (house.organisation.id for house in houses)
    typed = {
        "code": "NEW", "title": "Titre", "funder": "UE", "amount": "1000", "currency": "EUR", "starts": "2026-01-01",
        "ends": "2027-06-30", "country": "ML", "every": "3", "smallest_cell": "5", f"ceiling-{asfc}": "600", f"ceiling-{amdh}": "500",
    }  # fmt: skip
    browser = browser_for(luc)
    refused = browser.post(at("grant-new"), typed)
    assert refused.status_code == 409
    assert "100" in refused.content.decode()
    assert browser.post(at("grant-new"), typed | {f"ceiling-{amdh}": "400"}).status_code == 302
    row = Grant.objects.get()
    assert (row.partners.count(), row.periods.count()) == (2, 6)
    changed = {"title": "Autre", "smallest_cell": "6", "version": "1"}
    assert browser.post(at("grant-edit", row.id), changed).status_code == 302
    assert browser.post(at("grant-edit", row.id), changed).status_code == 409
    assert text(browser, at("home")).count("Autre") == 1


def test_a_logframe_is_written_and_adopted(luc, grant):
    browser, version = browser_for(luc), LogframeVersion.objects.get()
    text(browser, at("logframe", grant.id))
    parent = ""
    for level, code in (("LF-IMP", "I"), ("LF-OUT", "O1"), ("LF-OP", "P1")):
        typed = {"level": level, "code": code, "text": f"Zresult{code}qk", "parent": parent, "pillar": "0"}
        assert browser.post(at("result-new", version.id), typed).status_code == 302
        parent = str(version.results.get(code=code).id)
    refused = browser.post(at("logframe-adopt", version.id), {"on": str(grant.starts)})
    assert refused.status_code == 409
    for row in version.results.all():
        typed = {"code": f"IN-{row.code}", "text": "Zindicatorqk", "unit": "number", "people": "on", "rule": "casework.files"}
        assert browser.post(at("indicator-new", row.id), typed).status_code == 302
    one = factory.indicator(version, "IN-P1")
    assert browser.get(at("indicator-edit", one.id)).status_code == 200
    assert browser.post(at("indicator-edit", one.id), typed | {"code": "IN-P1", "text": "Zchangedqk"}).status_code == 302
    spare = version.results.get(code="P1")
    text(browser, at("result-edit", spare.id))
    assert (
        browser.post(at("result-edit", spare.id), {"level": "LF-OP", "code": "P1", "text": "y", "pillar": "1"}).status_code == 409
    )
    page = text(browser, at("logframe-edit", version.id))
    assert "Zchangedqk" in page
    assert browser.post(at("logframe-adopt", version.id), {"on": str(grant.starts)}).status_code == 302
    assert browser.post(at("result-remove", spare.id)).status_code == 409
    assert browser.post(at("logframe-next", grant.id), {"reason": "Avenant 1"}).status_code == 302
    after = LogframeVersion.objects.get(number=2)
    assert browser.post(at("result-remove", after.results.get(code="P1").id)).status_code == 302
    assert "Version 2" in text(browser, at("logframe", grant.id) + "?version=2")
    for unknown in ("?version=9", "?version=x", "?version=1&version=1", "?verzion=1"):
        assert "Show the list without it" in text(browser, at("logframe", grant.id) + unknown, 400)


def test_a_value_is_entered_by_hand_and_counted_again(luc, grant, version):
    browser, one = browser_for(luc), factory.indicator(version, "IN-P4.1")
    typed = {"value": "12", "until": str(TODAY), "source": "Zsourceqk", "women": "7", "men": "5"}
    assert browser.post(at("value-new", one.id), typed | {"source": ""}).status_code == 422
    assert browser.post(at("value-new", one.id), typed | {"men": "6"}).status_code == 409
    assert browser.post(at("value-new", one.id), typed).status_code == 302
    assert IndicatorValue.objects.get(how="hand").parts == {"women": 7, "men": 5}
    assert browser.post(at("count", grant.id)).status_code == 302
    page = text(browser, at("indicator", one.id))
    assert "Zsourceqk" in page
    assert "women" in page


def test_an_indicator_without_source_says_so(luc, grant, version):
    browser_for(luc).post(at("count", grant.id))
    with counting.without("documentation.incidents"):
        assert "source gone, last value kept" in text(browser_for(luc), at("logframe", grant.id))
        assert "is not there any more" in text(browser_for(luc), at("indicator", factory.indicator(version).id))


def activity_typed(luc, **more):
    return {
        "code": "4.1.2", "title": "Causerie", "pillar": "4", "organisation": str(luc.organisation_id), "planned_start": str(TODAY),
        "planned_end": str(TODAY), "state": "planned", "shown": "waived", "budget_line": "5.7", "region": "ML05",
    } | more  # fmt: skip


def test_activities_are_planned_changed_and_narrowed(luc, grant):
    browser = browser_for(luc)
    assert browser.post(at("activity-new", grant.id), activity_typed(luc)).status_code == 302
    row = Activity.objects.get()
    refused = browser.post(at("activity", row.id), activity_typed(luc, state="dropped", version="1"))
    assert refused.status_code == 409
    assert "Say why the activity" in refused.content.decode()
    kept = browser.post(at("activity", row.id), activity_typed(luc, state="dropped", version="1", reason="Zreasonqk"))
    assert kept.status_code == 302
    assert "Zreasonqk" in text(browser, at("activity", row.id))
    assert "Causerie" in text(browser, at("activities", grant.id) + "?state=dropped&pillar=4")
    assert "Causerie" not in text(browser, at("activities", grant.id) + "?state=planned")
    for unknown in ("?state=nowhere", "?pillar=9", "?page=0", "?stato=planned"):
        assert "Show the list without it" in text(browser, at("activities", grant.id) + unknown, 400)


def test_risks_and_decisions_are_written_down(luc, grant):
    browser = browser_for(luc)
    typed = {
        "title": "Zriskqk",
        "likelihood": "2",
        "impact": "3",
        "owner": str(Role.SECURITY),
        "review_on": str(TODAY),
        "is_open": "on",
    }
    assert browser.post(at("risk-new", grant.id), typed).status_code == 302
    row = Risk.objects.get()
    moved = typed | {"likelihood": "5", "said": "Zsaidqk", "version": "1"}
    assert browser.post(at("risk", row.id), moved).status_code == 302
    assert "Zsaidqk" in text(browser, at("risk", row.id))
    assert "5 × 3" in text(browser, at("risks", grant.id))
    assert browser.post(at("decision-new", grant.id), {"title": "Zdecideqk", "state": "open"}).status_code == 302
    decision = Decision.objects.get()
    taken = {"title": "Zdecideqk", "state": "taken", "decided_on": str(TODAY), "words": "Zwordsqk", "version": "1"}
    text(browser, at("decision", decision.id))
    assert browser.post(at("decision", decision.id), taken).status_code == 302
    assert "Zwordsqk" in text(browser, at("decisions", grant.id))


def test_a_report_is_drafted_written_and_frozen(luc, houses, grant, version):
    browser, period = browser_for(luc), grant.periods.get(number=1)
    assert browser.post(at("part", period.id)).status_code == 302
    assert browser.post(at("part", period.id)).status_code == 409
    assert browser.post(at("report-start", period.id)).status_code == 302
    row = Report.objects.get()
    text(browser, at("report-section", row.id, "N2.1"))
    typed = {"fr": "Zfrqk", "en": "Zenqk", "version": str(row.version)}
    assert browser.post(at("report-section", row.id, "N2.1"), typed).status_code == 302
    assert "Zenqk" in text(browser, at("report", row.id))
    assert browser.post(at("report-refill", row.id, "N2.1"), {"version": "2"}).status_code == 302
    assert "Zenqk" not in text(browser, at("report", row.id))
    assert browser.get(at("report-section", row.id, "N9")).status_code == 404
    assert browser.post(at("report-freeze", row.id), {"version": "x"}).status_code == 409
    assert browser.post(at("report-freeze", row.id), {"version": "3"}).status_code == 302
    assert "Frozen on" in text(browser, at("report", row.id))
    assert browser.get(at("report-document", row.id, "de")).status_code == 404
    sira = browser_for(houses[1].join(Role.FINANCE, language="en"))
    assert "Parts still missing" in text(sira, at("reports", grant.id))


def test_counting_rules_stand_in_words(europe, grant):
    page = text(browser_for(europe), at("rules"))
    for rule in counting.rules():
        assert f'id="{rule.code}"' in page
