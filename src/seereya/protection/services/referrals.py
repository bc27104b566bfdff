"""Referring a person to a service: offered, decided by the person, sent, answered, closed with the person's feedback."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, walls
from seereya.foundation.announcements import announce
from seereya.foundation.identifiers import new_id
from seereya.protection import rules
from seereya.protection.announcements import ReferralChanged
from seereya.protection.content import ReferralContent, ReferralOwn, Released, Step
from seereya.protection.models import Referral, Service
from seereya.protection.rules import Refused, Side, Status
from seereya.protection.sealing import NotThere, check_subject, home_vault, identities_vault, new_tag
from seereya.reference import terms
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Vault, Wrap
from seereya.vault.rules import Group
from seereya.vault.services.references import next_reference

TABLE, RELEASED = "referral", "referral_released"


@transaction.atomic
def offer_referral(
    *,
    by: Actor,
    subject: UUID,
    content: ReferralContent,
    note: str = "",
    service_id: UUID | None = None,
    token: UUID | None = None,
) -> Referral:
    """A service is offered to a person, before anything is asked of that person. Sealed to the own organisation until it is sent.

    `service_id`: an entry of the directory; where its organisation gives the service itself and is a partner, the referral goes to
    that partner. Raises `NotThere`, `Refused("service_kind_needed")`.
    """
    check_subject(by, subject)
    if token and (sent := Referral.objects.filter(id=token, made_by=by.member).first()):
        return sent
    if content.service not in terms.vocabulary("referral_services"):
        raise Refused("service_kind_needed")
    vault, now = home_vault(by.organisation_id), clock.now()
    row = Referral(
        id=token or new_id(),
        organisation_id=by.organisation_id,
        reference=next_reference(by.member.organisation, "REF", vault),
        status=Status.OFFERED,
        month="" if vault.marked else now.strftime("%Y-%m"),
        subject_tag=new_tag(by, subject),
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )
    _choose_service(by, row, content, service_id)
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    content.steps = [_step(by, "", Status.OFFERED, "")]
    row.content = keys.seal(TABLE, Group.CONTENT, 1, content.to_json())
    row.own = keys.seal(TABLE, Group.TESTIMONY, 1, ReferralOwn(str(subject), note).to_json())
    row.save(force_insert=True)
    record(tag=Tag.REFERRAL_OFFERED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    announce(ReferralChanged(row.id, by.organisation_id, "", Status.OFFERED, subject))
    return row


def _choose_service(by: Actor, row: Referral, content: ReferralContent, service_id: UUID | None) -> None:
    """Where the referral goes: an entry of the directory that the actor's organisation sees, or only a kind of service."""
    if service_id is None:
        return
    seen = Q(organisation_id=by.organisation_id) | Q(shared=True)
    service = Service.objects.filter(seen, id=service_id, closed_on=None).first()
    if service is None:
        raise Refused("no_such_service")
    content.service_id, content.service_name = str(service.id), service.name
    if service.given_by_us and service.organisation_id != by.organisation_id:
        row.to_organisation_id = service.organisation_id


def _step(by: Actor, before: str, after: str, words: str) -> Step:
    code = by.member.organisation.code
    return Step(str(before), str(after), clock.now().isoformat(), code, by.member.handle, words)


def _hold(by: Actor, referral_id: UUID) -> tuple[Referral, RecordKeys, Side]:
    """A referral locked for a change, by the side the actor stands on. Raises `NotThere`."""
    keys = record_keys(keyring_of(by), [referral_id]).get(referral_id)
    row = Referral.objects.select_for_update().filter(id=referral_id).first()
    if keys is None or row is None or not keys.holds(Group.CONTENT):
        raise NotThere
    return row, keys, Side.SENDER if row.organisation_id == by.organisation_id else Side.RECEIVER


def move_referral(
    *, by: Actor, referral_id: UUID, version: int, after: str, words: str = "", released: Released | None = None
) -> Referral:
    """Moves a referral on, with the words it needs; consent, feedback and notes stay with the organisation that refers.

    `released`: name and way to reach, given with the consent and only as far as the person agreed that the receiver has them.
    Raises `NotThere`, `Refused` (`changed_meanwhile`, `referral_move_not_possible`, `consent_needed`, `reason_needed`,
    `feedback_needed`, `partner_has_no_vault`).
    """
    with walls.system("what the receiver answers stands in the sender's record, and in both logs"), transaction.atomic():
        row, keys, side = _hold(by, referral_id)
        if row.version != version:
            raise Refused("changed_meanwhile")
        before = row.status
        rules.check_move(before=before, after=after, side=side, partner=row.to_organisation_id is not None, words=words)
        content = ReferralContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))
        subject = _write_own(by, row, keys, after, words, released, content) if side is Side.SENDER else None
        kept_apart = after in {Status.CONSENTED, Status.CLOSED, Status.DECLINED}
        content.steps.append(_step(by, before, after, "" if kept_apart else words.strip()))
        row.status, row.version, row.changed_at = after, row.version + 1, clock.now()
        row.content = keys.seal(TABLE, Group.CONTENT, row.version, content.to_json())
        row.save()
        if after == Status.SENT and row.to_organisation_id:
            _send(by, row)
        for organisation in {row.organisation_id, by.organisation_id}:
            facts: dict[str, object] = {"before": before, "after": str(after)}
            record(tag=Tag.REFERRAL_MOVED, actor=by.id, organisation=organisation, subject=row.id, facts=facts)
        announce(ReferralChanged(row.id, row.organisation_id, before, str(after), subject))
    return row


def _write_own(
    by: Actor, row: Referral, keys: RecordKeys, after: str, words: str, released: Released | None, content: ReferralContent
) -> UUID:
    """The part that never leaves: consent and feedback in the person's words; and the identity released with the consent."""
    own = ReferralOwn.from_json(keys.open(TABLE, Group.TESTIMONY, row.own_version, row.own))
    if after == Status.CONSENTED:
        own.consent, content.released = words.strip(), released is not None
        if released is not None:
            _release(by, row, released)
    elif after == Status.DECLINED:
        own.note, content.released = "\n".join(one for one in (own.note, words.strip()) if one), False
        _take_back(row)
    elif after == Status.CLOSED:
        own.feedback = words.strip()
    row.own_version += 1
    row.own = keys.seal(TABLE, Group.TESTIMONY, row.own_version, own.to_json())
    return UUID(own.subject)


def _release(by: Actor, row: Referral, released: Released) -> None:
    """Seals what the person released to the identities vaults of both organisations: whoever types it need not be able to read it."""
    into: dict[Vault, frozenset[Group] | None] = {identities_vault(by.organisation_id): None}
    if row.to_organisation_id:
        into[_partners(identities_vault, row.to_organisation_id)] = None
    row.released_id = new_id()
    keys = vaults.make_record(by=by, record_id=row.released_id, into=into)
    row.released = keys.seal(RELEASED, Group.IDENTITY, 1, released.to_json())


def _take_back(row: Referral) -> None:
    """The person said no after all: the name goes, with the keys that opened it."""
    if row.released_id:
        Wrap.objects.filter(record=row.released_id).delete()
    row.released, row.released_id = b"", None


def _partners(vault_of: Callable[[UUID], Vault], organisation_id: UUID) -> Vault:
    try:
        return vault_of(organisation_id)
    except Refused:
        raise Refused("partner_has_no_vault") from None


def _send(by: Actor, row: Referral) -> None:
    """Gives the receiving organisation's vault the content. Never the own part; a name only where the person released it."""
    assert row.to_organisation_id is not None
    vault = _partners(home_vault, row.to_organisation_id)
    vaults.share_record(by=by, record_id=row.id, with_vault=vault.id, groups=frozenset({Group.CONTENT}))


@transaction.atomic
def change_referral(*, by: Actor, referral_id: UUID, version: int, content: ReferralContent, note: str) -> Referral:
    """Corrects what was written, while the referral has not left. Raises `NotThere`, `Refused`."""
    row, keys, side = _hold(by, referral_id)
    if side is Side.RECEIVER:
        raise Refused("partner_may_not_change")
    if row.version != version:
        raise Refused("changed_meanwhile")
    if row.status not in {Status.OFFERED, Status.CONSENTED}:
        raise Refused("referral_has_left")
    before = ReferralContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))
    for name in ("service_id", "service_name", "released", "steps"):
        setattr(content, name, getattr(before, name))
    own = ReferralOwn.from_json(keys.open(TABLE, Group.TESTIMONY, row.own_version, row.own))
    own.note, row.own_version = note.strip(), row.own_version + 1
    row.own = keys.seal(TABLE, Group.TESTIMONY, row.own_version, own.to_json())
    row.version, row.changed_at = row.version + 1, clock.now()
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, content.to_json())
    row.save()
    record(tag=Tag.REFERRAL_CHANGED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row
