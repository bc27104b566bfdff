"""What is sealed of a mission, of an interview and of what was said in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable, When


@dataclass
class Benefit(Sealable):
    """Something a person received around an interview; money as a decimal number in words, so that nothing is rounded."""

    kind: str
    words: str = ""
    amount: str = ""
    currency: str = ""


@dataclass
class MissionContent(Sealable):
    """What was prepared once for all interviews of a mission (decision 28)."""

    title: str
    when: When = field(default_factory=When)
    purpose: str = ""
    services: list[str] = field(default_factory=list)
    services_checked: str = ""
    interpreter: str = ""
    safe_place: str = ""
    trained: str = ""
    risk: str = ""
    risk_note: str = ""


@dataclass
class Step(Sealable):
    """Who did what with an interview, and when: completed, approved, took note of a deviation."""

    what: str
    by: str
    at: str
    note: str = ""


@dataclass
class InterviewContent(Sealable):
    """An encounter with a person: how it was, not what was said word for word. The person is a link to her own record."""

    person: str = ""
    person_code: str = ""
    mission: str = ""
    kind: str = "first"
    state: str = "draft"
    on: When = field(default_factory=When)
    minutes: int | None = None
    language: str = ""
    interviewers: str = ""
    interpreted: str = ""
    place_class: str = ""
    heard_before: str = ""
    times_before: int | None = None
    heard_by: str = ""
    reason_again: str = ""
    willing: str = ""
    may_stop: str = ""
    referral: str = ""
    referral_services: list[str] = field(default_factory=list)
    minor: str = ""
    guardian: str = ""
    assent: str = ""
    consent: str = ""
    bases: list[dict[str, str]] = field(default_factory=list)
    risk_before: str = ""
    risk_after: str = ""
    risk_note: str = ""
    stopped: str = ""
    stopped_words: str = ""
    benefits: list[Benefit] = field(default_factory=list)
    about: str = ""
    about_when: When = field(default_factory=When)
    about_place: str = ""
    recording: str = ""
    source: str = ""
    deviations: list[str] = field(default_factory=list)
    alert: str = ""
    steps: list[Step] = field(default_factory=list)
    incidents: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Present(Sealable):
    """Who else was there: sealed as identities."""

    interpreter: str = ""
    intermediaries: str = ""
    others: str = ""


@dataclass
class Said(Sealable):
    """What the person said, in her words: what she saw or lived, and what others told her, kept apart."""

    seen: str = ""
    told: str = ""
