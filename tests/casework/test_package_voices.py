"""Attachments that belong to an interview: who spoke is known, so a basis is asked as for the name, also where no name goes along."""

import pytest

from seereya.casework import services
from seereya.evidence import services as evidence
from seereya.evidence.models import EvidenceItem
from seereya.vault import services as vaults
from tests.casework.test_package_attachments import (
    ask,
    both,
    counsel,
    home,
    house,
    known,
    mark,
    nothing_left,
    opened,
    row,
    victim,
    writer,
)
from tests.factories.documentation import interview, person
from tests.factories.evidence import PDF, item
from tests.factories.exits import consent

pytestmark = pytest.mark.django_db
__all__ = ["counsel", "home", "house", "known", "row", "victim", "writer"]
WAV = b"RIFF\x24\x08\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data" + bytes(
    2048
)


@pytest.fixture
def witness(counsel, writer, row):
    made = person(by=writer, name="Zwitness")
    services.add_party(by=counsel, case_id=row.id, code=made.code, role="witness", basis="")
    return made


def recording(writer, witness, data=WAV, name="voice.wav", declared="audio/wav"):
    heard = interview(by=writer, person=witness)
    made = item(by=writer, data=data, name=name, declared=declared, title="Zvoice")
    evidence.link_item(by=writer, item_id=made.id, kind="interview", target=str(heard.id))
    return EvidenceItem.objects.get(id=made.id)


def test_a_voice_leaves_with_a_basis_of_who_spoke_only(counsel, writer, row, witness):
    voice = recording(writer, witness)
    answer = ask(counsel, row, voice)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{voice.reference} belongs to an interview with {witness.code}" in page
    assert f'value="{mark(voice)}" checked' in page
    consent(counsel, witness.id, scope="C-JUS-MLI")
    assert ask(counsel, row, voice).status_code == 422  # to the court, but not yet the voice
    nothing_left()
    both(counsel, witness)
    archive = opened(ask(counsel, row, voice))
    assert archive.read(f"01-{voice.reference}.wav") == WAV
    assert "Zwitness" not in archive.read(f"{row.reference}-package.html").decode()
    lines = {one.content.level: one for one in vaults.ledger(by=counsel)}
    assert [one.subject for one in lines["ID-3"].row.persons.all()] == [witness.id]
    assert witness.id not in {one.subject for one in lines["ID-1"].row.persons.all()}
    assert lines["ID-3"].content.also == ["C-IMG"]


def test_a_signed_statement_asks_for_the_basis_and_not_for_the_voice(counsel, writer, row, witness, victim):
    paper = recording(writer, witness, PDF, "statement.pdf", "application/pdf")
    assert ask(counsel, row, paper, named=[victim]).status_code == 422
    nothing_left()
    consent(counsel, witness.id, scope="C-JUS-MLI")
    opened(ask(counsel, row, paper, named=[victim]))
    gone = vaults.ledger(by=counsel)
    assert {one.subject for one in gone[0].row.persons.all()} == {witness.id, victim.id}
    assert [one.content.also for one in gone] == [[]]


def test_whoever_said_no_is_not_heard_however_urgent(counsel, writer, row, witness):
    voice = recording(writer, witness)
    consent(counsel, witness.id, scope="C-JUS-MLI", status="CS-NO")
    answer = ask(counsel, row, voice, urgent="a deadline tomorrow", looked="1")
    assert answer.status_code == 422
    nothing_left()


def test_somebody_heard_who_is_no_party_stands_in_the_ledger_too(counsel, writer, row):
    other = person(by=writer, name="Zstranger")
    voice = recording(writer, other)
    services.add_exhibit(by=counsel, case_id=row.id, reference=voice.reference)
    voice.refresh_from_db()
    assert ask(counsel, row, voice).status_code == 422
    both(counsel, other)
    opened(ask(counsel, row, voice))
    named = {one.subject for line in vaults.ledger(by=counsel) for one in line.row.persons.all()}
    assert other.id in named
