"""Copies that leave together: the list is the same to the byte, exports are all written or none, sealed files are closed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.evidence import manifest
from seereya.evidence import services as evidence
from seereya.evidence.manifest import Line
from seereya.evidence.models import CustodyEvent
from seereya.evidence.queries.offered import offer
from seereya.evidence.rules import Refused
from seereya.evidence.services import taking
from tests.factories.evidence import JPEG, item

pytestmark = pytest.mark.django_db


def refused(call, *args, **more):
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.code


def test_the_manifest_is_written_like_this_and_not_otherwise():
    """A digest of the ledger stands for these bytes: another way to write them would make every earlier digest a stranger."""
    lines = [manifest.line_of("AA-CF-0001-package.html", b"abc"), Line("01-AA-EV-0001.pdf", 7, "ab" * 32, 1, "cd" * 32)]
    assert manifest.write(lines).decode() == (
        "number,file,bytes,sha256,sha256_sealed\n"
        ",AA-CF-0001-package.html,3,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad,\n"
        f"1,01-AA-EV-0001.pdf,7,{'ab' * 32},{'cd' * 32}\n"
    )


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), st.integers(0, 2**50)), max_size=5))
def test_whatever_a_file_is_called_the_manifest_reads_back(files):
    lines = [Line(name, size, "0" * 64, place) for place, (name, size) in enumerate(files)]
    read = list(csv.DictReader(io.StringIO(manifest.write(lines).decode(), newline="")))
    assert [(one["file"], int(one["bytes"])) for one in read] == files


@pytest.fixture
def attachments(writer):
    rows = [item(by=writer, data=JPEG + bytes([number])) for number in range(3)]
    offered = offer(by=writer, targets=[], named={row.id: row.reference for row in rows}).items
    return taking.choose(by=writer, offered=offered, wanted=dict.fromkeys(row.id for row in rows))


def test_attachments_keep_the_order_in_which_they_were_offered(attachments):
    assert [one.number for one in attachments] == [1, 2, 3]
    assert [one.name for one in attachments] == [f"{one.number:02d}-{one.reference}.jpg" for one in attachments]


def test_exports_are_all_written_or_none(writer, attachments):
    files = taking.prepare(by=writer, attachments=attachments, purpose="plainte")
    assert not CustodyEvent.objects.filter(kind="export").exists()
    last = max(files, key=lambda one: one.row.id).row
    type(last).objects.filter(id=last.id).update(status="erased")
    assert refused(taking.note_exports, by=writer, files=files, purpose="plainte") == "item_erased"
    assert not CustodyEvent.objects.filter(kind="export").exists()
    taking.let_go(files)


def test_a_purpose_is_needed_and_keys(writer, receiver, attachments):
    assert refused(taking.prepare, by=writer, attachments=attachments, purpose=" ") == "purpose_needed"
    with pytest.raises(evidence.NotThere):
        taking.prepare(by=receiver, attachments=attachments, purpose="plainte")


def test_sealed_files_are_closed_at_the_end_and_where_nobody_reads(writer, attachments):
    files = taking.prepare(by=writer, attachments=attachments, purpose="plainte")
    sent = taking.Outgoing("a.zip", (data for _name, one in taking.entries(attachments, files) for data in one), files)
    assert b"".join(sent) == b"".join(JPEG + bytes([number]) for number in range(3))
    assert all(one._source.closed for one in files)
    files = taking.prepare(by=writer, attachments=attachments, purpose="plainte")
    taking.Outgoing("a.zip", iter(()), files).close()
    assert all(one._source.closed for one in files)
