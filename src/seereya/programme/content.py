"""What stands sealed in this room: words of members that tell where people go, or why something changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable


@dataclass
class ActivityContent(Sealable):
    """Why an activity changed, with whom it was done, how the funder was shown or why not, what was learned."""

    reason: str = ""
    cooperation: str = ""
    visibility: str = ""
    lessons: str = ""


@dataclass
class RiskContent(Sealable):
    """What is done against a risk, and what was said at each of its moves (the newest last)."""

    mitigation: str = ""
    moves: list[str] = field(default_factory=list)


@dataclass
class DecisionContent(Sealable):
    """What the steering committee decides, why, and who sees to it (a role or an organisation)."""

    title: str = ""
    words: str = ""
    carried_by: str = ""


@dataclass
class Section(Sealable):
    """One section of a narrative report, as it is written, in both languages."""

    code: str
    fr: str = ""
    en: str = ""


@dataclass
class ReportContent(Sealable):
    """The narrative of a report while it is written."""

    sections: list[Section] = field(default_factory=list)
