"""Counting over partners without keys, values by hand, versions of the logframe."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from seereya.accounts.rules import Role
from seereya.documentation.services import share_incident
from seereya.foundation import clock, walls
from seereya.programme import wording_counting
from seereya.programme.models import Indicator, IndicatorValue
from seereya.programme.queries import counting, grants
from seereya.programme.queries.logframe import in_force, latest, logframe_rows
from seereya.programme.rules import Refused
from seereya.programme.services.logframe import next_version, save_indicator
from seereya.programme.services.values import ValueFacts, count_every_grant, count_now, enter_value, window
from tests.factories import programme as factory
from tests.factories.casework import case_file
from tests.factories.documentation import incident
from tests.factories.evidence import item
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def houses():
    return office("ASFC"), office("AMDH")


@pytest.fixture
def luc(houses):
    return houses[0].join(Role.COORDINATOR, Role.EVALUATION)


@pytest.fixture
def grant(luc, houses):
    return factory.grant(by=luc, partners=(houses[1].organisation,))


def row_of(grant, code="IN-P1.3"):
    return next(row for row in logframe_rows(grant, in_force(grant)) if row.indicator_code == code)


def test_the_records_of_all_partners_are_counted_and_a_shared_one_once(luc, houses, grant):
    factory.logframe(by=luc, of=grant)
    asfc, amdh = houses
    oumar = amdh.join(Role.DOCUMENTALIST)
    shared = incident(by=oumar)
    share_incident(by=oumar, incident_id=shared.id, organisation_id=asfc.organisation.id)
    incident(by=asfc.join(Role.DOCUMENTALIST))
    incident(by=office("FREE").join(Role.DOCUMENTALIST))  # no partner
    luc.keyring = None
    with walls.within(luc.organisation_id):
        assert count_now(by=luc, grant_id=grant.id) == 1
    row = row_of(grant)
    assert (row.current, row.how, row.current_on) == (2, "counted", TODAY)
    assert row.share_reached == 2


def test_counting_again_the_same_day_leaves_one_value(luc, houses, grant):
    factory.logframe(by=luc, of=grant)
    count_now(by=luc, grant_id=grant.id)
    incident(by=houses[1].join(Role.DOCUMENTALIST))
    assert count_every_grant() == 1
    assert [row.value for row in IndicatorValue.objects.all()] == [1]


@pytest.mark.parametrize("code", [rule.code for rule in counting.rules()])
def test_every_rule_counts_without_keys_and_says_in_words_what(luc, houses, grant, code):
    luc.private_key = b""
    value = counting.counted(code, window(grant, TODAY))
    assert value is not None
    assert value.value in (None, 0)
    words = wording_counting.RULES[code]
    assert all(str(one) for one in (words.name, words.what, words.state, words.at, words.once))
    assert counting.rule(code).room in wording_counting.ROOMS


def test_files_and_items_count(luc, houses, grant):
    case_file(by=houses[1].join(Role.COUNSEL))
    item(by=houses[1].join(Role.DOCUMENTALIST))
    asked = window(grant, TODAY)
    assert counting.counted("casework.files", asked).value == 1
    assert counting.counted("evidence.items", asked).value == 1
    before = counting.Window(asked.organisations, TODAY - timedelta(days=9), TODAY - timedelta(days=1))
    assert counting.counted("casework.files", before).value == 0


def test_an_indicator_whose_source_disappears_keeps_its_last_value(luc, houses, grant):
    factory.logframe(by=luc, of=grant)
    incident(by=houses[1].join(Role.DOCUMENTALIST))
    count_now(by=luc, grant_id=grant.id)
    with counting.without("documentation.incidents"):
        assert count_now(by=luc, grant_id=grant.id) == 0
        row = row_of(grant)
        assert (row.gone, row.current) == (True, 1)
    assert not row_of(grant).gone


def test_a_value_by_hand_goes_over_the_count_of_the_day_and_says_why(luc, grant):
    version = factory.logframe(by=luc, of=grant)
    one = factory.indicator(version)
    count_now(by=luc, grant_id=grant.id)
    enter_value(by=luc, indicator_id=one.id, facts=ValueFacts(Decimal(7), TODAY, "Sept incidents reçus sur papier"))
    row = row_of(grant)
    assert (row.current, row.how, row.source) == (7, "hand", "Sept incidents reçus sur papier")
    count_now(by=luc, grant_id=grant.id)
    assert row_of(grant).current == 7
    with pytest.raises(Refused, match="value_source"):
        enter_value(by=luc, indicator_id=one.id, facts=ValueFacts(Decimal(7), TODAY, " "))
    with pytest.raises(Refused, match="value_parts"):
        enter_value(by=luc, indicator_id=one.id, facts=ValueFacts(Decimal(7), TODAY, "x", {"women": 3}))


def test_an_addendum_makes_a_version_and_a_new_meaning_keeps_the_old_series(luc, grant):
    first = factory.logframe(by=luc, of=grant)
    old = factory.indicator(first)
    enter_value(by=luc, indicator_id=old.id, facts=ValueFacts(Decimal(9), TODAY, "x"))
    second = next_version(by=luc, grant_id=grant.id, reason="Avenant 1")
    assert second.number == 2
    assert in_force(grant) == first
    same = factory.indicator(second)
    assert (same.series, same.result.code) == (old.series, "P1")
    assert same.result.parent.code == "O1"
    retold = factory.counted("documentation.validated")
    assert save_indicator(by=luc, result_id=same.result_id, facts=retold, indicator_id=same.id).series != old.series
    assert latest(grant, [old.series])[old.series].value == 9
    with pytest.raises(Refused, match="logframe_adopted"):
        save_indicator(by=luc, result_id=old.result_id, facts=retold, indicator_id=old.id)
    with pytest.raises(Refused, match="logframe_draft_there"):
        next_version(by=luc, grant_id=grant.id, reason="Avenant 2")
    assert Indicator.objects.filter(version=first).count() == Indicator.objects.filter(version=second).count() == 3


def test_a_grant_is_its_partners_and_nobody_elses(luc, houses, grant):
    assert list(grants.grants_of(houses[1].join(Role.FINANCE))) == [grant]
    stranger = office("FREE").join(Role.COORDINATOR)
    assert not grants.grants_of(stranger)
    with pytest.raises(grants.NotThere):
        count_now(by=stranger, grant_id=grant.id)


def test_a_partner_does_not_change_what_the_coordinator_answers_for(luc, houses, grant):
    factory.logframe(by=luc, of=grant)
    partner = houses[1].join(Role.COORDINATOR)
    with pytest.raises(Refused, match="coordinator_only"):
        next_version(by=partner, grant_id=grant.id, reason="x")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"amount": Decimal(0)}, "grant_amount"),
        ({"amount": Decimal(10)}, "grant_ceilings"),
        ({"ceilings": {}}, "grant_coordinator_is_partner"),
        ({"smallest_cell": 2}, "smallest_cell"),
        ({"ends": factory.START}, "grant_days"),
    ],
)
def test_a_grant_that_does_not_add_up_is_refused(luc, more, code):
    with pytest.raises(Refused, match=code):
        factory.grant(by=luc, **more)


def test_a_code_is_taken_once(luc, grant):
    with pytest.raises(Refused, match="grant_code_taken"):
        factory.grant(by=luc)
