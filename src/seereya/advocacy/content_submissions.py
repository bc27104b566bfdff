"""What is sealed in a submission: the form, and apart from it who is looked for and who writes. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from seereya.advocacy.rules.submissions import Step, Stood
from seereya.foundation.sealable import Sealable, When


@dataclass
class Entry(Sealable):
    """One answer: words, in one language or for both (empty), or an uncertain date; `took`: where the first words came from."""

    code: str
    text: str = ""
    language: str = ""
    when: When = field(default_factory=When)
    took: str = ""

    @property
    def filled(self) -> bool:
        return bool(self.text.strip() or self.when.words or self.when.precision != "unknown")


@dataclass
class StepTaken(Sealable):
    """A step of the family, or somebody for it, to find the person. Who took it is said by the relation, not by name."""

    what: str = ""
    when: When = field(default_factory=When)
    authority: str = ""
    who: str = ""
    result: str = ""


@dataclass
class NamedPerson(Sealable):
    """Somebody else whom the form names: by the open code, and whether the State is told that name too."""

    person: str
    code: str
    told: bool = False


@dataclass
class Followed(Sealable):
    """A step after sending. Struck out with a reason where it was entered by mistake; it stays readable."""

    step: str
    on: str
    words: str = ""
    by: str = ""
    at: str = ""
    struck: str = ""


@dataclass
class Attached(Sealable):
    """A copy of an item of evidence that left with the form's version `number`: its reference and its hash as they were that day.

    `place`, `name`, `size`, `sealed`: its line of the manifest; nothing where the form left before manifests were kept.
    """

    number: int
    item: str
    reference: str
    sha256: str
    kind: str = ""
    place: int = 0
    name: str = ""
    size: int = 0
    sealed: str = ""


@dataclass
class SubmissionContent(Sealable):
    """The form without names. `identity_filled`: which questions of the sealed part have an answer; never the answer."""

    kind: str
    person: str
    code: str
    incident: str = ""
    act: str = ""
    entries: list[Entry] = field(default_factory=list)
    steps: list[StepTaken] = field(default_factory=list)
    named: list[NamedPerson] = field(default_factory=list)
    declared: bool = False
    checked_on: str = ""
    identity_filled: list[str] = field(default_factory=list)
    identity_by: str = ""
    identity_on: str = ""
    asked_by: str = ""
    asked_on: str = ""
    scanned_by: str = ""
    followed: list[Followed] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)


@dataclass
class IdentityPart(Sealable):
    """Who is looked for, who writes, who saw it: opened for a purpose, on the record."""

    entries: list[Entry] = field(default_factory=list)


@dataclass
class CopyNote(Sealable):
    """What is known of a frozen copy without opening it: its bytes' digest, to whom it went."""

    sha256: str
    size: int
    recipient: str


def history(content: SubmissionContent) -> list[Stood]:
    """The steps that stand, in order."""
    return [Stood(Step(one.step), date.fromisoformat(one.on)) for one in content.followed if not one.struck]


def answered(entries: list[Entry]) -> set[str]:
    """Codes of the questions that have an answer."""
    return {one.code for one in entries if one.filled}


def answer(entries: list[Entry], code: str, language: str = "") -> Entry | None:
    """An answer: in this language where there is one, else the one written for both, else the other language's."""
    found = [one for one in entries if one.code == code and one.filled]
    exact = next((one for one in found if one.language == language), None)
    return exact or next((one for one in found if not one.language), None) or next(iter(found), None)
