"""The demonstration's advocacy: an announced investigation whose deadline passed, what is asked of it, before whom, with what outcome."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.advocacy import services
from seereya.advocacy.content import ActionContent, StakeholderContact, StakeholderContent, StanceEntry
from seereya.casework.queries.lists import cases_about
from seereya.documentation.models import Incident
from seereya.foundation import clock

Told = dict[str, Any]
People = dict[str, Actor]


def tell(told: Told, people: People, incident: Incident) -> None:
    """Recommendations, commitments, asks, stakeholders, actions, and what stands around them."""
    recommended = _recommendations(told["recommendations"], people, incident)
    for one in told["commitments"]:
        _commitment(dict(one), people, incident, recommended)
    asks = {one["key"]: _ask(dict(one), people) for one in told["asks"]}
    met = {one["key"]: _stakeholder(dict(one), people) for one in told["stakeholders"]}
    for one in told["actions"]:
        _action(dict(one), people, asks, met)
    for kind in ("events", "figures", "calls"):
        for one in told[kind]:
            values = dict(one)
            services.save_fact(by=people[values.pop("by")], kind=kind, values=values)


def _recommendations(told: Told, people: People, incident: Incident) -> dict[str, UUID]:
    by, made = people[told["by"]], dict[str, UUID]()
    for paragraph, state, theme, position, addressee, french, english in told["rows"]:
        said = services.Recommended(
            told["body"], told["document"], paragraph, state, french, english, theme, addressee, position, told["issued_on"], told["note"]
        )  # fmt: skip
        made[paragraph] = services.save_recommendation(by=by, said=said).id
    for who, paragraph, kind, status, on, words, source in told["assessments"]:
        assessed = services.Assessed(kind, status, on, words, "", source)
        services.assess(by=people[who], recommendation_id=made[paragraph], said=assessed)
    linked = told["linked"]
    services.link_incident(by=people[linked["by"]], incident=incident.reference, recommendation_id=made[linked["paragraph"]])
    return made


def _commitment(one: Told, people: People, incident: Incident, recommended: dict[str, UUID]) -> None:
    by = people[one["by"]]
    names = ("kind", "announced_on", "office", "words", "source", "kept_if", "person", "body", "theme", "source_url", "deadline",
             "deadline_basis")  # fmt: skip
    promise = services.Promise(**{name: one[name] for name in names if name in one})
    promise.recommendation_id = recommended.get(one.get("recommendation", ""))
    row = services.save_commitment(by=by, promise=promise)
    if "archive" in one:
        services.archive_text(by=by, commitment_id=row.id, text=one["archive"])
    for status, on, words, source in one.get("entries", ()):
        services.move_commitment(by=by, commitment_id=row.id, status=status, on=on, words=words, source=source)
    if "paused" in one:
        services.pause_commitment(by=by, commitment_id=row.id, paused=one["paused"])
    if "incident" in one:
        services.link_incident(by=people[one["incident"]], incident=incident.reference, commitment_id=row.id)
    if "case_by" in one:
        counsel = people[one["case_by"]]
        case = cases_about(by=counsel, facet="incident", record=incident.id)[0].card["ref"]
        services.link_case(by=counsel, case=case, commitment_id=row.id)


def _ask(one: Told, people: People) -> UUID:
    by_when = clock.today() + timedelta(days=one["in_days"])
    wanted = services.Wanted(one["what"], one["of_whom"], by_when, one["indicator"], one["body"], one["theme"])
    return services.save_ask(by=people[one["by"]], wanted=wanted).id


def _stakeholder(one: Told, people: People) -> str:
    by = people[one["by"]]
    names = ("called", "function", "institution", "body", "sensitive")
    content = StakeholderContent(**{name: one[name] for name in names if name in one})
    contact = StakeholderContact(one.get("name", ""), one.get("reach", ""), one.get("rules", ""))
    row = services.save_stakeholder(by=by, content=content, contact=contact)
    for days, influence, stance, why in one["stances"]:
        on = (clock.today() + timedelta(days=days)).isoformat()
        services.record_stance(by=by, stakeholder_id=row.id, entry=StanceEntry(on, influence, stance, why))
    return str(row.id)


def _action(one: Told, people: People, asks: dict[str, UUID], met: dict[str, str]) -> None:
    today = clock.today()
    on = today - timedelta(days=one["days_ago"])
    done = services.Done(
        one["kind"],
        one["level"],
        on,
        one.get("body", ""),
        one["languages"],
        one.get("cost_line", ""),
        one.get("outcome", ""),
        on + timedelta(days=one["outcome_after"]) if "outcome_after" in one else None,
        today + timedelta(days=one["follow_in"]) if "follow_in" in one else None,
    )
    content = ActionContent(
        one["subject"],
        one.get("who", ""),
        one.get("notes", ""),
        one.get("outcome_words", ""),
        one.get("document", ""),
        met.get(one.get("stakeholder", ""), ""),
    )
    services.save_action(by=people[one["by"]], done=done, content=content, asks=[asks[key] for key in one["asks"]])
