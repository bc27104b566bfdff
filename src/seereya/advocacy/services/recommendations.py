"""Recommendations written by hand, and their dated assessments."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.advocacy import keeping
from seereya.advocacy.models import Assessment, Recommendation
from seereya.advocacy.rules.sheets import place
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.reference import terms


@dataclass
class Recommended:
    """One paragraph of a public document."""

    body: str
    document: str
    paragraph: str
    state: str = ""
    text_fr: str = ""
    text_en: str = ""
    theme: str = ""
    addressee: str = ""
    position: str = ""
    issued_on: date | None = None
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes a recommendation the same one in every file."""
        return self.body, self.document, self.paragraph, self.state


@transaction.atomic
def save_recommendation(
    *, by: Actor, said: Recommended, recommendation_id: UUID | None = None, version: int | None = None, token: UUID | None = None
) -> Recommendation:
    """Writes a recommendation, or corrects one of the own organisation.

    Raises `NotThere`, `Refused` (`recommendation_incomplete`, `recommendation_there_already`, `changed_meanwhile`).
    """
    if not (said.body and said.document.strip() and said.paragraph.strip() and (said.text_fr.strip() or said.text_en.strip())):
        raise Refused("recommendation_incomplete")
    if recommendation_id is None:
        row, sent = keeping.begin(Recommendation, by, token)
        if sent:
            return row
    else:
        row = keeping.own(Recommendation, by, recommendation_id)
        keeping.change(row, version)
    same = dict(zip(("body", "document", "paragraph", "state"), said.key, strict=True))
    if Recommendation.objects.filter(**same).exclude(id=row.id).exists():
        raise Refused("recommendation_there_already")
    for name, value in asdict(said).items():
        setattr(row, name, value)
    row.place = place(row.paragraph)
    row.save(force_insert=recommendation_id is None)
    facts: dict[str, object] = {"version": row.version}
    record(tag=Tag.RECOMMENDATION_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


@dataclass
class Assessed:
    """How far a recommendation was implemented, in whose eyes, on what evidence."""

    kind: str
    status: str
    on: date
    words: str = ""
    assessor: str = ""
    source: str = ""


@transaction.atomic
def assess(*, by: Actor, recommendation_id: UUID, said: Assessed, token: UUID | None = None) -> Assessment:
    """Adds a dated assessment: ours, another assessor's, or what the government claims. Those before stay, and may disagree.

    Raises `NotThere`, `Refused` (`unknown_implementation`, `not_in_the_future`, `assessor_needed`, `evidence_needed`).
    """
    row = keeping.seen(Recommendation, recommendation_id)
    if said.status not in terms.vocabulary("implementation_status") or said.kind not in {"ours", "other", "government"}:
        raise Refused("unknown_implementation")
    if said.on > clock.today():
        raise Refused("not_in_the_future")
    if said.kind == "other" and not said.assessor.strip():
        raise Refused("assessor_needed")
    if said.status != "IS-UNK" and not (said.words.strip() or said.source.strip()):
        raise Refused("evidence_needed")
    found, sent = keeping.begin(Assessment, by, token, recommendation=row, **asdict(said))
    if sent:
        return found
    found.save(force_insert=True)
    facts: dict[str, object] = {"kind": said.kind, "status": said.status}
    record(tag=Tag.ASSESSMENT_ADDED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return found
