"""Walks every page as a member: follows links, fills in forms with strings that must stay sealed, provokes errors and crashes."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyotp

from seereya.site.operations.canary_server import Server
from seereya.site.operations.canary_web import Answer, Browser, Field, Form, shape

_MOST_OF_A_SHAPE, _MOST_PAGES = 3, 160
_ENDS_THE_WALK: Final = (
    "logout",
    "suspend",
    "leave",
    "lock",
    "close",
    "freeze",  # a report that has left is told, in clear
    "recover",
    "revoke",
    "rotate",
    "passphrase",
    "language",
    "factor",
    "static",
)
_PLAUSIBLE: Final = {"when": "3 janvier 2021", "published": "4 janvier 2021", "place": "", "born": "1980", "age_then": "30"}


# Words of vocabularies are public: what is typed there is meant for everybody.
_PUBLIC: Final = ("vocabularies",)


@dataclass
class Walked:
    """What the walk met."""

    pages: int = 0
    forms: int = 0
    shapes: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    typed: list[str] = field(default_factory=list)
    forced_errors: int = 0
    crashes: int = 0


class Walk:
    """One member's walk. `strings`: what is typed, taken from the end; each is noted in `walked.typed`."""

    def __init__(self, server: Server, strings: list[str], walked: Walked) -> None:
        self.server = server
        self.browser = Browser("localhost", server.port)
        self.walked = walked
        self._strings = strings
        self._sent: Counter[str] = Counter()
        self._met: Counter[str] = Counter()
        self._pages = 0

    def log_in(self, handle: str, passphrase: str, seed: str) -> None:
        """Passphrase, then code, by the forms of the pages. Raises RuntimeError where the door stays shut."""
        secrets = {"handle": handle, "passphrase": passphrase, "code": pyotp.TOTP(seed).at(int(time.time()), counter_offset=1)}
        answer = self.browser.get("/login/")
        for _step in range(2):
            form = next((one for one in answer.read()[1] if any(entry.name in secrets for entry in one.fields)), None)
            if form is None:
                break
            values = form.values(lambda entry: secrets.get(entry.name, entry.value))
            values = [(name, secrets.get(name, value)) for name, value in values]
            answer = self.browser.follow(self.browser.post(form.action or answer.path, values))
        if answer.path.startswith(("/login", "/second-factor")):
            raise RuntimeError(f"{handle} could not log in: {answer.status} {answer.path}")

    def walk(self) -> None:
        """From the home page along every link, a few pages of each kind; every form twice: all strange, then plausible."""
        waiting, known = ["/"], {"/"}
        while waiting and self._pages < _MOST_PAGES:
            path = waiting.pop(0)
            if self._met[shape(path)] >= _MOST_OF_A_SHAPE:
                continue
            self._met[shape(path)] += 1
            self.walked.shapes[shape(path)] += 1
            answer = self.browser.follow(self.browser.get(path))
            self.walked.pages += 1
            self._pages += 1
            links, forms = answer.read()
            for form in forms:
                links += self._send_twice(answer, form)
            for link in links:
                if link not in known and not any(word in link for word in _ENDS_THE_WALK):
                    known.add(link)
                    waiting.append(link)

    def _send_twice(self, page: Answer, form: Form) -> list[str]:
        action = form.action or page.path
        if any(word in action for word in (*_ENDS_THE_WALK, *_PUBLIC)) or self._sent[shape(action)] >= _MOST_OF_A_SHAPE * 2:
            return []
        found: list[str] = []
        for fill, sparing in ((self._strange, False), (self._plausible, True)):
            self._sent[shape(action)] += 1
            values = form.values(fill, sparing=sparing)
            if form.method == "get":
                path = f"{action.split('?')[0]}?{'&'.join(f'{name}={value}' for name, value in _quoted(values))}"
                answer = self.browser.get(path)
            else:
                answer = self.browser.follow(self.browser.post(action, values))
            self.walked.forms += 1
            found += answer.read()[0]
        return found

    def string(self) -> str:
        """The next string to type."""
        text = self._strings.pop()
        self.walked.typed.append(text)
        return text

    def _strange(self, _entry: Field) -> str:
        return self.string()

    def _plausible(self, entry: Field) -> str:
        """Something a form takes where it wants a date or a number; strings elsewhere."""
        known = _PLAUSIBLE.get(entry.name.rpartition("-")[2])
        if known is not None:
            return known
        return f"{self.string()}, {self.string()}" if entry.kind == "textarea" else self.string()

    def provoke(self, database: Path) -> None:
        """Answers 400, 403, 404 and 500 with strings in the body, in the query and in a header's cookie."""
        for path in ("/nowhere/", "/incidents/", "/search/"):
            self.browser.get(f"{path}?q={_quoted([('q', self.string())])[0][1]}")
            self.browser.post(path, [("title", self.string()), ("csrfmiddlewaretoken", "forged")])
        forms = [(page, form) for page in self._pages_with_forms() for form in page.read()[1] if form.method == "post"]
        with _sabotage(database):
            for page, form in forms[:40]:
                action = form.action or page.path
                if not any(word in action for word in (*_ENDS_THE_WALK, *_PUBLIC)):
                    answer = self.browser.post(action, form.values(self._plausible, sparing=True))
                    self.walked.forced_errors += answer.status >= 500  # noqa: PLR2004 - a fault of ours

    def _pages_with_forms(self) -> list[Answer]:
        home = self.browser.get("/incidents/")
        links = [link for link in home.read()[0] if shape(link) == "/incidents/…/"][:1]
        pages = [self.browser.get(path) for path in ("/incidents/new/", *links, *(f"{link}edit/" for link in links))]
        deeper = [link for page in pages for link in page.read()[0] if links and link.startswith(links[0])]
        return pages + [self.browser.get(link) for link in dict.fromkeys(deeper) if "#" not in link][:8]

    def crash(self, times: int) -> None:
        """Kills the server while forms are on their way to it, and starts it again."""
        for turn in range(times):
            page = self.browser.get("/incidents/new/")
            form = next(
                (one for one in page.read()[1] if one.method == "post" and any(entry.typed for entry in one.fields)), None
            )
            if form is None:
                return
            values = form.values(self._plausible, sparing=True)
            sender = threading.Thread(target=self._post_into_the_void, args=(form.action or page.path, values))
            sender.start()
            time.sleep(0.005 + 0.02 * turn)
            self.server.kill()
            sender.join()
            self.server.start()
            self.walked.crashes += 1

    def _post_into_the_void(self, path: str, values: list[tuple[str, str]]) -> None:
        try:
            self.browser.post(path, values)
        except OSError:
            return  # the server died meanwhile: that is what is tried


def _quoted(values: list[tuple[str, str]]) -> list[tuple[str, str]]:
    from urllib.parse import quote

    return [(name, quote(value)) for name, value in values]


class _sabotage:  # noqa: N801 - used as a statement
    """While it lasts, the database refuses every new revision and comment: pages that write fail with 500."""

    def __init__(self, database: Path) -> None:
        self._database = database

    def _run(self, statements: list[str]) -> None:
        connection = sqlite3.connect(self._database, timeout=30)
        with connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    def __enter__(self) -> None:
        body = "BEGIN SELECT RAISE(FAIL, 'sabotage'); END"
        self._run(
            [
                f"CREATE TRIGGER canary_{table} BEFORE INSERT ON documentation_{table} {body}"
                for table in ("revision", "comment", "person")
            ]
        )

    def __exit__(self, *_: object) -> None:
        self._run([f"DROP TRIGGER canary_{table}" for table in ("revision", "comment", "person")])
