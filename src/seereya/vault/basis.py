"""What is sealed of a basis, of a disclosure and of an export: dataclasses written to JSON. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable, When


@dataclass
class Answer(Sealable):
    """One question of consent: for whom, how much of the identity, with what condition. Not asked is no."""

    scope: str
    status: str
    level: str = "ID-0"
    condition: str = ""


@dataclass
class BasisContent(Sealable):
    """One version of a basis. No name stands in it: helpers and guardians by their part or by an open code.

    `adult_from`: the month (`2028-03`) in which a minor turns eighteen, at the earliest; never the day, which would tell who it is.
    """

    kind: str = "consent"
    answers: list[Answer] = field(default_factory=list)
    given: When = field(default_factory=When)
    proof: str = ""
    language: str = ""
    interpreter: str = ""
    explained_by: str = ""
    minor: bool = False
    adult_from: str = ""
    guardian: str = ""
    guardian_implicated: bool = False
    assent: str = ""
    relation: str = ""
    dissent: str = ""
    reasons: str = ""
    right_of_reply: str = ""
    note: str = ""
    withdrawn_reason: str = ""
    cannot_undo: str = ""


@dataclass
class DisclosureContent(Sealable):
    """What left: to whom, what for, how much of the identity, which things; why it was urgent and what the second person said."""

    scope: str
    recipient: str
    level: str
    purpose: str
    items: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    urgent: str = ""
    settled: str = ""


@dataclass
class DigestContent(Sealable):
    """What the bytes were that left. `files`: where several left as one, the digest is of the list of them with the hash of each."""

    sha256: str
    size: int
    title: str = ""
    files: int = 0


@dataclass
class ExportContent(Sealable):
    """What an export holds, for whom, what for; and why it was refused."""

    scope: str
    recipient: str
    level: str
    purpose: str
    references: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    refused: str = ""
    sha256: str = ""
    size: int = 0
