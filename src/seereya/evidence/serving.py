"""Bytes of an item on their way out: which types a browser may show, ranges, neutral names, nothing that runs."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from seereya.evidence.content import ItemContent
from seereya.evidence.rules import file_ending, parse_range, plain_type
from seereya.evidence.services import OpenedFile

PIECE = 1 << 18
_SHOWN = {
    "image/jpeg": "image",
    "image/png": "image",
    "image/gif": "image",
    "image/webp": "image",
    "audio/mpeg": "audio",
    "audio/ogg": "audio",
    "audio/wav": "audio",
    "audio/mp4": "audio",
    "audio/aac": "audio",
    "audio/webm": "audio",
    "video/mp4": "video",
    "video/webm": "video",
    "application/pdf": "pdf",
}
# Nothing of a file may run or load anything. A sandboxed viewer shows no PDF: there the other walls stand alone.
_WALLS = {"pdf": "default-src 'none'; object-src 'self'; frame-ancestors 'none'"}
_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
_PARTIAL, _UNSATISFIABLE = 206, 416


def shown_as(content: ItemContent) -> str:
    """How a browser may show the file in place: `image`, `audio`, `video`, `pdf`, or not at all. Its content decides, not its name."""
    return _SHOWN.get(plain_type(content.detected), "")


def neutral_name(opened: OpenedFile) -> str:
    """A file name that says neither what it is about nor where it comes from."""
    return f"{opened.row.id.hex[-8:]}{file_ending(opened.content.detected)}"


def respond(opened: OpenedFile, *, method: str, range_header: str = "", download: bool) -> HttpResponseBase:
    """The file, or the part of it that was asked for (206), or that there is no such part (416). Closes it in the end."""
    size = opened.size
    try:
        asked = parse_range(range_header, size) if range_header else None
    except ValueError:
        opened.close()
        refused = HttpResponse(status=_UNSATISFIABLE)
        refused.headers["Content-Range"] = f"bytes */{size}"
        return _dressed(refused, opened, download=download)
    start, length = asked or (0, size)
    response: HttpResponseBase
    if method == "HEAD":
        opened.close()
        response = HttpResponse()
    else:
        response = StreamingHttpResponse(_pieces(opened, start, length))
    if asked:
        response.status_code = _PARTIAL
        response.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    response.headers["Content-Length"] = str(length)
    return _dressed(response, opened, download=download)


def _dressed(response: HttpResponseBase, opened: OpenedFile, *, download: bool) -> HttpResponseBase:
    kind = shown_as(opened.content)
    inline = bool(kind) and not download
    mime = plain_type(opened.content.detected or opened.content.declared)
    response.headers["Content-Type"] = mime if "/" in mime and (inline or mime != "text/html") else "application/octet-stream"
    response.headers["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{neutral_name(opened)}"'
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _WALLS.get(kind, _SANDBOX) if inline else _SANDBOX
    return response


def _pieces(opened: OpenedFile, start: int, length: int) -> Iterator[bytes]:
    try:
        end = start + length
        while start < end:
            piece = opened.read_at(start, min(PIECE, end - start))
            start += len(piece)
            yield piece
    finally:
        opened.close()
