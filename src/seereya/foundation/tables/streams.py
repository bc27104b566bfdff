"""From a file to physical lines of text: compression, line ends, encoding and forbidden bytes."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Literal, cast

from seereya.foundation.tables.errors import TableError

Encoding = Literal["utf-8", "windows-1252"]
Source = Path | str | IO[bytes]

MAX_RECORD = 8_000_000
"""Characters in the longest row that is believed. Real rows stay far below; beyond it a quote was left open."""

_CHUNK = 256 * 1024
_LOOK_AHEAD = 1_000_000
_BOM = b"\xef\xbb\xbf"
_FOREIGN = {
    b"PK\x03\x04": "this is a spreadsheet or a zip archive, not text",
    b"\xd0\xcf\x11\xe0": "this is an old Excel or Word file, not text",
    b"%PDF": "this is a PDF file, not text",
    b"\xff\xfe": "this is UTF-16 text: save it as UTF-8",
    b"\xfe\xff": "this is UTF-16 text: save it as UTF-8",
}


class _Reading(io.RawIOBase):
    """Any object with `read(n)` as a raw stream; optionally with old Macintosh line ends (CR) made LF."""

    def __init__(self, read: Callable[[int], bytes], *, returns: bool = False) -> None:
        self._read = read
        self._returns = returns

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = cast("memoryview", buffer)
        data = self._read(len(view))
        view[: len(data)] = data.replace(b"\r", b"\n") if self._returns else data
        return len(data)


def open_bytes(source: Source) -> tuple[io.BufferedReader, IO[bytes] | None]:
    """The file's bytes, decompressed where they are gzip, with LF or CRLF line ends; and what the caller has to close."""
    owned: IO[bytes] | None = None
    if isinstance(source, Path | str):
        owned = source = Path(source).open("rb")  # noqa: SIM115 - handed to the caller, who closes it
    stream: io.BufferedReader = io.BufferedReader(_Reading(source.read), _CHUNK)
    if stream.peek(2)[:2] == b"\x1f\x8b":
        unzipped = gzip.GzipFile(fileobj=cast("IO[bytes]", stream), mode="rb")
        stream = io.BufferedReader(_Reading(lambda size: _unzip(unzipped, size)), _CHUNK)
    sample = stream.peek(_CHUNK)
    if b"\r" in sample and b"\n" not in sample:
        stream = io.BufferedReader(_Reading(stream.read1, returns=True), _CHUNK)
    return stream, owned


def _unzip(unzipped: gzip.GzipFile, size: int) -> bytes:
    try:
        return unzipped.read(size)
    except EOFError:
        raise TableError("gzip_cut", "the compressed file stops before its end: it was cut on its way") from None
    except (zlib.error, gzip.BadGzipFile) as fault:
        raise TableError("gzip_damaged", "the compressed file is damaged") from fault


def refuse_foreign(start: bytes) -> None:
    """Refuse what is plainly not text, by its first bytes."""
    for mark, detail in _FOREIGN.items():
        if start.startswith(mark):
            raise TableError("not_text", detail)


class Lines(Iterator[str]):
    """Decoded physical lines, with the lines of the row being read kept, so that a fault can be placed in a column.

    `record` is emptied by the reader each time a row is complete.
    """

    def __init__(self, stream: io.BufferedReader, encoding: Encoding) -> None:
        self._stream = stream
        self._encoding = encoding
        self._ahead: list[bytes] = []
        self._size = 0
        self.line = 0
        self.record: list[str] = []
        self.ends_with_newline = True
        self.delimiter = ","
        self.quotes = True
        self.header: tuple[str, ...] = ()

    def look_ahead(self, count: int) -> list[bytes]:
        """The next raw lines, at most `count` and about 1 MB, which are read again afterwards. Strips a UTF-8 mark."""
        size = 0
        while len(self._ahead) < count and size < _LOOK_AHEAD:
            raw = self._stream.readline(MAX_RECORD + 1)
            if not raw:
                break
            if not self._ahead and self.line == 0:
                refuse_foreign(raw)
                raw = raw.removeprefix(_BOM)
            self._ahead.append(raw)
            size += len(raw)
        return list(self._ahead)

    def skip(self) -> None:
        """Pass over the next line (already looked at)."""
        self._ahead.pop(0)
        self.line += 1

    def start_record(self) -> None:
        self.record.clear()
        self._size = 0

    def __next__(self) -> str:
        raw = self._ahead.pop(0) if self._ahead else self._stream.readline(MAX_RECORD + 1)
        if not raw:
            raise StopIteration
        self.line += 1
        self._size += len(raw)
        if self._size > MAX_RECORD:
            raise TableError(
                "too_long",
                f"this row is longer than {MAX_RECORD // 1_000_000} MB: a quotation mark was probably left open",
                line=self.line - len(self.record),
            )
        self.ends_with_newline = raw.endswith(b"\n")
        text = self._decode(raw)
        self.record.append(text)
        return text

    def _decode(self, raw: bytes) -> str:
        try:
            text = raw.decode(self._encoding)
        except UnicodeDecodeError as fault:
            raise self._encoding_fault(raw, fault.start) from None
        if "\0" in text:
            raise self._fault("nul", "there is a NUL byte here, which text never holds", text[: text.index("\0")], {})
        return text

    def _encoding_fault(self, raw: bytes, position: int) -> TableError:
        byte = f"0x{raw[position]:02X}"
        name = "UTF-8" if self._encoding == "utf-8" else self._encoding
        detail = f"this is not {name} text (byte {byte})"
        if self._encoding == "utf-8" and _reads_as_windows(raw):
            detail += "; if it was made by an older Windows program, choose windows-1252"
        before = raw[:position].decode(self._encoding, "replace")
        return self._fault("encoding", detail, before, {"byte": byte, "encoding": name})

    def _fault(self, code: Literal["nul", "encoding"], detail: str, before: str, values: dict[str, str]) -> TableError:
        column = columns_begun("".join(self.record) + before, self.delimiter, quotes=self.quotes)
        name = self.header[column - 1] if column <= len(self.header) else None
        return TableError(code, detail, line=self.line, column=column, column_name=name, values=values)


def _reads_as_windows(raw: bytes) -> bool:
    try:
        raw.decode("windows-1252")
    except UnicodeDecodeError:
        return False
    return True


def columns_begun(text: str, delimiter: str, *, quotes: bool = True) -> int:
    """In which column, from 1, the last character of a piece of one row stands."""
    if not quotes:
        return text.count(delimiter) + 1
    outside = text.split('"')[::2]  # a doubled quote closes and opens again: nothing outside between the two
    return sum(part.count(delimiter) for part in outside) + 1
