"""Interviews in their vaults: sealed, shown to protection where they depart from the check, never blocked, turned into accounts."""

import io

import pytest
from django.db import connection

from seereya.accounts.rules import Refused, Role
from seereya.documentation import services
from seereya.documentation.content_interviews import Benefit
from seereya.documentation.models import HeardQuestion, Interview, Mission, Source
from seereya.documentation.pages import desk
from seereya.documentation.queries import interviews as queries
from seereya.documentation.rules_interviews import ASKED_A_DAY
from seereya.documentation.services.storing import NotThere
from seereya.evidence.queries import items_linked_to
from seereya.evidence.services import receive_item
from seereya.vault.basis import BasisContent
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind
from seereya.vault.services import reindexing
from seereya.vault.services.consents import record_consent
from tests.factories import documentation as made
from tests.factories import vault as vaults

pytestmark = pytest.mark.django_db
SECRETS = ("Three men came", "the nurse Awa", "bus to Mopti", "camp of widows", "Aminata")


@pytest.fixture
def person(writer):
    return made.person(by=writer, name="Aminata Keïta")


@pytest.fixture
def monitor(office):
    return office.join(Role.MONITOR, language="en")


def _found(by, **narrowed):
    return queries.interviews(by=by, narrowed=narrowed)[0]


def test_nothing_of_an_interview_stands_in_clear(writer, person):
    mission = made.mission(by=writer, risk_note="camp of widows")
    made.interview(
        by=writer,
        person=person,
        interpreter="the nurse Awa",
        mission=str(mission.id),
        benefits=[Benefit("transport", "bus to Mopti", "1500.00", "XOF")],
    )
    with connection.cursor() as cursor:
        for model in (Interview, Mission):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - names of our own tables
            stored = b"".join(
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for row in cursor for cell in row
            )
            assert not [said for said in (*SECRETS, person.code, "draft") if said.encode() in stored], model


def test_a_departure_is_recorded_and_shown_to_protection_and_blocks_nothing(office, monitor, writer, person):
    ready = made.mission(by=writer)
    made.interview(by=monitor, person=person, mission=str(ready.id))
    row = made.interview(by=monitor, person=person, willing="no", mission=str(ready.id))
    content = services.open_interview(by=monitor, interview_id=row.id).content
    assert (content.deviations, content.alert) == (["not_willing"], "open")
    protection = office.join(Role.PROTECTION)
    first = desk.waiting(protection)[0]
    assert (first.kind, first.url) == ("late", "/interviews/?alert=open")
    services.see_deviation(by=protection, interview_id=row.id, note="I call her")
    assert _found(protection, alert=["open"]) == 0
    assert services.open_interview(by=monitor, interview_id=row.id).content.deviations == ["not_willing"]
    with pytest.raises(Refused, match="no_deviation"):
        services.see_deviation(by=protection, interview_id=row.id)


def test_a_second_full_statement_waits_for_somebody_else(monitor, writer, person):
    first = made.interview(by=monitor, person=person, kind="full")
    assert services.complete_interview(by=monitor, interview_id=first.id) == "complete"
    again = made.interview(by=monitor, person=person, kind="full", reason_again="")
    with pytest.raises(Refused, match="second_reason_needed"):
        services.complete_interview(by=monitor, interview_id=again.id)
    third = made.interview(by=monitor, person=person, kind="full", reason_again="new facts")
    assert services.complete_interview(by=monitor, interview_id=third.id) == "awaiting"
    with pytest.raises(Refused, match="own_statement"):
        services.approve_interview(by=monitor, interview_id=third.id)
    services.approve_interview(by=writer, interview_id=third.id)
    assert _found(writer, state=["complete"]) == 2


def test_a_complete_record_is_not_changed_and_words_open_for_a_purpose(monitor, writer, person):
    row = made.interview(by=monitor, person=person, told="her cousin saw the truck")
    services.complete_interview(by=monitor, interview_id=row.id)
    held = services.open_interview(by=writer, interview_id=row.id)
    with pytest.raises(Refused, match="purpose_needed"):
        services.open_words(by=writer, interview_id=row.id)
    said, present = services.open_words(by=writer, interview_id=row.id, purpose="to verify")
    assert (said.seen, said.told) == ("Three men came.", "her cousin saw the truck")
    with pytest.raises(Refused, match="not_a_draft"):
        services.save_interview(
            by=monitor, interview_id=row.id, version=held.row.version, content=held.content, said=said, present=present
        )


def test_an_account_is_made_in_one_step_and_one_person_is_one_protected_source(writer, person):
    incident = made.incident(by=writer)
    for _ in range(2):
        row = made.interview(by=writer, person=person, about="Men came at night")
        with pytest.raises(Refused, match="not_complete_yet"):
            _account(writer, row, incident)
        services.complete_interview(by=writer, interview_id=row.id)
        _account(writer, row, incident)
        _account(writer, row, incident)
    content = services.open_incident(by=writer, incident_id=incident.id).content
    assert [one.says for one in content.accounts] == ["Men came at night"] * 2
    assert Source.objects.count() == 1
    assert [one.role for one in content.persons] == ["witness"]
    words = services.open_testimony(by=writer, incident_id=incident.id, purpose="to check")
    assert set(words.values()) == {"Three men came."}
    assert _found(writer, incident=[str(incident.id)]) == 2


def _account(by, row, incident):
    services.account_from_interview(
        by=by, interview_id=row.id, reference=incident.reference, role="witness", purpose="to document"
    )


def test_the_index_is_built_anew_from_the_records(writer, person):
    made.interview(by=writer, person=person)
    made.interview(by=writer, person=person)
    held = next(one for one in reindexing.held_indexes(by=writer) if one.index == "interviews")
    assert held.records == 2
    assert reindexing.compare_index(by=writer, held=held).sound
    assert reindexing.rebuild_index(by=writer, held=held) == 2
    assert _found(writer, person=[str(person.id)]) == 2


def test_a_stranger_finds_nothing(writer, person):
    row = made.interview(by=writer, person=person)
    stranger = vaults.office().join(Role.DOCUMENTALIST)
    assert _found(stranger) == 0
    with pytest.raises(NotThere):
        services.open_interview(by=stranger, interview_id=row.id)
    with pytest.raises(NotThere):
        services.see_deviation(by=stranger, interview_id=row.id)


def test_a_question_to_a_partner_is_answered_by_a_person_and_rate_limited(office, monitor, writer):
    other = vaults.office()
    focal = other.join(Role.DOCUMENTALIST)
    row = services.ask_partner(by=monitor, organisation_id=other.organisation.id, words="Aminata, of the northern well")
    assert b"Aminata" not in bytes(row.question)
    assert services.open_question(by=focal, question_id=row.id, purpose="to answer")[1] == "Aminata, of the northern well"
    assert services.answers_of(by=monitor)[0][1] is None
    services.answer_question(by=focal, question_id=row.id, answer=services.Answer("yes", "Drissa, by telephone"))
    assert services.answers_of(by=monitor)[0][1] == services.Answer("yes", "Drissa, by telephone")
    with pytest.raises(Refused, match="answered_already"):
        services.answer_question(by=focal, question_id=row.id, answer=services.Answer("no"))
    for never in (writer, vaults.office().join(Role.DOCUMENTALIST)):
        with pytest.raises(NotThere):
            services.open_question(by=never, question_id=row.id, purpose="curious")
    for _ in range(ASKED_A_DAY - 1):
        services.ask_partner(by=monitor, organisation_id=other.organisation.id, words="somebody")
    with pytest.raises(Refused, match="asked_too_often"):
        services.ask_partner(by=monitor, organisation_id=other.organisation.id, words="somebody")
    assert HeardQuestion.objects.count() == ASKED_A_DAY
    services.ask_partner(by=writer, organisation_id=other.organisation.id, words="somebody")


def test_nobody_asks_herself_or_a_house_without_names(office, monitor):
    other = vaults.office()
    Vault.objects.filter(organisation=other.organisation, kind=VaultKind.IDENTITIES).update(kind="staff")
    for organisation in (office.organisation.id, other.organisation.id):
        with pytest.raises(Refused, match="no_such_partner"):
            services.ask_partner(by=monitor, organisation_id=organisation, words="somebody")


def test_a_recording_is_linked_and_the_consent_of_the_day_is_kept(writer, person):
    item = receive_item(by=writer, file=io.BytesIO(b"voice"), name="voice.opus", declared="audio/ogg")
    record_consent(by=writer, subject=person.id, content=BasisContent(kind="public_function", reasons="minister"))
    row = made.interview(by=writer, person=person, recording=item.reference.lower())
    made.interview(by=writer, person=person, recording="NOBODY-EV-0001")
    assert [one.id for one in items_linked_to(by=writer, target=str(row.id))] == [item.id]
    services.complete_interview(by=writer, interview_id=row.id)
    (basis,) = services.open_interview(by=writer, interview_id=row.id).content.bases
    assert (basis["kind"], basis["version"]) == ("public_function", "1")
