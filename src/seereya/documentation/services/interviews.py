"""Interviews: recorded, completed, approved; a departure from the preparation is recorded and shown, and blocks nothing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation import indexing_interviews as indexing
from seereya.documentation import rules_interviews as rules
from seereya.documentation.content_interviews import InterviewContent, MissionContent, Present, Said, Step
from seereya.documentation.models import Interview, InterviewRevision, Mission, Person
from seereya.documentation.queries.interviews import full_before
from seereya.documentation.rules import Refused
from seereya.documentation.rules_interviews import State
from seereya.documentation.services.incidents import home_vault
from seereya.documentation.services.storing import NotThere, vaults_of
from seereya.evidence.models import EvidenceItem
from seereya.evidence.services import link_item
from seereya.foundation import clock
from seereya.vault import indexing as sealed_index
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group
from seereya.vault.services.consents import consent_of
from seereya.vault.services.references import next_reference

TABLE = "interview"


@dataclass
class HeldInterview:
    """An interview with its keys and its content in memory, locked where it is to be changed."""

    row: Interview
    keys: RecordKeys
    content: InterviewContent


def hold_interview(by: Actor, interview_id: UUID) -> HeldInterview:
    """Locks an interview of the member's organisation for a change. Must run in a transaction. Raises `NotThere`."""
    keys = record_keys(keyring_of(by), [interview_id]).get(interview_id)
    rows = Interview.objects.select_for_update(of=("self",)).select_related("vault", "organisation")
    row = rows.filter(id=interview_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    return HeldInterview(row, keys, _read(row, keys))


def _read(row: Interview, keys: RecordKeys) -> InterviewContent:
    return InterviewContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))


def open_interview(*, by: Actor, interview_id: UUID) -> HeldInterview:
    """How an interview was, without her words and without who else was there. Raises `NotThere`."""
    keys = vaults.open_records(by=by, records=[interview_id]).get(interview_id)
    row = Interview.objects.select_related("organisation", "vault").filter(id=interview_id).first()
    if keys is None or row is None:
        raise NotThere
    return HeldInterview(row, keys, _read(row, keys))


def open_words(*, by: Actor, interview_id: UUID, purpose: str = "") -> tuple[Said, Present]:
    """Her words, and who else was there; for a purpose, given here or stated once for this interview and session."""
    both = []
    for group in (Group.TESTIMONY, Group.IDENTITY):
        opened = vaults.open_records(by=by, records=[interview_id], group=group, purpose=purpose, case=interview_id)
        if interview_id not in opened:
            raise NotThere
        both.append(opened[interview_id])
    row = Interview.objects.get(id=interview_id)
    said = both[0].open(TABLE, Group.TESTIMONY, row.version, row.testimony)
    present = both[1].open(TABLE, Group.IDENTITY, row.version, row.identity)
    return Said.from_json(said), Present.from_json(present)


def store_interview(by: Actor, held: HeldInterview, said: Said | None = None, present: Present | None = None) -> None:
    """Seals the next version of every part and tells the index; parts that are not given are carried over."""
    row, keys, before = held.row, held.keys, held.row.version
    old = {
        Group.TESTIMONY: said.to_json() if said else keys.open(TABLE, Group.TESTIMONY, before, row.testimony),
        Group.IDENTITY: present.to_json() if present else keys.open(TABLE, Group.IDENTITY, before, row.identity),
    }
    row.version, row.changed_at = before + 1, clock.now()
    _seal(held, old[Group.TESTIMONY], old[Group.IDENTITY])
    row.save()
    _keep(by, held)
    _tell_index(by, held)


def _keep(by: Actor, held: HeldInterview) -> None:
    """Keeps the version as it was written: it stays readable whatever is written later."""
    row = held.row
    parts = {"content": row.content, "identity": row.identity, "testimony": row.testimony}
    told = {"number": row.version, "made_by": by.member, "made_at": row.changed_at}
    InterviewRevision.objects.create(interview=row, organisation_id=row.organisation_id, **told, **parts)


def open_interview_revisions(*, by: Actor, interview_id: UUID) -> list[tuple[InterviewRevision, InterviewContent]]:
    """Every version of an interview, newest first: how it was, without her words. Raises `NotThere`."""
    keys = vaults.open_records(by=by, records=[interview_id]).get(interview_id)
    if keys is None:
        raise NotThere
    rows = InterviewRevision.objects.filter(interview_id=interview_id).order_by("-number")
    return [(row, InterviewContent.from_json(keys.open(TABLE, Group.CONTENT, row.number, row.content))) for row in rows]


def _seal(held: HeldInterview, said: bytes, present: bytes) -> None:
    row, keys = held.row, held.keys
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, held.content.to_json())
    row.testimony = keys.seal(TABLE, Group.TESTIMONY, row.version, said)
    row.identity = keys.seal(TABLE, Group.IDENTITY, row.version, present)


def _tell_index(by: Actor, held: HeldInterview) -> None:
    change = indexing.interview_change(held.row, held.content)
    for vault in sorted(vaults_of(held.row.id), key=lambda one: one.id):
        sealed_index.append(by=by, vault=vault, index=indexing.INTERVIEWS, changes=[change])


@transaction.atomic
def create_interview(*, by: Actor, content: InterviewContent, said: Said, present: Present, interview_id: UUID) -> Interview:
    """A new record of an interview, as a draft. The same form sent twice makes one; other words sent with it are refused.

    Raises `Refused`: `interview_person_needed`, `first_account_short`, `no_such_person`, `no_such_mission`, `already_sent`.
    """
    if sent := Interview.objects.filter(id=interview_id, made_by=by.member).first():
        raise Refused("already_sent", reference=sent.reference)
    content.state, content.steps, content.incidents, content.source = State.DRAFT, [], [], ""
    _judge(by, content, said)
    vault, now = home_vault(by), clock.now()
    row = Interview(id=interview_id, organisation=vault.organisation, vault=vault, made_by=by.member, made_at=now, changed_at=now)
    row.reference = next_reference(vault.organisation, "INT", vault)
    held = HeldInterview(row, vaults.make_record(by=by, record_id=row.id, into={vault: None}), content)
    _seal(held, said.to_json(), present.to_json())
    row.save(force_insert=True)
    _keep(by, held)
    _tell_index(by, held)
    record(
        tag=Tag.INTERVIEW_CREATED, actor=by.id, organisation=by.organisation_id, subject=row.id, subjects=[UUID(content.person)]
    )
    _log_deviations(by, held)
    _link_recording(by, held)
    return row


@transaction.atomic
def save_interview(
    *,
    by: Actor,
    interview_id: UUID,
    version: int,
    content: InterviewContent,
    said: Said,
    present: Present,
    blank_keeps: bool = False,
) -> Interview:
    """Changes a draft. `blank_keeps`: words that were not open to the writer stay where she wrote nothing new.

    Raises `NotThere`, `Refused`: `changed_meanwhile`, `not_a_draft`, and what creating refuses.
    """
    held = hold_interview(by, interview_id)
    if held.row.version != version:
        raise Refused("changed_meanwhile")
    if held.content.state != State.DRAFT:
        raise Refused("not_a_draft")
    kept, held.content = held.content, content
    content.state, content.steps, content.incidents, content.source = kept.state, kept.steps, kept.incidents, kept.source
    if blank_keeps:
        said, present = _kept_words(held, said, present)
    _judge(by, content, said)
    if content.alert and content.deviations == kept.deviations:
        content.alert = kept.alert  # nobody is called twice for the same departure
    store_interview(by, held, said, present)
    _log(by, held, Tag.INTERVIEW_CHANGED)
    if content.deviations != kept.deviations:
        _log_deviations(by, held)
    _link_recording(by, held)
    return held.row


def _kept_words(held: HeldInterview, said: Said, present: Present) -> tuple[Said, Present]:
    row, keys = held.row, held.keys
    old_said = Said.from_json(keys.open(TABLE, Group.TESTIMONY, row.version, row.testimony))
    old_present = Present.from_json(keys.open(TABLE, Group.IDENTITY, row.version, row.identity))
    return (
        Said(**{name: new or getattr(old_said, name) for name, new in vars(said).items()}),
        Present(**{name: new or getattr(old_present, name) for name, new in vars(present).items()}),
    )


def _judge(by: Actor, content: InterviewContent, said: Said) -> None:
    """Checks the record, names the person by her code, and notes how it departs from the preparation."""
    rules.check(content, said)
    person = Person.objects.filter(id=content.person, organisation_id=by.organisation_id).first()
    if person is None:
        raise Refused("no_such_person")
    content.person_code = person.code
    mission = _mission(by, content.mission)
    content.deviations = rules.deviations(content, mission)
    if mission is None and content.mission:  # who only deposits cannot read the mission: what it lacks is not hers to say
        content.deviations.remove("no_mission")
    content.alert = "open" if content.deviations else ""


def _mission(by: Actor, mission_id: str) -> MissionContent | None:
    """The mission chosen; nothing where none was, or where it is closed to a depositor. Raises `Refused("no_such_mission")`."""
    if not mission_id:
        return None
    row = Mission.objects.filter(id=mission_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise Refused("no_such_mission")
    keys = record_keys(keyring_of(by), [row.id]).get(row.id)
    if keys is None:
        return None
    return MissionContent.from_json(keys.open("mission", Group.CONTENT, row.version, row.content))


@transaction.atomic
def complete_interview(*, by: Actor, interview_id: UUID) -> State:
    """Closes a draft: it is not changed any more. A second full statement of one person waits for somebody else's approval.

    Raises `NotThere`, `Refused`: `not_a_draft`, `second_reason_needed`.
    """
    held = hold_interview(by, interview_id)
    before = full_before(by=by, person=held.content.person, without=interview_id)
    state = rules.completed(held.content, full_before=before)
    held.content.state = state
    held.content.bases = _bases(by, UUID(held.content.person))
    _step(by, held, "ask" if state == State.AWAITING else "complete")
    _log(by, held, Tag.INTERVIEW_CHANGED)
    return state


def _bases(by: Actor, person: UUID) -> list[dict[str, str]]:
    """The bases of the person as they stand now, by their versions: what she had agreed to when the record was completed."""
    try:
        found = consent_of(by=by, subject=person)
    except Http404:
        return []
    return [{"kind": one.row.kind, "id": str(one.row.id), "version": str(one.version.number)} for one in found]


def _link_recording(by: Actor, held: HeldInterview) -> None:
    """Links the evidence named as the recording, where the writer holds it; a reference nobody here holds stays words."""
    item = EvidenceItem.objects.filter(
        reference=held.content.recording.strip().upper(), organisation_id=by.organisation_id
    ).first()
    if item is not None and item.id in record_keys(keyring_of(by), [item.id]):
        link_item(by=by, item_id=item.id, kind="interview", target=str(held.row.id), words=held.row.reference)


@transaction.atomic
def approve_interview(*, by: Actor, interview_id: UUID) -> Interview:
    """Approves another full statement of the same person. Raises `NotThere`, `Refused`: `not_awaiting`, `own_statement`."""
    held = hold_interview(by, interview_id)
    rules.check_approval(held.content, by=str(by.id), author=str(held.row.made_by_id))
    held.content.state = State.COMPLETE
    _step(by, held, "approve")
    _log(by, held, Tag.INTERVIEW_APPROVED)
    return held.row


@transaction.atomic
def see_deviation(*, by: Actor, interview_id: UUID, note: str = "") -> Interview:
    """Takes note of how an interview departs from its preparation; it stays on the record. Raises `NotThere`, `Refused`."""
    held = hold_interview(by, interview_id)
    if held.content.alert != "open":
        raise Refused("no_deviation")
    held.content.alert = "seen"
    _step(by, held, "see", note)
    _log(by, held, Tag.INTERVIEW_SEEN)
    return held.row


def _step(by: Actor, held: HeldInterview, what: str, note: str = "") -> None:
    held.content.steps.append(Step(what, str(by.id), clock.now().isoformat(), note.strip()))
    store_interview(by, held)


def _log(by: Actor, held: HeldInterview, tag: Tag) -> None:
    facts: dict[str, object] = {"version": held.row.version}
    record(tag=tag, actor=by.id, organisation=by.organisation_id, subject=held.row.id, facts=facts)


def _log_deviations(by: Actor, held: HeldInterview) -> None:
    if held.content.deviations:
        facts: dict[str, object] = {"departures": len(held.content.deviations)}
        record(tag=Tag.INTERVIEW_DEVIATED, actor=by.id, organisation=by.organisation_id, subject=held.row.id, facts=facts)
