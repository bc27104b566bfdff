"""Bases of named persons: recorded as sealed versions, read, withdrawn. Nothing is ever written over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.announcements import announce
from seereya.reference import terms
from seereya.vault import rules_exits as rules
from seereya.vault.announcements import ConsentWithdrawn
from seereya.vault.basis import Answer, BasisContent
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Basis, BasisVersion
from seereya.vault.rules import Group, Refused
from seereya.vault.rules_exits import BasisKind, Given, Said


class NotThere(Http404):
    """There is no such subject, or it is not yours: the answer is the same."""


@dataclass(frozen=True)
class Held:
    """A basis opened, in one version."""

    row: Basis
    version: BasisVersion
    content: BasisContent

    @property
    def given(self) -> Given:
        """As an exit reads it."""
        answers = {one.scope: Said(one.status, one.level, one.condition) for one in self.content.answers}
        kind = BasisKind(self.row.kind)
        return Given(kind, self.row.id, self.row.version, answers, self.row.review_on, self.content.dissent)


def subject_keys(by: Actor, subject: UUID) -> RecordKeys:
    """The keys of a subject whose coded content the member can open. Raises `NotThere`."""
    keys = record_keys(keyring_of(by), [subject]).get(subject)
    if keys is None or not keys.holds(Group.CONTENT):
        raise NotThere
    return keys


def _table(row: Basis) -> str:
    return f"basis:{row.id}"


def _open(row: Basis, version: BasisVersion, keys: RecordKeys) -> Held:
    return Held(row, version, BasisContent.from_json(keys.open(_table(row), Group.CONTENT, version.number, version.content)))


@transaction.atomic
def record_consent(*, by: Actor, subject: UUID, content: BasisContent, version: int | None = None) -> BasisVersion:
    """Records a basis of any kind as its next version (the first one too).

    `version`: the version the writer had seen. Raises `NotThere`; `Refused` (`changed_meanwhile`, `guardian_implicated`,
    `guardian_needed`, `assent_needed`, `relation_needed`, `reasons_needed`, `proof_needed`, `no_such_scope`, `no_such_level`).
    """
    keys, kind = subject_keys(by, subject), BasisKind(content.kind)
    _check(content, kind)
    row = _locked(by, subject, kind)
    if version is not None and row.version != version:
        raise Refused("changed_meanwhile")
    adult = content.adult_from if kind is BasisKind.CONSENT and content.minor else ""
    row.review_on = rules.review_on(_day(content), clock.today(), adult) if kind in rules.SPOKEN else None
    made = _append(by, row, keys, content)
    facts: dict[str, object] = {"kind": str(kind), "version": row.version}
    record(tag=Tag.BASIS_RECORDED, actor=by.id, organisation=by.organisation_id, subject=subject, facts=facts)
    return made


def _day(content: BasisContent) -> date | None:
    """The earliest day on which it may have been given: review comes rather early than late."""
    try:
        return date.fromisoformat(content.given.earliest or "")
    except ValueError:
        return None


def _check(content: BasisContent, kind: BasisKind) -> None:
    scopes, statuses = terms.vocabulary("consent_scopes"), terms.vocabulary("consent_statuses")
    for one in content.answers:
        if one.scope not in scopes or one.status not in statuses:
            raise Refused("no_such_scope")
        rules.rank(one.level)
    rules.check_consent(
        kind=kind,
        minor=content.minor,
        guardian=content.guardian,
        implicated=content.guardian_implicated,
        assent=content.assent,
        statuses=[one.status for one in content.answers],
        relation=content.relation,
        reasons=content.reasons,
        proof=content.proof,
    )


def _locked(by: Actor, subject: UUID, kind: BasisKind) -> Basis:
    now = clock.now()
    Basis.objects.get_or_create(
        organisation_id=by.organisation_id, subject=subject, kind=kind, defaults={"made_at": now, "changed_at": now}
    )
    return Basis.objects.select_for_update().get(organisation_id=by.organisation_id, subject=subject, kind=kind)


def _append(by: Actor, row: Basis, keys: RecordKeys, content: BasisContent) -> BasisVersion:
    row.version, row.changed_at = row.version + 1, clock.now()
    gone = any(one.status == rules.WITHDRAWN for one in content.answers)
    row.withdrawn_at = (row.withdrawn_at or row.changed_at) if gone else None
    row.save(update_fields=["version", "changed_at", "review_on", "withdrawn_at"])
    return BasisVersion.objects.create(
        basis=row,
        organisation_id=row.organisation_id,
        number=row.version,
        made_by=by.member,
        made_at=row.changed_at,
        content=keys.seal(_table(row), Group.CONTENT, row.version, content.to_json()),
    )


@transaction.atomic
def withdraw_consent(
    *,
    by: Actor,
    subject: UUID,
    kind: BasisKind = BasisKind.CONSENT,
    scopes: Iterable[str] = (),
    reason: str = "",
    cannot_undo: str = "",
) -> BasisVersion:
    """A person (or a family) takes back what was consented to, wholly or for some scopes; from now on nothing relies on it.

    What left already is not undone: the ledger shows it. Raises `NotThere`, `Refused("nothing_to_withdraw")`.
    """
    keys = subject_keys(by, subject)
    row = Basis.objects.select_for_update().filter(organisation_id=by.organisation_id, subject=subject, kind=kind).first()
    if row is None or kind not in rules.SPOKEN:
        raise Refused("nothing_to_withdraw")
    held = _open(row, BasisVersion.objects.get(basis=row, number=row.version), keys)
    wanted, known = set(scopes), {one.scope for one in held.content.answers}
    answers = [_taken_back(one) if not wanted or one.scope in wanted else one for one in held.content.answers]
    answers += [Answer(scope, rules.WITHDRAWN) for scope in sorted(wanted - known)]
    if answers == held.content.answers:
        raise Refused("nothing_to_withdraw")
    row.review_on = None if all(one.status == rules.WITHDRAWN for one in answers) else row.review_on
    row.withdrawn_at = None  # a further withdrawal counts from today
    made = _append(
        by, row, keys, replace(held.content, answers=answers, withdrawn_reason=reason.strip(), cannot_undo=cannot_undo)
    )
    facts: dict[str, object] = {"kind": str(kind), "version": row.version}
    record(tag=Tag.CONSENT_WITHDRAWN, actor=by.id, organisation=by.organisation_id, subject=subject, facts=facts)
    announce(ConsentWithdrawn(subject, by.organisation_id))
    return made


def _taken_back(one: Answer) -> Answer:
    return replace(one, status=rules.WITHDRAWN) if one.status in {rules.YES, rules.YES_IF} else one


def consent_of(*, by: Actor, subject: UUID) -> list[Held]:
    """Every basis of a person in its newest version, as the member's organisation holds it. Raises `NotThere`."""
    keys = subject_keys(by, subject)
    return held_of(by, {subject: keys})[subject]


def versions_of(*, by: Actor, subject: UUID) -> list[Held]:
    """Every version of every basis, newest first. Raises `NotThere`."""
    keys = subject_keys(by, subject)
    rows = BasisVersion.objects.filter(basis__organisation_id=by.organisation_id, basis__subject=subject)
    found = rows.select_related("basis", "made_by").order_by("-made_at", "-id")
    return [_open(version.basis, version, keys) for version in found]


def held_by(by: Actor, subjects: Iterable[UUID]) -> dict[UUID, list[Held]]:
    """The bases of several persons in their newest versions, of those the member can open; five hundred at most."""
    keys = record_keys(keyring_of(by), list(subjects))
    return held_of(by, {subject: one for subject, one in keys.items() if one.holds(Group.CONTENT)})


def held_of(by: Actor, keys: dict[UUID, RecordKeys], *, lock: bool = False) -> dict[UUID, list[Held]]:
    """The newest versions of the bases of several persons, by person; `lock` keeps them as they are until the transaction ends.

    Two statements whatever the number of persons (up to 500).
    """
    rows = Basis.objects.filter(organisation_id=by.organisation_id, subject__in=list(keys)).order_by("id")
    bases = {row.id: row for row in (rows.select_for_update() if lock else rows)}
    found: dict[UUID, list[Held]] = {subject: [] for subject in keys}
    order = list(BasisKind)
    newest = BasisVersion.objects.filter(basis__in=list(bases), number=F("basis__version"))
    for version in newest.select_related("made_by").order_by("basis_id"):
        row = bases[version.basis_id]
        found[row.subject].append(_open(row, version, keys[row.subject]))
    for held in found.values():
        held.sort(key=lambda one: order.index(BasisKind(one.row.kind)))
    return found
