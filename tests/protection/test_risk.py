"""Risk and plans: a level opens a plan with its hours; measures stop the clock; an expired plan is late on the desk."""

from datetime import datetime, timedelta

import pytest

from seereya.accounts.rules import Refused, Role
from seereya.foundation import clock
from seereya.protection import desk, queries, services
from seereya.protection.content import Measure, PlanContent, RiskContent
from seereya.protection.models import ProtectionPlan
from seereya.protection.pages import risk as pages
from seereya.protection.rules import plan_due, plan_is_late
from seereya.protection.sealing import NotThere
from tests.factories.accounts import browser_for
from tests.factories.documentation import person as make_person

pytestmark = pytest.mark.django_db
MEASURES = PlanContent([Measure("sleeps at the sister's", "fanta")], "fanta")


def assess(by, subject, level="RK4", **more):
    return services.assess_risk(by=by, subject=subject, content=RiskContent(level, why="a man asked for her", **more))


def day(offset):
    return (clock.today() + timedelta(days=offset)).isoformat()


def test_an_imminent_danger_asks_for_measures_within_a_day(monitor, person):
    row = assess(monitor, person.id)
    (plan,) = queries.open_plans(monitor)
    assert plan.due_at == row.made_at + timedelta(hours=24)
    assert not plan.is_late
    (work,) = [one for one in desk.waiting(monitor) if "measures" in one.label.lower() or "mesures" in one.label.lower()]
    assert work.kind == "waits"


def test_the_greatest_of_the_four_counts(monitor, person):
    assess(monitor, person.id, "RK1", interviewer="RK3")
    (plan,) = queries.open_plans(monitor)
    assert plan.card.level == "RK3"


def test_a_low_danger_opens_no_plan(monitor, person):
    assess(monitor, person.id, "RK1")
    assert queries.open_plans(monitor) == []
    assert queries.risk_of(by=monitor, subject=person.id).person == "RK1"


def test_a_greater_danger_asks_an_open_plan_for_measures_again(monitor, person):
    assess(monitor, person.id, "RK2")
    version = queries.open_plans(monitor)[0].row.version
    services.save_plan(by=monitor, subject=person.id, version=version, content=MEASURES, expires=day(30))
    assert queries.open_plans(monitor)[0].due_at is None
    assess(monitor, person.id, "RK2")
    assert queries.open_plans(monitor)[0].due_at is None
    assess(monitor, person.id, "RK4")
    (plan,) = queries.open_plans(monitor)
    assert plan.due_at is not None
    about = services.open_protection(by=monitor, subject=person.id)
    assert about.plan[1].measures == MEASURES.measures
    assert [one.highest for _, one in about.risks] == ["RK4", "RK2", "RK2"]


@pytest.mark.parametrize(
    ("content", "expires", "code"),
    [
        (PlanContent([], "fanta"), "2030-01-01", "measure_needed"),
        (PlanContent(MEASURES.measures, ""), "2030-01-01", "owner_needed"),
        (MEASURES, "", "expiry_needed"),
    ],
)
def test_a_plan_is_whole_or_refused(monitor, person, content, expires, code):
    assess(monitor, person.id)
    version = queries.open_plans(monitor)[0].row.version
    with pytest.raises(Refused, match=code):
        services.save_plan(by=monitor, subject=person.id, version=version, content=content, expires=expires)
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.save_plan(by=monitor, subject=person.id, version=version + 1, content=MEASURES, expires=day(1))


def test_an_expired_plan_is_late_on_the_desk_and_a_closed_one_is_gone(monitor, person):
    assess(monitor, person.id)
    version = queries.open_plans(monitor)[0].row.version
    services.save_plan(by=monitor, subject=person.id, version=version, content=MEASURES, expires=day(-1))
    assert [work.kind for work in desk.waiting(monitor)] == ["late"]
    services.close_plan(by=monitor, subject=person.id)
    assert desk.waiting(monitor) == []
    with pytest.raises(Refused, match="no_plan_open"):
        services.close_plan(by=monitor, subject=person.id)


def test_levels_and_reasons_are_asked(monitor, person):
    with pytest.raises(Refused, match="risk_level_needed"):
        services.assess_risk(by=monitor, subject=person.id, content=RiskContent("RK9", why="x"))
    with pytest.raises(Refused, match="reason_needed"):
        services.assess_risk(by=monitor, subject=person.id, content=RiskContent("RK3"))
    services.assess_risk(by=monitor, subject=person.id, content=RiskContent("RK0"))


def test_plans_are_read_in_two_queries_and_by_their_organisation_only(ours, focal, monitor, person, django_assert_num_queries):
    for _ in range(3):
        assess(monitor, person.id)
    assert ProtectionPlan.objects.count() == 1
    queries.open_plans(monitor)
    with django_assert_num_queries(2):
        queries.open_plans(monitor)
    assert queries.open_plans(focal) == []
    with pytest.raises(NotThere):
        assess(focal, person.id)
    assert desk.waiting(ours.join(Role.FINANCE)) == []


def test_due_and_late():
    now = datetime.fromisoformat("2026-11-25T12:00:00+00:00")
    assert plan_due("24", now) == now + timedelta(hours=24)
    assert plan_due("", now) is None
    assert plan_is_late(due_at=now - timedelta(seconds=1), expires=None, now=now)
    assert not plan_is_late(due_at=now, expires=now.date(), now=now)
    assert plan_is_late(due_at=None, expires=now.date() - timedelta(days=1), now=now)


def test_every_open_plan_is_on_some_page(monitor, monkeypatch):
    for _ in range(3):
        assess(monitor, make_person(by=monitor).id)
    monkeypatch.setattr(pages, "SIZE", 2)
    rows = [row["cells"][0]["text"] for number in ("1", "2") for row in pages.plans(monitor, number)["table"]["rows"]]
    assert len(set(rows)) == len(queries.open_plans(monitor)) == 3
    assert pages.plans(monitor, "9")["pager"]["last"] == 3
    assert 'rel="next"' in browser_for(monitor).get("/protection/plans/").content.decode()


def written(monitor, person, level="RK3", expires=30):
    assess(monitor, person.id, level)
    version = queries.open_plans(monitor)[0].row.version
    services.save_plan(by=monitor, subject=person.id, version=version, content=MEASURES, expires=day(expires))
    return queries.open_plans(monitor)[0]


def test_a_plan_of_a_high_level_is_active_once_a_second_person_agreed(monitor, protector, person):
    plan = written(monitor, person)
    assert plan.waits_for_agreement
    assert plan.due_at is not None
    (work,) = [one for one in desk.waiting(protector) if "agreement" in one.label or "accord" in one.label]
    assert work.kind == "waits"
    version = plan.row.version
    with pytest.raises(Refused, match="second_person_needed"):
        services.agree_to_plan(by=monitor, subject=person.id, version=version)
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.agree_to_plan(by=protector, subject=person.id, version=version - 1)
    services.agree_to_plan(by=protector, subject=person.id, version=version)
    (plan,) = queries.open_plans(monitor)
    assert not plan.waits_for_agreement
    assert plan.due_at is None
    assert plan.card.agreed_by == protector.member.handle
    with pytest.raises(Refused, match="nothing_to_agree"):
        services.agree_to_plan(by=protector, subject=person.id, version=plan.row.version)
    services.save_plan(by=protector, subject=person.id, version=plan.row.version, content=MEASURES, expires=day(60))
    (plan,) = queries.open_plans(monitor)
    assert plan.waits_for_agreement
    assert plan.due_at is not None


def test_a_moderate_level_needs_nobody_else(monitor, person):
    assert not written(monitor, person, "RK2").waits_for_agreement


def test_agreeing_on_the_person_s_page(monitor, protector, person, focal):
    plan = written(monitor, person, "RK4")
    agree = f"/protection/persons/{person.id}/plan/agree/"
    assert agree not in browser_for(monitor).get(f"/persons/{person.id}/").content.decode()
    browser = browser_for(protector)
    assert agree in browser.get(f"/persons/{person.id}/").content.decode()
    assert browser_for(focal).post(agree, {"version": plan.row.version}).status_code == 404
    assert browser_for(monitor).post(agree, {"version": plan.row.version}).status_code == 403
    assert browser.post(agree, {"version": plan.row.version}).status_code == 302
    assert protector.member.handle in browser.get(f"/persons/{person.id}/").content.decode()
