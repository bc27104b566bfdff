"""What is sealed in this room."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable


@dataclass
class ActionContent(Sealable):
    """What happened in an action: subject, who was there, what was said, what came of it, on which paper."""

    subject: str = ""
    who: str = ""
    notes: str = ""
    outcome: str = ""
    document: str = ""
    stakeholder: str = ""


@dataclass
class StanceEntry(Sealable):
    """Where a stakeholder stood on a day: influence from 1 to 5, stance of the vocabulary, and how we know."""

    on: str
    influence: int
    stance: str
    why: str = ""
    by: str = ""


@dataclass
class StakeholderContent(Sealable):
    """A stakeholder as the page shows it. `called` stands in lists: of a sensitive contact a word of ours and not the name."""

    called: str = ""
    function: str = ""
    institution: str = ""
    body: str = ""
    sensitive: bool = False
    history: list[StanceEntry] = field(default_factory=list)
    notes: str = ""

    @property
    def latest(self) -> StanceEntry | None:
        """The newest stance by its day; of several on one day the one written last."""
        return max(enumerate(self.history), key=lambda one: (one[1].on, one[0]))[1] if self.history else None


@dataclass
class StakeholderContact(Sealable):
    """How a stakeholder is reached; of a sensitive one, who that is."""

    name: str = ""
    reach: str = ""
    rules: str = ""


@dataclass
class LinkContent(Sealable):
    """The incident that a commitment or a recommendation concerns."""

    incident: str


@dataclass
class CaseLinkContent(Sealable):
    """The case file that a commitment is laid beside."""

    case: str


@dataclass
class DeclineContent(Sealable):
    """Why a proposed ask was declined."""

    reason: str
