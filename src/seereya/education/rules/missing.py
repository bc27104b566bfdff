"""What a version still needs before it is published, and what it may be published without."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from seereya.education.rules.resultcode import MOST_ASKED
from seereya.education.rules.screens import RECKONED, Kind, Question, Screen, State, Text

FEWEST_ANSWERS, MOST_ANSWERS = 2, 6


class What(enum.StrEnum):
    """What is missing. Recordings and the lawyer's check may be: the pack then says so."""

    SCREENS = "screens"
    TITLE = "title"
    TEXT = "text"
    ALT = "alt"
    REVIEW = "review"
    QUESTION = "question"
    ANSWERS = "answers"
    ANSWER = "answer"
    RIGHT = "right"
    FEEDBACK = "feedback"
    PICTURE = "picture"
    TOO_MANY = "too_many"
    RECORDING = "recording"
    LAWYER = "lawyer"


# What a version can be published without, knowingly.
BEARABLE = frozenset({What.RECORDING, What.LAWYER})


@dataclass(frozen=True)
class Missing:
    """One thing missing: on which screen, in which question (both counted from 1; 0: none), in which language."""

    what: What
    screen: int = 0
    question: int = 0
    language: str = ""

    @property
    def bearable(self) -> bool:
        """Whether the version can be published without it."""
        return self.what in BEARABLE


def missing(screens: Sequence[Screen], languages: Iterable[str]) -> list[Missing]:
    """Everything missing in the languages a pack is made of, screen by screen."""
    wanted = tuple(languages)
    if not screens or not wanted:
        return [Missing(What.SCREENS)]
    found: list[Missing] = []
    for number, screen in enumerate(screens, start=1):
        for language in wanted:
            found += _of_screen(number, screen, language)
        for place, question in enumerate(screen.questions, start=1):
            found += _of_question(number, place, question, wanted)
        if screen.unsure_facts:
            found.append(Missing(What.LAWYER, number))
    if sum(one.kind in RECKONED for screen in screens for one in screen.questions) > MOST_ASKED:
        found.append(Missing(What.TOO_MANY))
    return found


def _of_screen(number: int, screen: Screen, language: str) -> Iterator[Missing]:
    text = screen.texts.get(language, Text())
    needed = ((What.TITLE, text.title), (What.TEXT, text.text), (What.ALT, text.alt or not screen.picture))
    yield from (Missing(what, number, 0, language) for what, there in needed if not there)
    if text.state == State.TO_REVIEW:
        yield Missing(What.REVIEW, number, 0, language)
    if language not in screen.recorded:
        yield Missing(What.RECORDING, number, 0, language)


def _of_question(number: int, place: int, question: Question, languages: tuple[str, ...]) -> Iterator[Missing]:
    asked, kind = question.asked, question.kind
    if not FEWEST_ANSWERS <= len(asked.answers) <= MOST_ANSWERS:
        yield Missing(What.ANSWERS, number, place)
    if kind in RECKONED and sum(one.right for one in asked.answers) != 1:
        yield Missing(What.RIGHT, number, place)
    if kind == Kind.PICTURE and not all(one.picture for one in asked.answers):
        yield Missing(What.PICTURE, number, place)
    for language in languages:
        if not asked.asked.get(language):
            yield Missing(What.QUESTION, number, place, language)
        if kind != Kind.TRUTH and not all(one.words.get(language) for one in asked.answers):
            yield Missing(What.ANSWER, number, place, language)
        if not (asked.said.get(language) or all(one.said.get(language) for one in asked.answers)):
            yield Missing(What.FEEDBACK, number, place, language)
