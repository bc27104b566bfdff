"""A conversation with its media in a zip: read where it lies, its files taken one by one; what leads astray is refused in words."""

import io
import re
import resource
import stat
import zipfile
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from seereya.documentation import services
from seereya.documentation.archives import Archive
from seereya.documentation.messages import NotMessages
from seereya.evidence.models import CustodyEvent, EvidenceItem
from seereya.evidence.queries import items_linked_to
from seereya.vault import uploads
from tests.documentation.interviews.test_messages import FRENCH
from tests.factories import documentation as made

NOTE = "PTT-20210113-WA0001.opus"
OPUS = b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(range(256)) * 40


class Lying:
    """A file in memory, read as a sealed one is."""

    def __init__(self, data):
        self.data = data
        self.size = len(data)

    def read_at(self, offset, n):
        return self.data[offset : offset + n]


def packed(entries, method=zipfile.ZIP_DEFLATED):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as file:
        for name, data in entries:
            file.writestr(name, data)
    return into.getvalue()


EXPORT = packed([("_chat.txt", FRENCH), (NOTE, OPUS), ("IMG-1.jpg", b"\xff\xd8\xff" + bytes(50))])


def look(data):
    return Archive(Lying(data))


def test_the_conversation_and_its_media_are_found():
    found = look(EXPORT)
    assert len(found.conversation.messages) == 4
    assert found.media == {NOTE: len(OPUS), "IMG-1.jpg": 53}
    assert found.open(found.find(NOTE)).read() == OPUS


def test_a_telegram_export_in_its_folder():
    chat = (
        '{"name": "Awa", "messages": ['
        '{"id": 1, "type": "service", "date": "2021-01-03T14:00:00", "actor": "Awa", "action": "create_group", "text": ""},'
        '{"id": 2, "type": "message", "date": "2021-01-03T14:05:00", "from": "Awa", "text": ["at ", {"type": "bold", "text": "noon"}]},'
        '{"id": 3, "type": "message", "date": "2021-01-03T14:06:00", "from": "Awa", "file": "voice_messages/audio_1.ogg", "text": ""}]}'
    )
    found = look(packed([("ChatExport/result.json", chat), ("ChatExport/voice_messages/audio_1.ogg", OPUS)]))
    assert [(one.kind, one.text) for one in found.conversation.messages] == [
        ("system", "Awa create_group"),
        ("message", "at noon"),
        ("attachment", ""),
    ]
    assert found.find(found.conversation.messages[2].attachment) == "voice_messages/audio_1.ogg"


def link_entry():
    entry = zipfile.ZipInfo("photo.jpg")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def locked():
    """The same zip with the mark of a password on each entry."""
    data = bytearray(EXPORT)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + at] |= 1
            start += 4
    return bytes(data)


CHAT = ("_chat.txt", FRENCH)
REFUSED = {
    "cut": (EXPORT[: len(EXPORT) // 2], "zip_damaged"),
    "altered": (EXPORT.replace(EXPORT[60:64], b"\x00\x00\x00\x00", 1), "zip_damaged"),
    "locked": (locked(), "zip_encrypted"),
    "upwards": (packed([CHAT, ("../../etc/cron.d/x", "x")]), "zip_paths"),
    "absolute": (packed([CHAT, ("/etc/x", "x")]), "zip_paths"),
    "drive": (packed([CHAT, ("C:x", "x")]), "zip_paths"),
    "backslash": (packed([CHAT, ("..\\x", "x")]), "zip_paths"),
    "link": (packed([CHAT, (link_entry(), "/etc/passwd")]), "zip_paths"),
    "bomb": (packed([CHAT, ("v.mp4", bytes(40 << 20))]), "zip_bomb"),
    "bomb in the words": (packed([("_chat.txt", FRENCH * 20_000)]), "zip_bomb"),
    "too long": (packed([("_chat.txt", FRENCH * 5000)], zipfile.ZIP_STORED), "too_long"),
    "many": (packed([CHAT, *((f"{number}.jpg", "") for number in range(2001))]), "zip_many"),
    "method": (packed([CHAT], zipfile.ZIP_LZMA), "zip_method"),
    "no conversation": (packed([("a.jpg", OPUS), ("notes.txt", "hello")]), "zip_no_chat"),
    "several": (packed([("a/_chat.txt", FRENCH), ("b/_chat.txt", FRENCH)]), "zip_several"),
    "empty": (packed([]), "zip_no_chat"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=list(REFUSED))
def test_what_leads_astray_is_refused(data, code):
    with pytest.raises(NotMessages) as refused:
        look(data)
    assert refused.value.code == code


def test_two_entries_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed([CHAT, ("a.jpg", "x"), ("a.jpg", "y")])
    with pytest.raises(NotMessages, match="zip_paths"):
        look(data)


@given(st.binary(max_size=300), st.integers(0, len(EXPORT) - 1), st.integers(0, 255))
def test_any_bytes_are_read_or_refused_in_a_word(data, at, other):
    for one in (b"PK\x03\x04" + data, EXPORT[:at] + bytes([other]) + EXPORT[at + 1 :]):
        try:
            found = look(one)
        except NotMessages:
            continue
        assert found.conversation.messages


def send(browser, row, data=EXPORT):
    file = SimpleUploadedFile("WhatsApp Chat.zip", data, "application/zip")
    return browser.post(reverse("documentation:messages-new", args=[row.id]), {"file": file})


def waiting():
    return list((settings.HOME / "uploads").glob("*.sealed"))


@contextmanager
def disk_of(size):
    """No file grows beyond so many bytes: the system's own refusal, as a full disk gives it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def row(writer, settings, tmp_path):
    settings.HOME = tmp_path
    return made.incident(by=writer)


@pytest.mark.django_db
class TestInTheBrowser:
    def test_messages_and_their_voice_note_become_account_and_evidence(self, browser, writer, row):
        choose = reverse("documentation:messages-choose", args=[row.id])
        assert send(browser, row).url == choose
        page = browser.get(choose).content.decode()
        for words in ("4 messages were read.", f"{NOTE} · in the zip", "1 file of the zip is named by no message", "IMG-1.jpg"):
            assert words in page
        assert re.search(r'<input[^>]*name="keep_files"[^>]*checked', page)
        assert "error-summary" not in page, "nothing was asked yet"
        (file,) = waiting()
        assert b"_chat.txt" not in file.read_bytes()
        typed = {"source_words": "a relay", "says": "Three motorcycles came", "keep_files": "on"}
        assert browser.post(choose, typed | {"chosen": ["2", "3"]}).status_code == 302
        (account,) = services.open_incident(by=writer, incident_id=row.id).content.accounts
        linked = items_linked_to(by=writer, target=account.id)
        assert sorted(one.card["title"] for one in linked) == [NOTE, "WhatsApp Chat.zip"]
        note = next(one for one in linked if one.card["title"] == NOTE)
        assert (note.card["kind"], note.card["size"]) == ("audio", len(OPUS))
        assert not waiting()
        assert "EV-" in account.archived

    def test_without_the_box_the_media_stay_in_the_zip_and_can_be_taken_later(self, browser, row):
        choose = reverse("documentation:messages-choose", args=[row.id])
        send(browser, row)
        browser.post(choose, {"chosen": ["2"], "source_words": "a relay"})
        (whole,) = EvidenceItem.objects.all()
        browser.post(choose, {"chosen": ["3"], "source_words": "another relay", "keep_files": "on"})
        assert EvidenceItem.objects.count() == 2
        assert CustodyEvent.objects.filter(item=whole, kind="open").count() == 1, "taken out of evidence, on the record"
        assert not waiting()

    def test_a_zip_nobody_came_back_for_is_said_to_be_gone(self, browser, row):
        choose = reverse("documentation:messages-choose", args=[row.id])
        send(browser, row)
        assert uploads.sweep(older_than=timedelta(0)) == 1
        answer = browser.post(choose, {"chosen": ["3"], "source_words": "a relay", "keep_files": "on"})
        assert answer.status_code == 409
        assert "waited for a day" in answer.content.decode()
        assert not EvidenceItem.objects.exists()

    def test_a_disk_that_takes_no_more_is_said_and_the_zip_is_not_blamed(self, browser, row):
        choose = reverse("documentation:messages-choose", args=[row.id])
        send(browser, row)
        there = waiting()
        with disk_of(4096):
            answer = browser.post(choose, {"chosen": ["3"], "source_words": "a relay", "keep_files": "on"})
        assert answer.status_code == 409
        assert "does not take the file" in answer.content.decode()
        assert "damaged" not in answer.content.decode()
        assert not EvidenceItem.objects.exists()
        assert waiting() == there
        assert browser.post(choose, {"chosen": ["3"], "source_words": "a relay", "keep_files": "on"}).status_code == 302

    def test_throwing_away_or_sending_anew_leaves_no_zip_behind(self, browser, row):
        send(browser, row)
        send(browser, row)
        assert len(waiting()) == 1
        browser.post(reverse("documentation:messages-discard", args=[row.id]))
        assert waiting() == []

    @pytest.mark.parametrize("name", ["locked", "upwards", "bomb", "many", "no conversation", "cut"])
    def test_a_refusal_is_said_and_nothing_stays(self, browser, row, name):
        answer = send(browser, row, REFUSED[name][0])
        assert answer.status_code == 409
        assert "zip" in answer.content.decode()
        assert "messages_" not in answer.content.decode()
        assert waiting() == []
