"""Visits of members: a context of the browser with their session, which notes whatever a page should not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.house import AXE, PICTURES, House

WIDE, NARROW = 1280, 390
HEIGHTS = {WIDE: 800, NARROW: 844}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
RUN_AXE = """async (only) => (await axe.run(document, {runOnly: only, resultTypes: ['violations']})).violations.map(
  (one) => `${one.id}: ${one.help} — ${one.nodes.slice(0, 3).map((node) => node.html).join(' | ').slice(0, 600)}`)"""


@dataclass
class Visits:
    """Contexts that are open in a test, and what each member's first login left in the browser."""

    house: House
    browser: Any
    states: dict[str, Any] = field(default_factory=dict)
    contexts: list[Any] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, handle: str = "", *, language: str = "fr", width: int = WIDE, dark: bool = False, script: bool = True) -> Any:
        """A page with the session of a member, or of nobody."""
        state = self._state(handle) if handle else None
        if handle:
            self.house.rows("UPDATE accounts_member SET language = ? WHERE handle = ?", language, handle)
        return self.context(state, language=language, width=width, dark=dark, script=script).new_page()

    def context(self, state: Any, *, language: str = "fr", width: int = WIDE, dark: bool = False, script: bool = True) -> Any:
        """A context that lets no request leave the house and collects the console's complaints."""
        context = self.browser.new_context(
            base_url=self.house.origin,
            locale="fr-FR" if language == "fr" else "en-GB",
            viewport={"width": width, "height": HEIGHTS[width]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        context.add_cookies([self._cookie("__Host-language", language), *(state or [])])
        context.set_default_timeout(10_000)
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        self.contexts.append(context)
        return context

    def close(self) -> None:
        """Ends the visits of a test; whatever the browser complained about fails it."""
        for context in self.contexts:
            context.close()
        complaints, self.contexts, self.complaints = self.complaints, [], []
        assert complaints == []

    def log_in(self, page: Any, handle: str) -> None:
        """Passphrase and code, typed as the member would."""
        one = self.house.member(handle)
        page.goto("/login/")
        page.locator("[name=handle]").fill(handle)
        page.locator("[name=passphrase]").fill(one["passphrase"])
        page.locator("main form button").first.click()
        page.locator("[name=code]").fill(self.house.code(one["seed"]))
        page.locator("main form button").first.click()
        page.wait_for_url(lambda address: "second-factor" not in address)

    def forget(self, handle: str) -> None:
        """The next visit of a member logs in again."""
        self.states.pop(handle, None)

    def _state(self, handle: str) -> Any:
        if handle not in self.states:
            context = self.context(None)
            self.log_in(context.new_page(), handle)
            kept = [one for one in context.cookies() if one["name"] != "__Host-language"]
            self.states[handle] = [self._cookie(one["name"], one["value"]) for one in kept]
            context.close()
            self.contexts.remove(context)
        return self.states[handle]

    def _cookie(self, name: str, value: str) -> dict[str, Any]:
        # Named by https: the protocol takes `__Host-` cookies for no other scheme; the browser sends them to localhost.
        address = self.house.origin.replace("http:", "https:")
        return {"name": name, "value": value, "url": address, "secure": True, "httpOnly": True, "sameSite": "Strict"}

    def _asked(self, request: Any) -> None:
        # The browser itself finds no other host (`conftest.browser`); it only has to be said that one was asked.
        if not request.url.startswith((self.house.origin, "blob:", "data:", "about:")):
            self.complaints.append(f"asks another host: {request.url}")

    def _said(self, message: Any) -> None:
        # The browser itself notes each answer of 400 and more; pages that refuse are meant to answer so.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")


def arriving(click: Callable[..., None]) -> Callable[..., None]:
    """A locator's click, and then the whole of the page it leads to.

    The browser's driver goes on as soon as the next page begins to arrive: what a test counts on it at once (`count`,
    `all_inner_texts`) was sometimes counted on half of it when the machine was busy.
    """

    def click_and_arrive(locator: Any, **options: Any) -> None:
        click(locator, **options)
        locator.page.wait_for_load_state("domcontentloaded")

    return click_and_arrive


EVERYTHING = {"type": "tag", "values": TAGS}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
# What may differ where the same page is shown in another language, or in a narrow window; the rest was looked at already.
_NAMES = [
    "button-name",
    "link-name",
    "label",
    "select-name",
    "input-button-name",
    "image-alt",
    "empty-heading",
    "empty-table-header",
]
WORDS = {
    "type": "rule",
    "values": ["document-title", "html-has-lang", "html-lang-valid", "valid-lang", "landmark-unique", *_NAMES],
}
_PLACES = ["target-size", "scrollable-region-focusable", "region", "heading-order", "page-has-heading-one", "landmark-one-main"]
LAYOUT = {"type": "rule", "values": ["color-contrast", *_PLACES, *_NAMES]}


def faults(page: Any, only: dict[str, Any] | None = EVERYTHING) -> list[str]:
    """What axe finds on the page as it stands (`only`: which rules; nothing: none), and whether it is wider than the window."""
    if only and page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN_AXE, only) if only else []
    if (too_wide := page.evaluate(WIDER)) > 0:
        found.append(f"wider than the window by {too_wide} px")
    return found


def weighed(page: Any) -> dict[str, int]:
    """Bytes of each answer to this page from now on as it travels: headers and compressed body. Filled while they arrive."""
    found: dict[str, int] = {}

    def arrived(request: Any) -> None:
        sizes = request.sizes()
        found[request.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    page.on("requestfinished", arrived)
    return found


def picture(page: Any, name: str, *, at: str = "") -> None:
    """Keeps what the page looks like, for people who look at pages (`build/screenshots`, not committed).

    The whole page; with `at`, what a window shows that begins there.
    """
    PICTURES.mkdir(parents=True, exist_ok=True)
    if at:
        page.locator(at).first.evaluate("(part) => { part.scrollIntoView({block: 'start', behavior: 'instant'}); }")
    page.screenshot(path=PICTURES / f"{name}.png", full_page=not at)


def submit(page: Any, words: str) -> None:
    """Presses the button with these words."""
    page.get_by_role("button", name=words, exact=True).first.click()


Visit = Callable[..., Any]
