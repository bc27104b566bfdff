"""`bench pages`: every main page of every room over HTTP, as the members whose pages they are: server time, and statements asked.

The home is filled to a tenth first, and the statements of each page are counted; then it is filled up, and the same pages are
timed and counted again. A page that asks more of a full home than of a tenth reads something once for each record.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from django.conf import settings

from seereya.accounts.rules import Role
from seereya.casework.models import CaseFile
from seereya.foundation.packs import load_pack
from seereya.site.benchmarks.advocating import Advocacy
from seereya.site.benchmarks.building import ORGANISATIONS, PACK, Built, build
from seereya.site.benchmarks.funding import Programme, partner_ids
from seereya.site.benchmarks.people import tell
from seereya.site.benchmarks.rooms import Rooms
from seereya.site.benchmarks.serving import Browser, Server, Visitor, app_time, cpu_time, fetch, serve, statements
from seereya.site.benchmarks.tables import Line, Report, Timed
from seereya.site.benchmarks.teaching import Education
from seereya.site.benchmarks.visited import Funded, Page, Seen
from seereya.site.demo.walk import Answer
from seereya.site.operations.dumps import take_stock
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind

BAR, BUILD_BAR, WORKBOOK_BAR = 150.0, 900.0, 10.0
RUNS, WARM = 40, 3  # of fifteen the 95th percentile is the slowest: one pause of the machine would be the figure
ROLES = (
    Role.COUNSEL,
    Role.COORDINATOR,
    Role.DATA_PROTECTION,
    Role.ADVOCACY,
    Role.EDUCATOR,
    Role.FINANCE,
    Role.EVALUATION,
    Role.DONOR,
    Role.AUDITOR,
)
_PERSONS, _CASES, _ITEMS, _SESSIONS, _EXPENSES = 200, 20, 5, 5, 2  # one of each for so many incidents
_LEAST = 12


@dataclass(frozen=True)
class Sizes:
    """How much of everything stands in the home."""

    incidents: int
    cases: int
    items: int
    persons: int
    sessions: int
    expenses: int

    @classmethod
    def of(cls, records: int) -> Sizes:
        """The proportions of the home that is measured: for 100,000 incidents 5,000 case files, 500 persons; sessions, expenses."""
        shares = (_CASES, _ITEMS, _PERSONS, _SESSIONS, _EXPENSES)
        return cls(records, *(max(_LEAST, records // share) for share in shares))

    def less(self, other: Sizes) -> Sizes:
        """What is still to be written where `other` stands already."""
        return Sizes(*(mine - theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


class House:
    """The home that is measured: filled in steps, and the records whose pages are looked at."""

    def __init__(self, sizes: Sizes) -> None:
        self.built: Built = build(incidents=sizes.incidents, persons=sizes.persons, also=ROLES, pack=country(), keep=True)
        counsel = self.built.others[Role.COUNSEL]
        casework = Vault.objects.select_related("organisation").get(
            organisation_id=counsel.organisation_id, kind=VaultKind.CASEWORK
        )
        self.rooms = Rooms(self.built.filling, counsel, casework)
        self.advocacy = Advocacy(self.built.others[Role.ADVOCACY])
        self.education = Education(self.built.others[Role.EDUCATOR])
        self.programme = Programme(self.built.others, partner_ids(ORGANISATIONS))
        self._told = 0
        self.item = self.rooms.one_item(self.built.filling.victims[0])
        self._more(sizes)
        self.case = CaseFile.objects.earliest("reference")

    def grow(self, sizes: Sizes) -> None:
        """Writes so much more of everything."""
        self.built.filling.fill(sizes.incidents, sizes.persons)
        self._more(sizes)

    def _more(self, sizes: Sizes) -> None:
        filling, office = self.built.filling, self.built.filling.offices[0]
        self.rooms.fill(cases=sizes.cases, items=sizes.items)
        self.advocacy.fill(sizes.cases)  # as many actions as case files: 5,000 in the home that is measured
        self.education.fill(sizes.sessions)
        self.programme.fill(sizes.expenses)
        tell(office.writer, self.built.others[Role.DATA_PROTECTION], office.home, filling.victims[self._told :])
        self._told = len(filling.victims)
        filling.index(keep=True)
        take_stock()  # the cluster of a benchmark has no housekeeping of its own; an installation's has

    def pages(self) -> list[Page]:
        """Every page that is measured."""
        first, money = self.built.filling.victims[0], self.programme
        funded = Funded(money.grant.id, money.frozen, money.draft, money.one().id)
        seen = Seen(
            first.incident, first.person, self.item.id, self.case.id, self.built.kinds["death"], self.education.first.id, funded
        )
        return list(seen.pages())


def country() -> str:
    """The pack whose procedures case files go through: the first that adds a country to the international one."""
    found = sorted(path.parent.name for path in settings.PACKS.glob("*/pack.yaml") if path.parent.name != PACK)
    return next((one for one in found if load_pack(settings.PACKS / one).described("procedural_acts")), PACK)


def run(*, records: int, engine: str) -> Report:
    """Fills a tenth, counts; fills up, measures and counts."""
    whole = Sizes.of(records)
    tenth = Sizes.of(max(records // 10, _LEAST))
    report = Report(
        f"pages, {records} incidents, {whole.cases} case files, {whole.items} items, {whole.sessions} sessions, {whole.expenses} expenses",
        engine,
    )
    begun = time.perf_counter()
    house = House(tenth)
    spent = time.perf_counter() - begun
    with serve() as server:
        before = {page: count(walker, page) for walker, page in _visits(house, server)}
    begun = time.perf_counter()
    house.grow(whole.less(tenth))
    spent += time.perf_counter() - begun
    report.add(Line("home built", spent, "s", BUILD_BAR))
    with serve() as server:
        lines = [measure(walker, page, before[page]) for walker, page in _visits(house, server)]
    report.add(*lines)
    report.add(*(Line(name, spent, "s", WORKBOOK_BAR) for name, spent in house.programme.workbooks()))
    growing = [line for line in lines if line.also["asked"] > line.also["of a tenth"]]
    report.add(Line("pages over their bar", sum(line.missed for line in lines), "", 0))
    report.add(Line("pages that ask more of a full home", len(growing), "", 0, note=", ".join(line.name for line in growing)))
    return report


def _visits(house: House, server: Server) -> Iterable[tuple[Browser, Page]]:
    """Every page with a browser in which its member has logged in."""
    pages = house.pages()
    for role in dict.fromkeys(page.role for page in pages):
        member = house.built.others.get(role, house.built.member)
        walker = server.member(next(one for one in house.built.secrets if one.handle == member.member.handle))
        yield from ((walker, page) for page in pages if page.role == role)


def count(walker: Visitor, page: Page, runs: int = 3) -> int:
    """How many statements a page costs once it was visited before."""
    return min(statements(_fetched(walker, page)) for _ in range(runs))


def _fetched(walker: Visitor, page: Page) -> Answer:
    return fetch(walker, page.path)


def measure(walker: Visitor, page: Page, before: int) -> Line:
    """The line of one page."""
    for _ in range(WARM):
        _fetched(walker, page)
    answers = [_fetched(walker, page) for _ in range(RUNS)]
    served = Timed.of([app_time(answer) for answer in answers])
    asked = float(min(statements(answer) for answer in answers))
    worked = Timed.of([cpu_time(answer) for answer in answers])
    also = {
        "p50": served.median,
        "cpu": worked.median,
        "asked": asked,
        "of a tenth": float(before),
        "kB": answers[-1].weight / 1000,
    }
    return Line(f"{page.role}: {page.name}", served.p95, bar=BAR, also=also)
