"""A ZIP written as a stream, the same bytes every time: stored, in the order given, without a day, sizes said before each file.

Sizes stand before the bytes, because what unpacks on old telephones reads from the front and takes no sizes afterwards.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

_DAY = 0x21  # 1 January 1980, the first day a ZIP can say
_VERSION, _MADE_BY = 20, 3 << 8 | 20
_MODE = 0o100644 << 16


def stream(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The archive piece by piece. Names are plain ASCII."""
    directory, offset, count = b"", 0, 0
    for name, data in files:
        raw, crc = name.encode("ascii"), zlib.crc32(data)
        same = struct.pack("<HHHHHLLLHH", _VERSION, 0, 0, 0, _DAY, crc, len(data), len(data), len(raw), 0)
        head = b"PK\x03\x04" + same + raw
        directory += b"PK\x01\x02" + struct.pack("<H", _MADE_BY) + same + struct.pack("<HHHLL", 0, 0, 0, _MODE, offset) + raw
        yield head
        yield data
        offset, count = offset + len(head) + len(data), count + 1
    yield directory
    yield b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), offset, 0)
