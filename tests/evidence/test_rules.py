"""Ranges, types and gaps, for whatever is asked."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.evidence.rules import Custody, Gap, ItemKind, Step, agree, commit, gaps, kind_of, parse_range

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@given(size=st.integers(1, 10**9), start=st.integers(0, 10**9), length=st.integers(1, 10**9))
def test_a_range_is_what_it_says(size, start, length):
    asked = f"bytes={start}-{start + length - 1}"
    if start >= size:
        with pytest.raises(ValueError, match="bytes="):
            parse_range(asked, size)
        return
    assert parse_range(asked, size) == (start, min(length, size - start))


@given(header=st.text(max_size=40), size=st.integers(0, 1000))
def test_any_header_is_a_range_inside_nothing_or_refused(header, size):
    for words in (header, f"bytes={header}"):
        try:
            found = parse_range(words, size)
        except ValueError:
            continue
        assert found is None or (0 <= found[0] < size and found[1] > 0 and found[0] + found[1] <= size)


@given(size=st.integers(1, 1000), last=st.integers(1, 2000))
def test_the_end_of_a_file(size, last):
    assert parse_range(f"bytes=-{last}", size) == (max(0, size - last), min(size, last))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("image/jpeg", "image/jpg; q=1", True),
        ("application/octet-stream", "image/png", True),
        ("", "image/png", True),
        ("image/png", "image/jpeg", False),
        ("audio/mp4", "video/mp4", True),
        ("application/zip", "application/vnd.oasis.opendocument.text", True),
        ("text/csv", "text/plain", True),
        ("text/plain", "application/pdf", False),
        ("application/pdf", "text/plain", False),
        ("image/jpeg", "text/html", False),
    ],
)
def test_which_types_can_be_said_of_the_same_bytes(one, other, same):
    assert agree(one, other) is same


def test_coarse_kinds():
    assert [kind_of(one) for one in ("video/mp4", "text/plain", "application/pdf", "font/woff", "")] == [
        ItemKind.VIDEO,
        ItemKind.DOCUMENT,
        ItemKind.DOCUMENT,
        ItemKind.OTHER,
        ItemKind.OTHER,
    ]


def steps(*kinds, at=NOW - timedelta(days=8)):
    return [
        Step(number, kind, at, "t" if kind in {Custody.OFFER, Custody.ACCEPT} else "") for number, kind in enumerate(kinds, 1)
    ]


def test_an_unanswered_offer_is_a_gap_after_seven_days():
    assert gaps(steps(Custody.RECEIVE, Custody.OFFER), collected=True, now=NOW) == [Gap("not_answered", 2, 8)]
    assert gaps(steps(Custody.RECEIVE, Custody.OFFER, Custody.ACCEPT), collected=True, now=NOW) == []
    recent = steps(Custody.RECEIVE, Custody.OFFER, at=NOW - timedelta(days=6, hours=23))
    assert gaps(recent, collected=True, now=NOW) == []


def test_what_is_missing_or_altered_is_a_gap():
    first, second = steps(Custody.RECEIVE, Custody.OPEN)
    assert [one.code for one in gaps([second], collected=False, now=NOW)] == ["not_collected", "numbers_missing"]
    wrong = [first, Step(2, "open", NOW, agrees=False), Step(3, "open", NOW, follows=False)]
    assert [(one.code, one.after) for one in gaps(wrong, collected=True, now=NOW)] == [("altered", 2), ("does_not_follow", 3)]


@given(words=st.text(), other=st.text(), salt=st.binary(min_size=16, max_size=16))
def test_a_commitment_is_of_one_event_only(words, other, salt):
    assert (commit({"words": words}, salt) == commit({"words": other}, salt)) is (words == other)
