"""`bench demo`: the demonstration as `script/demo` makes it: how long it takes to stand, what pages and processes weigh."""

from __future__ import annotations

import re
import time
from urllib.parse import urljoin

from django.urls import NoReverseMatch, reverse

from seereya.site.benchmarks.serving import Browser, NotServed, Server, app_time, serve
from seereya.site.benchmarks.tables import Line, Report, Timed, p95
from seereya.site.demo import making, people
from seereya.site.demo.addresses import PAGES
from seereya.site.demo.walk import Answer

READY_BAR, MEMORY_BAR, FIRST_BAR, PAGE_BAR, TIME_BAR = 120.0, 300.0, 50.0, 150.0, 150.0
WALKER = "oumar"
_IDLE = 20
_INCIDENT = re.compile(r"/incidents/[0-9a-f-]{36}/")
_SEEN = (200, 403)
_ASKED = re.compile(r'(?:src|href)="(/static/[^"#?]+)')
_FROM_STYLES = re.compile(r"url\([\"']?([^\"')#?]+)")


def run(*, incidents: int, engine: str) -> Report:
    """Makes the demonstration in an empty home, serves it and walks every page of the navigation as a documentalist."""
    report = Report(f"demo, {incidents} invented incidents", engine)
    begun, spent = time.perf_counter(), time.process_time()
    making.make(incidents=incidents)
    made, cpu = time.perf_counter() - begun, time.process_time() - spent
    with serve() as server:
        report.add(
            Line("demonstration made", made, "s", also={"cpu s": cpu}),
            Line("made and first page answered", made + server.starting, "s", READY_BAR),
        )
        report.add(*_pages(server))
        time.sleep(_IDLE)
        report.add(Line("memory, idle after the walk (PSS)", server.memory(), "MB", MEMORY_BAR))
    return report


def _pages(server: Server) -> list[Line]:
    guest = Browser(server.address)
    first = guest.get("/")
    lines = [_weight("first page and all it asks for, compressed", guest, first, FIRST_BAR)]
    browser = server.member(next(one for one in people.read() if one.handle == WALKER))
    walked = [(path, _walked(browser, path)) for path in _paths(browser)]
    maps = [answer for path, answer in walked if "view=map" in path]
    others = [answer for path, answer in walked if "view=map" not in path]
    heaviest = max(others, key=lambda answer: _whole(browser, answer))
    lines.append(_weight(f"heaviest page without a map, the same ({heaviest.where})", browser, heaviest, PAGE_BAR))
    if maps:
        lines.append(_weight("page with the map, the same", browser, maps[0], None))
    times = [1000 * answer.seconds for _, answer in walked]
    served = Timed.of([app_time(answer) for _, answer in walked])
    lines.append(
        Line(
            "pages of the walk, p95", p95(times), bar=TIME_BAR, also={"p50": Timed.of(times).median, "server p50": served.median}
        )
    )
    lines.append(Line("pages walked", len(walked), ""))
    return lines


def _paths(browser: Browser) -> list[str]:
    """Every page of the navigation that there is, and an incident with its parts."""
    paths = []
    for name, query in PAGES:
        try:
            paths.append(reverse(name) + query)
        except NoReverseMatch as missing:
            raise NotServed(f"There is no page {name}.") from missing
    found = _INCIDENT.search(browser.get(reverse("documentation:incidents")).body)
    return paths + ([found.group(0) + part for part in ("", "history/", "print/")] if found else [])


def _walked(browser: Browser, path: str) -> Answer:
    """A page at its second visit: the first compiles its template."""
    browser.get(path)
    answer = browser.get(path)
    if answer.status not in _SEEN:
        raise NotServed(f"A page answers {answer.status}: {path}")
    return answer


def _weight(name: str, browser: Browser, answer: Answer, bar: float | None) -> Line:
    """What a browser that was never here before receives for a page: the page, its styles, scripts, pictures and fonts."""
    return Line(name, _whole(browser, answer) / 1000, "kB", bar, also={"page alone": answer.weight / 1000})


def _whole(browser: Browser, answer: Answer) -> int:
    seen: dict[str, int] = {}
    waiting = _ASKED.findall(answer.body)
    while waiting:
        path = urljoin("/static/", waiting.pop())
        if path in seen:
            continue
        part = browser.send("GET", path)
        seen[path] = part.weight
        if path.endswith(".css"):
            waiting += [urljoin(path, found) for found in _FROM_STYLES.findall(part.body)]
    return answer.weight + sum(seen.values())
