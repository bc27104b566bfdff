"""A browser that reads pages, follows links, and fills in whatever form it meets; over real HTTP, without a script."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import urlencode, urljoin, urlsplit

Attributes = dict[str, str]
Fill = Callable[["Field"], str]
_TYPED: Final = frozenset({"", "text", "search", "email", "tel", "url"})
_NEEDED: Final = frozenset({"category"})  # what a count of people counts
_BOUNDARY: Final = "seereya-canary-boundary"
_CODE = re.compile(r"^/(vocabularies|places)/[^/]+")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass
class Field:
    """One control of a form."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    checked: bool = False
    required: bool = False

    def choice(self, *, sparing: bool) -> str:
        """What is chosen of a list: nothing where nothing is offered and enough, else the first thing."""
        if sparing and not self.value and "" in self.options and self.name.rpartition("-")[2] not in _NEEDED:
            return ""
        return self.value or next((option for option in self.options if option), "")

    @property
    def typed(self) -> bool:
        """Whether somebody types words into it."""
        return self.kind == "textarea" or self.kind in _TYPED


@dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    enctype: str
    fields: list[Field] = field(default_factory=list)

    def values(self, fill: Fill, *, sparing: bool = False) -> list[tuple[str, str]]:
        """What would be sent: words from `fill`, hidden values as they stand, first choices; `sparing`: a choice only where one must be."""
        sent: list[tuple[str, str]] = []
        chosen = {one.name for one in self.fields if one.checked} if sparing else set()
        for one in self.fields:
            if one.typed:
                sent.append((one.name, fill(one)))
            elif one.kind == "select":
                sent.append((one.name, one.choice(sparing=sparing)))
            elif one.kind in {"radio", "checkbox"}:
                wanted = one.checked or (one.name not in chosen and not (sparing and one.kind == "checkbox" and not one.required))
                if wanted:
                    chosen.add(one.name)
                    sent.append((one.name, one.value or "on"))
            elif one.kind not in {"submit", "button", "file", "reset", "image"}:
                sent.append((one.name, one.value))
        return sent


class _Reader(HTMLParser):
    """Links and forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._field: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: Attributes = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower(), given.get("enctype", ""))
            self.forms.append(self._form)
        elif self._form is not None and tag in {"input", "textarea", "select", "button"}:
            self._control(tag, given)
        elif tag == "option" and self._field is not None:
            self._field.options.append(given.get("value", ""))
            if "selected" in given:
                self._field.value = given.get("value", "")

    def _control(self, tag: str, given: Attributes) -> None:
        if "disabled" in given or not given.get("name"):
            self._field = None
            return
        kind = given.get("type", "") if tag == "input" else "submit" if tag == "button" else tag
        self._field = Field(given["name"], kind, given.get("value", ""), checked="checked" in given, required="required" in given)
        assert self._form is not None
        self._form.fields.append(self._field)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        if self._field is not None and self._field.kind == "textarea":
            self._field.value += data


@dataclass
class Answer:
    """A response: its status, where it leads, its body, and what stands on it."""

    status: int
    location: str
    body: bytes
    path: str
    is_page: bool = True

    def read(self) -> tuple[list[str], list[Form]]:
        """Links (paths of our own pages only) and forms."""
        if not self.is_page:
            return [], []
        known = {"get", "post"}
        reader = _Reader()
        reader.feed(self.body.decode("utf-8", errors="replace"))
        links = [urljoin(self.path, link).split("#")[0] for link in reader.links]
        return [link for link in links if not urlsplit(link).netloc and not urlsplit(link).scheme], [
            form for form in reader.forms if form.method in known
        ]


class Browser:
    """Cookies and one address."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.cookies: dict[str, str] = {}
        self.statuses: dict[int, int] = {}

    def get(self, path: str) -> Answer:
        """Asks for a page."""
        return self._send("GET", path, b"", "")

    def post(self, path: str, values: list[tuple[str, str]]) -> Answer:
        """Sends a form."""
        return self._send("POST", path, urlencode(values).encode(), "application/x-www-form-urlencoded")

    def follow(self, answer: Answer) -> Answer:
        """Goes where redirections lead."""
        for _turn in range(5):
            if answer.status not in {301, 302, 303, 307} or not answer.location:
                return answer
            answer = self.get(urljoin(answer.path, answer.location))
        return answer

    def _send(self, method: str, path: str, body: bytes, content_type: str) -> Answer:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request(method, path.split("#", maxsplit=1)[0], body or None, self._headers(content_type))
            return self.take(connection.getresponse(), path)
        finally:
            connection.close()

    def _headers(self, content_type: str) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Accept-Language": "fr"}
        return headers | ({"Content-Type": content_type} if content_type else {})

    def take(self, response: http.client.HTTPResponse, path: str) -> Answer:
        """Reads a response and keeps its cookies."""
        body = response.read()
        self.statuses[response.status] = self.statuses.get(response.status, 0) + 1
        for header in response.msg.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        is_page = response.headers.get_content_type() == "text/html"
        return Answer(response.status, response.headers.get("Location", ""), body, path, is_page)

    def begin_upload(
        self, path: str, values: list[tuple[str, str]], name: str, first: bytes, rest: int
    ) -> http.client.HTTPConnection:
        """Sends the beginning of a file and leaves the line open; `rest` bytes are still to come."""
        parts = [f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in values]
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        before, after = "".join([*parts, head]).encode(), f"\r\n--{_BOUNDARY}--\r\n".encode()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.putrequest("POST", path)
        for header, value in self._headers(f"multipart/form-data; boundary={_BOUNDARY}").items():
            connection.putheader(header, value)
        connection.putheader("Content-Length", str(len(before) + len(first) + rest + len(after)))
        connection.endheaders()
        connection.send(before + first)
        return connection

    def end_upload(self, connection: http.client.HTTPConnection, rest: bytes, path: str) -> Answer:
        """Sends what was still to come, and reads the answer."""
        connection.send(rest + f"\r\n--{_BOUNDARY}--\r\n".encode())
        try:
            return self.take(connection.getresponse(), path)
        finally:
            connection.close()


def shape(path: str) -> str:
    """A path without what tells one record or one list from another, so that each kind of page is met a few times only."""
    return _CODE.sub(r"/\1/…", _ID.sub("…", urlsplit(path).path))
