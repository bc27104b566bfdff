"""What is sealed in this room: typed on the way in and out, JSON in between. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable, When


@dataclass
class Step(Sealable):
    """A move of a referral: by which organisation, when, and the words both sides may read."""

    before: str
    after: str
    at: str
    organisation: str
    by: str
    words: str = ""


@dataclass
class ReferralContent(Sealable):
    """What both organisations read of a referral: nothing here says who the person is."""

    service: str
    need: str = ""
    service_id: str = ""
    service_name: str = ""
    event: When = field(default_factory=When)
    event_at: str = ""
    language: str = ""
    age: str = ""
    sex: str = ""
    coming: str = ""
    released: bool = False
    steps: list[Step] = field(default_factory=list)


@dataclass
class ReferralOwn(Sealable):
    """What stays with the organisation that refers: of whom, how consent was given, what the person said afterwards."""

    subject: str
    note: str = ""
    consent: str = ""
    feedback: str = ""


@dataclass
class Released(Sealable):
    """Name and way to reach the person, as far as the person agreed that the service may have them."""

    name: str = ""
    reach: str = ""


@dataclass
class SafeContact(Sealable):
    """How to make contact without harm, as far as it says nothing of who it is."""

    times: str = ""
    words: str = ""
    languages: list[str] = field(default_factory=list)
    no_message: bool = True
    other: str = ""


@dataclass
class SafeNumbers(Sealable):
    """Numbers to avoid, and who may answer: these identify, and are sealed with the contact."""

    avoid: str = ""
    answers: str = ""


@dataclass
class RiskContent(Sealable):
    """How great the danger is now, for whom, and why: a level of the vocabulary `risk_levels` for each."""

    person: str
    family: str = ""
    community: str = ""
    interviewer: str = ""
    why: str = ""
    contact: str = ""

    @property
    def highest(self) -> str:
        """The greatest of the four levels: their codes rise with the danger."""
        return max(self.person, self.family, self.community, self.interviewer)


@dataclass
class Measure(Sealable):
    """Something somebody does against a danger, until when."""

    what: str
    owner: str = ""
    until: When = field(default_factory=When)
    done: bool = False


@dataclass
class PlanContent(Sealable):
    """The plan that protects a person: measures, who carries it, until when it holds."""

    measures: list[Measure] = field(default_factory=list)
    owner: str = ""
    note: str = ""


@dataclass
class PlanCard(Sealable):
    """What the home page needs of a plan: the level, who carries it, when measures are due, when it expires.

    `waits_on`: the member whose measures wait for a second person's agreement; `agreed_by`: the handle of who agreed to them.
    """

    level: str = ""
    owner: str = ""
    due_at: str = ""
    subject: str = ""
    expires: str = ""
    waits_on: str = ""
    agreed_by: str = ""
    agreed_at: str = ""


@dataclass
class Exposed(Sealable):
    """A record whose name, contact, place or words a member opened, or that the member wrote: how often, and in which ways."""

    subject: str
    how: list[str] = field(default_factory=list)
    times: int = 0
    warned_at: str = ""
    warned_by: str = ""
    note: str = ""


@dataclass
class DrillContent(Sealable):
    """What is known when a device is lost or somebody is arrested: whose, since when, who is exposed, who was warned."""

    kind: str
    member: str
    handle: str
    days: int
    words: str = ""
    vaults: list[str] = field(default_factory=list)
    deposits: int = 0
    exposed: list[Exposed] = field(default_factory=list)
    suspended_at: str = ""
    kept: list[str] = field(default_factory=list)


@dataclass
class HoldContent(Sealable):
    """Why what concerns a person must be kept."""

    subject: str
    reason: str


@dataclass
class Part(Sealable):
    """What an erasure took away or left: of which kind, how many (nothing: not counted), why it stays (nothing: it went)."""

    what: str
    count: int | None = None
    stays: str = ""


@dataclass
class RequestContent(Sealable):
    """What a person asked, how it was made sure who asks, the answer, and what was done. `outcome`: of an erasure, part by part."""

    subject: str
    words: str
    identified: str = ""
    answer: str = ""
    done: str = ""
    outcome: list[Part] = field(default_factory=list)


@dataclass
class BreachContent(Sealable):
    """What happened to data, whom it concerns, what was done, who was told."""

    what: str
    affected: str = ""
    measures: str = ""
    told: str = ""


@dataclass
class ServiceContact(Sealable):
    """Where a discreet service is and how it is reached."""

    phone: str = ""
    address: str = ""


@dataclass
class ComplaintStep(Sealable):
    """What a recipient did with a complaint, and what the complainant is told."""

    move: str
    at: str
    by: str
    words: str = ""
    to: str = ""


@dataclass
class ComplaintContent(Sealable):
    """A complaint about somebody of the staff: under which code, about whom, of what kind, in whose words, and what became of it.

    `filed_by` is empty where the complainant stays unnamed towards the recipients. `paper`: no login holds the key of the answer.
    """

    code: str
    words: str
    kind: str = ""
    accused_id: str = ""
    accused: str = ""
    organisation_id: str = ""
    behalf: str = ""
    wish: str = ""
    filed_by: str = ""
    paper: bool = False
    recipients: list[str] = field(default_factory=list)
    steps: list[ComplaintStep] = field(default_factory=list)


@dataclass
class ComplaintNote(Sealable):
    """A note between recipients."""

    at: str
    by: str
    words: str


@dataclass
class ComplaintNotes(Sealable):
    """What the recipients write among themselves: the complainant cannot open it."""

    notes: list[ComplaintNote] = field(default_factory=list)
