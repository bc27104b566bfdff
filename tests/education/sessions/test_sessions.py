"""Sessions through the services: planned, decided, held, cancelled; chains; measures; figures for a report."""

from datetime import timedelta
from decimal import Decimal

import pytest

from seereya.accounts.rules import Refused, Role
from seereya.education import queries, sealing
from seereya.education.content_sessions import MeasureContent, PebbleLine, ScoreLine, SessionContent, SessionPlace
from seereya.education.models import Multiplier, Session
from seereya.education.queries import sessions as lists
from seereya.education.rules.sessions import Counts, Mix, State
from seereya.education.services import measures, opening_sessions, sessions
from seereya.education.services.multipliers import add_multiplier
from seereya.education.services.sessions import Held, Plan
from seereya.foundation import clock
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind
from tests.factories import education_sessions as make
from tests.factories.vault import give, office

pytestmark = pytest.mark.django_db


def test_the_vault_is_made_once_by_an_educator_and_opens_nothing_else(ours):
    first = make.educator(ours)
    assert sealing.holds_vault(first)
    second = ours.join(Role.EDUCATOR, holding=())
    with pytest.raises(Refused, match="education_vault_there"):
        sealing.begin_vault(by=second)
    with pytest.raises(Refused, match="education_vault_not_held"):
        make.session(by=second)
    give(second, Vault.objects.get(kind=VaultKind.EDUCATION), by=first)
    assert make.session(by=second).status == State.PLANNED
    with pytest.raises(Refused, match="role_may_not_hold_vault"):
        give(ours.join(Role.COORDINATOR), Vault.objects.get(kind=VaultKind.EDUCATION), by=first)


def test_without_a_vault_nothing_is_written(ours):
    with pytest.raises(Refused, match="no_education_vault"):
        make.session(by=ours.join(Role.EDUCATOR, holding=()))


def test_what_stands_in_clear_is_coarse(educator):
    place = SessionPlace("ML0503", "sous le grand arbre")
    row = make.session(by=educator, title="Après une arrestation", trainers=["Issa T."], place=place)
    row.refresh_from_db()
    assert row.region == "ML05"
    assert row.cercle == "ML0503"
    assert len(row.month) == 7
    for blob in (row.content, row.place, row.talks):
        assert b"arbre" not in bytes(blob)
        assert b"Issa" not in bytes(blob)
    opened = opening_sessions.open_session(by=educator, session_id=row.id)
    assert opened.content.trainers == ["Issa T."]
    with pytest.raises(Refused, match="purpose_needed"):
        opening_sessions.open_session_place(by=educator, session_id=row.id, purpose="")
    assert opening_sessions.open_session_place(by=educator, session_id=row.id, purpose="route") == place


def test_counts_stand_in_clear_and_impossible_ones_are_refused(educator):
    row = make.held(make.session(by=educator, plan={"limited_to": 60}), by=educator)
    row.refresh_from_db()
    assert (row.status, row.present, row.women, row.men) == ("held", 53, 42, 11)
    assert dict(row.headcounts.values_list("cell", "people")) == {"f18": 42, "m18": 11}
    day = clock.today()
    for bad in (Held(Counts({"f18": 61}), day), Held(Counts({"f18": 5}), day, told=6), Held(Counts({}), day)):
        with pytest.raises(Refused, match="impossible_counts"):
            sessions.hold_session(by=educator, session_id=row.id, version=row.version, held=bad)
    later = Held(Counts({"u": 3}), day + timedelta(days=1))
    with pytest.raises(Refused, match="day_to_come"):
        sessions.hold_session(by=educator, session_id=row.id, version=row.version, held=later)
    with pytest.raises(Refused, match="changed_meanwhile"):
        sessions.hold_session(by=educator, session_id=row.id, version=row.version - 1, held=Held(Counts({"u": 3}), day))
    plan = Plan("FM-CAU", "TM-PRO", "fr", ("AU-IDP",), limited_to=50)
    content = SessionContent(day=day.isoformat())
    with pytest.raises(Refused, match="limit_below_present"):
        sessions.change_session(by=educator, session_id=row.id, version=row.version, plan=plan, content=content)
    with pytest.raises(Refused, match="session_move_not_possible"):
        sessions.cancel_session(by=educator, session_id=row.id, version=row.version, reason="x")


def test_a_mixed_audience_is_decided_before_it_is_held(educator):
    row = make.session(by=educator, plan={"audiences": ("AU-FDS", "AU-COM")})
    assert row.mix == Mix.WARNED
    with pytest.raises(Refused, match="mix_undecided"):
        make.held(row, by=educator)
    row = sessions.decide_mix(by=educator, session_id=row.id, version=row.version, reason="Officers sit with their chief only.")
    assert make.held(row, by=educator).status == "held"
    blocked = make.session(by=educator, plan={"audiences": ("AU-FDS", "AU-VIC")})
    assert blocked.mix == Mix.BLOCKED
    with pytest.raises(Refused, match="mix_blocked"):
        sessions.decide_mix(by=educator, session_id=blocked.id, version=blocked.version, reason="x")
    with pytest.raises(Refused, match="mix_blocked"):
        make.held(blocked, by=educator)


def test_a_decision_does_not_answer_new_warnings(educator):
    row = make.session(by=educator, plan={"audiences": ("AU-FDS", "AU-COM")})
    row = sessions.decide_mix(by=educator, session_id=row.id, version=row.version, reason="agreed")
    plan = Plan("FM-CAU", "TM-SGB", "fr", ("AU-FDS", "AU-COM"))
    content = SessionContent(day=clock.today().isoformat())
    row = sessions.change_session(by=educator, session_id=row.id, version=row.version, plan=plan, content=content)
    assert row.mix == Mix.WARNED


def test_cancelled_with_a_reason_stays(educator):
    row = make.session(by=educator)
    with pytest.raises(Refused, match="cancel_reason_needed"):
        sessions.cancel_session(by=educator, session_id=row.id, version=row.version, reason=" ")
    row = sessions.cancel_session(by=educator, session_id=row.id, version=row.version, reason="route coupée")
    with pytest.raises(Refused, match="session_move_not_possible"):
        make.held(row, by=educator)


def test_codes_that_collide_are_kept_and_not_counted(educator):
    row = make.given(by=educator)
    lines = [("FA07", 2, 6), ("FA07", 3, 5), ("KO12", 4, None), ("MA03", 4, 8), ("TO21", 2, 4)]
    content = MeasureContent(best=10, scores=[ScoreLine(*one) for one in lines])
    one = measures.save_measure(by=educator, session_id=row.id, method="codes", level="K2", version=0, content=content)
    assert (one.number, one.unmatched, one.colliding, one.gain) == (2, 1, 2, Decimal("30.0"))
    opened = opening_sessions.open_session(by=educator, session_id=row.id)
    assert len(opened.measures[0][1].scores) == 5
    content.scores[0].code, content.scores[1].code = "FA07A", "FA07B"
    one = measures.save_measure(by=educator, session_id=row.id, method="codes", level="K2", version=1, content=content)
    assert (one.number, one.colliding, one.gain) == (4, 0, Decimal("30.0"))


def test_more_pebbles_than_people_are_refused(educator):
    row = make.given(by=educator)
    with pytest.raises(Refused, match="impossible_measure"):
        make.pebbles(row, by=educator, after=54)
    one = make.pebbles(row, by=educator)
    assert one.low < one.gain < one.high
    assert one.gain == Decimal("52.8")


def test_a_follow_up_falls_due_and_is_met(educator):
    row = make.given(by=educator, days_ago=130)
    assert [one.id for one in lists.follow_ups(educator)] == [row.id]
    content = MeasureContent(present_before=20, present_after=18, pebbles=[PebbleLine("q", 5, 12)])
    measures.save_measure(by=educator, session_id=row.id, method="pebbles", level="K3", version=0, content=content)
    assert list(lists.follow_ups(educator)) == []


def test_chains_are_counted_by_generation_and_cannot_close(educator):
    training = make.given(by=educator, cells={"f18": 6})
    first = make.multiplier(training, by=educator)
    theirs = make.given(by=educator, givers=(first,), cells={"f36": 20})
    second = make.multiplier(theirs, by=educator)
    last = make.given(by=educator, givers=(second,), cells={"m60": 5})
    assert list(Session.objects.order_by("reference").values_list("generation", flat=True)) == [0, 1, 2]
    assert Multiplier.objects.get(id=second.id).generation == 2
    training.refresh_from_db()
    with pytest.raises(Refused, match="chain_cycle"):
        make.held(training, by=educator, cells={"f18": 6}, givers=(second.id,))
    last.refresh_from_db()
    make.held(last, by=educator, cells={"m60": 5}, givers=(first.id,))
    assert Session.objects.get(id=last.id).generation == 1
    with pytest.raises(Refused, match="trained_in_not_held"):
        add_multiplier(by=educator, session_id=make.session(by=educator).id, content=sessions.SessionContent())


def test_indicators_need_no_key_and_add_up(educator, django_assert_num_queries):
    training = make.given(by=educator, cells={"f18": 6, "u": 1})
    one = make.multiplier(training, by=educator)
    row = make.given(by=educator, givers=(one,))
    make.pebbles(row, by=educator)
    make.session(by=educator)
    today = clock.today()
    with django_assert_num_queries(4):
        found = queries.indicators([educator.organisation_id], today - timedelta(days=40), today)
    assert (found["sessions_held"], found["participations"], found["women"], found["men"]) == (2, 60, 48, 11)
    assert (found["participations_f18"], found["participations_u"], found["participations_m60"]) == (48, 1, 0)
    assert (found["mean_gain"], found["sessions_with_gain"]) == (Decimal("52.8"), 1)
    assert (found["multipliers_active"], found["sessions_by_multipliers"]) == (1, 1)
    assert queries.indicators([office().organisation.id], today, today)["sessions_held"] == 0
    assert queries.indicators([], today, today)["mean_gain"] is None
