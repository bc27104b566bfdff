"""What is sealed inside an observation of a trial and inside a gap of coverage. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable, When

__all__ = ["Check", "GapContent", "ObservationContent", "When"]


@dataclass
class Check(Sealable):
    """One right of the defence as it was seen: a term of `fair_trial_checks`, yes, partly, no or not seen, and what was seen."""

    code: str
    answer: str
    note: str = ""


@dataclass
class ObservationContent(Sealable):
    """One hearing as an observer saw it; `struck`: why it counts nowhere any more.

    The case number is sealed too: announced aloud, it still leads to the accused.
    """

    court: str
    on: str
    seat: str = ""
    number: str = ""
    stage: str = ""
    kind: str = ""
    offences: list[str] = field(default_factory=list)
    men: int | None = None
    women: int | None = None
    unsaid: int | None = None
    minors: int | None = None
    present: int | None = None
    absent: int | None = None
    counsel: str = ""
    counsel_from: str = ""
    counsel_note: str = ""
    interpreter_needed: str = ""
    interpreter_given: str = ""
    interpreter_language: str = ""
    interpreter_note: str = ""
    public: str = ""
    closed_why: str = ""
    checks: list[Check] = field(default_factory=list)
    outcome: str = ""
    adjourned_why: str = ""
    next_on: str = ""
    result: str = ""
    began: str = ""
    minutes: int | None = None
    incidents: str = ""
    security: str = ""
    observer: str = ""
    independence: str = ""
    struck: str = ""
    struck_by: str = ""
    struck_on: str = ""

    @property
    def accused(self) -> int | None:
        """How many stood accused, where any number was counted."""
        counted = [one for one in (self.men, self.women, self.unsaid) if one is not None]
        return sum(counted) if counted else None


@dataclass
class GapContent(Sealable):
    """A place and time where nobody could look: who, exactly when, what that means for whoever reads the figures."""

    who: str = ""
    began: When = field(default_factory=When)
    ended: When = field(default_factory=When)
    means: str = ""
    notes: str = ""
    ended_why: str = ""
