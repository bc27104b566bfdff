"""A file comes in: sealed, hashed, write-once, acknowledged; what is refused leaves nothing."""

import hashlib
import io
import os
import stat
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from seereya.accounts.rules import Refused
from seereya.evidence import objects, services
from seereya.evidence.content import ItemContent
from seereya.evidence.models import CustodyEvent, CustodyTransfer, EvidenceItem, Opening, Receipt
from seereya.evidence.services.custody import agrees
from seereya.foundation.sealable import When
from seereya.vault import uploads
from tests.factories.evidence import JPEG, item

pytestmark = pytest.mark.django_db


def kept(home):
    return sorted(path for path in home.rglob("*") if path.is_file())


def test_the_object_is_sealed_write_once_and_named_by_its_hash(home, writer):
    row = item(by=writer)
    path = objects.path_of(row.object)
    assert kept(home) == [path]
    assert path.parent.parent.name == row.object[:2]
    assert path.parent.name == row.object[2:4]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == row.object
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert JPEG[:40] not in path.read_bytes()
    assert row.reference == "EVAA-EV-0001"
    assert row.kind == "image"


def test_what_is_written_of_it(writer):
    row = item(by=writer, collected=When("2024-05-01", "2024-05-01", "day", words="1 May 2024"), collected_by="a relay")
    opened = services.read_item(by=writer, item_id=row.id)
    assert (opened.content.sha256, opened.content.size) == (hashlib.sha256(JPEG).hexdigest(), len(JPEG))
    assert (opened.content.detected, opened.content.findings) == ("image/jpeg", [])
    journal = services.read_journal(opened)
    assert [(one.number, one.kind) for one, _ in journal] == [(1, "collect"), (2, "receive")]
    assert all(agrees(one, said) for one, said in journal)
    assert journal[1][1].event.before == bytes(journal[0][0].commitment).hex()
    assert journal[1][1].event.file


def test_nothing_of_it_stands_in_the_database(writer):
    row = item(by=writer, title="northern well", name="secretname.jpg", notes="my own brother", origin="a relay")
    services.link_item(by=writer, item_id=row.id, kind="incident", target=str(row.id), locator="page secretpage")
    services.open_item(by=writer, item_id=row.id, purpose="secret purpose").close()
    digest = hashlib.sha256(JPEG).hexdigest()
    with connection.cursor() as cursor:
        for model in (EvidenceItem, CustodyEvent, CustodyTransfer, Opening, Receipt):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - names of our own tables
            cells = [cell for row in cursor for cell in row]
            stored = b" ".join(bytes(c) if isinstance(c, bytes | memoryview) else str(c).encode() for c in cells)
            for secret in ("northern well", "secretname", "my own brother", "secretpage", "secret purpose", digest):
                assert secret.encode() not in stored, (model, secret)
            assert bytes.fromhex(digest) not in stored


def test_an_empty_file_is_refused_and_nothing_kept(home, writer):
    with pytest.raises(Refused, match="empty_file"):
        item(by=writer, data=b"")
    assert kept(home) == []
    assert not EvidenceItem.objects.exists()


@pytest.mark.parametrize(
    "announced", [services.Announced(size=len(JPEG) + 1), services.Announced(sha256=hashlib.sha256(b"another").hexdigest())]
)
def test_a_file_that_is_not_the_one_announced_is_refused_and_nothing_kept(home, writer, announced):
    with pytest.raises(Refused, match="not_as_announced"):
        services.receive_item(by=writer, file=io.BytesIO(JPEG), name="a.jpg", announced=announced)
    assert kept(home) == []


def test_a_file_that_was_announced_rightly_is_taken(writer):
    said = services.Announced(hashlib.sha256(JPEG).hexdigest().upper(), len(JPEG))
    assert services.receive_item(by=writer, file=io.BytesIO(JPEG), name="a.jpg", announced=said)


@pytest.mark.parametrize(
    ("data", "name", "declared", "codes"),
    [
        (b"<html><script>alert(1)</script>", "photo.jpg", "image/jpeg", ["contradicts_declared", "contradicts_name"]),
        (JPEG, "plan.pdf", "application/octet-stream", ["contradicts_name"]),
        (JPEG, "noname", "", []),
        (b"just words", "notes.txt", "text/plain", []),
        (bytes(range(1, 200)), "strange.jpg", "image/jpeg", []),
    ],
)
def test_a_file_that_lies_about_its_type_is_kept_and_marked(writer, data, name, declared, codes):
    content = services.read_item(by=writer, item_id=item(by=writer, data=data, name=name, declared=declared).id).content
    assert [one.code for one in content.findings] == codes
    assert all(one.tool.startswith("puremagic ") for one in content.findings)


def test_a_depositor_without_the_vault_writes_and_keeps_a_receipt_only(monitor, writer, office):
    row = item(by=monitor, title="told by a relay")
    with pytest.raises(services.NotThere):
        services.read_item(by=monitor, item_id=row.id)
    with pytest.raises(services.NotThere):
        services.open_item(by=monitor, item_id=row.id, purpose="to see")
    receipt = services.read_receipt(by=monitor, item_id=row.id)[1]
    assert (receipt.reference, receipt.sha256) == (row.reference, hashlib.sha256(JPEG).hexdigest())
    with pytest.raises(services.NotThere):
        services.read_receipt(by=writer, item_id=row.id)
    assert services.read_item(by=writer, item_id=row.id).content.title == "told by a relay"


def test_the_same_form_twice_makes_one_item(home, writer, item):
    again = services.receive_item(by=writer, file=io.BytesIO(JPEG), name="a.jpg", item_id=item.id)
    assert again == item
    assert len(kept(home)) == 1


def test_what_fails_after_the_move_leaves_nothing(home, writer, monkeypatch):
    with pytest.raises(TypeError):
        services.receive_item(by=writer, file=io.BytesIO(JPEG), name="a.jpg", content=ItemContent(notes=object()))
    assert kept(home) == []


def test_a_full_disk_is_said_and_nothing_acknowledged(home, writer):
    (home / "objects").write_bytes(b"")  # a file where the folder must be
    with pytest.raises(Refused, match="disk_refused"):
        item(by=writer)
    (home / "objects").unlink()
    assert kept(home) == []
    assert not EvidenceItem.objects.exists()


def test_the_order_of_writing(home, writer, monkeypatch):
    """fsync of the file, rename, fsync of the folder, and only then the database."""
    order = []
    real_sync, real_rename = os.fsync, os.rename

    def sync(descriptor):
        order.append(("fsync", Path(f"/proc/self/fd/{descriptor}").readlink().name))
        real_sync(descriptor)

    def rename(here, there, **more):
        order.append(("rename", Path(there).name))
        real_rename(here, there, **more)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "rename", rename)
    row = item(by=writer)
    steps = [what for what, name in order]
    moved = order.index(("rename", row.object))
    assert order[moved + 1] == ("fsync", row.object[2:4])
    assert any(name.endswith(".sealed") for what, name in order[:moved] if what == "fsync")
    assert steps.count("rename") == 1


def test_the_journal_is_append_only(item):
    for act in (
        lambda: CustodyEvent.objects.filter(item=item).update(number=9),
        lambda: CustodyEvent.objects.filter(item=item).delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_an_upload_that_died_between_move_and_commit_is_swept(home, writer, item):
    upload = uploads.seal_stream(io.BytesIO(JPEG), "a.jpg", "image/jpeg")
    name = objects.keep(upload)
    assert [fault for _, fault in objects.check()] == []  # on its way in
    note = home / "uploads" / f"{upload.upload_id}.moving"
    os.utime(note, (1, 1))
    assert objects.sweep() == 1
    assert kept(home) == [objects.path_of(item.object)]
    assert not objects.path_of(name).exists()


def test_an_object_whose_item_is_there_is_never_swept(home, item):
    (home / "uploads" / "left.moving").write_text(item.object)
    os.utime(home / "uploads" / "left.moving", (1, 1))
    assert objects.sweep() == 0
    assert objects.path_of(item.object).exists()
