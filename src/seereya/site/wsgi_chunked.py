"""Lets Django read a body sent in chunks, whose length nobody announces (RFC 9112, section 7.1).

Django takes a missing Content-Length for an empty body. The server (gunicorn) already removes the chunk framing and ends the
stream where the body ends, which it says by `wsgi.input_terminated`. What remains is to give Django a length:

- forms and texts are small: they are read into memory, up to a limit, and get their exact length;
- everything else (files) streams on, under a length that no body reaches. Nothing is written to disk here.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

SMALL = ("application/x-www-form-urlencoded", "application/json", "application/xml", "text/")
LIMIT = 5 * 1024 * 1024
_PIECE = 65536


class Chunked:
    """A WSGI application in front of another one."""

    def __init__(self, application: Application, *, limit: int = LIMIT) -> None:
        """`limit`: bytes of a small body (form, JSON, text) beyond which the answer is 413."""
        self.application = application
        self.limit = limit

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Passes a request on, with a length if it came without."""
        if not _is_chunked(environ):
            return self.application(environ, start_response)
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        if not environ.get("CONTENT_TYPE", "").lower().startswith(SMALL):
            environ["CONTENT_LENGTH"] = str(sys.maxsize)
            return self.application(environ, start_response)
        try:
            body = _read_up_to(environ["wsgi.input"], self.limit + 1)
        except OSError:
            return _refuse(start_response, "400 Bad Request", b"The body ended before its last chunk.\n")
        if len(body) > self.limit:
            return _refuse(start_response, "413 Content Too Large", b"The body is too long.\n")
        environ["CONTENT_LENGTH"] = str(len(body))
        environ["wsgi.input"] = io.BytesIO(body)
        return self.application(environ, start_response)


def _is_chunked(environ: Environ) -> bool:
    return (
        "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        and not environ.get("CONTENT_LENGTH")
        and bool(environ.get("wsgi.input_terminated"))
    )


def _read_up_to(stream: Any, most: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < most and (piece := stream.read(min(_PIECE, most - len(pieces)))):
        pieces += piece
    return bytes(pieces)


def _refuse(start_response: StartResponse, status: str, said: bytes) -> list[bytes]:
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(said))),
        ("Connection", "close"),
    ]
    start_response(status, headers)
    return [said]
