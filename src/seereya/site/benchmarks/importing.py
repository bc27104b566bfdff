"""`bench import`: public events through the command line, twice, and a third time while somebody works on records."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from seereya.documentation.importing import published
from seereya.documentation.models import Incident
from seereya.documentation.queries import events as queries
from seereya.documentation.selection import Selection, parse
from seereya.foundation import clock
from seereya.site.benchmarks import events
from seereya.site.benchmarks.building import Built, build
from seereya.site.benchmarks.serving import Browser, fetch, serve
from seereya.site.benchmarks.tables import Line, Report, Timed, p95, timed
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind

USUAL, BARS = 16_566, {10_000: (20.0, 10.0), 16_566: (20.0, 10.0), 100_000: (180.0, 90.0)}
PEERS = {1_000: 188.0, 10_000: 2460.0}
OPENING_BAR, QUERY_BAR, RADIUS_PEER = 1000.0, 20.0, 29.0
_TAKEN = {0, 1}  # 1: rows were refused, which an import may do


class NotImported(Exception):
    """The import did not end as it should."""


@dataclass(frozen=True)
class Run:
    """One import: seconds it took, the command's start included, seconds of processor, and what it counted."""

    seconds: float
    cpu: float
    counts: dict[str, Any]


def take(path: Path) -> Run:
    """`seereya import ged FILE`, as an operator runs it."""
    command = [sys.executable, "-m", "seereya", "import", "ged", str(path), "--json", "--release", events.RELEASE]
    environment = os.environ | {"PYTHONPATH": str(settings.SOURCE.parent)}
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)  # noqa: S603 - our own command
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if ended.returncode not in _TAKEN:
        raise NotImported(f"The import ended with {ended.returncode}.")
    return Run(seconds, cpu, json.loads(ended.stdout.decode().splitlines()[-1]))


def run(*, records: int, file: Path | None, engine: str) -> Report:
    """Builds a home with some records and measures. `records`: rows of the invented file, where no file is given."""
    path = file or events.write(Path(settings.HOME) / "events.csv", records)
    built = build(incidents=1000, persons=100)
    first, second = take(path), take(path)
    rows = int(first.counts["rows"])
    report = Report(f"import, {rows} events", engine)
    bars = BARS.get(rows, (None, None))
    changed = int(second.counts["created"]) + int(second.counts["updated"])
    report.add(
        Line("import of public events", first.seconds, "s", bars[0], PEERS.get(rows), also={"cpu s": first.cpu}),
        Line("  taken in", float(first.counts["created"]), ""),
        Line("the same file a second time", second.seconds, "s", bars[1], also={"cpu s": second.cpu}),
        Line("  changed by it", changed, "", 0),
    )
    report.add(*_asking(), _opening(built, rows))
    return report


def _asking() -> list[Line]:
    """Questions about events, from the open index."""
    published.current()
    asked = (
        ("events: no filter", "", 25.0),
        ("events: radius 50 km", "near=35,37,50", RADIUS_PEER),
        ("events: radius 50 km, one year", "near=35,37,50&from=2013&to=2013", RADIUS_PEER),
    )
    lines = []
    for name, params, peer in asked:
        chosen = _selection(params)
        found = timed(lambda chosen=chosen: queries.events(selection=chosen))  # type: ignore[misc]
        lines.append(Line(name, found.median, bar=QUERY_BAR, peer=peer, also=found.also))
    return lines


def _selection(params: str) -> Selection:
    given = QueryDict(f"{params}&size=10")
    return parse({name: given.getlist(name) for name in given}, queries.EVENTS, today=clock.today())


def _opening(built: Built, rows: int) -> Line:
    """A record's page again and again, from before another import begins until it has ended."""
    path = events.write(Path(settings.HOME) / "more-events.csv", rows, first_id=10_000_000)
    held = [keys.vault.id for keys in keyring_of(built.member).of_kind(VaultKind.DOCUMENTATION)]
    ids = list(Incident.objects.filter(vault__in=held).order_by("id").values_list("id", flat=True)[:50])
    with serve() as server, ThreadPoolExecutor(1) as pool:
        browser = server.member(built.secret)
        importing = pool.submit(take, path)
        times = _open_until(browser, ids, importing.done)
        importing.result()
    found = Timed.of(times)
    return Line(
        "opening a record during an import, p95", p95(times), bar=OPENING_BAR, also={"p50": found.median, "opened": len(times)}
    )


def _open_until(browser: Browser, ids: list[UUID], ended: Callable[[], bool]) -> list[float]:
    times: list[float] = []
    for one in cycle(ids):
        if ended() and times:
            break
        times.append(1000 * fetch(browser, reverse("documentation:incident", args=[one])).seconds)
        time.sleep(0.05)
    return times
