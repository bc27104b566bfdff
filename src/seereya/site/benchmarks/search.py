"""`bench search`: lists, filters and facets over many records, beside what the measured peer takes for the same questions.

Each question is measured three ways: in the process that holds the open index (the question itself), inside the server, and over
HTTP as a browser sees it, whole page included. The bars are for the first two; the peer's figures are its answers over HTTP.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.documentation import queries
from seereya.documentation.queries.lists import INCIDENTS, SHOWN_FACETS
from seereya.documentation.selection import Selection, parse
from seereya.foundation import clock
from seereya.site.benchmarks.building import Built, build
from seereya.site.benchmarks.rows import region, shuffled_communes
from seereya.site.benchmarks.serving import Browser, Server, app_time, fetch, serve
from seereya.site.benchmarks.tables import Line, Report, Timed, timed
from seereya.vault import indexing

QUERY_BAR, FACETS_BAR, FIRST_BAR, PAGE_BAR = 20.0, 60.0, 150.0, 150.0
BUILD_BAR = 240.0
MEMORY_BAR, PEER_MEMORY = 450.0, 1000.0
_MANY = 100_000


@dataclass(frozen=True)
class Question:
    """One line of the table: what is asked, and the peer's median in milliseconds."""

    name: str
    params: tuple[tuple[str, str], ...]
    peer: float | None = None


def questions(kind: str) -> list[Question]:
    """The questions of the comparison. `kind`: the code of one kind of violation."""
    commune = shuffled_communes()[0]
    area, here = region(int(commune.split("-")[1])), ("place", commune)
    there, typed = ("place", area), ("type", kind)
    years = (("from", "2018"), ("to", "2020"))
    common = ("q", "village")
    return [
        Question("list, no filter", (), 25),
        Question("text, rare word", (("q", "drone"),), 45),
        Question("text, two words", (("q", "marché attaqué"),), 47),
        Question("text, common word", (common,), 608),
        Question("text, a name", (("q", "Keita"),), 35),
        Question("no hit", (("q", "xylographe"),), 15),
        Question("type + date + commune", (typed, *years, here), 23),
        Question("type + date + region", (typed, *years, there), 41),
        Question("text + type + date + region", (common, typed, *years, there), 52),
        Question("exclude a common word", (("q", "-village"),), 456),
        Question("exclude a region", (("not_place", area),)),
        Question("one year", (("from", "2018"), ("to", "2018")), 79),
        Question("sorted by number killed", (("sort", "-killed"),)),
    ]


def run(*, records: int, engine: str) -> Report:
    """Builds the home and measures everything. `records`: incidents, and as many persons."""
    report = Report(f"search, {records} records", engine)
    begun = time.perf_counter()
    built = build(incidents=records, persons=records)
    whole = records >= _MANY
    report.add(Line("records built", time.perf_counter() - begun, "s", BUILD_BAR if whole else None))
    asked = questions(built.kinds["death"])
    inside = {one.name: _inside(built, one) for one in asked}
    with serve() as server:
        walker = server.member(built.secret)
        for one in asked:
            report.add(_over_http(walker, one, inside[one.name]))
        report.add(*_more(built, walker, server, whole=whole))
    return report


def selection(params: tuple[tuple[str, str], ...], size: int = 10) -> Selection:
    """A selection from a question's parameters, as from an address."""
    given = QueryDict(urlencode([*params, ("size", str(size))]))
    return parse({name: given.getlist(name) for name in given}, INCIDENTS, today=clock.today())


def _ask(by: Actor, chosen: Selection) -> None:
    by.keyring = None  # a request opens its keys anew
    queries.incidents(by=by, selection=chosen, facets=())


def _inside(built: Built, one: Question) -> Timed:
    chosen = selection(one.params)
    return timed(lambda: _ask(built.member, chosen))


def _over_http(walker: Browser, one: Question, inside: Timed) -> Line:
    path = f"{reverse('documentation:incidents')}?{urlencode([*one.params, ('size', '10')])}"
    for _ in range(2):
        fetch(walker, path)
    answers = [fetch(walker, path) for _ in range(15)]
    page = Timed.of([1000 * answer.seconds for answer in answers])
    served = Timed.of([app_time(answer) for answer in answers])
    also = inside.also | {"server p50": served.median, "page p50": page.median, "page p95": page.p95}
    return Line(one.name, inside.median, bar=QUERY_BAR, peer=one.peer, also=also)


def _more(built: Built, walker: Browser, server: Server, *, whole: bool) -> list[Line]:
    """Facets, the first question after unlocking, a page of fifty, and memory."""
    path = f"{reverse('documentation:incidents')}?{urlencode([('size', '50')])}"
    pages = timed(lambda: fetch(walker, path))
    lines = [_facets(built, "facet counts, no filter", ()), _facets(built, "facet counts, common word", (("q", "village"),))]
    lines.append(_first(built))
    lines.append(Line("page of 50, p95", pages.p95, bar=PAGE_BAR, also={"page p50": pages.median}))
    lines += _names(built)
    time.sleep(3)
    lines.append(
        Line("memory, index open (PSS)", server.memory(), "MB", MEMORY_BAR if whole else None, PEER_MEMORY if whole else None)
    )
    lines.append(Line("records the member can open", built.openable, ""))
    return lines


def _facets(built: Built, name: str, params: tuple[tuple[str, str], ...]) -> Line:
    index, query = queries.records_index(built.member), selection(params).query()
    found = timed(lambda: index.facets(query, SHOWN_FACETS))
    return Line(name, found.median, bar=FACETS_BAR, also=found.also)


def _first(built: Built) -> Line:
    chosen = selection(())

    def anew() -> None:
        indexing.forget_everything()
        _ask(built.member, chosen)

    found = timed(anew, warm=1)
    return Line("first question after unlocking", found.median, bar=FIRST_BAR, also=found.also)


def _names(built: Built) -> list[Line]:
    """Persons by name: what the peer answers from its list of actors."""
    lines = []
    for name, typed, peer in (("persons: a name", "Aminata Keita", 571.0), ("persons: no hit", "Xylographe", 452.0)):
        found = timed(lambda typed=typed: queries.search_names(by=built.member, typed=typed, purpose="bench"))  # type: ignore[misc]
        lines.append(Line(name, found.median, bar=120.0, peer=peer, also=found.also))
    return lines
