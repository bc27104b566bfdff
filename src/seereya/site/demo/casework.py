"""Case files of the demonstration: the story's own, and two hundred invented ones for the funnel, the same at every making."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from seereya.accounts.actor import Actor
from seereya.casework import services
from seereya.casework.content import Act, CaseContent, Party, Proceeding, StageMove, StepRecorded
from seereya.casework.models import CaseFile, ConflictAsked
from seereya.casework.rules.conflicts import ConflictAnswer, ConflictQuestion
from seereya.casework.rules.costs import CostContent
from seereya.casework.rules.mandates import MandateContent
from seereya.casework.rules.updates import UpdateContent
from seereya.casework.services.bulk import open_many
from seereya.casework.services.conflicts import answer_partner, ask_partners
from seereya.casework.services.costs import add_cost, set_ceiling
from seereya.casework.services.mandates import save_mandate
from seereya.casework.services.notes import write_note
from seereya.casework.services.updates import record_update
from seereya.documentation.content import Identity, PersonContent
from seereya.documentation.models import Incident, Person
from seereya.documentation.services import create_person, open_incident
from seereya.foundation.identifiers import new_id
from seereya.site.demo.story import when

Told = dict[str, Any]
INVENTED = "(Dossier inventé pour la démonstration.)"


def tell(told: Told, people: dict[str, Actor], incident: Incident) -> CaseFile:
    """The story's case file: a conflict check, two families' mandates, a complaint, a deposit, and the silence that follows."""
    counsel = people["bakary"]
    for kind, amount in told["ceilings"]:
        set_ceiling(by=people["awa"], kind=kind, amount=amount, currency=told["currency"])
    asked = _conflicts(told, people)
    persons = open_incident(by=counsel, incident_id=incident.id).content.persons
    dead, also_dead, *_ = (one for one in persons if one.role == "victim")
    client, second, *_ = (one for one in persons if one.role == "witness")
    content = CaseContent(
        title=told["case"]["title"], summary=told["case"]["summary"], contradicting=told["case"]["contradicting"],
        perpetrators=told["case"]["perpetrators"], facts=when("12 mars 2024"), incidents=[str(incident.id)], conflict=asked,
        parties=[
            Party(new_id().hex, client.person, client.code, "heir"),
            Party(new_id().hex, dead.person, dead.code, "victim"),
            Party(new_id().hex, second.person, second.code, "heir"),
            Party(new_id().hex, also_dead.person, also_dead.code, "victim"),
        ],
    )  # fmt: skip
    case = services.open_case_file(by=counsel, content=content)
    for giver, of, words in ((client, dead, told["mandate"]), (second, also_dead, told["second_mandate"])):
        mandate = MandateContent(givers=[giver.code], heir_of=of.code, signing="thumbprint", **words)
        save_mandate(by=counsel, case_id=case.id, mandate=mandate)
    _followed(told, counsel, case)
    for on, how, said, wish in told["updates"]:
        update = UpdateContent(client=client.code, told_on=on, how=how, language="dts", said=said, asked=wish)
        record_update(by=counsel, case_id=case.id, update=update)
    for kind, amount, on, what, receipt in told["costs"]:
        add_cost(by=people["moussa"], case_id=case.id, cost=CostContent("", kind, amount, told["currency"], on, what, receipt))
    write_note(by=counsel, case_id=case.id, words=told["note"])
    return case


def _followed(told: Told, counsel: Actor, case: CaseFile) -> None:
    """What is alleged, the proceeding with its stages and acts."""
    crime, reasons = told["crime"]
    services.add_qualification(by=counsel, case_id=case.id, crime=crime, reasons=reasons, parties=[])
    (first, on), *later = told["stages"]
    services.open_proceeding(by=counsel, case_id=case.id, stage=first, on=date.fromisoformat(on), **told["proceeding"])
    proceeding = services.open_case(by=counsel, case_id=case.id).content.proceedings[-1].id
    for stage, day in later:
        services.move_stage(
            by=counsel, case_id=case.id, proceeding_id=proceeding, stage=stage, on=date.fromisoformat(day), words=""
        )
    for kind, day, words in told["acts"]:
        services.record_act(by=counsel, case_id=case.id, act=Act(new_id().hex, kind, day, proceeding, words=words))
    for rule, starts in told["time_limits"]:
        services.start_deadline(by=counsel, case_id=case.id, rule=rule, starts=starts, proceeding=proceeding)


def _conflicts(told: Told, people: dict[str, Actor]) -> str:
    """Partners are asked and answer; a partner's own question waits for an answer. Returns the request's id."""
    counsel = people["bakary"]
    theirs = {"ASFC": people["kadia"], "FIDH": people["drissa"]}
    question = told["conflict"]
    request = ask_partners(
        by=counsel,
        question=ConflictQuestion(question["about"], question["matter"]),
        partners=[theirs[code].organisation_id for code in told["partners"]],
    )
    for code in told["partners"]:
        row = ConflictAsked.objects.get(request=request, organisation_id=theirs[code].organisation_id)
        answer_partner(by=theirs[code], asked_id=row.id, answer=ConflictAnswer("none", looked_in=question["looked_in"]))
    back = told["asked_by_partner"]
    ask_partners(
        by=theirs[back["organisation"]],
        question=ConflictQuestion(back["about"], back["matter"]),
        partners=[counsel.organisation_id],
    )
    return str(request.id)


# How a file gets on: the stage that stands for the step, the chance to come so far, the least and most months it took.
_WAY = (
    ("F2", "", 0.9, 0, 4),
    ("F3", "", 0.78, 0, 5),
    ("F4", "S-N-02", 0.82, 1, 8),
    ("F5", "S-N-03", 0.62, 1, 14),
    ("F6", "S-N-07", 0.6, 2, 20),
    ("F7", "S-N-10", 0.5, 3, 26),
    ("F8", "S-N-14", 0.5, 4, 30),
    ("F9", "S-N-16", 0.6, 3, 18),
    ("F10", "S-N-17", 0.85, 0, 6),
    ("F12", "S-N-21", 0.4, 6, 24),
    ("F13", "S-N-22", 0.5, 3, 24),
)
# A file can go back: closed without further action after an inquiry, no case to answer after a committal.
_BACK = {"F5": ("S-N-04", 0.12), "F8": ("S-N-13", 0.25)}
_LIVELY = 0.55
_KINDS = ("PC-STA", "PC-JIH", "PC-MIL", "PC-SIG", "PC-BAN", "PC-UNK")
_FACTS = ("Exécutions alléguées", "Enlèvement allégué", "Détention alléguée sans juge", "Pillage allégué", "Violences alléguées")


def invent(people: dict[str, Actor], today: date, count: int = 200) -> list[CaseFile]:
    """Two hundred invented files, some way along each: their contents are sealed and open like any other."""
    counsel = people["bakary"]
    chance = random.Random(20120117)  # noqa: S311 - the same demonstration every time
    incidents = list(
        Incident.objects.filter(organisation_id=counsel.organisation_id).exclude(region="").order_by("reference")[:60]
    )
    persons = [
        create_person(by=counsel, content=PersonContent(sex=chance.choice("FM"), note=INVENTED), identity=Identity())
        for _ in range(12)
    ]
    made = [_content(chance, number, today, incidents, persons) for number in range(1, count + 1)]
    moves = random.Random(20120322)  # noqa: S311 - a chance of its own: the rest of the demonstration stays as it is
    for content, _opened in made:
        _move(moves, content, today)
    return open_many(by=counsel, contents=made)


def _content(
    chance: random.Random, number: int, today: date, incidents: list[Incident], persons: list[Person]
) -> tuple[CaseContent, datetime]:
    start = today - timedelta(days=chance.randrange(200, 4200))
    incident = chance.choice(incidents)
    victims = chance.sample(persons, chance.choice([1, 1, 1, 2, 3, 5]))
    content = CaseContent(
        title=f"{chance.choice(_FACTS)}, dossier inventé n° {number}",
        summary=INVENTED,
        incidents=[str(incident.id)],
        parties=[Party(new_id().hex, str(one.id), one.code, "victim") for one in victims],
        perpetrators=chance.choices(_KINDS, [6, 4, 3, 2, 2, 2])[0],
        conflict_reason="Repris de l’ancien registre, avant la plate-forme.",
        steps=[StepRecorded(step, start.isoformat()[:7]) for step in chance.choice([*4 * [("F0", "F1")], ("F0",)])],
        paused="safety" if chance.random() < 0.04 else "",  # noqa: PLR2004
    )
    _walk(chance, content, start, today, victims[0].code)
    return content, datetime(start.year, start.month, start.day, 9, tzinfo=UTC)


def _walk(chance: random.Random, content: CaseContent, start: date, today: date, client: str) -> None:
    """Lets a file come as far as chance and the calendar allow; some go back."""
    on = start
    proceeding = Proceeding(new_id().hex, "P-NAT-PEN", "NAT-TGI")
    for step, stage, likely, least, most in _WAY:
        on += timedelta(days=30 * chance.randint(least, most))
        if on >= today or chance.random() > likely:
            break
        if step == "F2":
            content.steps.append(StepRecorded("F2", on.isoformat()[:7]))
        elif step == "F3":
            content.mandates.append(_mandate(client, on))
            told = max(on, today - timedelta(days=chance.choice([*9 * [chance.randrange(3, 75)], 110])))
            content.updates.append(UpdateContent(new_id().hex, client, told.isoformat(), "call", "bm", INVENTED))
        else:
            proceeding.stages.append(StageMove(stage, on.isoformat()))
        if step in _BACK and chance.random() < _BACK[step][1]:
            proceeding.stages.append(StageMove(_BACK[step][0], min(on + timedelta(days=90), today).isoformat()))
            break
    if proceeding.stages:
        proceeding.opened = proceeding.stages[0].on
        content.proceedings.append(proceeding)
        content.acts = [Act(new_id().hex, "A-IN-PLA", proceeding.stages[0].on, proceeding.id, words=INVENTED)]


def _move(chance: random.Random, content: CaseContent, today: date) -> None:
    """About half of the files moved within the last weeks; the others fell asleep later than the story's own, which leads the list.

    What moves a file that was not filed yet is not an act that the funnel counts.
    """
    kind = chance.choice(("A-IN-REL", "A-IN-COP", "A-IN-MEM")) if content.acts else "A-IN-AJ"
    ago = chance.randrange(5, 85) if chance.random() < _LIVELY else chance.randrange(190, 500)
    on = (today - timedelta(days=ago)).isoformat()
    if on > max([one.on for one in content.acts] + [one.month for one in content.steps]):
        proceeding = content.proceedings[-1].id if content.proceedings else ""
        content.acts.append(Act(new_id().hex, kind, on, proceeding, words=INVENTED))


def _mandate(client: str, on: date) -> MandateContent:
    return MandateContent(
        id=new_id().hex, kind="M-PC", forum="P-NAT", givers=[client], given_to="AMDH", scope=INVENTED, signed_on=on.isoformat()
    )
