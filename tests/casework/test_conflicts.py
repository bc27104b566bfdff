"""Conflict checks between partners: sealed apart, answered by a person who looked, never a name back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from seereya.accounts.rules import Refused, Role
from seereya.casework.models import ConflictAsked, ConflictRequest
from seereya.casework.rules.conflicts import Conclusion, ConflictAnswer, ConflictQuestion, State
from seereya.casework.services.conflicts import (
    answer_partner,
    ask_partners,
    check_before_opening,
    conclude,
    open_asked,
    open_request,
    partners_of,
)
from seereya.casework.services.storing import NotThere
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault.keyring import keyring_of, record_keys
from tests.factories.documentation import packs_loaded
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses():
    packs_loaded()
    return {code: office(code) for code in ("AMDH", "FIDH", "ASFC")}


@pytest.fixture
def people(houses):
    return {code: house.join(Role.COUNSEL) for code, house in houses.items()}


def ask(houses, people, *partners: str, about: str = "Zaboutqk", **more: object) -> ConflictRequest:
    ids = [houses[code].organisation.id for code in partners]
    return ask_partners(by=people["AMDH"], question=ConflictQuestion(about, "Zmatterqk"), partners=ids, **more)


def answer(people, code: str, request: ConflictRequest, said: str) -> ConflictAsked:
    row = ConflictAsked.objects.get(request=request, organisation=people[code].member.organisation)
    return answer_partner(
        by=people[code], asked_id=row.id, answer=ConflictAnswer(said, looked_in="our files and list of clients")
    )


def test_question_is_sealed_and_read_by_the_partner_asked(houses, people):
    request = ask(houses, people, "FIDH")
    (row,) = ConflictAsked.objects.all()
    assert b"Zaboutqk" not in bytes(row.content) + bytes(ConflictRequest.objects.get().content)
    _row, question = open_asked(by=people["FIDH"], asked_id=row.id)
    assert question.about == "Zaboutqk"
    with pytest.raises(NotThere):
        open_asked(by=people["ASFC"], asked_id=row.id)
    with pytest.raises(NotThere):
        open_request(by=people["FIDH"], request_id=request.id)


def test_no_partner_opens_what_another_was_asked(houses, people):
    ask(houses, people, "FIDH", "ASFC")
    theirs = ConflictAsked.objects.get(organisation=houses["ASFC"].organisation)
    assert record_keys(keyring_of(people["FIDH"]), [theirs.id]) == {}


def test_answers_come_back_without_a_name(houses, people):
    request = ask(houses, people, "FIDH", "ASFC")
    assert open_request(by=people["AMDH"], request_id=request.id).state is State.WAITING
    answer(people, "FIDH", request, "none")
    answer(people, "ASFC", request, "possible")
    opened = open_request(by=people["AMDH"], request_id=request.id)
    assert opened.state is State.POSSIBLE
    assert [(row.organisation.code, said.answer) for row, said in opened.answers] == [("ASFC", "possible"), ("FIDH", "none")]


def test_answered_once(houses, people):
    request = ask(houses, people, "FIDH")
    answer(people, "FIDH", request, "none")
    with pytest.raises(Refused, match="conflict_not_to_answer"):
        answer(people, "FIDH", request, "possible")


def test_same_form_sent_twice_asks_once(houses, people):
    token = new_id()
    for _ in range(2):
        ask(houses, people, "FIDH", request_id=token)
    assert ConflictAsked.objects.count() == 1


def test_sixth_question_of_a_day_waits(houses, people):
    for _ in range(6):
        last = ask(houses, people, "FIDH")
    row = ConflictAsked.objects.get(request=last)
    assert row.delivered_at > clock.now() + timedelta(hours=23)
    with pytest.raises(NotThere):
        open_asked(by=people["FIDH"], asked_id=row.id)
    with pytest.raises(Refused, match="conflict_not_to_answer"):
        answer(people, "FIDH", last, "none")


def test_one_does_not_ask_oneself_or_an_office_without_casework(houses, people):
    assert [organisation.code for organisation, _vault in partners_of(people["AMDH"])] == ["ASFC", "FIDH"]
    with pytest.raises(Refused, match="conflict_partner_needed"):
        ask(houses, people, "AMDH")


def test_file_waits_for_answers_or_a_reason(houses, people):
    by = people["AMDH"]
    with pytest.raises(Refused, match="conflict_not_asked"):
        check_before_opening(by=by, request_id=None, reason="")
    request = ask(houses, people, "FIDH")
    with pytest.raises(Refused, match="conflict_open_reason"):
        check_before_opening(by=by, request_id=request.id, reason="")
    check_before_opening(by=by, request_id=request.id, reason="the hearing is tomorrow")
    answer(people, "FIDH", request, "none")
    check_before_opening(by=by, request_id=request.id, reason="")


def test_possible_conflict_is_concluded_by_counsel(houses, people):
    by, request = people["AMDH"], ask(houses, people, "FIDH")
    answer(people, "FIDH", request, "possible")
    with pytest.raises(Refused, match="conflict_open_reason"):
        check_before_opening(by=by, request_id=request.id, reason="")
    conclude(by=by, request_id=request.id, conclusion=Conclusion("CF-WAI", "both consented in writing after the call"))
    check_before_opening(by=by, request_id=request.id, reason="")
    with pytest.raises(Refused, match="conflict_concluded"):
        conclude(by=by, request_id=request.id, conclusion=Conclusion("CF-CLR", "again"))


def test_nobody_to_ask():
    packs_loaded()
    check_before_opening(by=office("SOLO").join(Role.COUNSEL), request_id=None, reason="")
