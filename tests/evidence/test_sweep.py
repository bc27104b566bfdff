"""A10: whatever happened to a sealed file is named without a key; and nothing in clear stands on the disk while one arrives."""

import os
import random
from pathlib import Path

import pytest

from seereya.evidence import objects, services
from seereya.evidence.models import EvidenceItem
from seereya.site.operations import evidence_checks
from tests.factories.evidence import item

pytestmark = pytest.mark.django_db


def flip(path, chance):
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.chmod(0o600)
    path.write_bytes(data)
    path.chmod(0o400)


@pytest.mark.parametrize("blobs", [20, pytest.param(1000, marks=pytest.mark.heavy)])
def test_one_flipped_bit_in_each_of_many_is_named(writer, blobs):
    rows = [item(by=writer, data=os.urandom(200 + number), name=f"{number}.bin") for number in range(blobs)]
    assert list(evidence_checks.sealed_files()) == []
    chance = random.Random(1)
    for row in rows:
        flip(objects.path_of(row.object), chance)
    named = {where.split(" ")[0] for where, fault in objects.check() if fault == "altered"}
    assert named == {row.reference for row in rows}


def test_missing_orphan_and_writable_files_are_named(writer):
    rows = [item(by=writer, data=os.urandom(100)) for _ in range(3)]
    objects.path_of(rows[0].object).unlink()
    objects.path_of(rows[1].object).chmod(0o600)
    stranger = objects.root() / "ab" / "cd" / ("ab" * 32)
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_bytes(b"x")
    faults = {fault: where for where, fault in objects.check()}
    assert set(faults) == {"missing", "writable", "orphan"}
    assert rows[0].reference in faults["missing"]
    assert faults["orphan"].endswith("ab" * 32)


def test_journals_agree_with_the_log(writer):
    row = item(by=writer)
    services.open_item(by=writer, item_id=row.id, purpose="to see").close()
    assert list(evidence_checks.journals()) == []


class Watched:
    """A file on its way in that looks, at each piece, at every descriptor and every file of this process's home."""

    def __init__(self, mark, home):
        self.mark, self.home, self.left, self.looked = mark, home, 6, 0

    def read(self, _size):
        for descriptor in Path("/proc/self/fd").iterdir():
            try:
                if descriptor.resolve().is_relative_to("/proc") or not descriptor.is_file():
                    continue
                with descriptor.open("rb") as file:
                    assert self.mark not in file.read()
                self.looked += 1
            except OSError:
                continue
        for path in self.home.rglob("*"):
            if path.is_file():
                assert self.mark not in path.read_bytes()
                self.looked += 1
        self.left -= 1
        return self.mark * 5000 if self.left >= 0 else b""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_no_clear_byte_is_on_the_disk_while_a_file_arrives(home, writer):
    mark = b"Zclearbytesonthediskqk"
    watched = Watched(mark, home)
    services.receive_item(by=writer, file=watched, name="film.mp4")
    assert watched.looked > 6
    assert EvidenceItem.objects.count() == 1
    for path in home.rglob("*"):
        assert not path.is_file() or mark not in path.read_bytes()
