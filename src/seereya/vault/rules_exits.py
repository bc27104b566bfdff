"""What may leave the house about a named person, and on which basis (decision 27). Pure: stdlib only."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from seereya.accounts.rules import Refused

__all__ = ["BasisKind", "ExitKind", "ExportState", "Given", "Judged", "Leaving", "Outcome", "Refused", "judge"]

YES, YES_IF, NO, WITHDRAWN = "CS-YES", "CS-YES-C", "CS-NO", "CS-REV"
LEVELS = ("ID-0", "ID-1", "ID-2", "ID-3", "ID-4", "ID-5")
CODED = "ID-1"
KEEPING = "C-INT"
# The use of an image or a voice: about a thing, whoever receives it.
PICTURE = "C-IMG"
RATIFY_WITHIN = timedelta(hours=72)
EXPORT_LIFE = timedelta(hours=72)
BULK_WINDOW = timedelta(hours=1)
REVIEW_EVERY = timedelta(days=365)
MAJORITY = 18
SOON = timedelta(hours=12)


class ExitKind(enum.StrEnum):
    """How something leaves."""

    DOSSIER = "dossier"
    CASE_PACKAGE = "case_package"
    RECORD_EXPORT = "record_export"
    SUBMISSION = "submission"


class BasisKind(enum.StrEnum):
    """What allows a named person's data to be used (decision 27)."""

    CONSENT = "consent"
    FAMILY = "family"
    LEGAL_CLAIM = "legal_claim"
    PUBLIC_FUNCTION = "public_function"


class Outcome(enum.StrEnum):
    """What a second person said of something sent urgently."""

    RATIFIED = "ratified"
    OBJECTED = "objected"


class ExportState(enum.StrEnum):
    """An export on its way: asked for, given by a second person, refused, fetched, run out."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    FETCHED = "fetched"
    EXPIRED = "expired"


# Kinds by which a person, or a family, says yes or no: there a "no" is heard whatever other basis there is.
SPOKEN = frozenset({BasisKind.CONSENT, BasisKind.FAMILY})


@dataclass(frozen=True)
class Leaving:
    """What is about to leave: to whom (`scope`, a term of `consent_scopes`, and words), how much of the identity, of whom.

    `also`: scopes about things rather than recipients that must be answered as well (`C-IMG` where a picture goes along).
    """

    kind: ExitKind
    scope: str
    recipient: str
    level: str
    subjects: tuple[UUID, ...]
    items: tuple[UUID, ...] = ()
    purpose: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """One answer as an exit reads it."""

    status: str
    level: str = "ID-0"
    condition: str = ""


@dataclass(frozen=True)
class Given:
    """One basis of one person, in its newest version."""

    kind: BasisKind
    id: UUID
    number: int
    answers: Mapping[str, Said] = field(default_factory=dict)
    review_on: date | None = None
    dissent: str = ""


@dataclass(frozen=True)
class Judged:
    """Whether somebody may be in what leaves; by which basis; why not; what goes with it (conditions, dissent)."""

    allowed: bool
    basis: Given | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()
    review_due: bool = False


def names(level: str) -> bool:
    """Whether a level of disclosure says anything of who somebody is beyond an open code."""
    return rank(level) > rank(CODED)


def rank(level: str) -> int:
    """The place of a level, from nothing at all to a public name. Raises `Refused("no_such_level")`."""
    try:
        return LEVELS.index(level)
    except ValueError:
        raise Refused("no_such_level") from None


def heard(given: Given, path: Sequence[str]) -> Said | None:
    """The answer that governs a scope: its own, or that of the nearest scope above it; nothing where neither was asked."""
    return next((given.answers[code] for code in reversed(path) if code in given.answers), None)


def judge(given: Sequence[Given], *, paths: Sequence[Sequence[str]], level: str, legal: frozenset[str], today: date) -> Judged:
    """Whether one person may be in what leaves, on all the bases held of that person.

    `paths`: for each scope that must be answered, its codes from the top down; the first is the recipient's. A spoken "no", and a
    withdrawal, stand against every other basis. What was not asked is "no". Without a name, only a spoken "no" keeps somebody out.
    """
    for one in given:
        if one.kind in SPOKEN and (refusal := _spoken_no(one, paths)):
            return Judged(allowed=False, basis=one, reason=refusal)
    if not names(level):
        return Judged(allowed=True, reason="not_named")
    if not given:
        return Judged(allowed=False, reason="no_basis")
    looked = [_allows(one, paths, level, legal, today) for one in given]
    telling = next((one for one in looked if one.reason != "not_asked"), looked[0])
    return next((one for one in looked if one.allowed), telling)


def _spoken_no(given: Given, paths: Iterable[Sequence[str]]) -> str:
    for path in ((KEEPING,), *paths):
        said = heard(given, path)
        if said and said.status == WITHDRAWN:
            return "withdrawn"
        if said and said.status == NO:
            return "said_no"
    return ""


def _allows(given: Given, paths: Sequence[Sequence[str]], level: str, legal: frozenset[str], today: date) -> Judged:
    notes = [given.dissent] if given.dissent else []
    due = given.review_on is not None and given.review_on <= today
    for path in paths:
        said = heard(given, path)
        if said is None or said.status not in {YES, YES_IF}:
            reason = {WITHDRAWN: "withdrawn", NO: "said_no"}.get(said.status if said else "", "not_asked")
            return Judged(allowed=False, basis=given if said else None, reason=reason)
        if given.kind is BasisKind.LEGAL_CLAIM and path[-1] not in legal:
            return Judged(allowed=False, basis=given, reason="not_a_claim")
        if said.condition:
            notes.append(said.condition)
    first = heard(given, paths[0])
    if first is not None and rank(first.level) < rank(level):
        return Judged(allowed=False, basis=given, reason="less_than_asked")
    return Judged(allowed=True, basis=given, reason="allowed", notes=tuple(notes), review_due=due)


def check_leaving(leaving: Leaving, *, known: Iterable[str]) -> None:
    """A recipient in words, a purpose, a scope and a level of the vocabularies, at least one person."""
    if leaving.scope not in known or any(one not in known for one in leaving.also):
        raise Refused("no_such_scope")
    rank(leaving.level)
    if not leaving.recipient.strip():
        raise Refused("recipient_needed")
    if not leaving.purpose.strip():
        raise Refused("purpose_needed")


def overrides(judged: Judged) -> bool:
    """Whether urgency may stand in for a basis: where nobody was asked, never against a spoken no or a withdrawal."""
    return not judged.allowed and judged.reason not in {"said_no", "withdrawn"}


def check_ratifiable(*, ratify_by: datetime | None, outcome: str, asker: UUID, by: UUID) -> None:
    """Something sent urgently is ratified, or objected to, once, by somebody else; also when the 72 hours are over."""
    if ratify_by is None:
        raise Refused("nothing_to_ratify")
    if outcome:
        raise Refused("already_ratified")
    if asker == by:
        raise Refused("second_person_needed")


def check_consent(
    *,
    kind: BasisKind,
    minor: bool,
    guardian: str,
    implicated: bool,
    assent: str,
    statuses: Iterable[str],
    relation: str,
    reasons: str,
    proof: str,
) -> None:
    """What a basis must say to stand: who consented for a minor or for the dead, and why where nobody was asked."""
    said_yes = bool({YES, YES_IF} & set(statuses))
    if implicated:
        raise Refused("guardian_implicated")
    if kind is BasisKind.CONSENT and minor and said_yes:
        if not guardian.strip():
            raise Refused("guardian_needed")
        if assent != "yes":
            raise Refused("assent_needed")
    if kind is BasisKind.FAMILY and not relation.strip():
        raise Refused("relation_needed")
    if kind not in SPOKEN and not reasons.strip():
        raise Refused("reasons_needed")
    if kind in SPOKEN and said_yes and not proof:
        raise Refused("proof_needed")


def adult_from(born: date) -> str:
    """The month (`2028-03`) in which somebody born on this day at the earliest turns eighteen."""
    return f"{born.year + MAJORITY}-{born.month:02}"


def review_on(given_on: date | None, today: date, adult: str = "") -> date:
    """When a consent is asked about again: a year after it was given, or recorded where the day is not known.

    A minor's: no later than the month in which the child turns eighteen and decides alone. The day of review stands in clear,
    therefore the first of that month and not the birthday.
    """
    due = (given_on or today) + REVIEW_EVERY
    return min(due, date.fromisoformat(f"{adult}-01")) if adult else due


def check_export(*, state: ExportState, expires_at: datetime, now: datetime, wanted: ExportState) -> None:
    """An export moves forward only, and not after its 72 hours."""
    if now >= expires_at:
        raise Refused("export_expired")
    if state is not wanted:
        raise Refused("export_not_there" if wanted is ExportState.APPROVED else "export_decided")


def over_limit(*, opened: int, more: int, limit: int) -> bool:
    """Whether opening `more` besides what was opened within the hour passes the limit."""
    return opened + more > limit
