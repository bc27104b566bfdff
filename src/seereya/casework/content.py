"""What is sealed inside a case file: typed on the way in and out, JSON in between. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.casework.rules.costs import CostContent
from seereya.casework.rules.mandates import MandateContent
from seereya.casework.rules.updates import UpdateContent
from seereya.foundation.sealable import Sealable, When

__all__ = ["Act", "CaseContent", "Deadline", "Exhibit", "Party", "Proceeding", "Qualification", "StageMove", "StepRecorded"]


@dataclass
class Party(Sealable):
    """A person's part in the case, by open code. A suspect is alleged, and tied to a legal basis (decision 31)."""

    id: str
    person: str
    code: str
    role: str
    basis: str = ""
    counsel: str = ""
    note: str = ""


@dataclass
class Qualification(Sealable):
    """One legal characterisation alleged: a term of `crimes`, why, and against whom (party ids)."""

    id: str
    crime: str
    reasons: str = ""
    parties: list[str] = field(default_factory=list)


@dataclass
class StageMove(Sealable):
    """A stage reached on a day."""

    stage: str
    on: str
    note: str = ""
    by: str = ""


@dataclass
class Proceeding(Sealable):
    """The case before one forum. `number`: the forum's own reference; `hearing`: the next day there."""

    id: str
    procedure: str
    forum: str
    number: str = ""
    judge: str = ""
    opened: str = ""
    stages: list[StageMove] = field(default_factory=list)
    hearing: str = ""
    hearing_words: str = ""
    comes_from: str = ""

    @property
    def stage(self) -> str:
        """Where it stands now."""
        return self.stages[-1].stage if self.stages else ""


@dataclass
class Act(Sealable):
    """An act made or received, a term of `procedural_acts`. `restarts`: an act of prosecution or investigation."""

    id: str
    kind: str
    on: str
    proceeding: str = ""
    served: str = ""
    words: str = ""
    document: str = ""
    until: str = ""
    restarts: bool = False
    addressed: str = ""
    by: str = ""
    made_at: str = ""
    struck: str = ""


@dataclass
class Deadline(Sealable):
    """A time limit that runs in this case: the rule, what set it off, the last day.

    `amount`, `unit`: where counsel gave another length than the rule's, with reason and author. `review`: why it is to be looked at again.
    """

    id: str
    rule: str
    starts: str
    due: str
    act: str = ""
    proceeding: str = ""
    amount: int | None = None
    counting: str = ""
    rolls: bool = False
    unit: str = ""
    reason: str = ""
    by: str = ""
    changed_at: str = ""
    done_on: str = ""
    done_words: str = ""
    review: str = ""


@dataclass
class Exhibit(Sealable):
    """A numbered exhibit: an item of evidence, by reference and hash, neither of which ever changes; or what it is, and its origin."""

    number: int
    words: str
    origin: str = ""
    item: str = ""
    document: str = ""
    helps_defence: bool = False
    reference: str = ""
    sha256: str = ""


@dataclass
class StepRecorded(Sealable):
    """A step of the impunity funnel that counsel recorded by hand, by month, where no stage or act says it."""

    step: str
    month: str
    why: str = ""
    by: str = ""


@dataclass
class CaseContent(Sealable):
    """The sealed content of a case file."""

    title: str
    summary: str = ""
    facts: When = field(default_factory=When)
    clarified: str = ""
    incidents: list[str] = field(default_factory=list)
    acts_documented: list[dict[str, str]] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    qualifications: list[Qualification] = field(default_factory=list)
    proceedings: list[Proceeding] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    exhibits: list[Exhibit] = field(default_factory=list)
    contradicting: str = ""
    next_step: str = ""
    next_step_on: str = ""
    paused: str = ""
    paused_why: str = ""
    remind_after: int = 90
    dormant_after: int = 180
    stall_reason: str = ""
    stall_words: str = ""
    closed_why: str = ""
    mandates: list[MandateContent] = field(default_factory=list)
    updates: list[UpdateContent] = field(default_factory=list)
    costs: list[CostContent] = field(default_factory=list)
    steps: list[StepRecorded] = field(default_factory=list)
    perpetrators: str = ""
    conflict: str = ""
    conflict_reason: str = ""

    def persons(self) -> dict[str, str]:
        """Everybody the file speaks of: its parties, and the victims of the documented acts it is about; codes by id."""
        found: dict[str, str] = {}
        for act in self.acts_documented:
            found.update(zip(act.get("persons", "").split(), act.get("victims", "").split(", "), strict=False))
        return found | {one.person: one.code for one in self.parties}

    def proceeding(self, proceeding_id: str) -> Proceeding | None:
        """One proceeding by its id."""
        return next((one for one in self.proceedings if one.id == proceeding_id), None)
