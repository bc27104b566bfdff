"""Plants strings in every sealed field there is, as members do: through the services, with their own keys."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass, field, replace
from typing import Any

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.audit.services import sequence
from seereya.documentation import services
from seereya.documentation.content import (
    Account,
    Act,
    Blame,
    Contact,
    Identity,
    IncidentContent,
    Involvement,
    PersonContent,
    PrecisePlace,
    Proposition,
    Quantity,
    SourceContent,
    When,
)
from seereya.documentation.content_interviews import Benefit, InterviewContent, MissionContent, Present, Said
from seereya.documentation.models import HeardQuestion, Person
from seereya.documentation.rules import Status
from seereya.documentation.rules_interviews import ASKED_A_DAY
from seereya.documentation.services.openings import open_source_identity
from seereya.documentation.services.saved import save_search
from seereya.evidence import services as evidence
from seereya.evidence.content import ItemContent
from seereya.foundation.identifiers import new_id
from seereya.site.operations import (
    canary_advocacy,
    canary_casework,
    canary_clients,
    canary_money,
    canary_observatory,
    canary_programme,
    canary_protection,
    canary_teaching,
    throwaway,
)
from seereya.vault import indexing
from seereya.vault import services as vaults
from seereya.vault.basis import Answer, BasisContent, ExportContent
from seereya.vault.documents import indexes_in
from seereya.vault.keyring import keyring_of
from seereya.vault.rules_exits import ExitKind, Leaving

# Fields of an interview that hold words.
_INTERVIEW = (
    "interviewers",
    "heard_by",
    "reason_again",
    "guardian",
    "consent",
    "risk_note",
    "stopped_words",
    "about",
    "about_place",
    "recording",
)


@dataclass
class Strings:
    """The strings still to be planted, and into which field each went."""

    waiting: list[str]
    planted: dict[str, str] = field(default_factory=dict)

    def __call__(self, where: str) -> str:
        """The next string, for a field; nothing once all are planted."""
        if not self.waiting:
            return ""
        text = self.waiting.pop()
        self.planted[text] = where
        return text


def from_standard_input() -> None:
    """Reads strings, makes the installation, plants them, and prints who can log in and where each string went."""
    texts: list[str] = json.loads(sys.stdin.read())
    throwaway.begin()
    actors, secrets = throwaway.found(
        "CANA",
        "ML",
        {
            "canary-counsel": [Role.COUNSEL],
            "canary-writer": [Role.DOCUMENTALIST],
            "canary-monitor": [Role.MONITOR],
            "canary-verifier": [Role.VERIFIER],
            "canary-officer": [Role.DATA_PROTECTION],
            "canary-educator": [Role.EDUCATOR],
            "canary-finance": [Role.FINANCE],
        },
    )
    partners, _theirs = throwaway.found("CANB", "FR", {"canary-focal": [Role.DOCUMENTALIST]})
    take = Strings(texts)
    while take.waiting:
        _round(actors, partners["canary-focal"], take)
        canary_clients.plant(actors["canary-counsel"], actors["second-cana"], partners["second-canb"], take)
        canary_teaching.plant(actors["canary-educator"], actors["canary-writer"], take)
    _indexes(actors["canary-writer"])
    _indexes(actors["canary-counsel"])
    sequence()
    known = {one.handle: {"passphrase": one.passphrase, "seed": one.seed} for one in secrets}
    json.dump({"planted": take.planted, "people": known}, sys.stdout)


def _round(actors: dict[str, Actor], partner: Actor, take: Strings) -> None:
    by = actors["canary-writer"]
    person, source = _people(by, take)
    incident = services.create_incident(by=by, content=_content(take), testimony=b"")
    services.save_account(by=by, incident_id=incident.id, account=_account(take, str(source)), verbatim=take("testimony"))
    proposition = Proposition(
        "P1", take("proposition") or "–", conclusion="X", standard="Y", reasons=take("proposition reasons") or "–"
    )
    services.save_proposition(by=by, incident_id=incident.id, proposition=proposition, positions={"A1": "supports"})
    services.set_precise_place(by=by, incident_id=incident.id, place=PrecisePlace(take("precise place"), take("latitude"), "1"))
    services.comment(by=by, incident_id=incident.id, words=take("comment") or "–")
    services.link_person(by=by, incident_id=incident.id, person_id=person, role="victim", note=take("role note"))
    services.save_act(by=by, incident_id=incident.id, act=_act(take, str(person)))
    services.move_incident(by=by, incident_id=incident.id, after=Status.TRIAGED, reason=take("reason of a move"))
    services.share_incident(by=by, incident_id=incident.id, organisation_id=partner.organisation_id)
    services.create_incident(
        by=actors["canary-monitor"], content=IncidentContent(title=take("deposit title") or "–", types=["V-LIFE-AIR"])
    )
    canary_casework.plant(actors["canary-counsel"], incident.id, Person.objects.get(id=person).code, take)
    canary_advocacy.plant(by, incident, take)
    canary_advocacy.plant_submission(actors["canary-counsel"], person, take)
    _interview(by, partner, person, take)
    _evidence(by, partner, incident.id, take)
    _purposes(by, incident.id, person, source, take)
    canary_observatory.plant(by, take)
    canary_protection.plant(by, partner, person, take)
    canary_programme.plant(by, partner, take)
    canary_protection.complain(by, actors["canary-officer"], take)
    canary_money.plant(actors["canary-finance"], take)
    _exits(by, actors["canary-verifier"], person, take)
    words = {"title": [take("draft")], "summary": [take("draft")]}
    vaults.keep_draft(by=by, form_key=f"incident:{incident.id}", fields=words)
    save_search(by=by, name=take("saved search name") or "–", query=f"q={take('saved search query')}")


def _people(by: Actor, take: Strings) -> tuple[Any, Any]:
    person = services.create_person(
        by=by,
        content=PersonContent(origin=take("person origin"), vulnerability=take("person vulnerability"), note=take("person note")),
        identity=Identity([take("person name"), take("person other name")], take("born"), take("documents"), take("family")),
        contact=Contact(take("contact"), take("safe rules")),
    )
    source = services.create_source(
        by=by,
        content=SourceContent("ST-EYE", take("source name"), note=take("source note")),
        identity=Identity([take("source identity")]),
    )
    return person.id, source.id


def _content(take: Strings) -> IncidentContent:
    return IncidentContent(
        title=take("title") or "–",
        summary=f"{take('summary')} {take('summary')}",
        when=When("2021-01-03", "2021-01-03", "day", words=take("date words")),
        place="ML05",
        place_words=take("place words"),
        types=["V-LIFE-AIR"],
        return_question=take("return question"),
    )


def _account(take: Strings, source: str) -> Account:
    return Account(
        id="A1",
        source=source,
        source_words=take("account source"),
        says=take("account says"),
        basis=take("account basis"),
        quantities=[Quantity("killed", "civilian", take("quantity words"), 3, 5)],
        blames=[Blame(take("blame words"), "", "AT3")],
        archived=take("archived address"),
    )


def _act(take: Strings, person: str) -> Act:
    return Act(
        id="C1",
        kind="V-LIFE-AIR",
        method=take("act method"),
        when=When("2021-01-03", "2021-01-03", "day", words=take("act date words")),
        place_words=take("act place words"),
        victims=[person],
        groups=[Quantity("killed", "civilian", take("act quantity words"), 3, 5)],
        involvements=[Involvement(words=take("alleged perpetrator") or "–", degree="direct")],
        stated_reason=take("stated reason"),
        consequences=take("act consequences"),
    )


def _interview(by: Actor, partner: Actor, person: Any, take: Strings) -> None:
    mission = services.create_mission(
        by=by,
        content=MissionContent(
            title=take("mission") or "–",
            when=When("2021-01-03", "2021-01-03", "day", words=take("mission date words")),
            purpose=take("mission purpose"),
            services_checked=take("mission services"),
            risk_note=take("mission risk"),
        ),
        mission_id=new_id(),
    )
    words: dict[str, Any] = {name: take(f"interview {name}") for name in _INTERVIEW}
    content = InterviewContent(
        person=str(person),
        mission=str(mission.id),
        on=When("2021-01-03", "2021-01-03", "day", words=take("interview date words")),
        **words,
    )
    content.about_when = When("2021-01-03", "2021-01-03", "day", words=take("interview date of the facts"))
    content.benefits = [Benefit("transport", take("benefit words"), "1500.00", "EUR")]
    said, present = Said(take("words seen"), take("words told")), Present(*(take(f"present {n}") for n in range(3)))
    row = services.create_interview(by=by, content=content, said=said, present=present, interview_id=new_id())
    services.see_deviation(by=by, interview_id=row.id, note=take("note on a departure"))
    services.open_words(by=by, interview_id=row.id, purpose=take("purpose") or "–")
    if take.waiting and HeardQuestion.objects.filter(asked_by=by.id).count() < ASKED_A_DAY:
        asked = services.ask_partner(by=by, organisation_id=partner.organisation_id, words=take("question to a partner") or "–")
        services.answer_question(by=partner, question_id=asked.id, answer=services.Answer("yes", take("whom to call")))


def _evidence(by: Actor, partner: Actor, incident: Any, take: Strings) -> None:
    """A file whose bytes, name, description, links and journal hold strings; its custody is offered, and refused in words."""
    content = ItemContent(
        title=take("evidence title"),
        collected=When("2021-01-03", "2021-01-03", "day", words=take("evidence collected when")),
        collected_by=take("evidence collected by"),
        collected_where=take("evidence collected where"),
        collected_how=take("evidence collected how"),
        origin=take("evidence origin"),
        device=take("evidence device"),
        language=take("evidence language"),
        notes=take("evidence notes"),
    )
    file = io.BytesIO(f"{take('evidence file')} ".encode() * 3 + b".")
    row = evidence.receive_item(by=by, file=file, name=take("evidence file name") or "–", declared="text/plain", content=content)
    evidence.link_item(
        by=by, item_id=row.id, kind="incident", target=str(incident), locator=take("locator"), words=take("words of a link")
    )
    content.title = take("evidence title corrected")
    evidence.correct_item(by=by, item_id=row.id, version=2, content=content, reason=take("reason of a correction") or "–")
    evidence.open_item(by=by, item_id=row.id, purpose=take("purpose of a file") or "–").close()
    offer = evidence.offer_transfer(
        by=by, item_id=row.id, organisation_id=partner.organisation_id, words=take("words of an offer")
    )
    evidence.refuse_transfer(by=partner, transfer_id=offer.id, words=take("reason of a refusal") or "–")


def _purposes(by: Actor, incident: Any, person: Any, source: Any, take: Strings) -> None:
    """Openings for a purpose: the words stand sealed in the log, and for the session's length in the session."""
    vaults.state_purpose(by=by, case=incident, purpose=take("purpose of a session") or "–")
    services.open_testimony(by=by, incident_id=incident)
    services.open_precise_place(by=by, incident_id=incident, purpose=take("purpose") or "–")
    services.open_identity(by=by, person_id=person, purpose=take("purpose") or "–")
    services.open_contact(by=by, person_id=person, purpose=take("purpose") or "–")
    open_source_identity(by=by, source_id=source, purpose=take("purpose") or "–")


def _exits(by: Actor, second: Actor, person: Any, take: Strings) -> None:
    """A consent, its withdrawal, what left on it and was asked back, what was urgent, an export that waits and one refused."""
    content = BasisContent(
        answers=[Answer("C-UN", "CS-YES-C", "ID-4", take("condition of a consent"))],
        proof="CM-ORA",
        interpreter=take("interpreter"),
        explained_by=take("who explained"),
        guardian=take("guardian"),
        note=take("note of a consent"),
    )
    vaults.record_consent(by=by, subject=person, content=content)
    claim = BasisContent(kind="legal_claim", reasons=take("reasons of a basis") or "–", dissent=take("dissent"))
    vaults.record_consent(by=by, subject=person, content=claim)
    leaving = Leaving(
        ExitKind.DOSSIER, "C-UN", take("recipient") or "–", "ID-3", (person,), purpose=take("purpose of an exit") or "–"
    )
    gone = vaults.let_out(by=by, leaving=leaving)
    vaults.ask_recall(by=by, subject=person, disclosure_ids=[gone.id], words=take("recall"))
    urgent = vaults.let_out(by=by, leaving=replace(leaving, scope="C-ICC"), urgent=take("urgency") or "–")
    vaults.ratify(by=second, disclosure_id=urgent.id, agree=True, reason=take("ratification") or "–")
    for _ in range(2):
        export = ExportContent("C-UN", take("export recipient"), "ID-1", take("export purpose"), [take("export reference")])
        row = vaults.ask_export(by=by, content=export, pack=lambda target: target.write(take("exported bytes").encode()))
    vaults.refuse_export(by=second, export_id=row.id, reason=take("refusal of an export") or "–")
    vaults.withdraw_consent(by=by, subject=person, reason=take("reason of a withdrawal"))


def _indexes(by: Actor) -> None:
    """Every index folded once, so that snapshots stand on the disk as well as entries."""
    for keys in keyring_of(by).all():
        for index in indexes_in(keys.vault.kind):
            indexing.opened(by=by, vault_id=keys.vault.id, index=index)
            indexing.fold(keys.vault.id, index)


def planted_copy(texts: list[str]) -> bytes:
    """The control: the same strings in clear, which the search must find every one of."""
    target = io.BytesIO()
    for text in texts:
        target.write(text.encode() + b"\n")
    return target.getvalue()
