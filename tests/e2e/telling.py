"""From a first account to a complaint and the silence after it, step by step, pressing the words that stand in bold in the tutorial."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from seereya.site.demo.drawn import voice_note
from tests.architecture.test_manual import same
from tests.e2e.browsing import HEIGHTS, NARROW, WIDE, Visits, faults, picture
from tests.e2e.house import ROOT

TUTORIALS = {"fr": "docs/fr/tutoriels/premiere-parole.md", "en": "docs/en/tutorials/first-account.md"}
HEARD = {"fr": "J’ai compté les tombes avant la nuit.", "en": "I counted the graves before nightfall."}
WHY = {"fr": "Lu, et compris : sa vie en dépendait.", "en": "Read and understood: a life depended on it."}


def steps(tutorial: str) -> list[list[str]]:
    """The words in bold of each numbered section of the tutorial, in order."""
    text = (ROOT / tutorial).read_text(encoding="utf-8")
    sections = re.split(r"^## \d+\. .*$", text, flags=re.MULTILINE)[1:]
    return [[same(one) for one in re.findall(r"\*\*(.+?)\*\*", section)] for section in sections]


@dataclass
class Telling:
    """One walk in one language; `said`: the words of the section that are still to be pressed."""

    tutorials: ClassVar[dict[str, str]] = TUTORIALS
    name: ClassVar[str] = "account"

    visits: Visits
    language: str
    said: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    mark: str = field(default_factory=lambda: secrets.token_hex(3))
    interview: str = ""
    page: Any = None

    def walk(self) -> None:
        """Every section, none of whose words is left over."""
        for number, (way, words) in enumerate(zip(self.ways(), steps(self.tutorials[self.language]), strict=True), 1):
            self.said = list(words)
            way()
            self.look(str(number))
            assert self.said == [], f"section {number} says what was not walked"

    def ways(self) -> tuple[Callable[[], None], ...]:
        """What is done in each section."""
        return (self.alert, self.hear, self.keep, self.protect, self.file, self.silence, self.ratify, self.answer)

    def enter(self, handle: str, where: str = "/") -> None:
        self.page = self.visits.open(handle, language=self.language)
        self.page.goto(where)

    def press(self) -> None:
        """The next words in bold: a link or a button of the page, as somebody who reads would find it."""
        words = self.said.pop(0)
        name = re.compile(rf"^\s*{re.escape(words)}\s*$".replace("'", "['’]"))
        found = self.page.locator("main, nav, body").get_by_role("link", name=name)
        found = found.or_(self.page.get_by_role("button", name=name)).locator("visible=true")
        assert found.count(), f"“{words}” does not stand on {self.page.url}"
        found.first.click()
        self.page.wait_for_load_state()
        refused = self.page.locator("main .errorlist, main [aria-invalid=true], main .refusal").all_inner_texts()
        assert refused == [], f"after “{words}”: {refused}"

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"main [name='{name}']").first.fill(value)

    def choose(self, **values: str) -> None:
        for name, value in values.items():
            found = self.page.locator(f"main [name='{name}']")
            if found.first.evaluate("(one) => one.tagName") == "SELECT":
                found.select_option(value)
            else:
                self.page.locator(f"main [name='{name}'][value='{value}']").check()

    def look(self, number: str) -> None:
        """The page a section ends on: kept as a picture, open to everybody, nowhere too wide."""
        for width in (WIDE, NARROW):
            self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            picture(self.page, f"{self.name}-{number}-{self.language}-{width}")
            self.wrong += [f"{number}, {width}: {one}" for one in faults(self.page)]
        self.page.set_viewport_size({"width": WIDE, "height": HEIGHTS[WIDE]})

    @contextmanager
    def kept(self, table: str, which: str) -> Iterator[None]:
        """What can be decided only once is decided in each language: the row stands as it stood when the walk goes on."""
        rows = self.visits.house.rows
        names = [str(one[1]) for one in rows(f"PRAGMA table_info({table})")]
        found = rows(f"SELECT {', '.join(names)} FROM {table} WHERE {which}")  # noqa: S608
        yield
        for row in found:
            values = ", ".join(f"{name} = ?" for name in names)
            rows(f"UPDATE {table} SET {values} WHERE id = ?", *row, row[names.index("id")])  # noqa: S608

    def alert(self) -> None:
        self.enter("mariam")
        self.press()
        self.fill(title=f"Tondibani {self.mark}", when="12/03/2024")
        self.press()

    def hear(self) -> None:
        self.enter("mariam")
        self.press()
        self.press()
        self.choose(referral="yes", heard_before="no", willing="yes", may_stop="yes", kind="first", interpreted="family")
        self.fill(names=f"Personne {self.mark}", seen=HEARD[self.language])
        self.press()

    def keep(self) -> None:
        self.enter("oumar")
        self.press()
        self.page.locator("table.list tbody a").first.click()
        self.interview = self.page.url
        self.press()
        self.press()
        self.press()
        sound = {"name": "voix.wav", "mimeType": "audio/wav", "buffer": voice_note(1)}
        self.page.locator("main [name=file]").set_input_files(sound)
        self.fill(title=f"Voix {self.mark}")
        self.press()

    def protect(self) -> None:
        self.enter("fanta")
        self.press()
        self.page.goto(self.interview)
        self.fill(note=WHY[self.language])
        self.press()
        self.page.locator("main a[href^='/persons/']").first.click()
        self.press()
        self.choose(service="RF-MED")
        self.press()

    def file(self) -> None:
        self.enter("bakary", "/incidents/?q=mariage")
        self.page.locator("table.list tbody a").first.click()
        self.press()
        self.fill(title=f"Tondibani, suite {self.mark}", facts="12/03/2024", conflict_reason=WHY[self.language])
        self.press()
        self.press()
        self.choose(procedure="P-NAT-PCPC", forum="NAT-PJS", stage="S-N-02")
        self.fill(on="2024-09-10")
        self.press()

    def silence(self) -> None:
        self.enter("bakary")
        self.press()
        self.page.goto("/cases/?q=Tondibani&flag=dormant")
        self.page.get_by_role("link", name="AMDH-CF-0001", exact=True).click()
        where = self.page.url
        self.look("6-file")
        self.press()
        self.look("6-log")
        self.page.goto(where)
        self.press()
        self.fill(asked=WHY[self.language], place="Bamako", signed="Me B.")
        self.page.locator("main [name=enter]").uncheck()  # the file stays silent for whoever walks next
        self.press()

    def ratify(self) -> None:
        with self.kept("vault_disclosure", "outcome = '' AND ratify_by IS NOT NULL"):
            self.enter("awa")
            self.press()
            self.fill(reason=WHY[self.language])
            self.press()
            self.look("7")

    def answer(self) -> None:
        with self.kept("protection_personrequest", "ended_at IS NULL"):
            self.enter("nana")
            self.press()
            self.page.locator("main a[href*='/data/requests/']").first.click()
            self.press()
            self.choose(granted="1")
            self.fill(answer=WHY[self.language], done=WHY[self.language])
            self.press()
            self.look("8")
