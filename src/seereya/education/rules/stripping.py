"""Takes out of a file what it tells besides its picture or its sound: place, day, telephone, owner's name."""

from __future__ import annotations

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
# What a PNG needs to be seen; everything else (text, day, EXIF) is left out.
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
_SCAN, _END, _JFIF, _ADOBE = 0xDA, 0xD9, 0xE0, 0xEE
_APPLICATION = range(0xE0, 0xF0)
_COMMENT = 0xFE
_HEADER = 10
_OPENED = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"}
_EMPTIED = {b"udta", b"meta", b"uuid"}


class Damaged(ValueError):
    """The file does not hold together as what it says it is."""


def strip(data: bytes, mime: str) -> bytes:
    """The same picture or sound, without what was written beside it. Raises `Damaged`."""
    strippers = {"image/jpeg": _jpeg, "image/png": _png, "audio/mpeg": _mp3, "audio/mp4": _mp4}
    try:
        return strippers[mime](data) if mime in strippers else data
    except (struct.error, IndexError) as broken:
        raise Damaged(mime) from broken


def _jpeg(data: bytes) -> bytes:
    kept, place = bytearray(data[:2]), 2
    while True:
        if data[place] != 0xFF:  # noqa: PLR2004 - every part of a JPEG begins with it
            raise Damaged("image/jpeg")
        marker = data[place + 1]
        if marker == 0xFF:  # noqa: PLR2004 - filling between parts
            place += 1
            continue
        if marker in {_SCAN, _END}:
            return bytes(kept + data[place:])
        (length,) = struct.unpack_from(">H", data, place + 2)
        told = (marker in _APPLICATION and marker not in {_JFIF, _ADOBE}) or marker == _COMMENT
        if not told:
            kept += data[place : place + 2 + length]
        place += 2 + length


def _png(data: bytes) -> bytes:
    kept, place = bytearray(_PNG), len(_PNG)
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        if place + 12 + length > len(data):
            raise Damaged("image/png")
        if kind in _PNG_KEPT:
            kept += data[place : place + 12 + length]
        if kind == b"IEND":
            return bytes(kept)
        place += 12 + length
    raise Damaged("image/png")


def _mp3(data: bytes) -> bytes:
    """Without the tags before (ID3v2) and behind (ID3v1) the sound."""
    while data[:3] == b"ID3" and len(data) > _HEADER:
        size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
        data = data[_HEADER + size :]
    return data[:-128] if data[-128:-125] == b"TAG" else data


def _mp4(data: bytes) -> bytes:
    """With the boxes that tell emptied and renamed: nothing moves, so that the sound is found where the file says."""
    out = bytearray(data)
    _empty(out, 0, len(out))
    return bytes(out)


def _empty(out: bytearray, place: int, end: int) -> None:
    while place + 8 <= end:
        size, kind = struct.unpack_from(">I4s", out, place)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", out, place + 8)
            head = 16
        size = size or end - place
        if size < head or place + size > end:
            raise Damaged("audio/mp4")
        if kind in _EMPTIED:
            out[place + 4 : place + 8] = b"free"
            out[place + head : place + size] = bytes(size - head)
        elif kind in _OPENED:
            _empty(out, place + head, place + size)
        place += size
