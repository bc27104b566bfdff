"""Walks the main pages of a demonstration over HTTP, as each member, and says what failed: what `script/demo --check` runs."""

from __future__ import annotations

import gzip
import http.client
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import pyotp
from django.urls import resolve, reverse

from seereya.accounts.policies import Policy
from seereya.accounts.rules import Role
from seereya.site.demo.addresses import FOUND, PAGES
from seereya.site.demo.people import Secrets

HEAVIEST = 150_000
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_ELSEWHERE = re.compile(r'(?:src|href|action)="(?:https?:)?//(?!localhost)[^"]*"')


@dataclass
class Answer:
    """What the server said."""

    status: int
    body: str
    weight: int
    where: str
    headers: dict[str, str]
    seconds: float


@dataclass
class Walker:
    """A browser without a screen: keeps cookies, follows redirects, sends forms with their token."""

    address: str
    language: str = "fr"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Fetches a page, following redirects."""
        answer = self._send("GET", path, None)
        for _ in range(5):
            if answer.status not in {301, 302, 303}:
                break
            answer = self._send("GET", answer.headers["location"], None)
        return answer

    def post(self, path: str, fields: dict[str, str], page: Answer) -> Answer:
        """Sends a form that stood on a page, and follows where it leads."""
        token = _TOKEN.search(page.body)
        body = urlencode(fields | {"csrfmiddlewaretoken": token.group(1) if token else ""}).encode()
        answer = self._send("POST", path, body)
        return self.get(answer.headers["location"]) if answer.status in {302, 303} else answer

    def _send(self, method: str, path: str, body: bytes | None) -> Answer:
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "localhost", parts.port or 80, timeout=60)
        headers = {
            "Host": parts.netloc,
            "Accept-Encoding": "gzip",
            "Accept-Language": self.language,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address}
        begun = time.perf_counter()
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        data = response.read()
        seconds = time.perf_counter() - begun
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";", 1)[0].strip('"')
        connection.close()
        clear = gzip.decompress(data) if response.getheader("Content-Encoding") == "gzip" else data
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, clear.decode("utf-8", "replace"), len(gzip.compress(clear)), path, found, seconds)


def log_in(walker: Walker, one: Secrets) -> str:
    """Passphrase and code; the words of what went wrong, or nothing."""
    login = reverse("accounts:login")
    page = walker.post(login, {"handle": one.handle, "passphrase": one.passphrase}, walker.get(login))
    if 'name="code"' not in page.body:
        return f"{one.handle}: the passphrase is not accepted ({page.status})."
    for _ in range(2):
        page = walker.post(reverse("accounts:second-factor"), {"code": pyotp.TOTP(one.seed).now()}, page)
        if page.status == 200 and 'name="code"' not in page.body:  # noqa: PLR2004
            return ""
        time.sleep(31 - time.time() % 30)
        page = walker.get(reverse("accounts:second-factor"))
    return f"{one.handle}: the code is not accepted ({page.status})."


def expected(path: str, roles: list[str]) -> int:
    """What a page must answer to somebody with these roles, by the policy its view declares."""
    declared: Policy = resolve(urlsplit(path).path).func.policy  # type: ignore[attr-defined]
    return 200 if declared.roles & {Role(role) for role in roles} else 403


def walk(address: str, one: Secrets, language: str) -> tuple[list[str], int]:
    """Everything a member's navigation leads to, and one record of each kind with its parts.

    Returns what failed and how many pages were seen.
    """
    walker = Walker(address, language)
    if wrong := log_in(walker, one):
        return [wrong], 1
    failures: list[str] = []
    pages: dict[str, Answer] = {}
    seen = 0
    for name, query in PAGES:
        where = reverse(name) + query
        answer = pages[where] = walker.get(where)
        seen += 1
        failures += _check(answer, expected(where, one.roles), one)
    missed, more = _records(walker, one, pages)
    failures, seen = failures + missed, seen + more
    nobodys = "/incidents/01900000-0000-7000-8000-000000000000/"
    wanted = 404 if expected(nobodys, one.roles) == 200 else 403  # noqa: PLR2004
    return failures + _check(walker.get(nobodys), wanted, one), seen + 1


def _records(walker: Walker, one: Secrets, pages: dict[str, Answer]) -> tuple[list[str], int]:
    """One record of each kind this member's pages lead to, with its sub-pages."""
    failures: list[str] = []
    found: dict[str, str] = {}
    seen = 0
    for kind, address, source, query, parts in FOUND:
        where = found.get(source[1:], "") if source.startswith("@") else reverse(source) + query
        if where and where not in pages:
            pages[where] = walker.get(where)
        links = re.findall(f'href="({address})"', pages[where].body) if where else []
        if not links:
            continue
        found[kind] = links[0]
        for part in parts:
            path = links[0] + part
            failures += _check(walker.get(path), expected(path, one.roles), one)
            seen += 1
    return failures, seen


def _check(answer: Answer, wanted: int, one: Secrets) -> list[str]:
    who = f"{one.handle} ({' '.join(one.roles)}) {answer.where}"
    failures = []
    if answer.status != wanted:
        failures.append(f"{who}: {answer.status} instead of {wanted}")
    if answer.status == 200 and answer.weight > HEAVIEST:  # noqa: PLR2004
        failures.append(f"{who}: {answer.weight} bytes, more than {HEAVIEST}")
    if _ELSEWHERE.search(answer.body):
        failures.append(f"{who}: the page asks another host for something")
    if "default-src 'none'" not in answer.headers.get("content-security-policy", ""):
        failures.append(f"{who}: no strict content security policy")
    return failures
