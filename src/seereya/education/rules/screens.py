"""What a screen and its questions say, language by language."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

By = dict[str, str]  # words by language


class Kind(enum.StrEnum):
    """How a question is answered: on the phone, or by a group with pebbles that the facilitator counts."""

    CHOICE = "choice"
    TRUTH = "truth"
    PICTURE = "picture"
    PEBBLES = "pebbles"


# A group's answer is counted by hand: no pack reckons it.
RECKONED = frozenset({Kind.CHOICE, Kind.TRUTH, Kind.PICTURE})


class State(enum.StrEnum):
    """Where the words of a screen in one language stand: still to be reviewed by somebody who speaks it, or final."""

    TO_REVIEW = "to_review"
    FINAL = "final"


@dataclass(frozen=True)
class Text:
    """A screen in one language. `script` is what the voice says; `source` is the sentence a translator starts from."""

    title: str = ""
    text: str = ""
    script: str = ""
    alt: str = ""
    source: str = ""
    state: State = State.FINAL

    @property
    def empty(self) -> bool:
        """Whether nothing was written in this language."""
        return not (self.title or self.text or self.script)

    def record(self) -> dict[str, str]:
        """As it is kept: what says nothing is left out."""
        return {name: str(value) for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, kept: Mapping[str, str] | None) -> Text:
        """From what was kept."""
        found = {name: str(value) for name, value in (kept or {}).items() if name in cls.__dataclass_fields__}
        return cls(**found | {"state": State(found.get("state", State.FINAL))})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Answer:
    """One answer that can be chosen: words or picture, whether it is right, what is said to who chooses it."""

    words: By = field(default_factory=dict)
    right: bool = False
    said: By = field(default_factory=dict)
    picture: str = ""


@dataclass(frozen=True)
class Asked:
    """A question by language. `name` ties the same question in two files of exchange together; `said`: what is said to everybody."""

    name: str = ""
    asked: By = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    said: By = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """As it is kept."""
        return {**asdict(self), "answers": [asdict(one) for one in self.answers]}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Asked:
        """From what was kept."""
        answers = tuple(Answer(**one) for one in kept.get("answers", ()))
        return cls(kept.get("name", ""), dict(kept.get("asked", {})), answers, dict(kept.get("said", {})))


@dataclass(frozen=True)
class Question:
    """A question as the rules see it."""

    kind: Kind
    asked: Asked


@dataclass(frozen=True)
class Screen:
    """A screen as the rules see it: words by language, its questions, whether it has a picture, languages it was recorded in."""

    texts: Mapping[str, Text]
    questions: tuple[Question, ...] = ()
    picture: bool = False
    recorded: frozenset[str] = frozenset()
    unsure_facts: bool = False
