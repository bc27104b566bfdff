"""Ranges and moves, for every case: what must hold whatever the accounts say and whoever moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Role
from seereya.documentation import rules
from seereya.documentation.content import Account, Quantity
from seereya.documentation.rules import Refused, Status

categories = st.sampled_from(rules.CATEGORIES)
statuses = st.sampled_from(rules.STATUSES)
counts = st.none() | st.integers(0, 500)


@st.composite
def quantities(draw):
    low, high = draw(counts), draw(counts)
    if low is not None and high is not None and low > high:
        low, high = high, low
    denied = draw(st.booleans())
    return Quantity(draw(categories), draw(statuses), "words", None if denied else low, None if denied else high, denied)


@st.composite
def lists_of_accounts(draw):
    told = draw(st.lists(st.lists(quantities(), max_size=4), max_size=6))
    return [
        Account(id=f"a{number}", source=draw(st.sampled_from(["", "s1", "s2"])), source_words=f"w{number}", quantities=said)
        for number, said in enumerate(told)
    ]


@given(lists_of_accounts())
def test_a_range_holds_every_number_given_in_its_category_and_status_and_no_other(accounts):
    for row in rules.derive(accounts):
        given_numbers = [
            bound
            for account in accounts
            for one in account.quantities
            if (one.category, one.status) == (row.category, row.status) and not one.denied
            for bound in (one.minimum, one.maximum)
            if bound is not None
        ]
        lows = [n for n in given_numbers if row.minimum is not None and n < row.minimum]
        highs = [n for n in given_numbers if row.maximum is not None and n > row.maximum]
        assert not highs
        assert all(row.maximum is not None for _ in given_numbers) or row.open_ended or not given_numbers
        assert not lows or row.minimum is not None
        if row.minimum is not None:
            assert row.minimum in given_numbers


def test_none_beside_at_least_one_reads_none_to_one_or_more():
    said = [Quantity("killed", "civilian", "none", 0, 0), Quantity("killed", "civilian", "at least one", 1, None)]
    (row,) = rules.derive([Account(id=f"A{n}", source_words=str(n), quantities=[one]) for n, one in enumerate(said)])
    assert (row.minimum, row.maximum, row.open_ended) == (0, 1, True)


@given(lists_of_accounts())
def test_a_denial_or_a_wording_moves_no_bound(accounts):
    silent = [Quantity(c, s, "none", denied=True) for c in ("killed",) for s in rules.STATUSES]
    silent += [Quantity("killed", "civilian", "dozens")]
    more = [*accounts, Account(id="silent", source_words="x", quantities=silent)]
    before = {(row.category, row.status): (row.minimum, row.maximum) for row in rules.derive(accounts)}
    after = {(row.category, row.status): (row.minimum, row.maximum) for row in rules.derive(more)}
    assert {key: after[key] for key in before} == before
    assert rules.killed_range(more) == rules.killed_range(accounts)


@given(lists_of_accounts())
def test_every_claim_denial_and_wording_is_listed_once_for_each_quantity(accounts):
    rows = rules.derive(accounts)
    listed = sum(len(row.claims) + len(row.denials) + len(row.worded_only) for row in rows)
    assert listed == sum(len(account.quantities) for account in accounts)


@given(lists_of_accounts())
def test_the_coarse_range_is_a_range(accounts):
    low, high = rules.killed_range(accounts)
    assert (low is None) == (high is None)
    assert low is None or low <= high


@given(st.permutations(range(4)), lists_of_accounts())
def test_ranges_do_not_depend_on_the_order_of_accounts(order, accounts):
    shuffled = [accounts[place % len(accounts)] for place in order] if accounts else []
    unique = list({one.id: one for one in [*shuffled, *accounts]}.values())
    ranges = [
        {(r.category, r.status): (r.minimum, r.maximum, r.open_ended) for r in rules.derive(one)} for one in (accounts, unique)
    ]
    assert ranges[0] == ranges[1]


moves = st.fixed_dictionaries(
    {
        "before": st.sampled_from(list(Status)),
        "after": st.sampled_from(list(Status)),
        "roles": st.frozensets(st.sampled_from(list(Role)), max_size=3),
        "by": st.sampled_from(["me", "author", "other"]),
        "author": st.just("author"),
        "movers": st.lists(st.sampled_from(["me", "other"]), max_size=3),
        "reason": st.sampled_from(["", "  ", "because"]),
        "independent": st.integers(0, 3),
    }
)


@given(moves)
def test_what_passes_keeps_the_promises_of_verification(move):
    try:
        rules.check_move(**move)
    except Refused:
        return
    assert move["after"] in rules.ways(move["before"])
    assert move["after"] in rules.moves_from(move["before"], move["roles"])
    if move["after"] in {Status.CORROBORATED, Status.VALIDATED}:
        assert move["by"] != move["author"]
    if move["after"] is Status.CORROBORATED:
        assert move["independent"] >= rules.INDEPENDENT_SOURCES
    if move["after"] is Status.VALIDATED:
        assert Role.VERIFIER in move["roles"]
        assert not move["movers"] or move["movers"][-1] != move["by"]
    if move["after"] in {Status.SET_ASIDE, Status.INSUFFICIENT}:
        assert move["reason"].strip()


@given(moves)
def test_a_donor_an_auditor_or_a_technician_moves_nothing(move):
    for role in (Role.DONOR, Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(Refused):
            rules.check_move(**move | {"roles": frozenset({role})})


def test_every_status_can_be_left_and_reached():
    reached = {after for status in Status for after in rules.ways(status)}
    assert reached == set(Status) - {Status.NEW}
    assert all(rules.ways(status) for status in Status)


def test_each_link_has_its_counterpart():
    assert all(rules.LINKS[rules.LINKS[kind]] == kind for kind in rules.LINKS)
