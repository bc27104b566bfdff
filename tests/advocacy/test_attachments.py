"""Copies of evidence with a form: chosen by who opens files, through the gate, exported with custody, one streamed ZIP."""

import csv
import hashlib
import io
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.advocacy.content_submissions import Attached
from seereya.advocacy.models import SubmissionCopy
from seereya.advocacy.rules.submissions import Refused
from seereya.advocacy.services import submissions, submissions_attaching, submissions_sending, submissions_storing
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.documentation import services as documentation
from seereya.evidence import objects
from seereya.evidence import services as evidence
from seereya.evidence.models import CustodyEvent
from seereya.foundation.zipstream import stream
from seereya.vault import services as vaults
from seereya.vault.models import Disclosure
from tests.factories import submissions as made
from tests.factories.accounts import browser_for
from tests.factories.evidence import JPEG, PDF, item
from tests.factories.vault import office

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_zip_is_written_while_it_is_sent():
    pieces = [b"a" * 300_000, b"b" * 10]
    read, left = [], stream([("one.bin", iter(pieces)), ("two.txt", [b"zwei"])], sums="SUMS.txt")
    read.append(next(left))
    assert len(read[0]) < 310_000  # the first piece went out before the second was looked at
    archive = ZipFile(io.BytesIO(b"".join([*read, *left])))
    assert archive.testzip() is None
    assert archive.read("one.bin") == b"".join(pieces)
    assert archive.read("SUMS.txt").decode().splitlines()[1] == hashlib.sha256(b"zwei").hexdigest() + "  two.txt"


def _desk(data=PDF, name="letter.pdf", declared="application/pdf"):
    desk = made.desk()
    row = item(by=desk.documentalist, data=data, name=name, declared=declared)
    evidence.link_item(by=desk.documentalist, item_id=row.id, kind="incident", target=str(desk.incident), locator="")
    return desk, row


def _send(desk, row, *items, by=None):
    sending = submissions_sending.Sending(row.version, "Working Group", made.WHY, ("fr",), items=tuple(one.id for one in items))
    return submissions_sending.send(
        by=by or desk.counsel, submission_id=row.id, sending=sending, attach=submissions_attaching.attach,
        write=lambda _held, _part, language: {"docx": language.encode(), "html": b"x"},
    )  # fmt: skip


def refused(code, call, *args, **more):
    with pytest.raises(Refused) as found:
        call(*args, **more)
    assert found.value.code == code


def test_from_the_tick_to_the_package():
    desk, proof = _desk()
    row, browser = made.ready(desk), browser_for(desk.counsel)
    at = reverse("advocacy:submission-send", args=[row.id])
    assert proof.reference in browser.get(at).content.decode()
    typed = {"version": row.version, "recipient": "Working Group", "purpose": made.WHY, "languages": ["fr", "en"]}
    assert browser.post(at, typed | {"items": [str(proof.id)]}).status_code == 302
    line = Disclosure.objects.get()
    text = browser.get(reverse("advocacy:submission", args=[row.id])).content.decode()
    number = SubmissionCopy.objects.first().number
    url = reverse("advocacy:submission-package", args=[row.id, number])
    assert url in text
    assert not CustodyEvent.objects.filter(item=proof, kind="export").exists()
    answer = browser.post(url)
    archive = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    names = archive.namelist()
    assert [name.rsplit(".", 1)[1] for name in names] == ["docx", "html", "docx", "html", "pdf", "csv", "txt"]
    assert archive.read(names[4]) == PDF
    assert f"{hashlib.sha256(PDF).hexdigest()}  {names[4]}" in archive.read("SHA256SUMS.txt").decode()
    assert "letter" not in "".join(names)
    assert CustodyEvent.objects.filter(item=proof, kind="export").count() == 1
    assert AuditEntry.objects.get(tag=Tag.SUBMISSION_PACKED).facts["count"] == 1
    gone = vaults.ledger(by=desk.counsel, only=line.id)[0]
    listed = archive.read("manifest.csv")
    assert (gone.digest.sha256, gone.digest.files) == (hashlib.sha256(listed).hexdigest(), 5)
    for one in csv.DictReader(io.StringIO(listed.decode())):
        assert one["sha256"] == hashlib.sha256(archive.read(one["file"])).hexdigest()
        assert (one["sha256_sealed"], one["number"]) == ((proof.object, "1") if one["file"] == names[4] else ("", ""))
    assert names[4] == f"01-{proof.reference}.pdf"
    evidence.offer_transfer(by=desk.documentalist, item_id=proof.id, organisation_id=office("DDDD").organisation.id)
    again = ZipFile(io.BytesIO(b"".join(browser.post(url).streaming_content)))
    assert again.read("manifest.csv") == listed  # what left is taken again to the byte, whoever has custody by now
    assert browser.post(reverse("advocacy:submission-package", args=[row.id, number + 5])).status_code == 404


def test_a_picture_asks_for_a_basis_for_the_image():
    desk, picture = _desk(JPEG, "IMG.jpg", "image/jpeg")
    row = made.ready(desk)
    refused("no_basis", _send, desk, row, picture)
    assert not SubmissionCopy.objects.exists()


def test_who_does_not_open_files_sends_without():
    desk, proof = _desk()
    row = made.ready(desk)
    made.submissions_identity.hand_over(by=desk.documentalist, submission_id=row.id, member_id=desk.officer.id, purpose=made.WHY)
    row.refresh_from_db()
    text = browser_for(desk.officer).get(reverse("advocacy:submission-send", args=[row.id])).content.decode()
    assert proof.reference not in text
    assert "counsel" in text or "conseil" in text
    refused("attachments_not_yours", _send, desk, row, proof, by=desk.officer)
    _send(desk, row, proof)
    number = SubmissionCopy.objects.first().number
    refused("attachments_not_yours", submissions_attaching.take_package, by=desk.officer, submission_id=row.id, number=number)


def test_an_item_of_something_else_does_not_go_along():
    desk, _proof = _desk()
    other = item(by=desk.documentalist, data=PDF + b"x", name="other.pdf", declared="application/pdf")
    refused("attachment_not_there", _send, desk, made.ready(desk), other)


def test_what_left_before_manifests_were_kept_is_taken_still():
    desk, proof = _desk()
    row, browser = made.ready(desk), browser_for(desk.counsel)
    typed = {"version": row.version, "recipient": "Working Group", "purpose": made.WHY, "languages": ["fr"]}
    browser.post(reverse("advocacy:submission-send", args=[row.id]), typed | {"items": [str(proof.id)]})
    with transaction.atomic():
        held = submissions_storing.hold(desk.counsel, row.id)
        held.content.attached = [Attached(one.number, one.item, one.reference, one.sha256) for one in held.content.attached]
        submissions_storing.store(desk.counsel, held)
    number = SubmissionCopy.objects.first().number
    answer = browser.post(reverse("advocacy:submission-package", args=[row.id, number]))
    archive = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.read(f"01-{proof.reference}.pdf") == PDF


def test_a_damaged_attachment_refuses_the_whole_package():
    desk, proof = _desk()
    row = made.ready(desk)
    _send(desk, row, proof)
    objects.path_of(proof.object).unlink()
    number = SubmissionCopy.objects.first().number
    vaults.state_purpose(by=desk.counsel, case=row.id, purpose=made.WHY)
    refused("attachment_not_whole", submissions_attaching.take_package, by=desk.counsel, submission_id=row.id, number=number)
    assert not CustodyEvent.objects.filter(item=proof, kind="export").exists()


def test_a_package_needs_a_purpose():
    desk, proof = _desk()
    row = made.ready(desk)
    _send(desk, row, proof)
    number = SubmissionCopy.objects.first().number
    refused("purpose_needed", submissions_attaching.take_package, by=desk.counsel, submission_id=row.id, number=number)


def test_a_person_of_a_partner_is_refused_in_words():
    desk, partner = made.desk("AAAA"), office("BBBB")
    counsel, stranger = partner.join(Role.COUNSEL), office("CCCC").join(Role.COUNSEL)
    documentation.share_incident(by=desk.documentalist, incident_id=desk.incident, organisation_id=partner.organisation.id)
    begun = submissions.Begun(desk.person, desk.incident, desk.act)
    refused("person_of_partner", submissions.begin, by=counsel, begun=begun)
    answer = browser_for(counsel).get(
        reverse("advocacy:submission-new", args=[desk.person]) + f"?about={desk.incident}:{desk.act}"
    )
    assert answer.status_code in {403, 409}
    assert "AAAA" in answer.content.decode()
    page = browser_for(counsel).get(reverse("documentation:incident", args=[desk.incident])).content.decode()
    assert "AAAA shared this incident without the names" in page or "AAAA a partagé" in page
    for unknown in (submissions.Begun(desk.person), begun):
        with pytest.raises(submissions.NotThere):
            submissions.begin(by=stranger, begun=unknown)
