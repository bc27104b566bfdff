"""`bench evidence`: a large file sealed and hashed, received over HTTP, and read back at random offsets."""

from __future__ import annotations

import hashlib
import http.client
import mmap
import os
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from seereya.evidence import objects
from seereya.site.benchmarks.building import build
from seereya.site.benchmarks.serving import Browser, NotServed, Watch, serve
from seereya.site.benchmarks.tables import Line, Report
from seereya.vault import uploads

SEAL_BAR, HTTP_BAR, GROWTH_BAR = 1.3, 2.0, 100.0
OFFSETS = 1000
_MIB = 1 << 20
_RUNS = 3
_MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"  # a film by its first bytes: a browser asks for such in ranges
_BOUNDARY = "seereya-bench"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FORM_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_ITEM = re.compile(r"/evidence/([0-9a-f-]{36})/")


def run(*, size: int, engine: str) -> Report:
    """Builds a small home and measures. `size`: of the file, in MiB."""
    report = Report(f"evidence, a file of {size} MiB", engine)
    built = build(incidents=10, persons=1, members=1)
    source = Path(settings.HOME) / "bench-source"
    _make(source, size)
    try:
        copied, sealed = _as_functions(source)
        report.add(
            Line("copy and SHA-256, on disk for certain", copied, "s"),
            Line("seal, SHA-256 of both, kept write-once", sealed, "s"),
            Line("  as a multiple of the copy", sealed / copied, "×", SEAL_BAR),
        )
        with serve() as server:
            walker = server.member(built.secret)
            walker.get(reverse("evidence:items"))
            with Watch.over(server) as watch:
                took, item = _upload(walker, source)
            report.add(
                Line("received over HTTP, to its receipt", took, "s"),
                Line("  as a multiple of the copy", took / copied, "×", HTTP_BAR),
                Line("  memory growth meanwhile (PSS)", watch.growth, "MB", GROWTH_BAR),
            )
            report.add(*_ranges(walker, item, source))
    finally:
        source.unlink(missing_ok=True)
    return report


def _make(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(_MP4)
        for _ in range(size):
            file.write(os.urandom(_MIB))
        file.truncate(size * _MIB)
        file.flush()
        os.fsync(file.fileno())


def _as_functions(source: Path) -> tuple[float, float]:
    """Seconds of the fastest of several runs of each, in turn, so that a busy moment of the machine spoils neither alone."""
    times: list[tuple[float, float]] = [(_timed(lambda: _copy(source)), _timed(lambda: _keep(source))) for _ in range(_RUNS)]
    return min(one for one, _ in times), min(other for _, other in times)


def _timed(act: Callable[[], Callable[[], None]]) -> float:
    begun = time.perf_counter()
    tidy = act()
    took = time.perf_counter() - begun
    tidy()
    return took


def _copy(source: Path) -> Callable[[], None]:
    target, digest = source.with_suffix(".copy"), hashlib.sha256()
    with source.open("rb") as file, target.open("wb") as copy:
        while piece := file.read(_MIB):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    return target.unlink


def _keep(source: Path) -> Callable[[], None]:
    with source.open("rb") as file:
        upload = uploads.seal_stream(file, "bench")
    objects.keep(upload)
    return lambda: objects.give_up(upload)


def _upload(walker: Browser, source: Path) -> tuple[float, str]:
    """Sends the file as a browser's form does; seconds until the receipt is named, and the item's id."""
    path = reverse("evidence:item-new")
    page = walker.get(path)
    tokens = {"csrfmiddlewaretoken": _TOKEN, "token": _FORM_TOKEN}
    fields = {name: found[1] for name, shape in tokens.items() if (found := shape.search(page.body))}
    fields["sensitivity"] = "ordinary"
    head = "".join(
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    )
    head += f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="bench.bin"\r\n\r\n'
    tail = f"\r\n--{_BOUNDARY}--\r\n".encode()
    length = len(head.encode()) + source.stat().st_size + len(tail)
    headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}", "Content-Length": str(length)}
    begun = time.perf_counter()
    answer, _body = _send(walker, "POST", path, headers, _body_of(head.encode(), source, tail))
    took = time.perf_counter() - begun
    found = _ITEM.search(answer.getheader("Location") or "")
    if found is None:
        raise NotServed(f"The file was not received: {answer.status}")
    return took, found[1]


def _body_of(head: bytes, source: Path, tail: bytes) -> Iterator[bytes]:
    yield head
    with source.open("rb") as file:
        while piece := file.read(_MIB):
            yield piece
    yield tail


def _send(
    walker: Browser, method: str, path: str, headers: dict[str, str], body: Iterator[bytes] | bytes | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    parts = urlsplit(walker.address)
    connection = http.client.HTTPConnection(parts.hostname or "localhost", parts.port or 80, timeout=600)
    cookies = "; ".join(f"{name}={value}" for name, value in walker.cookies.items())
    connection.request(method, path, body, headers | {"Host": parts.netloc, "Origin": walker.address, "Cookie": cookies})
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response, data


def _ranges(walker: Browser, item: str, source: Path) -> list[Line]:
    """Parts of the file at random offsets, each compared with the file that was sent."""
    page = walker.get(reverse("evidence:item", args=[item]))
    token = _TOKEN.search(page.body)
    sent = urlencode({"csrfmiddlewaretoken": token[1] if token else "", "purpose": "bench"}).encode()
    walker.send("POST", reverse("evidence:open", args=[item]), sent)
    chance, right, times = random.Random(1), 0, []  # noqa: S311 - offsets, not secrets
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as clear:
        for _ in range(OFFSETS):
            start = chance.randrange(len(clear))
            end = min(len(clear), start + chance.randrange(1, 200_000)) - 1
            begun = time.perf_counter()
            answer, data = _send(walker, "GET", reverse("evidence:file", args=[item]), {"Range": f"bytes={start}-{end}"})
            times.append(1000 * (time.perf_counter() - begun))
            right += answer.status == 206 and data == clear[start : end + 1]  # noqa: PLR2004 - partial content
    ordered = sorted(times)
    return [
        Line(f"ranges that are right, of {OFFSETS} at random offsets", float(right), "", float(OFFSETS), least=True),
        Line("  one range, median", ordered[len(ordered) // 2], also={"p95": ordered[int(len(ordered) * 0.95)]}),
    ]
