"""Plants strings in every sealed field of submissions: the open part, the sealed part, what was frozen, what happened."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.advocacy.content_submissions import Entry, IdentityPart, StepTaken
from seereya.advocacy.queries.submission_questions import asked
from seereya.advocacy.rules.submissions import Question
from seereya.advocacy.services import submissions, submissions_following, submissions_identity, submissions_sending
from seereya.advocacy.services.submissions_storing import Held
from seereya.foundation import clock
from seereya.foundation.sealable import When
from seereya.vault import services as vaults
from seereya.vault.basis import Answer, BasisContent

Take = Callable[[str], str]


def plant(by: Actor, person: UUID, take: Take) -> None:
    """A form filled with strings, sent urgently or not at all: counsel holds both vaults."""
    purpose = take("purpose of a submission") or "–"
    row = submissions.begin(by=by, begun=submissions.Begun(person), purpose=purpose)
    steps = [StepTaken(take("step what") or "–", _today(), take("step authority"), take("step who"), take("step result"))]
    entries = [_answer(one, take) for one in asked("content")]
    row = submissions.save_form(
        by=by, submission_id=row.id, version=row.version, entries=entries, steps=steps, checked_on=clock.today().isoformat()
    )
    sealed = [_answer(one, take) for one in asked("identity") if one.kind != "file"]
    row = submissions_identity.save_identity(by=by, submission_id=row.id, version=row.version, entries=sealed)
    row = submissions.save_named(by=by, submission_id=row.id, version=row.version, named=[], declared=True)
    family = BasisContent(
        kind="family", answers=[Answer("C-UN", "CS-YES", "ID-4")], proof="CM-ORA", relation=take("relation of the family") or "–"
    )
    vaults.record_consent(by=by, subject=person, content=family)
    sending = submissions_sending.Sending(row.version, take("recipient of a submission") or "–", purpose)
    frozen = take("frozen copy")

    def write(_held: Held, _part: IdentityPart, _language: str) -> dict[str, bytes]:
        return {submissions_sending.DOCX: frozen.encode(), submissions_sending.HTML: frozen.encode()}

    submissions_sending.send(by=by, submission_id=row.id, sending=sending, write=write)
    row.refresh_from_db()
    row = submissions_following.record_step(
        by=by, submission_id=row.id, version=row.version, step="acknowledged", on=clock.today(), said=take("what happened")
    )
    submissions_following.strike_last(
        by=by, submission_id=row.id, version=row.version, why=take("why a step is struck out") or "–"
    )


def _today() -> When:
    day = clock.today().isoformat()
    return When(day, day, "day")


def _answer(one: Question, take: Take) -> Entry:
    """An answer of the kind that a question asks for; words are strings to look for."""
    if one.kind in {"partialdate", "signature"}:
        return Entry(one.code, when=_today())
    if one.kind in {"bool", "choice"}:
        return Entry(one.code, "yes" if one.kind == "bool" else "M")
    return Entry(one.code, take(f"answer {one.code}") or "–", "fr" if one.by_language else "")
