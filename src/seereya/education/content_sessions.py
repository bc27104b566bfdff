"""What is sealed of sessions, measures, multipliers and private talks: typed on the way in and out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable


@dataclass
class MixDecision(Sealable):
    """Why a mixed audience is right with care: who decided, when, over which warnings."""

    reason: str
    by: str
    at: str
    over: list[str] = field(default_factory=list)


@dataclass
class SessionContent(Sealable):
    """What only educators read of a session: its day, who gives it, what is needed and what happened."""

    day: str = ""
    title: str = ""
    trainers: list[str] = field(default_factory=list)
    materials: str = ""
    cost: str = ""
    testimony: bool = False
    incidents: str = ""
    note: str = ""
    cancelled: str = ""
    decisions: list[MixDecision] = field(default_factory=list)


@dataclass
class SessionPlace(Sealable):
    """Where exactly: a place of the tree, and words to find it."""

    code: str = ""
    words: str = ""


@dataclass
class TalkCount(Sealable):
    """How many asked to talk in private at a session."""

    number: int = 0


@dataclass
class Talk(Sealable):
    """Somebody asked to talk in private: what help needs to know, and nothing that says who it is. `session`: the sealed link."""

    session: str = ""
    need: str = ""
    language: str = ""
    sex: str = ""
    age: str = ""
    again: str = ""
    ended: str = ""


@dataclass
class ScoreLine(Sealable):
    """A line of the grid of personal codes."""

    code: str
    before: int | None = None
    after: int | None = None


@dataclass
class PebbleLine(Sealable):
    """A question answered with pebbles or raised cards."""

    question: str
    right_before: int
    right_after: int


@dataclass
class MeasureContent(Sealable):
    """What a group knew before and after: the grid with its best score, or the pebbles with how many counted."""

    best: int = 0
    scores: list[ScoreLine] = field(default_factory=list)
    present_before: int = 0
    present_after: int = 0
    pebbles: list[PebbleLine] = field(default_factory=list)
    note: str = ""


@dataclass
class MultiplierContent(Sealable):
    """Who a multiplier is and how to reach them, for educators."""

    name: str = ""
    reach: str = ""
    note: str = ""
