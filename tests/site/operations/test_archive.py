"""The archive inside a backup: read back exactly, and anything else refused."""

from __future__ import annotations

import hashlib
import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.site.operations.archive import MANIFEST, BadArchive, Manifest, Member, Stream, check, read, safe, written

NAMES = st.from_regex(r"[a-z]{1,8}(/[a-z0-9.]{1,8}x){0,2}", fullmatch=True)
FILES = st.dictionaries(NAMES, st.binary(max_size=3000), max_size=6)


def archive(files):
    members = [Member(name, len(data), [data[:1000], data[1000:]]) for name, data in files.items()]
    return b"".join(written(members, {"engine": "sqlite"}))


@given(FILES)
def test_what_is_written_is_read(files):
    found, manifest = {}, None
    for name, size, pieces in read(io.BytesIO(archive(files))):
        data = b"".join(pieces)
        assert len(data) == size
        if name == MANIFEST:
            manifest = Manifest.from_json(data)
        else:
            found[name] = data
    assert found == files
    assert manifest.facts == {"engine": "sqlite"}
    check(manifest, {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in found.items()})


@given(FILES, st.integers(1, 4000))
def test_any_tar_program_reads_it(files, size):
    source, data = Stream(iter([archive(files)])), b""
    while piece := source.read(size):
        assert len(piece) <= size
        data += piece
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        assert set(tar.getnames()) == {*files, MANIFEST}


@given(FILES.filter(bool), st.data())
def test_a_member_that_is_not_as_the_manifest_says(files, data):
    members = {name: (len(value), hashlib.sha256(value).hexdigest()) for name, value in files.items()}
    manifest = Manifest({}, dict(members))
    name = data.draw(st.sampled_from(sorted(files)))
    for spoiled in (
        {**members, name: (0, "")},
        {one: value for one, value in members.items() if one != name},
        {**members, "more": (0, "")},
    ):
        with pytest.raises(BadArchive):
            check(manifest, spoiled)


@pytest.mark.parametrize("name", ["/etc/passwd", "../up", "a/../../up", "", "a//b", "./a", "a\0b"])
def test_a_name_outside_the_archive_is_refused(name):
    assert not safe(name)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_anything_but_a_plain_file_is_refused(kind):
    info = tarfile.TarInfo("link")
    info.type, info.linkname = kind, "/etc/passwd"
    with pytest.raises(BadArchive):
        list(read(io.BytesIO(info.tobuf() + b"\0" * 1024)))


@given(st.binary(max_size=2000))
def test_noise_is_refused_in_words(noise):
    with pytest.raises(BadArchive):
        Manifest.from_json(noise)
    try:
        for _name, _size, pieces in read(io.BytesIO(noise)):
            b"".join(pieces)
    except BadArchive:
        pass


def test_a_file_that_changes_while_it_is_read_is_noticed():
    for size in (2, 4):
        with pytest.raises(ValueError, match="changed"):
            list(written([Member("a", size, [b"abc"])], {}))
