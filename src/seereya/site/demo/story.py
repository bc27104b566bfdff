"""The demonstration's story and its read-only example of public accounts, read from the pack's own words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation import services
from seereya.documentation.content import (
    Account,
    Blame,
    Contact,
    Identity,
    IncidentContent,
    PersonContent,
    PrecisePlace,
    Proposition,
    Quantity,
    SourceContent,
    When,
)
from seereya.documentation.models import Incident
from seereya.documentation.pages.assembled import open_name
from seereya.documentation.rules import Status
from seereya.foundation import clock, dates
from seereya.reference import places
from seereya.vault import services as vaults
from seereya.vault.basis import Answer, BasisContent


def when(words: str) -> When:
    """A date as the story says it."""
    value = dates.parse(words, today=clock.today())
    record = dates.to_record(value)
    return When(
        earliest=_text(record["earliest"]),
        latest=_text(record["latest"]),
        precision=str(record["precision"]),
        circa=bool(record["circa"]),
        words=words,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def account(told: dict[str, Any], sources: dict[str, tuple[str, str]]) -> Account:
    """An account of the story; its source goes by its open code, as the form writes it."""
    source, called = sources.get(told.get("source", ""), ("", ""))
    return Account(
        id=told["id"],
        source=source,
        source_words=told.get("source_words", called),
        source_type=told["type"],
        published=when(told["published"]),
        says=told["says"],
        basis=told.get("basis", ""),
        quantities=[Quantity(one[0], one[1], one[2], one[3], one[4], denied=len(one) > 5) for one in told["quantities"]],  # noqa: PLR2004
        blames=[Blame(words, category, confidence) for words, category, confidence in told["blames"]],
        positions=told["positions"],
        reliability=told.get("reliability", ""),
        credibility=told.get("credibility", ""),
    )


def propositions(told: list[dict[str, Any]], by: Actor) -> list[Proposition]:
    """The propositions of the story, with who concluded."""
    return [Proposition(**{**one, "by": str(by.id) if one.get("conclusion") else ""}) for one in told]


def tell(story: dict[str, Any], people: dict[str, Actor]) -> tuple[Incident, dict[str, UUID]]:
    """The incident of the story, told by a monitor's nameless alert and worked on by documentalists; its persons by key."""
    documentalist, verifier = people["oumar"], people["salif"]
    sources = {}
    for key, one in story["sources"].items():
        spoken = SourceContent(
            kind=one["kind"],
            name=one["name"],
            protected=one["protected"],
            reliability=one["reliability"],
            language=one.get("language", "fr"),
        )
        made = services.create_source(by=documentalist, content=spoken, identity=Identity(names=one["names"]))
        sources[key] = (str(made.id), f"{made.code} · {open_name(spoken)}")
    told = story["incident"]
    content = IncidentContent(
        title=told["title"],
        summary=told["summary"],
        when=when(told["when"]),
        place=told["place"],
        types=told["types"],
        sensitivity=told["sensitivity"],
    )
    alert = IncidentContent(
        title=told["title"], when=when(told["when"]), place=told["place"], summary=story["alert"], sensitivity=told["sensitivity"]
    )
    incident = services.create_incident(by=people["mariam"], content=alert)
    services.change_incident(by=documentalist, incident_id=incident.id, version=incident.version, content=content)
    services.set_precise_place(by=documentalist, incident_id=incident.id, place=PrecisePlace(**told["precise"]))
    _say(story, documentalist, incident, sources)
    persons = _link_people(story, documentalist, incident)
    for status, mover in ((Status.TRIAGED, documentalist), (Status.VERIFYING, verifier), (Status.CORROBORATED, documentalist)):
        services.move_incident(by=mover, incident_id=incident.id, after=status)
    for one in story["comments"]:
        services.comment(by=people[one["by"]], incident_id=incident.id, words=one["words"])
    return incident, persons


def _say(story: dict[str, Any], by: Actor, incident: Incident, sources: dict[str, tuple[str, str]]) -> None:
    """The accounts, and the propositions on which they differ."""
    for one in story["accounts"]:
        services.save_account(by=by, incident_id=incident.id, account=account(one, sources), verbatim=one.get("verbatim"))
    for said in propositions(story["propositions"], by):
        positions = {one["id"]: one["positions"][said.id] for one in story["accounts"] if said.id in one["positions"]}
        services.save_proposition(by=by, incident_id=incident.id, proposition=said, positions=positions)


def _link_people(story: dict[str, Any], by: Actor, incident: Incident) -> dict[str, UUID]:
    persons = {}
    for one in story["persons"]:
        person = services.create_person(
            by=by,
            content=PersonContent(
                sex=one["sex"], age_then=one["age_then"], status=one["status"], origin=one["origin"], minor="no"
            ),
            identity=Identity(names=one["names"]),
            contact=Contact(how=one.get("contact", ""), safe_rules=one.get("safe", "")),
        )
        persons[one["key"]] = person.id
        role = "witness" if "contact" in one else "victim"
        services.link_person(by=by, incident_id=incident.id, person_id=person.id, role=role)
        if "consent" in one:
            _ask(by, person.id, one["consent"])
    return persons


def _ask(by: Actor, person: UUID, told: dict[str, Any]) -> None:
    """Somebody was asked the questions aloud; what the story says she answered."""
    content = BasisContent(
        answers=[Answer(*one) for one in told["answers"]],
        proof=told["proof"],
        language=told["language"],
        explained_by=told["explained_by"],
        given=when(told["given"]),
    )
    vaults.record_consent(by=by, subject=person, content=content)


def public_accounts(example: dict[str, Any], by: Actor) -> Incident:
    """The read-only example made of public accounts (decision 25)."""
    told = example["incident"]
    above = {node.code for node in places.tree().named(told["place_above"])}
    exact = [node for node in places.tree().named(told["place_name"]) if above & {*node.path, *node.also_in}]
    nearest = exact or [places.tree().nodes[code] for code in sorted(above) if places.tree().nodes[code].kind == "cercle"]
    content = IncidentContent(
        title=told["title"],
        summary=told["summary"],
        when=when(told["when"]),
        place=nearest[0].code if nearest else "",
        place_words=told["place_words"],
        types=told["types"],
        accounts=[account(one, {}) for one in example["accounts"]],
        propositions=[Proposition(**one) for one in example["propositions"]],
        public_example=True,
    )
    return services.create_incident(by=by, content=content)
