"""The package with its attachments: one streamed ZIP, every byte as it came in, custody and ledger first; whatever does not stand refuses it whole."""

import csv
import hashlib
import io
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.casework import services
from seereya.evidence import objects
from seereya.evidence import services as evidence
from seereya.evidence.models import CustodyEvent, EvidenceItem
from seereya.vault import services as vaults
from seereya.vault.basis import Answer, BasisContent
from seereya.vault.models import Disclosure
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import incident, interview, packs_loaded, person
from tests.factories.evidence import JPEG, PDF, item
from tests.factories.exits import consent
from tests.factories.vault import office

pytestmark = pytest.mark.django_db

SAID = {"scope": "C-JUS-MLI", "recipient": "Pôle judiciaire spécialisé", "level": "ID-3", "purpose": "plainte", "seen": "1"}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """A home of its own for sealed files."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL, language="en")


@pytest.fixture
def writer(house):
    return house.join(Role.DOCUMENTALIST)


@pytest.fixture
def victim(counsel, writer):
    made = person(by=writer, name="Zaminata")
    consent(counsel, made.id, scope="C-JUS-MLI")
    return made


@pytest.fixture
def known(writer):
    return incident(by=writer)


@pytest.fixture
def row(counsel, victim, known):
    made = case_file(by=counsel, incidents=[str(known.id)])
    services.add_party(by=counsel, case_id=made.id, code=victim.code, role="victim", basis="Mandat")
    return made


def attachment(by, known, *, data=PDF, name="Zaminata.pdf", declared="application/pdf", **more):
    made = item(by=by, data=data, name=name, declared=declared, **({"title": "Zletter"} | more))
    evidence.link_item(by=by, item_id=made.id, kind="incident", target=str(known.id))
    return EvidenceItem.objects.get(id=made.id)


def both(by, subject):
    """A yes to the court and to the image."""
    answers = [Answer("C-JUS-MLI", "CS-YES", "ID-4"), Answer("C-IMG", "CS-YES", "ID-4")]
    consent(by, subject.id, answers=answers)


def mark(row):
    return f"{row.id}:{row.version}"


def ask(counsel, row, *attachments, named=(), **more):
    data = SAID | {"named": [str(one.id) for one in named], "attachments": [mark(one) for one in attachments]} | more
    return browser_for(counsel).post(reverse("casework:case-package", args=[row.id]), data)


def opened(answer) -> ZipFile:
    assert answer.status_code == 200
    assert answer.streaming
    return ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def nothing_left():
    assert not Disclosure.objects.exists()
    assert not CustodyEvent.objects.filter(kind="export").exists()
    assert not AuditEntry.objects.filter(tag=Tag.CASE_PACKED).exists()


def test_attachments_are_offered_from_file_incident_exhibits_and_interviews(counsel, writer, row, known, victim):
    letter, crater = attachment(writer, known), item(by=writer, data=JPEG + b"1", title="Zcrater")
    services.add_exhibit(by=counsel, case_id=row.id, reference=crater.reference)
    heard = interview(by=writer, person=victim)
    voice = item(by=writer, data=PDF + b"2", name="v.pdf", declared="application/pdf", title="Zvoice")
    evidence.link_item(by=writer, item_id=voice.id, kind="interview", target=str(heard.id))
    item(by=writer, data=PDF + b"3", title="Zelsewhere")
    page = browser_for(counsel).get(reverse("casework:case-package", args=[row.id])).content.decode()
    assert page.index("Zcrater") < page.index("Zvoice")
    for words in ("Zletter", letter.reference, "exhibit 1", "Incident", "Interview", "asks for a yes to the image"):
        assert words in page
    assert "Zelsewhere" not in page


def test_unzipped_every_hash_is_that_of_the_original_bytes(counsel, writer, row, known, victim, home):
    letter, plan = attachment(writer, known), attachment(writer, known, data=PDF + b"plan", title="Zplan")
    services.add_exhibit(by=counsel, case_id=row.id, reference=plan.reference, words="Zthe plan of the well")
    letter, plan = EvidenceItem.objects.get(id=letter.id), EvidenceItem.objects.get(id=plan.id)
    archive = opened(ask(counsel, row, letter, plan, named=[victim]))
    assert archive.testzip() is None
    assert not [
        path for path in home.rglob("*") if path.is_file() and PDF[:60] in path.read_bytes()
    ]  # nothing in clear on the disk
    names = archive.namelist()
    first, second = f"01-{plan.reference}.pdf", f"02-{letter.reference}.pdf"
    paper, custody = f"{row.reference}-package.html", [f"01-{plan.reference}-custody.html", f"02-{letter.reference}-custody.html"]
    assert names == [paper, *custody, "manifest.csv", first, second, "SHA256SUMS.txt"]
    assert (archive.read(first), archive.read(second)) == (PDF + b"plan", PDF)
    listed = {one["file"]: one for one in csv.DictReader(io.StringIO(archive.read("manifest.csv").decode()))}
    assert set(listed) == set(names) - {"manifest.csv", "SHA256SUMS.txt"}
    for name, one in listed.items():
        data = archive.read(name)
        assert (one["sha256"], int(one["bytes"])) == (hashlib.sha256(data).hexdigest(), len(data))
    assert [(listed[one]["number"], listed[one]["sha256_sealed"]) for one in (first, second)] == [
        ("1", plan.object),
        ("2", letter.object),
    ]
    assert objects.digest(objects.path_of(letter.object)) == listed[second]["sha256_sealed"]
    sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS.txt").decode().splitlines())
    assert sums == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names[:-1]}
    text = archive.read(paper).decode()
    for words in ("Zaminata", "Zthe plan of the well", first, second, listed[first]["sha256"], letter.object):
        assert words in text
    everything = b"".join(archive.read(name) for name in [paper, *custody, "manifest.csv"]).decode()
    assert "Zletter" not in everything
    assert "Zaminata.pdf" not in everything
    line = Disclosure.objects.get()
    gone = vaults.ledger(by=counsel, only=line.id)[0]
    assert gone.digest.sha256 == hashlib.sha256(archive.read("manifest.csv")).hexdigest()
    assert gone.digest.files == len(listed)
    assert set(gone.content.items) == {str(row.id), str(letter.id), str(plan.id)}
    page = browser_for(counsel).get(reverse("exits:disclosure", args=[line.id])).content.decode()
    assert "SHA-256 of the manifest" in page
    assert CustodyEvent.objects.filter(kind="export", item__in=[letter, plan]).count() == 2
    assert AuditEntry.objects.get(tag=Tag.CASE_PACKED).facts == {"count": 2, "looked": False}
    assert letter.reference in archive.read(custody[1]).decode()
    assert "Downloaded" in archive.read(custody[1]).decode()


def test_nothing_ticked_is_the_page_as_before(counsel, writer, row, known):
    attachment(writer, known)
    answer = ask(counsel, row)
    assert not answer.streaming
    assert "Copies of evidence that go along" not in answer.content.decode()
    assert vaults.ledger(by=counsel)[0].digest.files == 0


def test_a_attachment_changed_since_the_page_was_shown_refuses_and_the_draft_stays(counsel, writer, row, known):
    letter = attachment(writer, known)
    content = evidence.read_item(by=writer, item_id=letter.id).content
    content.title = "Znew title"
    evidence.correct_item(by=writer, item_id=letter.id, version=letter.version, content=content, reason="a letter was missing")
    answer = ask(counsel, row, letter, recipient="Zdraftrecipient")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{letter.reference} was changed after this page was shown" in page
    assert "Zdraftrecipient" in page
    assert mark(letter) not in page
    nothing_left()


@pytest.mark.parametrize("mark", ["nonsense", "0190a0a0-0000-7000-8000-000000000000:1"])
def test_a_attachment_that_is_not_there_refuses_whole(counsel, writer, row, known, mark):
    letter = attachment(writer, known)
    answer = ask(counsel, row, attachments=[f"{letter.id}:{letter.version}", mark])
    assert answer.status_code == 422
    assert "not linked any more" in answer.content.decode()
    nothing_left()


def test_an_item_of_another_organisation_and_one_unlinked_refuse(counsel, writer, row, known):
    theirs = item(by=office("ASFC").join(Role.DOCUMENTALIST), data=PDF + b"x")
    assert ask(counsel, row, theirs).status_code == 422
    letter = attachment(writer, known)
    link = evidence.read_item(by=writer, item_id=letter.id).content.links[0]
    evidence.unlink_item(by=writer, item_id=letter.id, link_id=link.id)
    assert ask(counsel, row, letter).status_code == 422
    nothing_left()


def test_custody_between_two_hands_keeps_a_attachment_here(house, counsel, writer, row, known):
    letter, partner = attachment(writer, known), office("ASFC")
    receiver = partner.join(Role.DOCUMENTALIST)
    transfer = evidence.offer_transfer(by=writer, item_id=letter.id, organisation_id=partner.organisation.id)
    where = reverse("casework:case-package", args=[row.id])
    assert "waits for the answer" in browser_for(counsel).get(where).content.decode()
    answer = ask(counsel, row, letter)
    assert answer.status_code == 422
    assert "cannot go along" in answer.content.decode()
    evidence.accept_transfer(by=receiver, transfer_id=transfer.id)
    assert "A partner has its custody" in browser_for(counsel).get(where).content.decode()
    nothing_left()


def test_who_took_custody_lets_it_out(counsel, writer, known):
    letter, partner = attachment(writer, known), office("ASFC")
    receiver, lawyer = partner.join(Role.DOCUMENTALIST), partner.join(Role.COUNSEL, language="en")
    theirs = case_file(by=lawyer)
    transfer = evidence.offer_transfer(by=writer, item_id=letter.id, organisation_id=partner.organisation.id)
    evidence.accept_transfer(by=receiver, transfer_id=transfer.id)
    services.add_exhibit(by=lawyer, case_id=theirs.id, reference=letter.reference)
    archive = opened(ask(lawyer, theirs, EvidenceItem.objects.get(id=letter.id)))
    assert archive.read(f"01-{letter.reference}.pdf") == PDF
    assert CustodyEvent.objects.filter(item=letter, kind="export").get().organisation_id == partner.organisation.id


def test_an_exhibit_closed_to_counsel_is_said_to_be(house, counsel, row, known):
    other = house.join(Role.COUNSEL, language="en", holding=("casework",))
    kept = attachment(counsel, known)
    services.add_exhibit(by=counsel, case_id=row.id, reference=kept.reference)
    page = browser_for(other).get(reverse("casework:case-package", args=[row.id])).content.decode()
    assert kept.reference in page
    assert "Your keys do not open its file" in page
    answer = ask(other, row, EvidenceItem.objects.get(id=kept.id))
    assert answer.status_code == 422
    nothing_left()


def test_a_consent_withdrawn_meanwhile_refuses_whole(counsel, writer, row, known, victim):
    letter = attachment(writer, known)
    assert ask(counsel, row, letter, look="1").status_code == 200
    consent(counsel, victim.id, scope="C-JUS-MLI", status="CS-REV")
    answer = ask(counsel, row, letter, named=[victim], recipient="Zdraftrecipient")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Zdraftrecipient" in page
    assert f'value="{mark(letter)}" checked' in page
    nothing_left()


def test_a_picture_asks_for_a_yes_to_the_image(counsel, writer, row, known, victim):
    picture = attachment(writer, known, data=JPEG, name="a.jpg", declared="image/jpeg")
    assert ask(counsel, row, picture, named=[victim]).status_code == 409
    nothing_left()
    both(counsel, victim)
    archive = opened(ask(counsel, row, picture, named=[victim]))
    assert archive.read(f"01-{picture.reference}.jpg") == JPEG
    assert vaults.ledger(by=counsel)[0].content.also == ["C-IMG"]


def test_who_said_no_may_be_in_a_picture_so_counsel_looks(counsel, writer, row, known, victim):
    other = person(by=writer, name="Zother")
    consent(counsel, other.id, scope="C-JUS-MLI", status="CS-NO")
    services.add_party(by=counsel, case_id=row.id, code=other.code, role="witness", basis="")
    picture = attachment(writer, known, data=JPEG, name="a.jpg", declared="image/jpeg")
    answer = ask(counsel, row, picture)
    assert answer.status_code == 409
    assert 'name="looked"' in answer.content.decode()
    nothing_left()
    archive = opened(ask(counsel, row, picture, looked="1"))
    assert other.code not in archive.read(f"{row.reference}-package.html").decode()
    assert AuditEntry.objects.get(tag=Tag.CASE_PACKED).facts["looked"] is True


def test_a_claim_holds_for_pictures_where_nobody_is_asked(counsel, writer, row, known, victim):
    other = person(by=writer, name="Zsuspect")
    claim = BasisContent(kind="legal_claim", answers=[Answer("C-JUS-MLI", "CS-YES", "ID-4")], reasons="partie civile")
    vaults.record_consent(by=counsel, subject=other.id, content=claim)
    services.add_party(by=counsel, case_id=row.id, code=other.code, role="suspect", basis="plainte")
    both(counsel, victim)
    picture = attachment(writer, known, data=JPEG, name="a.jpg", declared="image/jpeg")
    archive = opened(ask(counsel, row, picture, named=[victim, other]))
    assert "Zsuspect" in archive.read(f"{row.reference}-package.html").decode()
    gone = vaults.ledger(by=counsel)
    assert sorted(one.content.also for one in gone) == [[], ["C-IMG"]]
    assert len({one.digest.sha256 for one in gone}) == 1


def test_a_damaged_file_refuses_all_before_the_ledger(counsel, writer, row, known):
    letter, other = attachment(writer, known), attachment(writer, known, data=PDF + b"2")
    path = objects.path_of(other.object)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(data))
    answer = ask(counsel, row, letter, other)
    assert answer.status_code == 409
    assert f"The sealed file of {other.reference}" in answer.content.decode()
    nothing_left()


def test_too_many_attachments_are_refused(counsel, row):
    marks = [f"0190a0a0-0000-7000-8000-{number:012d}:1" for number in range(41)]
    answer = ask(counsel, row, attachments=marks)
    assert answer.status_code == 422
    assert "No more than 40" in answer.content.decode()


def test_the_page_asks_the_same_number_of_questions_however_many_attachments(counsel, writer, row, known):
    where, browser = reverse("casework:case-package", args=[row.id]), browser_for(counsel)
    attachment(writer, known)
    browser.get(where)
    with CaptureQueriesContext(connection) as one:
        browser.get(where)
    for number in range(4):
        attachment(writer, known, data=PDF + bytes([number]))
    browser.get(where)
    with CaptureQueriesContext(connection) as five:
        browser.get(where)
    assert len(five) == len(one)
