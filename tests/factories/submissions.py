"""Submissions as an office makes them: a disappeared person, an incident with the act, the family's yes, a filled form."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.rules import Role
from seereya.advocacy.content_submissions import Entry, Followed, StepTaken
from seereya.advocacy.models import Submission, SubmissionCopy
from seereya.advocacy.queries.submission_questions import asked
from seereya.advocacy.services import submissions, submissions_identity, submissions_sending
from seereya.advocacy.services.submissions_storing import hold, store
from seereya.documentation import services as documentation
from seereya.documentation.content import Act, Involvement
from seereya.foundation.identifiers import new_id
from seereya.foundation.sealable import When
from tests.factories.accounts import Person
from tests.factories.documentation import account, day, incident, packs_loaded, person
from tests.factories.exits import consent
from tests.factories.vault import Office, office

WHY = "communication to the Working Group"
NAME = "Boubacar Zfamilynameqk"


@dataclass
class Desk:
    """An office with counsel, an advocacy officer and a documentalist, and a person who disappeared."""

    office: Office
    counsel: Person
    officer: Person
    documentalist: Person
    person: UUID
    code: str
    incident: UUID | None = None
    act: str = ""


def desk(code: str = "", *, when: When | None = None, basis: bool = True) -> Desk:
    """Somebody taken away, documented; the family said yes to the United Nations unless told otherwise."""
    packs_loaded()
    place = office(code)
    counsel, officer = place.join(Role.COUNSEL), place.join(Role.ADVOCACY)
    documentalist = place.join(Role.DOCUMENTALIST)
    missing = person(by=documentalist, name=NAME, sex="M", minor="no")
    said = account("Relatives", says="Soldiers took him at dawn.")
    happened = incident(
        by=documentalist, title="Arrested at dawn", types=["V-DIS-ENF"], summary="He was taken away.", accounts=[said]
    )
    documentation.link_person(by=documentalist, incident_id=happened.id, person_id=missing.id, role="victim")
    act = Act(
        new_id().hex, "V-DIS-ENF", when=when or day("2021-01-03"), place="ML05", victims=[str(missing.id)],
        involvements=[Involvement("a patrol", category="PC-STA")],
    )  # fmt: skip
    documentation.save_act(by=documentalist, incident_id=happened.id, act=act)
    if basis:
        consent(documentalist, missing.id, kind="family", relation="the mother", level="ID-4")
    return Desk(place, counsel, officer, documentalist, missing.id, missing.code, happened.id, act.id)


def begin(at: Desk, *, by: Person | None = None) -> Submission:
    """A form begun from the act, with the identity where the member opens it."""
    begun = submissions.Begun(at.person, at.incident, at.act)
    return submissions.begin(by=by or at.counsel, begun=begun, purpose=WHY)


def filled(sealed: str, **words: str) -> list[Entry]:
    """An answer to every question of a part; `words` by code with `_` for the point."""
    typed = {code.replace("_", "."): value for code, value in words.items()}
    found = []
    for one in asked(sealed):
        if one.kind in {"partialdate", "signature", "date"}:
            found.append(Entry(one.code, when=day("2021-01-03")) if one.kind != "date" else Entry(one.code, "1990"))
        elif one.kind in {"bool", "choice"}:
            found.append(Entry(one.code, "yes" if one.kind == "bool" else "M" if one.code == "W1.04" else "single"))
        elif one.kind not in {"file", "repeat"} or one.code == "W6.01":
            found.append(Entry(one.code, typed.get(one.code, f"answer {one.code}"), "fr" if one.by_language else ""))
    return found


def ready(at: Desk, **words: str) -> Submission:
    """A form that lacks nothing, with nobody else named."""
    row = begin(at)
    row = submissions.save_form(
        by=at.counsel, submission_id=row.id, version=row.version, entries=filled("content", **words),
        steps=[StepTaken("Complaint", day("2021-02-01"), "Gendarmerie", "the mother", "Zsubmissionstepqk")], checked_on="2021-03-01",
    )  # fmt: skip
    sealed = filled("identity", W1_01="Zfamilynameqk", W1_02="Boubacar", W7_01="Zsubmissionauthorqk")
    row = submissions_identity.save_identity(by=at.counsel, submission_id=row.id, version=row.version, entries=sealed)
    return submissions.save_named(by=at.counsel, submission_id=row.id, version=row.version, named=[], declared=True)


def send(at: Desk, row: Submission, *, by: Person | None = None, **more: object) -> list[SubmissionCopy]:
    """Lets a form out, with small papers in place of the real ones."""
    values: dict[str, object] = {"version": row.version, "recipient": "Working Group", "purpose": WHY, "languages": ("fr", "en")}
    sending = submissions_sending.Sending(**(values | more))  # type: ignore[arg-type]
    return submissions_sending.send(
        by=by or at.counsel, submission_id=row.id, sending=sending,
        write=lambda held, part, language: {"docx": f"{language} {part.entries[0].text}".encode(), "html": held.row.reference.encode()},
    )  # fmt: skip


@transaction.atomic
def happened(at: Desk, row: Submission, *steps: tuple[str, str]) -> None:
    """Lets steps stand as if they had been recorded on their days."""
    held = hold(at.counsel, row.id)
    held.content.followed = [Followed(step, day, by="x") for step, day in steps]
    store(at.counsel, held)
