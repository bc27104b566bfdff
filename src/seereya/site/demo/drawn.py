"""Small valid files of the story, drawn and sounded here: no photograph, no voice and no satellite picture of anybody."""

from __future__ import annotations

import io
import math
import struct
import wave
import zlib

_RATE = 8000


def voice_note(seconds: float = 2.0) -> bytes:
    """A hum that stands for a voice note: mono, eight kilohertz, a few kilobytes."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(_RATE)
        steps = range(int(_RATE * seconds))
        sound.writeframes(bytes(128 + round(40 * math.sin(step / 9) * (0.6 + 0.4 * math.sin(step / 900))) for step in steps))
    return kept.getvalue()


def picture(kind: str) -> bytes:
    """A drawing as PNG: `photograph`, mounds under a sky; `satellite`, fields before and after."""
    width, height = 240, 160
    paint = _mounds if kind == "photograph" else _fields
    rows = b"".join(b"\0" + b"".join(bytes(paint(x, y, width, height)) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, data) for name, data in parts)


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _mounds(x: int, y: int, _width: int, height: int) -> tuple[int, int, int]:
    if y < height * 0.4:
        return (214, 206, 188)
    mound = height * 0.62 - 9 * abs(math.sin(x / 12))
    return (150, 106, 70) if mound < y < height * 0.68 else (196, 164, 120)


def _fields(x: int, y: int, width: int, _height: int) -> tuple[int, int, int]:
    half = width // 2
    shade = 8 * ((x % half // 24 + y // 32) % 3)
    if x >= half and (x - half - 60) ** 2 + (y - 80) ** 2 < 18**2:
        return (70, 60, 54)
    return (172 - shade, 158 - shade, 108 - shade)
