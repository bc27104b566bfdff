"""Submissions: begin one from a person and an act, fill the form, declare who else is named, ask a colleague for the sealed part."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.advocacy.content_submissions import Entry, IdentityPart, NamedPerson, StepTaken, SubmissionContent, answered
from seereya.advocacy.models import Submission
from seereya.advocacy.queries.submission_questions import asked
from seereya.advocacy.rules.submissions import LONGEST_ANSWER, WGEID, Refused, Status
from seereya.advocacy.services import submissions_prefill as prefill
from seereya.advocacy.services.submissions_storing import TABLE, Held, NotThere, hold, note, open_submission, store
from seereya.audit.tags import Tag
from seereya.documentation import services as documentation
from seereya.documentation.content import PersonContent
from seereya.documentation.models import Person
from seereya.documentation.services.incidents import home_vault
from seereya.documentation.services.people import identities_vault
from seereya.documentation.services.storing import NotThere as NoPerson
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group
from seereya.vault.services.references import next_reference

__all__ = ["TABLE", "Begun", "Held", "NotThere", "ask_identity", "begin", "open_submission", "save_form", "save_named"]

MOST_STEPS = 60


@dataclass(frozen=True)
class Begun:
    """What a form begins from: the person, and where there is one, an incident and an act of disappearance in it."""

    person: UUID
    incident: UUID | None = None
    act: str = ""


def begin(*, by: Actor, begun: Begun, purpose: str = "", submission_id: UUID | None = None) -> Submission:
    """A new form, filled from documentation as far as the member may open it. The same page sent twice makes one form.

    `purpose`: what the identity is opened for; without it, or for who holds no identities vault, the sealed part stays empty and a
    colleague fills it. Raises `NotThere`, `Refused` (`person_of_partner`, `no_such_incident`, `person_not_of_incident`,
    `act_not_of_person`).
    """
    person, content = _person(by, begun)
    if sent := submission_id and Submission.objects.filter(id=submission_id, made_by=by.member).first():
        return sent
    fresh = submission_id or new_id()
    entries = prefill.coded(by, begun.person, content, begun.incident, begun.act)
    sealed: list[Entry] = []
    if purpose.strip() and may_open_identity(by, begun.person):
        sealed = prefill.identity(by, begun.person, purpose=purpose.strip(), case=fresh)
    form = SubmissionContent(
        WGEID,
        str(begun.person),
        person.code,
        str(begun.incident or ""),
        begun.act,
        entries,
        identity_filled=sorted(answered(sealed)),
    )
    if sealed:
        form.identity_by, form.identity_on = by.member.handle, clock.today().isoformat()
    return _made(by, fresh, form, IdentityPart(sealed))


def _person(by: Actor, begun: Begun) -> tuple[Person, PersonContent]:
    try:
        row, content, _keys = documentation.open_person(by=by, person_id=begun.person)
    except NoPerson:
        check_not_of_partner(by, begun)
        raise NotThere from None
    if row.organisation_id != by.organisation_id:
        raise NotThere
    return row, content


def check_not_of_partner(by: Actor, begun: Begun) -> None:
    """Refuses in words a person whom the member knows by code alone, from an incident that a partner shared.

    Sharing an incident shares nobody's name, and the basis stays with who asked for it: the gate could judge nothing here.
    Raises `Refused("person_of_partner")`; says nothing where the incident is not open to the member.
    """
    if begun.incident is None:
        return
    try:
        opened = documentation.open_incident(by=by, incident_id=begun.incident)
    except NoPerson:
        return
    known = any(one.person == str(begun.person) for one in opened.content.persons)
    if known and opened.row.organisation_id != by.organisation_id:
        raise Refused("person_of_partner", who=opened.row.organisation.code)


@transaction.atomic
def _made(by: Actor, fresh: UUID, form: SubmissionContent, identity: IdentityPart) -> Submission:
    vault, now = home_vault(by), clock.now()
    row = Submission(
        id=fresh,
        organisation=vault.organisation,
        vault=vault,
        reference=next_reference(vault.organisation, "SUB", vault),
        kind=form.kind,
        status=Status.DRAFT,
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )
    into = {identities_vault(by): None, vault: frozenset({Group.CONTENT})}
    keys = vaults.make_record(by=by, record_id=row.id, into=into)
    store(by, Held(row, keys, form), identity=identity, fresh=True)
    note(by, Tag.SUBMISSION_BEGUN, row)
    return row


def may_open_identity(by: Actor, record_id: UUID) -> bool:
    """Whether one of the member's own vaults opens the identity of a record."""
    keys = record_keys(keyring_of(by), [record_id]).get(record_id)
    return keys is not None and keys.holds(Group.IDENTITY)


@transaction.atomic
def save_form(
    *, by: Actor, submission_id: UUID, version: int, entries: list[Entry], steps: list[StepTaken], checked_on: str
) -> Submission:
    """Saves the open part. What is too long is kept whole. Raises `NotThere`, `Refused` (`changed_meanwhile`, `answer_far_too_long`)."""
    held = hold(by, submission_id, version)
    known = {one.code for one in asked("content")}
    took = {(one.code, one.language): one for one in held.content.entries}
    check_answers(entries)
    held.content.entries = [_kept(one, took) for one in entries if one.code in known and one.filled]
    held.content.steps = steps[:MOST_STEPS]
    held.content.checked_on, held.content.scanned_by = checked_on, ""
    store(by, held)
    note(by, Tag.SUBMISSION_CHANGED, held.row, part="form")
    return held.row


def _kept(one: Entry, took: dict[tuple[str, str], Entry]) -> Entry:
    """An answer keeps where it came from only as long as its words stand as they were taken."""
    before = took.get((one.code, one.language))
    one.took = before.took if before and before.text == one.text and before.when == one.when else ""
    return one


def check_answers(entries: list[Entry]) -> None:
    """Refuses an answer no form could hold; a limit of words only warns."""
    if any(len(one.text) > LONGEST_ANSWER for one in entries):
        raise Refused("answer_far_too_long", most=LONGEST_ANSWER)


@transaction.atomic
def save_named(*, by: Actor, submission_id: UUID, version: int, named: list[tuple[str, bool]], declared: bool) -> Submission:
    """Who else the form names, by open code, and whether the State is told; and that nobody is missing from the list.

    Raises `NotThere`, `Refused` (`changed_meanwhile`, `no_such_person`, `person_is_subject`).
    """
    held = hold(by, submission_id, version)
    codes = {code.strip().upper(): told for code, told in named if code.strip()}
    found = dict(Person.objects.filter(code__in=codes, organisation_id=by.organisation_id).values_list("code", "id"))
    keys = record_keys(keyring_of(by), found.values())
    for code in codes:
        if code == held.content.code:
            raise Refused("person_is_subject", person=code)
        if code not in found or found[code] not in keys:
            raise Refused("no_such_person_code", person=code)
    held.content.named = [NamedPerson(str(found[code]), code, told) for code, told in codes.items()]
    held.content.declared, held.content.scanned_by = declared, ""
    store(by, held)
    note(by, Tag.SUBMISSION_CHANGED, held.row, part="persons", count=len(codes))
    return held.row


@transaction.atomic
def ask_identity(*, by: Actor, submission_id: UUID) -> Submission:
    """Asks the colleagues who may open identities to fill the sealed part: it waits on their home pages."""
    held = hold(by, submission_id)
    if held.content.asked_by and not held.content.identity_by:
        raise Refused("identity_asked_already")
    held.content.asked_by, held.content.asked_on = by.member.handle, clock.today().isoformat()
    held.content.identity_by = ""
    store(by, held)
    note(by, Tag.SUBMISSION_IDENTITY_ASKED, held.row)
    return held.row
