"""What the modules do for somebody who uses the keyboard, writes on a bad line, or waits: in a browser, under the real policy."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from tests.e2e.house import CHROMIUM

from seereya import site

STATIC = Path(site.__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no chromium")]

LIST = """{% extends "base.html" %}{% block content %}<h1>List</h1>
{% include "components/_table.html" %}{% endblock %}"""
TABLE = {
    "caption": "Incidents",
    "columns": [{"label": "Reference"}],
    "rows": [{"url": f"/opened/{n}", "edit_url": f"/edited/{n}", "cells": [f"INC-{n}"]} for n in (1, 2, 3)],
}
FORM = """{% extends "base.html" %}{% block content %}<h1>Form</h1>
<form method="post" action="/sent" data-autosave-url="/draft"><input type="hidden" name="csrfmiddlewaretoken" value="token">
<label for="text">Text</label><input id="text" name="text"><input type="password" name="passphrase" value="not this" aria-label="Passphrase">
<label for="place">Place</label><input id="place" name="place" data-suggest-url="/suggest" data-suggest-target="code">
<input type="hidden" id="code" name="code">{% include "components/_draft_status.html" %}</form>
<form method="post" action="/deleted" data-confirm="Delete for good?"><button type="submit">Delete</button></form>{% endblock %}"""
WORK = """{% extends "base.html" %}{% block content %}<h1>Work</h1>{% include "components/_progress.html" %}{% endblock %}"""


def page(source: str, **context: object) -> str:
    frame = {"product_name": "Archive", "search_url": "/search", "member": "awa", "logout_url": "/logout"}
    return Template(source).render(Context({**frame, **context}))


def progress(state: str, **more: object) -> dict[str, object]:
    return {"label": "Import", "done": 1, "total": 2, "state": state, "state_words": state, **more}


class House(ThreadingHTTPServer):
    """Serves the pages above under the product's own content security policy and keeps what was posted."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.posted: list[tuple[str, dict[str, str]]] = []
        self.asked: list[str] = []
        self.down = False
        self.polls = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: House

    def log_message(self, *args: object) -> None:
        pass

    def answer(self, body: str, kind: str = "text/html", status: int = 200) -> None:
        self.send_response(status)
        policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        self.send_header("Content-Security-Policy", "; ".join(f"{k} {' '.join(v)}" for k, v in policy.items()))
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path.startswith("/static/"):
            file = STATIC / self.path.removeprefix("/static/")
            self.answer(file.read_text(encoding="utf-8"), TYPES[file.suffix])
        elif self.path == "/fragment":
            self.server.polls += 1
            done = self.server.polls > 1
            state = progress("done", result_url="/opened/result") if done else progress("running", url="/fragment")
            self.answer(render_to_string("components/_progress.html", {"progress": state}))
        else:
            pages = {
                "/list": lambda: page(LIST, table=TABLE),
                "/quiet": lambda: page(LIST, table=TABLE, keys_off=True),
                "/form": lambda: page(FORM),
                "/work": lambda: page(WORK, progress=progress("running", url="/fragment")),
            }
            self.answer(pages.get(self.path, lambda: "<h1>There</h1>")())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        message = BytesParser().parsebytes(f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode() + body)
        fields = {}
        if message.is_multipart():
            for part in message.get_payload():
                fields[part.get_param("name", header="content-disposition")] = part.get_payload(decode=True).decode()
        self.server.posted.append((self.path, fields))
        if self.path == "/suggest":
            self.answer(json.dumps({"results": [{"label": "Mopti (cercle)", "value": "ML-5"}]}), "application/json")
        else:
            self.answer("", status=503 if self.server.down else 204)


@pytest.fixture
def house() -> Iterator[House]:
    server = House()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as runner:
        opened = runner.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser, house) -> Iterator[object]:
    context = browser.new_context(base_url=house.origin, locale="en")
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    yield tab
    assert complaints == []
    context.close()


def focused(tab) -> str:
    return tab.evaluate("document.activeElement.textContent.trim()")


def test_a_list_is_walked_opened_and_edited_by_keys(tab, house) -> None:
    tab.goto("/list")
    tab.wait_for_load_state("networkidle")
    for key in "jjkj":
        tab.keyboard.press(key)
    assert focused(tab) == "INC-2"
    tab.keyboard.press("e")
    tab.wait_for_url("**/edited/2")
    tab.go_back()
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("k")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/opened/*")


def test_slash_searches_and_what_is_typed_stays_text(tab) -> None:
    tab.goto("/list")
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("/")
    tab.keyboard.type("j/e?")
    assert tab.locator("#search").input_value() == "j/e?"


def test_help_opens_and_closes_by_key(tab) -> None:
    tab.goto("/list")
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("?")
    assert tab.locator("#keys-help").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator("#keys-help").is_visible()


def test_one_letter_keys_can_be_switched_off(tab) -> None:
    tab.goto("/quiet")
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("?")
    assert not tab.locator("#keys-help").is_visible()


def test_a_menu_closes_by_escape_and_gives_the_focus_back(tab) -> None:
    tab.goto("/list")
    tab.wait_for_load_state("networkidle")
    tab.locator(".menu summary").click()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Escape")
    assert focused(tab) == "awa"
    assert tab.locator(".menu[open]").count() == 0


def test_a_draft_is_saved_after_a_rest_without_passphrases_and_nothing_stays_in_the_browser(tab, house) -> None:
    tab.goto("/form")
    tab.wait_for_load_state("networkidle")
    tab.locator("#text").press_sequentially("nineteen")
    tab.locator(".draft", has_text=":").wait_for(timeout=5000)
    drafts = [fields for path, fields in house.posted if path == "/draft"]
    assert len(drafts) == 1
    assert drafts[0]["text"] == "nineteen"
    assert drafts[0]["csrfmiddlewaretoken"] == "token"
    assert "passphrase" not in drafts[0]
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_draft_waits_out_a_dropped_connection(tab, house) -> None:
    tab.goto("/form")
    tab.wait_for_load_state("networkidle")
    house.down = True
    tab.locator("#text").fill("kept")
    tab.locator(".draft.waits").wait_for(timeout=5000)
    house.down = False
    tab.locator(".draft:not(.waits)", has_text=":").wait_for(timeout=8000)
    assert house.posted[-1][1]["text"] == "kept"


def test_a_place_is_suggested_after_three_letters_and_never_in_an_address(tab, house) -> None:
    tab.goto("/form")
    tab.wait_for_load_state("networkidle")
    tab.locator("#place").press_sequentially("mo")
    tab.wait_for_timeout(500)
    assert not [path for path, _ in house.posted if path == "/suggest"]
    tab.locator("#place").press_sequentially("p")
    tab.locator("datalist option").first.wait_for(state="attached")
    assert ("/suggest", {"q": "mop", "csrfmiddlewaretoken": "token"}) in house.posted
    assert not [path for path in house.asked if "mop" in path]
    tab.locator("#place").fill("Mopti (cercle)")
    assert tab.locator("#code").input_value() == "ML-5"


def test_deleting_asks_first(tab, house) -> None:
    tab.goto("/form")
    tab.wait_for_load_state("networkidle")
    tab.get_by_role("button", name="Delete").click()
    assert "Delete for good?" in tab.locator("#ask").inner_text()
    tab.locator("#ask button[value=no]").click()
    assert house.posted == []
    tab.get_by_role("button", name="Delete").click()
    tab.locator("#ask button[value=yes]").click()
    tab.wait_for_timeout(300)
    assert [path for path, _ in house.posted] == ["/deleted"]


def test_long_work_is_followed_until_it_is_done_and_then_left_alone(tab, house) -> None:
    tab.goto("/work")
    tab.locator(".progress.done").wait_for(timeout=10000)
    seen = house.polls
    tab.wait_for_timeout(2500)
    assert house.polls == seen == 2
    assert tab.locator("a[href='/opened/result']").is_visible()
