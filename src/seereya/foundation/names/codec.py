"""The bytes of a name index: magic, version, then length-prefixed parts, numbers little-endian. Never pickle."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyroaring import BitMap

_MAGIC = b"SNIX\x01"
_LENGTH = struct.Struct("<I")
_PARTS = 8
_NEWLINE = "\n"  # a token holds letters and figures only


class BadImage(ValueError):
    """The blob is not a name index, or is damaged."""


@dataclass(slots=True)
class Image:
    """All that an index keeps, as it is written."""

    rules: int
    keys: list[bytes]
    first: array[int]
    tokens: list[str]
    sounds: list[str]
    skeletons: list[str]
    postings: list[BitMap]
    sizes: dict[int, BitMap]


def write(image: Image) -> bytes:
    """The image as bytes."""
    sizes = sorted(image.sizes.items())
    parts = (
        _numbers([image.rules, *(size for size, _ in sizes)]),
        _numbers(len(key) for key in image.keys),
        b"".join(image.keys),
        _numbers(image.first),
        _lines(image.tokens),
        _lines(image.sounds) + b"\0" + _lines(image.skeletons),
        *_bitmaps([*image.postings, *(bitmap for _, bitmap in sizes)]),
    )
    return _MAGIC + b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def read(blob: bytes) -> Image:
    """The image that `write` wrote.

    Raises:
        BadImage: when it is not one. Whether it is authentic is the seal's business, not ours.
    """
    if not blob.startswith(_MAGIC):
        raise BadImage("not a name index")
    try:
        header, key_lengths, keys, first, tokens, spelled, lengths, bitmaps = _parts(blob)
        rules, *sizes = _array(header)
        sounds, _, skeletons = spelled.partition(b"\0")
        words = _split(tokens)
        loaded = [BitMap.deserialize(part) for part in _slices(bitmaps, _array(lengths))]
        image = Image(
            rules,
            list(_slices(keys, _array(key_lengths))),
            _array(first),
            words,
            _split(sounds),
            _split(skeletons),
            loaded[: len(words)],
            dict(zip(sizes, loaded[len(words) :], strict=True)),
        )
    except (ValueError, struct.error, UnicodeDecodeError) as damage:
        raise BadImage("damaged name index") from damage
    if len(image.first) != len(image.keys) + 1 or not len(words) == len(image.sounds) == len(image.skeletons) == len(
        image.postings
    ):
        raise BadImage("damaged name index")
    return image


def _parts(blob: bytes) -> list[bytes]:
    parts, place = [], len(_MAGIC)
    for _ in range(_PARTS):
        (length,) = _LENGTH.unpack_from(blob, place)
        place += _LENGTH.size
        parts.append(blob[place : place + length])
        place += length
    if place != len(blob):
        raise BadImage("damaged name index")
    return parts


def _numbers(values: Iterable[int]) -> bytes:
    numbers = array("I", values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _array(part: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(part)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _lines(values: list[str]) -> bytes:
    return _NEWLINE.join(values).encode() if values else b"\x01"


def _split(part: bytes) -> list[str]:
    return [] if part == b"\x01" else part.decode().split(_NEWLINE)


def _bitmaps(bitmaps: list[BitMap]) -> tuple[bytes, bytes]:
    written = [bitmap.serialize() for bitmap in bitmaps]
    return _numbers(len(part) for part in written), b"".join(written)


def _slices(part: bytes, lengths: Iterable[int]) -> Iterator[bytes]:
    place = 0
    for length in lengths:
        yield part[place : place + length]
        place += length
    if place != len(part):
        raise BadImage("damaged name index")
