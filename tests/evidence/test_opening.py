"""A file is opened for a purpose, on the record before a byte leaves, and read at any offset."""

import random

import pytest

from seereya.accounts.rules import Refused, Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.evidence import objects, services
from seereya.evidence.models import Opening
from tests.factories.accounts import log_in
from tests.factories.evidence import item as received

pytestmark = pytest.mark.django_db
DATA = random.Random(1).randbytes(300_000)


def test_a_purpose_is_asked(writer, item):
    with pytest.raises(Refused, match="purpose_needed"):
        services.open_item(by=writer, item_id=item.id)


def test_any_part_is_read(writer):
    row = received(by=writer, data=DATA, name="a.bin")
    opened = services.open_item(by=writer, item_id=row.id, purpose="to compare")
    assert opened.size == len(DATA)
    assert opened.read_at(0, opened.size) == DATA
    for offset in (1, 65_535, 65_536, 131_071, 299_999):
        assert opened.read_at(offset, 1000) == DATA[offset : offset + 1000]
    opened.close()


def test_one_event_a_session_and_reads_counted_within(writer, item):
    log_in(writer)
    services.open_item(by=writer, item_id=item.id, purpose="to compare").close()
    for _ in range(3):
        services.open_item(by=writer, item_id=item.id).close()
    kinds = [said.event.kind for _, said in services.read_journal(services.read_item(by=writer, item_id=item.id))]
    assert kinds == ["receive", "open"]
    assert Opening.objects.get().reads == 3
    assert AuditEntry.objects.filter(tag=Tag.RECORD_OPENED, subject=item.id, facts__group="file").count() == 1
    log_in(writer)
    with pytest.raises(Refused, match="purpose_needed"):
        services.open_item(by=writer, item_id=item.id)


def test_a_download_is_an_event_of_its_own(writer, item):
    services.open_item(by=writer, item_id=item.id, purpose="for the judge", export=True).close()
    journal = services.read_journal(services.read_item(by=writer, item_id=item.id))
    assert [(said.event.kind, said.event.words) for _, said in journal[1:]] == [
        ("open", "for the judge"),
        ("export", "for the judge"),
    ]


def test_strangers_find_nothing_and_leave_no_trace(item, partner):
    stranger = partner.join(Role.DOCUMENTALIST)
    before = AuditEntry.objects.count()
    for act in (
        lambda: services.read_item(by=stranger, item_id=item.id),
        lambda: services.open_item(by=stranger, item_id=item.id, purpose="to see"),
        lambda: services.correct_item(by=stranger, item_id=item.id, version=1, content=None, reason=""),
        lambda: services.link_item(by=stranger, item_id=item.id, kind="incident", target="x"),
        lambda: services.offer_transfer(by=stranger, item_id=item.id),
    ):
        with pytest.raises(services.NotThere):
            act()
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("spoil", ["missing", "cut", "altered"])
def test_a_file_that_is_not_whole_is_said(writer, item, spoil):
    path = objects.path_of(item.object)
    data = bytearray(path.read_bytes())
    path.unlink()
    if spoil != "missing":
        data[-1] ^= 1
        path.write_bytes(data[:-20] if spoil == "cut" else data)
    with pytest.raises(Refused, match="file_not_whole"):
        services.open_item(by=writer, item_id=item.id, purpose="to see")
