"""Messages of an export as accounts of an incident: looked at first, chosen, their words sealed, their place in the file kept."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seereya.accounts.rules import Refused
from seereya.documentation import services
from seereya.documentation.content import Account
from seereya.evidence.models import EvidenceItem
from seereya.evidence.queries import items_linked_to
from seereya.vault.models import Draft
from tests.documentation.interviews.test_messages import FRENCH
from tests.factories import documentation as made

pytestmark = pytest.mark.django_db


def _send(browser, row, text=FRENCH):
    file = SimpleUploadedFile("chat.txt", text.encode() if isinstance(text, str) else text)
    return browser.post(reverse("documentation:messages-new", args=[row.id]), {"file": file})


def test_a_conversation_becomes_an_account_with_its_provenance(browser, writer):
    row = made.incident(by=writer)
    assert browser.get(reverse("documentation:messages-new", args=[row.id])).status_code == 200
    sent = _send(browser, row, "stray\n" + FRENCH)
    choose = reverse("documentation:messages-choose", args=[row.id])
    assert sent.url == choose
    page = browser.get(choose).content.decode()
    for words in ("4 messages were read.", "Line 1: it belongs to no message.", "à trois motos", "day, month, year"):
        assert words in page
    assert b"motos" not in bytes(Draft.objects.get().blob)
    nothing = browser.post(choose, {"source_words": "a relay"})
    assert b"Tick the messages" in nothing.content
    browser.post(
        choose, {"chosen": ["2", "3"], "source_words": "a relay", "says": "Three motorcycles came", "published": "3/1/2021"}
    )
    (account,) = services.open_incident(by=writer, incident_id=row.id).content.accounts
    assert account.says == "Three motorcycles came"
    (item,) = EvidenceItem.objects.all()
    assert account.archived.startswith(f"{item.reference} · whatsapp · SHA-256 ")
    for target in (account.id, str(row.id)):
        assert [one.id for one in items_linked_to(by=writer, target=target)] == [item.id]
    assert account.archived.endswith(" · 3–6, 7")
    words = services.open_testimony(by=writer, incident_id=row.id, purpose="to check")[account.id]
    assert "2021-01-03 14:06:00 Awa: Ils sont venus\nà trois motos" in words
    assert "PTT-20210113-WA0001.opus" in words
    assert "à trois motos" not in browser.get(choose).content.decode()
    browser.post(reverse("documentation:messages-discard", args=[row.id]))
    assert not Draft.objects.exists()
    assert browser.get(choose).status_code == 302


@pytest.mark.parametrize(
    ("data", "said"), [(b"a\x00b", "neither a text file nor a zip"), (b"words", "No message was found"), (b" ", "is empty")]
)
def test_a_file_that_cannot_be_read_is_refused_in_words(browser, writer, data, said):
    row = made.incident(by=writer)
    sent = _send(browser, row, data)
    assert sent.status_code == 409
    assert said in sent.content.decode()


def test_nothing_is_taken_of_nothing(writer):
    row = made.incident(by=writer)
    with pytest.raises(Refused, match="no_messages_wait"):
        services.account_from_messages(by=writer, incident_id=row.id, chosen=[1], account=Account(id="A1"))
    with pytest.raises(Refused, match="messages_too_long"):
        services.receive_messages(by=writer, incident_id=row.id, data=b"a" * 1_400_001, name="x")


NOTE = "PTT-20210113-WA0001.opus"
OPUS = b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(64)


def test_a_voice_note_becomes_evidence_linked_to_the_account_where_its_message_stands(browser, writer):
    row = made.incident(by=writer)
    _send(browser, row)
    choose = reverse("documentation:messages-choose", args=[row.id])
    typed = {"source_words": "a relay", "says": "Three motorcycles came"}
    stray = SimpleUploadedFile("other.opus", OPUS)
    refused = browser.post(choose, typed | {"chosen": ["2", "3"], "attachments": [stray]})
    assert refused.status_code == 409
    assert "other.opus" in refused.content.decode()
    assert not EvidenceItem.objects.exists()
    assert not list((settings.HOME / "uploads").glob("*.sealed"))
    sent = browser.post(choose, typed | {"chosen": ["2", "3"], "attachments": [SimpleUploadedFile(NOTE, OPUS)]})
    assert sent.status_code == 302
    (account,) = services.open_incident(by=writer, incident_id=row.id).content.accounts
    linked = items_linked_to(by=writer, target=account.id)
    assert sorted(one.card["title"] for one in linked) == [NOTE, "chat.txt"]
    note = next(one for one in linked if one.card["title"] == NOTE)
    assert note.card["links"][0] == ["account", account.id, "6"]
    assert note.card["kind"] == "audio"
