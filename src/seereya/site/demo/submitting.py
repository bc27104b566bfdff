"""Submissions of the demonstration: one ready to leave, one whose clock runs, one kept inside by a missing basis."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.advocacy.content_submissions import Entry, StepTaken
from seereya.advocacy.models import Submission
from seereya.advocacy.pages.submission_papers import write
from seereya.advocacy.services import submissions, submissions_following, submissions_identity, submissions_sending
from seereya.documentation import services
from seereya.documentation.content import Account, Act, Blame, Identity, IncidentContent, Involvement, PersonContent
from seereya.documentation.models import Incident
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.sealable import When
from seereya.site.demo.past import days_ago
from seereya.site.demo.story import when
from seereya.vault import services as vaults
from seereya.vault.basis import Answer, BasisContent

Told = dict[str, Any]
KIND, PURPOSE = "V-DIS-ENF", "Préparer la communication au Groupe de travail"


def tell(told: Told, people: dict[str, Actor]) -> list[Submission]:
    """Three people taken away, and what is submitted about them."""
    by, persons = people["oumar"], {}
    for key, one in told["persons"].items():
        content = PersonContent(sex="M", age_then=one["age_then"], origin=one["origin"], status="PS-CIV", minor="no")
        identity = Identity(names=one["names"], born=one["born"])
        persons[key] = services.create_person(by=by, content=content, identity=identity).id
    acts: dict[str, str] = {}
    incidents = {key: _incident(told, key, by, persons, acts) for key in told["incidents"]}
    return [_form(told, one, people, persons, incidents, acts) for one in told["forms"]]


def _day(days: int) -> When:
    return when((clock.today() - timedelta(days=days)).strftime("%d/%m/%Y"))


def _incident(told: Told, key: str, by: Actor, persons: dict[str, UUID], acts: dict[str, str]) -> Incident:
    said = told["incidents"][key]
    accounts = [
        Account(
            one["id"], source_words=one["source_words"], source_type=one["type"], says=one["says"],
            blames=[Blame(one["blames"], one["category"], stance=one["stance"])],
        )
        for one in said["accounts"]
    ]  # fmt: skip
    content = IncidentContent(
        title=said["title"],
        summary=said["summary"],
        when=_day(said["days_ago"]),
        place=said["place"],
        types=[KIND],
        accounts=accounts,
    )
    incident = services.create_incident(by=by, content=content)
    for name in said["persons"]:
        services.link_person(by=by, incident_id=incident.id, person_id=persons[name], role="victim")
        act = Act(
            new_id().hex, KIND, told["persons"][name]["method"], _day(said["days_ago"]), said["place"],
            victims=[str(persons[name])],
            involvements=[Involvement(said["accounts"][0]["blames"], category=said["accounts"][0]["category"])],
        )  # fmt: skip
        services.save_act(by=by, incident_id=incident.id, act=act)
        acts[name] = act.id
    return incident


def _form(
    told: Told,
    one: Told,
    people: dict[str, Actor],
    persons: dict[str, UUID],
    incidents: dict[str, Incident],
    acts: dict[str, str],
) -> Submission:
    """One form, begun, filled as far as it is, sent where the story says so."""
    by, person = people[one["by"]], persons[one["person"]]
    sent = one.get("sent")
    with days_ago(sent["days_ago"] if sent else 0):
        if told["persons"][one["person"]]["consent"]:
            _family(told["consent"], people["oumar"], person)
        begun = submissions.Begun(person, incidents[one["incident"]].id, acts[one["person"]])
        row = submissions.begin(by=by, begun=begun, purpose=PURPOSE if one["filled"] else "")
        if one.get("ask"):
            return submissions.ask_identity(by=by, submission_id=row.id)
        # The clock stands at the day of sending here: days since the disappearance are counted from that day.
        row = _filled(told, by, row, told["incidents"][one["incident"]]["days_ago"] - (sent["days_ago"] if sent else 0))
        if sent:
            _sent(sent, by, row)
    for step, days, words in one.get("steps", ()):
        with days_ago(days):
            row.refresh_from_db()
            submissions_following.record_step(
                by=by, submission_id=row.id, version=row.version, step=step, on=clock.today(), said=words
            )
    return row


def _family(said: Told, by: Actor, person: UUID) -> None:
    content = BasisContent(
        kind="family", answers=[Answer("C-UN", "CS-YES", "ID-4")], proof=said["proof"], language=said["language"],
        explained_by=said["explained_by"], relation=said["relation"], dissent=said["dissent"],
    )  # fmt: skip
    vaults.record_consent(by=by, subject=person, content=content)


def _filled(told: Told, by: Actor, row: Submission, days: int) -> Submission:
    held, part = submissions_identity.open_identity(by=by, submission_id=row.id, purpose=PURPOSE)
    entries = _merged(held.content.entries, told["answers"])
    today = clock.today().isoformat()
    entries.append(Entry("W8.04", when=When(today, today, "day")))
    steps = [StepTaken(what, _day(days - after), where, who, result) for what, after, where, who, result in told["steps"]]
    row = submissions.save_form(by=by, submission_id=row.id, version=row.version, entries=entries, steps=steps, checked_on=today)
    row = submissions_identity.save_identity(
        by=by, submission_id=row.id, version=row.version, entries=_merged(part.entries, told["identity"])
    )
    return submissions.save_named(by=by, submission_id=row.id, version=row.version, named=[], declared=True)


def _merged(entries: list[Entry], answers: dict[str, str]) -> list[Entry]:
    """What the form took over, with the answers told besides; a told answer takes the place of a taken one."""
    told = [Entry(code.partition("/")[0], text, code.partition("/")[2]) for code, text in answers.items()]
    keys = {(one.code, one.language) for one in told}
    return [one for one in entries if (one.code, one.language) not in keys] + told


def _sent(said: Told, by: Actor, row: Submission) -> None:
    sending = submissions_sending.Sending(row.version, said["recipient"], said["purpose"], ("fr", "en"))
    submissions_sending.send(by=by, submission_id=row.id, sending=sending, write=write)
