"""What may leave, on which basis: the rules alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from seereya.accounts.rules import Refused
from seereya.foundation.identifiers import new_id
from seereya.vault import rules_exits as rules
from seereya.vault.rules_exits import BasisKind, Given, Said, judge

TODAY = date(2026, 3, 1)
UN, CONF = ("C-UN",), ("C-UN", "C-UN-CONF")
LEGAL = frozenset({"C-LEG"})


def given(answers=None, kind=BasisKind.CONSENT, **more):
    return Given(kind, new_id(), 1, answers or {}, **more)


def ask(*bases, path=UN, level="ID-3", also=()):
    return judge(bases, paths=[path, *also], level=level, legal=LEGAL, today=TODAY)


def yes(level="ID-4", condition=""):
    return Said(rules.YES_IF if condition else rules.YES, level, condition)


def test_what_was_not_asked_is_no():
    assert ask().reason == "no_basis"
    assert ask(given()).reason == "not_asked"
    assert ask(given({"C-LEG": yes()})).reason == "not_asked"
    assert ask(given({"C-UN": Said("CS-LATER")})).reason == "not_asked"


def test_level_is_not_exceeded():
    assert ask(given({"C-UN": yes("ID-3")})).allowed
    assert ask(given({"C-UN": yes("ID-2")})).reason == "less_than_asked"


def test_wider_answer_covers_the_narrower_scope_and_not_the_reverse():
    assert ask(given({"C-UN": yes()}), path=CONF).allowed
    assert ask(given({"C-UN-CONF": yes()})).reason == "not_asked"
    assert ask(given({"C-UN": yes(), "C-UN-CONF": Said(rules.NO)}), path=CONF).reason == "said_no"


def test_condition_and_dissent_go_along():
    assert ask(given({"C-UN": yes(condition="not before April")})).notes == ("not before April",)
    found = ask(given({"C-UN": yes()}, BasisKind.FAMILY, dissent="an uncle"))
    assert (found.allowed, found.notes) == (True, ("an uncle",))


def test_picture_needs_its_own_yes():
    assert ask(given({"C-UN": yes()}), also=[("C-IMG",)]).reason == "not_asked"
    assert ask(given({"C-UN": yes(), "C-IMG": yes("ID-0")}), also=[("C-IMG",)]).allowed


@pytest.mark.parametrize(("status", "reason"), [(rules.NO, "said_no"), (rules.WITHDRAWN, "withdrawn")])
def test_spoken_no_stands_against_every_other_basis(status, reason):
    claim = given({"C-LEG": yes()}, BasisKind.LEGAL_CLAIM)
    no = given({"C-LEG": Said(status)})
    assert ask(claim, path=("C-LEG",)).allowed
    assert ask(claim, no, path=("C-LEG",)).reason == reason
    assert ask(no, path=("C-LEG",), level="ID-1").reason == reason
    assert not rules.overrides(ask(no, path=("C-LEG",)))


def test_no_to_keeping_keeps_everything_in():
    assert ask(given({"C-INT": Said(rules.NO), "C-UN": yes()})).reason == "said_no"


def test_claim_reaches_only_where_claims_are_made():
    assert ask(given({"C-UN": yes()}, BasisKind.LEGAL_CLAIM)).reason == "not_a_claim"


def test_open_code_needs_no_basis_but_hears_a_no():
    assert ask(level="ID-1").reason == "not_named"
    assert ask(level="ID-1").allowed


def test_old_consent_is_flagged_never_void():
    found = ask(given({"C-UN": yes()}, review_on=TODAY - timedelta(days=900)))
    assert (found.allowed, found.review_due) == (True, True)


@over(
    st.lists(
        st.builds(
            lambda kind, status, level, scope: given({scope: Said(status, level)}, kind),
            st.sampled_from(BasisKind),
            st.sampled_from([rules.YES, rules.NO, rules.WITHDRAWN, "CS-LATER"]),
            st.sampled_from(rules.LEVELS),
            st.sampled_from(["C-UN", "C-LEG", "C-INT"]),
        ),
        max_size=4,
    ),
    st.sampled_from(rules.LEVELS),
)
def test_name_leaves_only_with_a_yes_high_enough_and_no_no(bases, level):
    found = ask(*bases, level=level)
    spoken = [one for one in bases if one.kind in rules.SPOKEN]
    noes = any(
        said.status in {rules.NO, rules.WITHDRAWN} for one in spoken for code, said in one.answers.items() if code != "C-LEG"
    )
    assert not (found.allowed and noes)
    if found.allowed and rules.names(level):
        assert rules.rank(found.basis.answers["C-UN"].level) >= rules.rank(level)


def check(**more):
    values = {
        "kind": BasisKind.CONSENT,
        "minor": False,
        "guardian": "",
        "implicated": False,
        "assent": "",
        "statuses": [rules.YES],
        "relation": "",
        "reasons": "",
        "proof": "CM-SIG",
    }
    rules.check_consent(**(values | more))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"implicated": True}, "guardian_implicated"),
        ({"minor": True}, "guardian_needed"),
        ({"minor": True, "guardian": "tante"}, "assent_needed"),
        ({"kind": BasisKind.FAMILY}, "relation_needed"),
        ({"kind": BasisKind.LEGAL_CLAIM}, "reasons_needed"),
        ({"kind": BasisKind.PUBLIC_FUNCTION}, "reasons_needed"),
        ({"proof": ""}, "proof_needed"),
    ],
)
def test_basis_that_does_not_stand(more, code):
    with pytest.raises(Refused) as refused:
        check(**more)
    assert refused.value.code == code


def test_refusal_needs_no_proof():
    check(proof="", statuses=[rules.NO])


def test_leaving_says_to_whom_and_why():
    leaving = rules.Leaving(rules.ExitKind.DOSSIER, "C-UN", "GTDFI", "ID-3", (), purpose="x")
    for change, code in (
        ({"scope": "C-X"}, "no_such_scope"), ({"level": "ID-9"}, "no_such_level"), ({"recipient": " "}, "recipient_needed"),
        ({"purpose": ""}, "purpose_needed"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            rules.check_leaving(replace(leaving, **change), known={"C-UN"})
        assert refused.value.code == code


def test_export_runs_out_and_moves_forward():
    now = datetime(2026, 1, 1, tzinfo=UTC)
    later = now + timedelta(hours=1)
    rules.check_export(state=rules.ExportState.ASKED, expires_at=later, now=now, wanted=rules.ExportState.ASKED)
    for state, at, wanted, code in (
        (rules.ExportState.ASKED, later, rules.ExportState.ASKED, "export_expired"),
        (rules.ExportState.REFUSED, now, rules.ExportState.ASKED, "export_decided"),
        (rules.ExportState.FETCHED, now, rules.ExportState.APPROVED, "export_not_there"),
    ):
        with pytest.raises(Refused) as refused:
            rules.check_export(state=state, expires_at=later, now=at, wanted=wanted)
        assert refused.value.code == code


def test_a_minor_is_asked_again_no_later_than_when_she_comes_of_age():
    born = date(2009, 3, 14)
    assert rules.adult_from(born) == "2027-03"
    assert rules.review_on(date(2026, 11, 25), TODAY, "2027-03") == date(2027, 3, 1)
    assert rules.review_on(date(2020, 1, 1), TODAY, "2027-03") == date(2020, 12, 31)
    assert rules.review_on(date(2026, 11, 25), TODAY) == date(2027, 11, 25)
