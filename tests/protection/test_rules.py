"""Moves of a referral, the age of a service, the medical windows: over everything that can be asked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.protection import rules
from seereya.protection.rules import ENDED, NEEDS, Refused, Side, Status

STATUSES, SIDES = st.sampled_from(Status), st.sampled_from(Side)
WINDOWS = {"window_hours": "72|120", "window_fr": "PEP|contraception", "window_en": "PEP|contraception"}


@given(STATUSES, STATUSES, SIDES, st.booleans(), st.text(max_size=5))
def test_a_move_is_made_only_where_it_is_offered_and_with_its_words(before, after, side, partner, words):
    offered = after in rules.ways(before, side, partner=partner)
    missing = after in NEEDS and not words.strip()
    if offered and not missing:
        rules.check_move(before=before, after=after, side=side, partner=partner, words=words)
        return
    with pytest.raises(Refused) as refused:
        rules.check_move(before=before, after=after, side=side, partner=partner, words=words)
    assert refused.value.code == (NEEDS[after] if offered else "referral_move_not_possible")


@given(STATUSES)
def test_without_a_partner_the_sender_makes_every_move_and_nobody_else_any(before):
    both = {*rules.ways(before, Side.SENDER, partner=True), *rules.ways(before, Side.RECEIVER, partner=True)}
    assert set(rules.ways(before, Side.SENDER, partner=False)) == both
    assert rules.ways(before, Side.RECEIVER, partner=False) == []


@given(st.lists(st.tuples(STATUSES, SIDES), max_size=12))
def test_nothing_is_sent_without_consent_and_nothing_moves_once_ended(steps):
    now, seen = Status.OFFERED, [Status.OFFERED]
    for after, side in steps:
        if after in rules.ways(now, side, partner=True):
            assert now not in ENDED
            now = after
            seen.append(after)
    if Status.SENT in seen:
        assert Status.CONSENTED in seen[: seen.index(Status.SENT)]


def test_a_receiver_never_closes_and_a_sender_never_answers_for_a_partner():
    for status in Status:
        assert not {Status.CLOSED, Status.DECLINED, Status.SENT} & set(rules.ways(status, Side.RECEIVER, partner=True))
        answered = {Status.ACKNOWLEDGED, Status.DONE, Status.PARTLY, Status.FAILED}
        assert not answered & set(rules.ways(status, Side.SENDER, partner=True))


def test_every_status_but_the_ends_leads_somewhere():
    for status in set(Status) - ENDED:
        assert rules.ways(status, Side.SENDER, partner=False)


@given(st.integers(0, 400))
def test_a_service_is_stale_after_ninety_days(days):
    today = date(2026, 11, 25)
    assert rules.is_stale(today - timedelta(days=days), today=today) == (days > 90)
    assert rules.is_stale(None, today=today)


@given(st.integers(-50, 400))
def test_hours_are_counted_from_the_event(hours):
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    since = rules.hours_between(now - timedelta(hours=hours), now)
    assert since == max(hours, 0)
    assert [one.left for one in rules.windows(WINDOWS, since=since)] == [72 - since, 120 - since]


@pytest.mark.parametrize(
    "extra",
    [{}, {"window_hours": ""}, {"window_hours": "soon", "window_fr": "x", "window_en": "x"}, {"window_hours": "72"}],
)
def test_a_term_without_windows_has_none(extra):
    assert rules.windows(extra, since=1) == []
