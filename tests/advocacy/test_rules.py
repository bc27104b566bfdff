"""Rules of commitments and of spreadsheets, over many values."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused
from seereya.advocacy.rules import commitments as rules
from seereya.advocacy.rules import sheets
from seereya.advocacy.rules.commitments import Counted, Moved, Status

DAY = date(2024, 3, 3)
days = st.integers(0, 900).map(lambda count: DAY + timedelta(days=count))
moves = st.lists(st.builds(Moved, st.sampled_from(Status), days), max_size=8)


@given(moves)
def test_the_latest_entry_is_the_status_and_the_first_act_the_earliest(entries):
    found = rules.standing(DAY, entries)
    assert found.since == max([DAY, *(one.on for one in entries)])
    acts = [one.on for one in entries if one.status in rules.ACTS]
    assert found.first_act == (min(acts) if acts else None)
    assert found.has_budget == any(one.status is Status.RESOURCED for one in entries)


def test_of_two_entries_on_one_day_the_one_written_last_stands():
    assert rules.standing(DAY, [Moved(Status.KEPT, DAY), Moved(Status.BROKEN, DAY)]).status is Status.BROKEN


@given(st.sampled_from(Status), st.sampled_from(["", "safety", "wish"]), st.booleans(), days, days)
def test_a_proposal_needs_a_passed_deadline_no_pause_and_no_answer(status, paused, answered, deadline, today):
    proposed = rules.proposes_ask(deadline=deadline, status=status, paused=paused, answered=answered, today=today)
    assert proposed == (deadline < today and status not in {Status.KEPT, Status.BROKEN} and not paused and not answered)
    assert not rules.proposes_ask(deadline=None, status=status, paused="", answered=False, today=today)


@given(st.lists(st.tuples(st.sampled_from(Status), st.integers(0, 600), st.none() | st.integers(0, 600)), max_size=12))
def test_shares_never_exceed_their_base(rows):
    today = DAY + timedelta(days=600)
    counted = [
        Counted(today - timedelta(days=age), status, None if act is None else today - timedelta(days=min(act, age)), False, False)
        for status, age, act in rows
    ]
    found = rules.shares(counted, today=today)
    assert found.act_in_time <= found.old_enough <= found.total
    assert found.kept <= found.total
    assert (found.median_gap is None) == (found.acted == 0)


def test_a_share_without_a_base_is_absent_and_not_zero():
    assert rules.percent(0, 0) is None
    assert rules.percent(1, 3) == 33


@given(st.integers(0, 2000))
def test_columns_are_lettered_as_spreadsheets_do(position):
    letters = sheets.letter(position)
    value = 0
    for one in letters:
        value = value * 26 + ord(one) - 64
    assert value == position + 1


@given(st.lists(st.text(max_size=30), max_size=9))
def test_any_line_is_read_without_breaking(cells):
    header = ["Organe", "Document", "Paragraphe", "Texte"]
    line = sheets.read_line(2, cells, sheets.columns(header), header, lambda _vocabulary, _typed: "")
    assert line.number == 2
    assert all(one.line == 2 for one in line.faults)


@pytest.mark.parametrize("header", [["Organe"], [], ["Organe", "Document", "Paragraphe"]])
def test_a_header_without_what_is_needed_is_refused(header):
    with pytest.raises(Refused, match="missing_columns"):
        sheets.columns(header)
