"""Evidence in the browser: received, listed, opened for a purpose, served in ranges, handed over, printed."""

import hashlib
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.evidence import services
from seereya.evidence.models import CustodyTransfer, EvidenceItem
from seereya.foundation import clock
from seereya.vault.rules import VaultKind
from tests.factories import documentation as documented
from tests.factories.accounts import browser_for
from tests.factories.evidence import JPEG, PDF
from tests.factories.evidence import item as received

pytestmark = pytest.mark.django_db
MEMBER = {"sensitivity": "ordinary"}


@pytest.fixture
def writer(office):
    documented.packs_loaded()
    return office.join(Role.DOCUMENTALIST, language="en")


@pytest.fixture
def browser(writer):
    return browser_for(writer)


def named(data, name="IMG_1.jpg", kind="image/jpeg"):
    file = io.BytesIO(data)
    file.name, file.content_type = name, kind
    return file


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def upload(browser, data=JPEG, query="", **more):
    return browser.post(reverse("evidence:item-new") + query, {"file": named(data), **MEMBER, **more})


def test_a_file_is_received_and_the_receipt_shown(browser, home):
    assert browser.get(reverse("evidence:item-new")).status_code == 200
    answer = upload(browser, title="Crater", collected="1 May 2024")
    row = EvidenceItem.objects.get()
    assert answer.url == reverse("evidence:receipt", args=[row.id])
    shown = text(browser.get(answer.url))
    assert row.reference in shown
    assert hashlib.sha256(JPEG).hexdigest() in shown
    assert not list((home / "uploads").iterdir())


@pytest.mark.parametrize(
    ("data", "more", "words"),
    [
        (b"", {}, "This file is empty"),
        (JPEG, {"sha256": "0" * 64}, "not the file that was announced"),
        (JPEG, {"sha256": "xyz"}, "64 characters"),
        (JPEG, {"collected": "31/02/2021"}, "day"),
    ],
)
def test_what_is_refused_is_said_and_leaves_nothing(browser, home, data, more, words):
    answer = upload(browser, data, **more)
    assert answer.status_code in {409, 422}
    assert words in text(answer)
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_a_body_cut_in_the_middle_is_refused_and_nothing_kept(browser, home):
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n' + JPEG
    answer = browser.generic("POST", reverse("evidence:item-new"), body, "multipart/form-data; boundary=b")
    assert answer.status_code == 422
    assert "did not arrive whole" in text(answer)
    assert not [path for path in home.rglob("*") if path.is_file()]
    assert not EvidenceItem.objects.exists()


def test_a_monitor_who_cannot_read_gets_a_receipt(office, home):
    monitor = browser_for(office.join(Role.MONITOR, holding=(), language="en"))
    assert "write here and not read back" in text(monitor.get(reverse("evidence:item-new")))
    answer = monitor.get(upload(monitor).url)
    assert hashlib.sha256(JPEG).hexdigest() in text(answer)
    assert monitor.get(reverse("evidence:item", args=[EvidenceItem.objects.get().id])).status_code == 404


def test_the_list_counts_and_narrows(browser, writer):
    received(by=writer, title="Crater in the north")
    received(by=writer, data=PDF, name="letter.pdf", declared="application/pdf", title="Letter", graphic=True)
    page = browser.get(reverse("evidence:items"))
    assert page.context["rows"][0]["title"] == "Letter"
    assert "2 items of evidence" in text(page)
    for query, count in (("kind=image", 1), ("not_kind=image", 1), ("q=crater", 1), ("flag=graphic", 1), ("linked=incident", 0)):
        assert len(browser.get(reverse("evidence:items") + f"?{query}").context["rows"]) == count, query
    for wrong in ("kind=nonsense", "colour=red", "sort=name", "flag=x"):
        assert browser.get(reverse("evidence:items") + f"?{wrong}").status_code == 400, wrong


def test_the_list_asks_a_fixed_number_of_questions(browser, writer, django_assert_max_num_queries):
    for _ in range(3):
        received(by=writer)
    browser.get(reverse("evidence:items"))
    with django_assert_max_num_queries(12):
        browser.get(reverse("evidence:items"))


def opened(browser, row, purpose="to compare"):
    return browser.post(reverse("evidence:open", args=[row.id]), {"purpose": purpose})


def test_a_file_is_shown_after_a_purpose_only(browser, writer):
    row = received(by=writer)
    page = reverse("evidence:item", args=[row.id])
    assert "What do you need it for?" in text(browser.get(page))
    assert browser.get(reverse("evidence:file", args=[row.id])).status_code == 302
    assert browser.post(reverse("evidence:open", args=[row.id])).status_code == 409
    assert opened(browser, row).status_code == 302
    assert f'src="{reverse("evidence:file", args=[row.id])}"' in browser.get(page).content.decode()
    answer = browser.get(reverse("evidence:file", args=[row.id]))
    assert b"".join(answer.streaming_content) == JPEG
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert "EVAA" not in answer["Content-Disposition"]
    assert "IMG" not in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("asked", "status", "span"),
    [
        ("bytes=0-9", 206, (0, 10)),
        ("bytes=100-", 206, (100, len(JPEG))),
        ("bytes=-5", 206, (len(JPEG) - 5, len(JPEG))),
        (f"bytes=0-{10**9}", 206, (0, len(JPEG))),
        (f"bytes={len(JPEG)}-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=0-1,5-6", 200, (0, len(JPEG))),
        ("lines=1-2", 200, (0, len(JPEG))),
    ],
)
def test_ranges(browser, writer, asked, status, span):
    row = received(by=writer)
    opened(browser, row)
    answer = browser.get(reverse("evidence:file", args=[row.id]), headers={"Range": asked})
    assert answer.status_code == status
    if span is None:
        assert answer["Content-Range"] == f"bytes */{len(JPEG)}"
        return
    assert b"".join(answer.streaming_content) == JPEG[span[0] : span[1]]
    assert answer["Content-Length"] == str(span[1] - span[0])
    if status == 206:
        assert answer["Content-Range"] == f"bytes {span[0]}-{span[1] - 1}/{len(JPEG)}"


def test_a_condition_nobody_can_meet_gets_the_whole(browser, writer):
    row = received(by=writer)
    opened(browser, row)
    where = reverse("evidence:file", args=[row.id])
    answer = browser.get(where, headers={"Range": "bytes=0-1", "If-Range": '"x"'})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, JPEG)
    head = browser.head(where)
    assert (head["Content-Length"], head["Accept-Ranges"]) == (str(len(JPEG)), "bytes")


def test_what_could_run_is_downloaded_only(browser, writer):
    row = received(by=writer, data=b"<html><script>alert(1)</script></html>", name="page.html", declared="text/html")
    opened(browser, row)
    assert browser.get(reverse("evidence:file", args=[row.id])).status_code == 302
    answer = browser.post(reverse("evidence:export", args=[row.id]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert b"alert" in b"".join(answer.streaming_content)


def test_graphic_content_is_not_shown_before_it_is_asked_for(browser, writer):
    row = received(by=writer, graphic=True)
    opened(browser, row)
    page = reverse("evidence:item", args=[row.id])
    assert "<img" not in browser.get(page).content.decode()
    assert "<img" in browser.get(page + "?show=1").content.decode()


def test_evidence_of_an_incident_stands_on_its_page(browser, writer):
    incident = documented.incident(by=writer)
    where = reverse("documentation:incident", args=[incident.id])
    page = browser.get(where)
    assert "No evidence is linked to it yet" in text(page)
    add = re.search(r'href="(/evidence/new/\?[^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    form = browser.get(add)
    assert incident.reference in text(form)
    browser.post(
        add, {"file": named(JPEG), **MEMBER, "link_kind": "incident", "link_target": str(incident.id), "locator": "left half"}
    )
    assert "left half" in text(browser.get(where))
    row = EvidenceItem.objects.get()
    shown = browser.get(reverse("evidence:item", args=[row.id])).content.decode()
    assert f'href="{where}"' in shown


def test_an_item_is_linked_by_reference_and_unlinked(browser, writer):
    row, incident = received(by=writer), documented.incident(by=writer)
    where = reverse("evidence:item-link", args=[row.id])
    assert browser.post(where, {"kind": "incident", "reference": "EVAA-INC-9999"}).status_code == 409
    assert (
        browser.post(where, {"kind": "incident", "reference": incident.reference.lower(), "locator": "page 3"}).status_code == 302
    )
    content = services.read_item(by=writer, item_id=row.id).content
    assert "page 3" in text(browser.get(reverse("evidence:item", args=[row.id])))
    browser.post(reverse("evidence:item-unlink", args=[row.id, content.links[0].id]))
    assert "Nothing yet" in text(browser.get(reverse("evidence:item", args=[row.id])))


def test_a_correction_needs_a_reason(browser, writer):
    row = received(by=writer)
    where = reverse("evidence:item-edit", args=[row.id])
    assert browser.get(where).status_code == 200
    assert browser.post(where, {**MEMBER, "title": "Another", "version": "1"}).status_code == 422
    assert browser.post(where, {**MEMBER, "title": "Another", "version": "1", "reason": "misread"}).status_code == 302
    assert browser.post(where, {**MEMBER, "title": "Third", "version": "1", "reason": "late"}).status_code == 409
    assert "misread" in text(browser.get(reverse("evidence:item", args=[row.id])))


def test_custody_passes_in_the_browser_and_lateness_is_said(browser, writer, partner):
    row = received(by=writer)
    receiver = partner.join(Role.DOCUMENTALIST, language="en")
    other = browser_for(receiver)
    answer = browser.post(
        reverse("evidence:offer", args=[row.id]), {"to": f"o:{partner.organisation.id}", "words": "for analysis"}
    )
    assert answer.status_code == 302
    transfer = CustodyTransfer.objects.get()
    assert "offers you custody" in text(other.get("/"))
    CustodyTransfer.objects.update(offered_at=clock.now() - timedelta(days=8))
    assert "is not answered" in text(browser.get("/"))
    assert "late" in text(other.get("/"))
    where = reverse("evidence:transfer", args=[transfer.id])
    assert "for analysis" in text(other.get(where))
    assert other.post(where, {"answer": "refuse"}).status_code == 409
    assert browser.get(where).status_code == 404
    assert other.post(where, {"answer": "accept", "words": "whole"}).status_code == 302
    assert other.get(where).status_code == 404
    assert "Received from a partner" in text(other.get(reverse("evidence:item", args=[row.id])))
    assert "offers you custody" not in text(other.get("/"))


def test_the_extract_says_its_gaps(browser, writer, partner, monkeypatch):
    row = received(by=writer)
    services.offer_transfer(by=writer, item_id=row.id, organisation_id=partner.organisation.id)
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    writer.session.seen_at = writer.session.expires_at = later + timedelta(hours=1)
    writer.session.save()
    page = text(browser.get(reverse("evidence:extract", args=[row.id])))
    assert "has not been answered for 8 days" in page
    assert "The journal begins with the reception" in page


def test_exhibits_of_counsel_are_opened_by_counsel_only(office, writer):
    counsel = office.join(Role.COUNSEL, language="en")
    front = browser_for(counsel)
    assert "With counsel" in text(front.get(reverse("evidence:item-new")))
    front.post(reverse("evidence:item-new"), {"file": named(JPEG), **MEMBER, "kept": "casework"})
    row = EvidenceItem.objects.get()
    assert row.vault.kind == VaultKind.CASEWORK
    assert front.get(reverse("evidence:item", args=[row.id])).status_code == 200
    assert browser_for(writer).get(reverse("evidence:item", args=[row.id])).status_code == 404
