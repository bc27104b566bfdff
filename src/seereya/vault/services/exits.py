"""The gate of every exit: what may leave is asked here, what leaves is written down here before any of it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.announcements import announce
from seereya.reference import terms
from seereya.vault import rules_exits as rules
from seereya.vault.announcements import LeftTheHouse
from seereya.vault.basis import DigestContent, DisclosureContent
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Disclosed, Disclosure, Vault
from seereya.vault.rules import Group, Refused, VaultKind
from seereya.vault.rules_exits import ExitKind, Given, Judged, Leaving, Outcome
from seereya.vault.services.consents import NotThere, held_of, subject_keys
from seereya.vault.services.records import make_record

_TABLE = "disclosure"
MOST = 500


@dataclass(frozen=True)
class Verdict:
    """Whether one person may be in what leaves: on which basis and version, or why not (a code of `wording_exits.REASONS`)."""

    subject: UUID
    allowed: bool
    basis: Given | None
    reason: str
    notes: tuple[str, ...] = ()
    review_due: bool = False


@dataclass(frozen=True)
class Gone:
    """A disclosure opened: its row, what is sealed of it, and the bytes' digest where it was noted."""

    row: Disclosure
    content: DisclosureContent
    digest: DigestContent | None
    recall: str = ""
    recalled_at: datetime | None = None


def assess_exit(*, by: Actor, leaving: Leaving) -> list[Verdict]:
    """For each person: allowed or not, on which basis, why not. Reads only.

    A person whose coded content the member cannot open is refused as `not_yours`. Raises `Refused` (`no_such_scope`,
    `no_such_level`, `recipient_needed`, `purpose_needed`, `too_many_persons`).
    """
    return _assess(by, leaving, lock=False)


def _assess(by: Actor, leaving: Leaving, *, lock: bool) -> list[Verdict]:
    words = terms.vocabulary("consent_scopes")
    rules.check_leaving(leaving, known=words)
    if len(leaving.subjects) > MOST:
        raise Refused("too_many_persons", most=MOST)
    legal = frozenset(code for code, word in words.items() if word.extra.get("legal") == "yes")
    paths = [words[scope].path for scope in (leaving.scope, *leaving.also)]
    found = record_keys(keyring_of(by), leaving.subjects)
    keys = {subject: one for subject, one in found.items() if one.holds(Group.CONTENT)}
    held = held_of(by, keys, lock=lock)
    today = clock.today()
    verdicts = []
    for subject in dict.fromkeys(leaving.subjects):
        if subject not in keys:
            verdicts.append(Verdict(subject, allowed=False, basis=None, reason="not_yours"))
            continue
        one = rules.judge([basis.given for basis in held[subject]], paths=paths, level=leaving.level, legal=legal, today=today)
        verdicts.append(_verdict(subject, one))
    return verdicts


def _verdict(subject: UUID, one: Judged) -> Verdict:
    return Verdict(subject, one.allowed, one.basis, one.reason, one.notes, one.review_due)


def let_out(*, by: Actor, leaving: Leaving, urgent: str = "") -> Disclosure:
    """Writes down that something leaves, after judging anew every person in it; committed before it returns.

    Called outside any transaction, since what it writes must stand whatever follows; the caller hands over only afterwards.
    `urgent`: why it cannot wait for a basis; a second person ratifies it within 72 hours. Urgency stands in for a question nobody
    asked, never for a spoken no. Raises `Refused("no_basis", …)` naming how many persons have none, and what `assess_exit` raises.
    """
    return let_out_together(by=by, leavings=[leaving], urgent=urgent)[0]


def let_out_together(*, by: Actor, leavings: Sequence[Leaving], urgent: str = "") -> list[Disclosure]:
    """The same for one thing in which persons stand under different scopes: a line of the ledger for each scope, or none at all.

    Raises what `let_out` raises, counted over everybody: a person refused in one scope keeps the whole inside.
    """
    with transaction.atomic(durable=True):
        judged = [(leaving, _assess(by, leaving, lock=True)) for leaving in leavings]
        everybody = [one for _leaving, verdicts in judged for one in verdicts]
        refused = [one for one in everybody if not one.allowed and not _may_wait(one, urgent)]
        if refused:
            raise Refused("no_basis", count=len(refused), total=len(everybody))
        return [_let_out(by, leaving, verdicts, urgent.strip()) for leaving, verdicts in judged]


def _may_wait(one: Verdict, urgent: str) -> bool:
    return bool(urgent.strip()) and one.reason not in {"said_no", "withdrawn", "not_yours"}


def _let_out(by: Actor, leaving: Leaving, verdicts: list[Verdict], urgent: str) -> Disclosure:
    row = _written(by, leaving, urgent if any(not one.allowed for one in verdicts) else "")
    Disclosed.objects.bulk_create(
        [
            Disclosed(
                disclosure=row,
                organisation_id=by.organisation_id,
                subject=one.subject,
                basis_id=one.basis.id if one.allowed and one.basis else None,
                number=one.basis.number if one.allowed and one.basis else 0,
            )
            for one in verdicts
        ]
    )
    subjects = tuple(one.subject for one in verdicts)
    facts: dict[str, object] = {
        "kind": str(leaving.kind),
        "level": leaving.level,
        "count": len(subjects),
        "urgent": bool(row.ratify_by),
    }
    record(tag=Tag.LET_OUT, actor=by.id, organisation=by.organisation_id, subject=row.id, subjects=subjects, facts=facts)
    announce(LeftTheHouse(subjects, str(leaving.kind), row.id, by.organisation_id))
    return row


def _written(by: Actor, leaving: Leaving, urgent: str) -> Disclosure:
    now = clock.now()
    row = Disclosure(
        organisation_id=by.organisation_id,
        kind=leaving.kind,
        made_by=by.member,
        made_at=now,
        ratify_by=now + rules.RATIFY_WITHIN if urgent else None,
    )
    keys = make_record(by=by, record_id=row.id, into=dict.fromkeys(_readers(by, leaving.kind)))
    words = DisclosureContent(
        scope=leaving.scope,
        recipient=leaving.recipient.strip(),
        level=leaving.level,
        purpose=leaving.purpose.strip(),
        items=[str(one) for one in leaving.items],
        also=list(leaving.also),
        urgent=urgent,
    )
    row.content = keys.seal(_TABLE, Group.CONTENT, 1, words.to_json())
    row.save(force_insert=True)
    return row


def _readers(by: Actor, kind: ExitKind) -> list[Vault]:
    """The vaults whose holders read the ledger: documentation; casework too for what left from there."""
    kinds = [VaultKind.DOCUMENTATION, *([VaultKind.CASEWORK] if kind is ExitKind.CASE_PACKAGE else [])]
    vaults = list(Vault.objects.filter(organisation_id=by.organisation_id, kind__in=kinds).order_by("marked", "made_at"))
    first = {one.kind: one for one in reversed(vaults)}
    if VaultKind.DOCUMENTATION not in first:
        raise Refused("no_ledger_vault")
    return list(first.values())


def note_digest(*, by: Actor, disclosure_id: UUID, sha256: bytes, size: int, title: str = "", files: int = 0) -> None:
    """Seals what the bytes were that left, once. `files`: how many the bytes list, each with its hash, where they are a manifest.

    Raises `NotThere` for who cannot open the disclosure.
    """
    with transaction.atomic():
        row = Disclosure.objects.select_for_update().filter(id=disclosure_id, organisation_id=by.organisation_id).first()
        keys = record_keys(keyring_of(by), [disclosure_id]).get(disclosure_id)
        if row is None or keys is None:
            raise NotThere
        if not row.digest:
            row.digest = keys.seal(
                "disclosure-digest", Group.CONTENT, 1, DigestContent(sha256.hex(), size, title, files).to_json()
            )
            row.save(update_fields=["digest"])


def disclosures_of(*, by: Actor, subject: UUID) -> list[Gone]:
    """What left about one person, newest first. Raises `NotThere` for who cannot open that person's coded content."""
    subject_keys(by, subject)
    rows = Disclosed.objects.filter(organisation_id=by.organisation_id, subject=subject)
    named = list(rows.select_related("disclosure", "disclosure__made_by").order_by("-disclosure__made_at")[:MOST])
    keys = record_keys(keyring_of(by), [one.disclosure_id for one in named])
    return [
        _gone(one.disclosure, keys[one.disclosure_id], one.recall, one.recalled_at, subject)
        for one in named
        if one.disclosure_id in keys
    ]


def ledger(*, by: Actor, most: int = 50, skip: int = 0, only: UUID | None = None) -> list[Gone]:
    """A part of the organisation's ledger, newest first: what the member's vaults open of it."""
    rows = Disclosure.objects.filter(organisation_id=by.organisation_id).select_related("made_by", "settled_by")
    rows = rows.filter(id=only) if only else rows
    found = list(rows.order_by("-made_at", "-id")[skip : skip + most])
    keys = record_keys(keyring_of(by), [row.id for row in found])
    return [_gone(row, keys[row.id]) for row in found if row.id in keys]


def _gone(
    row: Disclosure, keys: RecordKeys, recall: bytes | memoryview = b"", at: datetime | None = None, subject: UUID | None = None
) -> Gone:
    content = DisclosureContent.from_json(keys.open(_TABLE, Group.CONTENT, 2 if row.outcome else 1, row.content))
    digest = DigestContent.from_json(keys.open("disclosure-digest", Group.CONTENT, 1, row.digest)) if row.digest else None
    words = keys.open(f"recall:{subject}", Group.CONTENT, 1, recall).decode() if recall else ""
    return Gone(row, content, digest, words, at)


@transaction.atomic
def ask_recall(*, by: Actor, subject: UUID, disclosure_ids: Iterable[UUID], words: str) -> int:
    """Writes down that what left about a person was asked back, of whom and how. Returns how many disclosures."""
    subject_keys(by, subject)
    rows = list(
        Disclosed.objects.select_for_update().filter(
            organisation_id=by.organisation_id, subject=subject, disclosure__in=list(disclosure_ids)
        )
    )
    keys = record_keys(keyring_of(by), [row.disclosure_id for row in rows])
    now = clock.now()
    for row in (one for one in rows if one.disclosure_id in keys):
        row.recall = keys[row.disclosure_id].seal(f"recall:{subject}", Group.CONTENT, 1, (words.strip() or "—").encode())
        row.recalled_at = now
        row.save(update_fields=["recall", "recalled_at"])
        record(tag=Tag.RECALL_ASKED, actor=by.id, organisation=by.organisation_id, subject=subject, subjects=[row.disclosure_id])
    return len(rows)


@transaction.atomic
def ratify(*, by: Actor, disclosure_id: UUID, agree: bool, reason: str) -> Disclosure:
    """A second person stands behind something sent urgently, or objects: either way it stays in the ledger, with the words.

    Raises `NotThere`, `Refused` (`second_person_needed`, `already_ratified`, `nothing_to_ratify`, `reason_needed`).
    """
    row = Disclosure.objects.select_for_update().filter(id=disclosure_id, organisation_id=by.organisation_id).first()
    keys = record_keys(keyring_of(by), [disclosure_id]).get(disclosure_id)
    if row is None or keys is None:
        raise NotThere
    rules.check_ratifiable(ratify_by=row.ratify_by, outcome=row.outcome, asker=row.made_by_id, by=by.id)
    if not reason.strip():
        raise Refused("reason_needed")
    content = DisclosureContent.from_json(keys.open(_TABLE, Group.CONTENT, 1, row.content))
    content.settled = reason.strip()
    row.outcome = Outcome.RATIFIED if agree else Outcome.OBJECTED
    row.settled_by, row.settled_at = by.member, clock.now()
    row.content = keys.seal(_TABLE, Group.CONTENT, 2, content.to_json())
    row.save(update_fields=["outcome", "settled_by", "settled_at", "content"])
    facts: dict[str, object] = {"outcome": str(row.outcome)}
    record(tag=Tag.URGENCY_SETTLED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row
