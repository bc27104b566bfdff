"""Observed trials: written down in court or just after, opened, corrected with every earlier version kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.services.incidents import home_vault
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.observatory import indexing
from seereya.observatory.content import ObservationContent
from seereya.observatory.models import ObservationRevision, TrialObservation
from seereya.observatory.rules import ANSWERS, Refused, check_hearing
from seereya.observatory.services.storing import NotThere, check_court, check_own, keys_to_change, note
from seereya.reference import terms
from seereya.vault import indexing as sealed_index
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group
from seereya.vault.services.references import next_reference

TABLE = "observation"
_VOCABULARIES = {
    "stage": "procedure_stages",
    "kind": "hearing_kinds",
    "outcome": "hearing_outcomes",
    "adjourned_why": "adjournment_reasons",
    "interpreter_language": "languages",
}


@dataclass
class Opened:
    """An observation opened for reading."""

    row: TrialObservation
    content: ObservationContent
    keys: RecordKeys


def adjourns(outcome: str) -> bool:
    """Whether an outcome of the vocabulary sends the case to another day."""
    word = terms.vocabulary("hearing_outcomes").get(outcome)
    return word is not None and word.extra.get("adjourned") == "yes"


def _check(content: ObservationContent) -> None:
    check_hearing(content, adjourns=adjourns(content.outcome), today=clock.today())
    check_court(content.court, date.fromisoformat(content.on))
    for name, vocabulary in _VOCABULARIES.items():
        if (code := getattr(content, name)) and code not in terms.vocabulary(vocabulary):
            raise Refused("unknown_choice")
    crimes, rights = terms.vocabulary("crimes"), terms.vocabulary("fair_trial_checks")
    if any(one not in crimes for one in content.offences):
        raise Refused("unknown_choice")
    if any(one.code not in rights or one.answer not in ANSWERS for one in content.checks):
        raise Refused("unknown_choice")


@transaction.atomic
def record_observation(*, by: Actor, content: ObservationContent, observation_id: UUID | None = None) -> TrialObservation:
    """A hearing is written down. The same form sent twice makes one record; who holds no key writes it and cannot read it back.

    Raises `Refused` (see `rules.check_hearing`; `court_needed`, `court_not_then`, `no_documentation_vault`).
    """
    _check(content)
    if observation_id and (sent := TrialObservation.objects.filter(id=observation_id, made_by=by.member).first()):
        return sent
    vault, now = home_vault(by), clock.now()
    row = TrialObservation(
        id=observation_id or new_id(),
        organisation=vault.organisation,
        vault=vault,
        reference=next_reference(vault.organisation, "OBS", vault),
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    _store(by, row, keys, content, fresh=True)
    note(by, Tag.OBSERVATION_RECORDED, row.id, version=row.version)
    return row


@transaction.atomic
def change_observation(*, by: Actor, observation_id: UUID, version: int, content: ObservationContent) -> TrialObservation:
    """Corrects an observation; the earlier version stays readable.

    Raises `NotThere`, `Refused` (`changed_meanwhile`, `struck_already`, and as `record_observation`).
    """
    row, keys, _before = _hold(by, observation_id, version)
    _check(content)
    _store(by, row, keys, content)
    note(by, Tag.OBSERVATION_CHANGED, row.id, version=row.version)
    return row


@transaction.atomic
def strike_observation(*, by: Actor, observation_id: UUID, version: int, why: str) -> TrialObservation:
    """An observation does not count any more, for a reason; it stays readable with its versions, and is not changed again.

    Raises `NotThere`, `Refused` (`changed_meanwhile`, `strike_needs_reason`, `struck_already`).
    """
    if not why.strip():
        raise Refused("strike_needs_reason")
    row, keys, content = _hold(by, observation_id, version)
    content.struck, content.struck_by, content.struck_on = why.strip(), by.member.handle, clock.today().isoformat()
    _store(by, row, keys, content)
    note(by, Tag.OBSERVATION_STRUCK, row.id, version=row.version)
    return row


def _hold(by: Actor, observation_id: UUID, version: int) -> tuple[TrialObservation, RecordKeys, ObservationContent]:
    """An own observation to change, locked, with its content. Raises `NotThere`, `Refused` (`changed_meanwhile`, `struck_already`)."""
    keys = keys_to_change(by, observation_id)
    found = TrialObservation.objects.select_for_update(of=("self",)).select_related("vault", "organisation")
    row = found.filter(id=observation_id).first()
    if row is None:
        raise NotThere
    check_own(by, row.organisation_id)
    content = read_content(row, keys)
    if content.struck:
        raise Refused("struck_already")
    if row.version != version:
        raise Refused("changed_meanwhile")
    return row, keys, content


def _store(by: Actor, row: TrialObservation, keys: RecordKeys, content: ObservationContent, *, fresh: bool = False) -> None:
    """Seals the content as the next version, keeps a revision, sets the coarse columns, and tells the index."""
    row.version, row.changed_at = row.version if fresh else row.version + 1, clock.now()
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, content.to_json())
    hidden = row.vault.marked or bool(content.struck)
    row.court, row.outcome = ("", "") if hidden else (content.court, content.outcome)
    row.month = "" if hidden else content.on[:7]
    row.save(force_insert=fresh)
    ObservationRevision.objects.create(
        observation=row, number=row.version, made_by=by.member, made_at=row.changed_at, content=row.content
    )
    change = indexing.observation_change(row, content)
    sealed_index.append(by=by, vault=row.vault, index=indexing.OBSERVATIONS, changes=[change])


def read_content(row: TrialObservation, keys: RecordKeys) -> ObservationContent:
    """The content of an observation at its version."""
    return ObservationContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))


def open_observation(*, by: Actor, observation_id: UUID) -> Opened:
    """An observation with its content. Raises `NotThere` alike for what does not exist and what is not the reader's."""
    keys = vaults.open_records(by=by, records=[observation_id], group=Group.CONTENT).get(observation_id)
    row = TrialObservation.objects.select_related("organisation", "vault").filter(pk=observation_id).first()
    if keys is None or row is None:
        raise NotThere
    return Opened(row, read_content(row, keys), keys)


def open_to_print(*, by: Actor, observation_id: UUID) -> Opened:
    """An observation for paper: that it was printed is committed before anything is opened. Raises `NotThere`."""
    if not record_keys(keyring_of(by), [observation_id]) or not TrialObservation.objects.filter(pk=observation_id).exists():
        raise NotThere
    with transaction.atomic(durable=True):
        record(tag=Tag.OBSERVATION_PRINTED, actor=by.id, organisation=by.organisation_id, subject=observation_id)
    return open_observation(by=by, observation_id=observation_id)


def history_of(*, by: Actor, observation_id: UUID) -> tuple[Opened, list[tuple[ObservationRevision, ObservationContent]]]:
    """An observation and every version of it, the newest first. Raises `NotThere`."""
    opened = open_observation(by=by, observation_id=observation_id)
    rows = opened.row.revisions.select_related("made_by").order_by("-number")
    return opened, [
        (one, ObservationContent.from_json(opened.keys.open(TABLE, Group.CONTENT, one.number, one.content))) for one in rows
    ]
