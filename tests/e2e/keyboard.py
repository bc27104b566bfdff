"""Somebody who uses the keyboard only, and the words of the product in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import translation

FARTHEST = 250
_HERE = "(selector) => document.activeElement.matches(selector)"
_SAYS = "() => (document.activeElement.innerText || document.activeElement.value || '').trim()"
_VALUE = "() => document.activeElement.value"


@dataclass
class Words:
    """What buttons, links and fields are called; remembers what was used, so that the manual can be held to it."""

    language: str
    used: set[str] = field(default_factory=set)

    def __call__(self, message: str, context: str = "") -> str:
        with translation.override(self.language):
            said = translation.pgettext(context, message) if context else translation.gettext(message)
        self.used.add(said)
        return said


@dataclass
class Keys:
    """The keys of one page, and nothing else."""

    page: Any

    def reach(self, selector: str) -> None:
        """Tab until the focus is there; what the keyboard cannot reach fails the test."""
        for _ in range(FARTHEST):
            if self.page.evaluate(_HERE, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def to(self, words: str) -> None:
        """Tab until a link or button with these words has the focus."""
        for _ in range(FARTHEST):
            if self.page.evaluate(_SAYS) == words and self.page.evaluate(_HERE, "a, button, summary"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach “{words}”")

    def press(self, words: str) -> None:
        """Enter on a link or button with these words; waits for the page it leads to."""
        self.to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fold(self, words: str) -> None:
        """Opens or closes what is folded under these words."""
        self.to(words)
        self.page.keyboard.press("Enter")

    def type(self, name: str, text: str) -> None:
        """Into the field of this name, what stood there replaced."""
        self.reach(f"[name='{name}']")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """One of a list or of a group, by the arrow keys."""
        self.reach(f"[name='{name}']")
        if self.page.evaluate(_HERE, "[type=radio]"):
            self.page.keyboard.press("Space")
        if self.page.evaluate(_HERE, "select"):
            self.page.keyboard.press("Home")
        for _ in range(FARTHEST):
            if self.page.evaluate(_VALUE) == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the keyboard does not choose {value}")

    def tick(self, name: str) -> None:
        """A box, by the space bar."""
        self.reach(f"[name='{name}']")
        self.page.keyboard.press("Space")
