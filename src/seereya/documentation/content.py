"""What is sealed inside an incident, a person and a source: typed on the way in and out, JSON in between. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable, When

__all__ = [
    "Account",
    "Act",
    "Blame",
    "Contact",
    "Identity",
    "IncidentContent",
    "Involvement",
    "Move",
    "PersonContent",
    "PrecisePlace",
    "Proposition",
    "Quantity",
    "Role",
    "Sealable",
    "SourceContent",
    "When",
]


@dataclass
class Quantity(Sealable):
    """How many, as worded, within one category (killed, injured…) and one status (civilian, combatant, total, unknown).

    A denial ("no civilian was killed") is `denied` and has no bounds: it is not a zero (decision 26).
    """

    category: str
    status: str
    words: str
    minimum: int | None = None
    maximum: int | None = None
    denied: bool = False


@dataclass
class Blame(Sealable):
    """Whom an account names as alleged perpetrator, in what words, and how sure it is."""

    words: str
    category: str = ""
    confidence: str = ""
    stance: str = "blames"


@dataclass
class Account(Sealable):
    """One source's version of an incident."""

    id: str
    source: str = ""
    source_words: str = ""
    source_type: str = ""
    published: When = field(default_factory=When)
    says: str = ""
    basis: str = ""
    quantities: list[Quantity] = field(default_factory=list)
    blames: list[Blame] = field(default_factory=list)
    positions: dict[str, str] = field(default_factory=dict)
    reliability: str = ""
    credibility: str = ""
    archived: str = ""
    external_event: str = ""


@dataclass
class Proposition(Sealable):
    """A sentence on which accounts differ; and what somebody concluded from them, by which standard, and why."""

    id: str
    words: str
    conclusion: str = ""
    standard: str = ""
    reasons: str = ""
    by: str = ""
    relations: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Involvement(Sealable):
    """Whom an act is laid to, always as alleged: a person of the incident or a unit in words; how, how surely, and what became of it.

    `position` and `proceedings`: the latest status as an alleged perpetrator (in post or dismissed; uncharged … served).
    """

    words: str = ""
    person: str = ""
    category: str = ""
    degree: str = ""
    confidence: str = ""
    position: str = ""
    proceedings: str = ""


@dataclass
class Act(Sealable):
    """One kind of violation inside an incident (ESF Act): what was done, how, when, where, to whom, allegedly by whom.

    `victims`: ids of persons of the incident; `groups`: people who are counted and not named; `outcome`: the victims at the end.
    """

    id: str
    kind: str
    method: str = ""
    when: When = field(default_factory=When)
    place: str = ""
    place_words: str = ""
    victims: list[str] = field(default_factory=list)
    groups: list[Quantity] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    stated_reason: str = ""
    consequences: str = ""
    outcome: str = ""


@dataclass
class Role(Sealable):
    """A person's part in the incident."""

    person: str
    code: str
    role: str
    note: str = ""
    status: str = ""


@dataclass
class Move(Sealable):
    """A change of status, with its reason."""

    before: str
    after: str
    at: str
    by: str
    reason: str = ""


@dataclass
class IncidentContent(Sealable):
    """The sealed content of an incident."""

    title: str
    summary: str = ""
    when: When = field(default_factory=When)
    place: str = ""
    place_words: str = ""
    types: list[str] = field(default_factory=list)
    sensitivity: str = "ordinary"
    accounts: list[Account] = field(default_factory=list)
    propositions: list[Proposition] = field(default_factory=list)
    persons: list[Role] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    related: list[dict[str, str]] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    return_question: str = ""
    public_example: bool = False


@dataclass
class PrecisePlace(Sealable):
    """Where exactly: opened for a purpose, never drawn on a map."""

    words: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass
class PersonContent(Sealable):
    """What is said of a person without saying who it is."""

    sex: str = ""
    age_then: str = ""
    age_now: str = ""
    minor: str = ""
    origin: str = ""
    status: str = ""
    vulnerability: str = ""
    note: str = ""
    incidents: list[str] = field(default_factory=list)


@dataclass
class Identity(Sealable):
    """Who a person is: opened for a purpose, on the record."""

    names: list[str] = field(default_factory=list)
    born: str = ""
    documents: str = ""
    family: str = ""


@dataclass
class Contact(Sealable):
    """How a person can be reached, and the rules that keep her safe when doing so."""

    how: str = ""
    safe_rules: str = ""


@dataclass
class SourceContent(Sealable):
    """What a source is, without saying who."""

    kind: str = ""
    name: str = ""
    protected: bool = True
    reliability: str = ""
    language: str = ""
    note: str = ""
