"""The sealed part of a form: opened for a purpose, filled by who holds the identities vault, handed to one colleague for a time."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member, RoleHeld
from seereya.accounts.rules import MemberStatus, Role
from seereya.advocacy.content_submissions import Entry, IdentityPart, SubmissionContent, answered
from seereya.advocacy.models import Submission, SubmissionKey
from seereya.advocacy.queries.submission_questions import asked
from seereya.advocacy.rules import submissions as rules
from seereya.advocacy.rules.submissions import Refused
from seereya.advocacy.services import submissions_prefill as prefill
from seereya.advocacy.services.submissions import check_answers, may_open_identity
from seereya.advocacy.services.submissions_storing import Held, NotThere, hold, note, open_submission, read_identity, store
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation import services as documentation
from seereya.documentation.content import Identity
from seereya.documentation.models import Person
from seereya.documentation.services.storing import NotThere as NoIncident
from seereya.foundation import clock, seal, text
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.purposes import seal_purpose
from seereya.vault.rules import Group, check_purpose
from seereya.vault.services.limits import check_bulk

# To whom the key of one form may be handed: those who send it.
TAKERS = frozenset({Role.ADVOCACY, Role.COUNSEL})


def open_keys(*, by: Actor, submission_id: UUID, purpose: str = "") -> Held:
    """The form with keys that open its sealed part, by the member's own vault or by a key handed over; for a purpose, on the record.

    Raises `NotThere`; `Refused` (`purpose_needed`, `identity_closed`, `too_many_openings`).
    """
    held = open_submission(by=by, submission_id=submission_id)
    if held.keys.holds(Group.IDENTITY):
        vaults.open_records(by=by, records=[submission_id], group=Group.IDENTITY, purpose=purpose, case=submission_id)
    else:
        held.keys = _by_handed_key(by, held, purpose)
    return held


def open_identity(*, by: Actor, submission_id: UUID, purpose: str = "") -> tuple[Held, IdentityPart]:
    """The form and its sealed part. Raises what `open_keys` raises."""
    held = open_keys(by=by, submission_id=submission_id, purpose=purpose)
    return held, read_identity(held.row, held.keys)


def _by_handed_key(by: Actor, held: Held, purpose: str) -> RecordKeys:
    key = handed_to(by, held.row.id)
    if key is None:
        raise Refused("identity_closed")
    words = purpose or vaults.purpose_of(by, held.row.id)
    check_purpose(Group.IDENTITY, words)
    try:
        group = seal.open_with(by.private_key, bytes(key.blob), _context(held.row.id, by.id))
    except seal.Broken:  # the member's keys were made anew since
        raise Refused("identity_closed") from None
    check_bulk(by, Group.IDENTITY, 1)
    with transaction.atomic(durable=True):
        facts: dict[str, object] = {"group": str(Group.IDENTITY), "count": 1}
        record(
            tag=Tag.RECORD_OPENED, actor=by.id, organisation=by.organisation_id, subject=held.row.id, facts=facts,
            sealed=seal_purpose(by, words),
        )  # fmt: skip
    return RecordKeys(held.row.id, None, {Group.CONTENT: held.keys.group_key(Group.CONTENT), Group.IDENTITY: group})


def _context(submission: UUID, member: UUID) -> bytes:
    return seal.context("submission-key", submission, member)


def handed_to(by: Actor, submission_id: UUID) -> SubmissionKey | None:
    """The key that was handed to the member for this form, while it still opens it."""
    row = SubmissionKey.objects.filter(submission_id=submission_id, member_id=by.id, organisation_id=by.organisation_id).first()
    return row if row and clock.now() < rules.handed_until(row.given_at, row.sent_at) else None


def can_open(by: Actor, held: Held) -> bool:
    """Whether the member can open the sealed part now."""
    return held.keys.holds(Group.IDENTITY) or handed_to(by, held.row.id) is not None


def take_from_file(*, by: Actor, submission_id: UUID) -> list[Entry]:
    """What the person's file says for the sealed part, to look at and save; for the purpose stated. Raises `Refused`, `NotThere`."""
    held = open_submission(by=by, submission_id=submission_id)
    person = UUID(held.content.person)
    if not may_open_identity(by, person):
        raise Refused("identity_holder_needed")
    return prefill.identity(by, person, purpose="", case=submission_id)


@transaction.atomic
def save_identity(*, by: Actor, submission_id: UUID, version: int, entries: list[Entry]) -> Submission:
    """Saves the sealed part, by who holds the identities vault. Raises `NotThere`, `Refused`."""
    held = hold(by, submission_id, version)
    if not held.keys.holds(Group.IDENTITY):
        raise Refused("identity_holder_needed")
    check_answers(entries)
    known = {one.code for one in asked("identity")}
    part = IdentityPart([one for one in entries if one.code in known and one.filled])
    held.content.identity_filled = sorted(answered(part.entries))
    held.content.identity_by, held.content.identity_on = by.member.handle, clock.today().isoformat()
    held.content.asked_by = held.content.asked_on = held.content.scanned_by = ""
    store(by, held, identity=part)
    note(by, Tag.SUBMISSION_CHANGED, held.row, part="identity")
    return held.row


def takers(by: Actor) -> list[Member]:
    """Colleagues to whom a form's key may be handed."""
    ids = RoleHeld.objects.filter(role__in=TAKERS).values("member_id")
    mine = Member.objects.filter(organisation_id=by.organisation_id, status=MemberStatus.ACTIVE, id__in=ids)
    return list(mine.exclude(id=by.id).order_by("handle"))


def hand_over(*, by: Actor, submission_id: UUID, member_id: UUID, purpose: str = "") -> SubmissionKey:
    """Hands the key of this form's sealed part, and of nothing else, to one colleague for two weeks (ADR 0021).

    The names of the persons of the incident are looked for in the form first: who is named without being declared keeps it here.
    Raises `NotThere`; `Refused` (`identity_holder_needed`, `identity_not_filled`, `no_such_colleague`, `person_not_declared`).
    """
    if not may_open_identity(by, submission_id):
        raise Refused("identity_holder_needed")
    held, part = open_identity(by=by, submission_id=submission_id, purpose=purpose)
    if not held.content.identity_by:
        raise Refused("identity_not_filled")
    member = next((one for one in takers(by) if one.id == member_id), None)
    if member is None:
        raise Refused("no_such_colleague")
    check_names(by, held, part, purpose=purpose)
    return _handed(by, held, member)


@transaction.atomic
def _handed(by: Actor, held: Held, member: Member) -> SubmissionKey:
    locked = hold(by, held.row.id, held.row.version)
    locked.content.scanned_by = by.member.handle
    store(by, locked)
    SubmissionKey.objects.filter(submission=locked.row, member=member).delete()
    blob = seal.seal_to(bytes(member.public_key), locked.keys.group_key(Group.IDENTITY), _context(locked.row.id, member.id))
    row = SubmissionKey.objects.create(
        organisation_id=by.organisation_id,
        submission=locked.row,
        member=member,
        given_by=by.member,
        given_at=clock.now(),
        blob=blob,
    )
    note(by, Tag.SUBMISSION_HANDED, locked.row, to=str(member.id))
    return row


@transaction.atomic
def take_back(*, by: Actor, submission_id: UUID, member_id: UUID) -> None:
    """Takes a handed key back: by who handed it, by who holds the identities vault, or by who holds the key."""
    held = hold(by, submission_id)
    row = SubmissionKey.objects.filter(submission=held.row, member_id=member_id).first()
    if row is None:
        raise NotThere
    if by.id not in {row.member_id, row.given_by_id} and not held.keys.holds(Group.IDENTITY):
        raise Refused("identity_holder_needed")
    row.delete()
    note(by, Tag.SUBMISSION_KEY_TAKEN_BACK, held.row, to=str(member_id))


def check_names(by: Actor, held: Held, part: IdentityPart, *, purpose: str = "") -> None:
    """Looks for the names of the incident's other persons in the form. Raises `Refused("person_not_declared")` with open codes.

    A name that documentation does not know cannot be found; whoever declares that the list is complete stands for that.
    """
    others = _others(by, held.content)
    declared = {one.person for one in held.content.named}
    unlisted = {person: code for person, code in others.items() if person not in declared}
    if not unlisted:
        return
    names = _names(by, [UUID(one) for one in unlisted], held.row.id, purpose)
    found = rules.found_in(names, _folded(held.content, part))
    if found:
        raise Refused("person_not_declared", persons=", ".join(sorted(unlisted[one] for one in found)))


def _others(by: Actor, content: SubmissionContent) -> dict[str, str]:
    if not content.incident:
        return {}
    try:
        incident = documentation.open_incident(by=by, incident_id=UUID(content.incident)).content
    except NoIncident:
        return {}
    return {one.person: one.code for one in incident.persons if one.person != content.person}


def _names(by: Actor, persons: list[UUID], case: UUID, purpose: str) -> dict[str, list[str]]:
    """Whole names of those whose identity the member holds, folded; opened on the record, for the purpose of this form."""
    ring = keyring_of(by)
    holding = [one for one, keys in record_keys(ring, persons).items() if keys.holds(Group.IDENTITY)]
    keys = vaults.open_records(by=by, records=holding, group=Group.IDENTITY, purpose=purpose, case=case) if holding else {}
    rows = Person.objects.filter(id__in=list(keys))
    opened = {
        str(row.id): Identity.from_json(keys[row.id].open("person", Group.IDENTITY, row.version, row.identity)) for row in rows
    }
    return {person: [text.fold(name) for name in identity.names if name.strip()] for person, identity in opened.items()}


def _folded(content: SubmissionContent, part: IdentityPart) -> str:
    said: Iterable[str] = [
        *(one.text for one in (*content.entries, *part.entries)),
        *(f"{one.what} {one.authority} {one.who} {one.result}" for one in content.steps),
    ]
    return text.fold(" \n ".join(said))
