"""A QR code as shapes for the page: no picture from elsewhere, no style attribute."""

from __future__ import annotations

from dataclasses import dataclass

import segno

_BORDER = 4


@dataclass(frozen=True)
class Drawn:
    """A square picture: its side in modules and the path of its dark parts (SVG path data)."""

    side: int
    path: str


def qr_code(text: str) -> Drawn:
    """The QR code of a text (ISO/IEC 18004, error correction M), with its quiet zone, as runs of dark modules."""
    matrix = segno.make(text, error="m", micro=False).matrix
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            start = x
            while x < len(row) and row[x]:
                x += 1
            runs.append(f"M{start + _BORDER} {y + _BORDER}h{x - start}v1h-{x - start}z")
    return Drawn(len(matrix) + 2 * _BORDER, "".join(runs))
