"""Exported conversations as accounts of an incident: the file waits sealed to its reader alone, chosen messages become accounts."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation import messages
from seereya.documentation.content import Account
from seereya.documentation.messages import Conversation, Message, NotMessages
from seereya.documentation.models import Incident
from seereya.documentation.rules import Refused
from seereya.documentation.services import messages_zip
from seereya.documentation.services.accounts import save_account
from seereya.documentation.services.openings import open_incident
from seereya.evidence.content import ItemContent
from seereya.evidence.models import EvidenceItem
from seereya.evidence.services import link_item, receive_item
from seereya.foundation.identifiers import new_id
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.services.drafts import keep_draft, read_draft, throw_draft_away
from seereya.vault.uploads import SealedFile, path_of, remember

LONGEST = 1_400_000  # bytes of a file that waits as a draft, which holds it as text


@dataclass
class Waiting:
    """A conversation that waits to be taken over: what was read, what the file was, which messages were taken already.

    `zip`: what opens the zip it came in; `media`: the other files in it, with their sizes.
    """

    conversation: Conversation
    name: str
    digest: str
    taken: list[int] = field(default_factory=list)
    data: bytes = b""
    item: UUID = field(default_factory=new_id)
    zip: list[str] = field(default_factory=list)
    media: dict[str, int] = field(default_factory=dict)


def _key(incident_id: UUID) -> str:
    return f"messages/{incident_id.hex}"


def _own(by: Actor, incident_id: UUID) -> None:
    opened = open_incident(by=by, incident_id=incident_id)
    if opened.row.organisation_id != by.organisation_id:
        raise Refused("partner_may_not_change")
    if opened.content.public_example:
        raise Refused("read_only_example")


def receive_messages(*, by: Actor, incident_id: UUID, data: bytes, name: str) -> Conversation:
    """Reads an exported conversation and keeps it, sealed to this member, until its messages are taken or it is thrown away.

    Raises `NotThere`, `Refused`: `messages_too_long`, `messages_not_text`, `messages_empty`, `messages_no_message`.
    """
    _own(by, incident_id)
    if len(data) > LONGEST:
        raise Refused("messages_too_long")
    try:
        found = messages.read(data)
    except NotMessages as refused:
        raise Refused(f"messages_{refused.code}") from None
    throw_messages_away(by=by, incident_id=incident_id)
    keep_draft(
        by=by,
        form_key=_key(incident_id),
        fields={"file": [base64.b64encode(data).decode()], "name": [name[:200]], "taken": [], "item": [str(new_id())]},
    )
    return found


def receive_zip_of_messages(*, by: Actor, incident_id: UUID, file: SealedFile) -> Conversation:
    """Reads the conversation in a zip, which waits sealed as it came; the key waits with the words, sealed to this member.

    Raises `NotThere`, `Refused`: what `receive_messages` raises, and what a zip is refused for.
    """
    _own(by, incident_id)
    throw_messages_away(by=by, incident_id=incident_id)
    kept = remember(file)
    with messages_zip.look_into(kept) as archive:
        fields = {
            "file": [base64.b64encode(archive.text).decode()],
            "name": [(file.name or "")[:200]],
            "taken": [],
            "item": [str(new_id())],
            "zip": kept,
            "media": [json.dumps(archive.media, ensure_ascii=False)],
        }
        keep_draft(by=by, form_key=_key(incident_id), fields=fields)
        return archive.conversation


def waiting_messages(*, by: Actor, incident_id: UUID) -> Waiting | None:
    """The conversation that waits for this incident, or nothing. Raises `NotThere`."""
    _own(by, incident_id)
    kept = read_draft(by=by, form_key=_key(incident_id))
    if not kept or not kept.get("file"):
        return None
    data = base64.b64decode(kept["file"][0])
    came = kept.get("zip", [])
    digest = came[2] if came else hashlib.sha256(data).hexdigest()
    taken, media = [int(one) for one in kept.get("taken", [])], json.loads(kept["media"][0]) if came else {}
    return Waiting(messages.read(data), kept["name"][0], digest, taken, data, UUID(kept["item"][0]), came, media)


def throw_messages_away(*, by: Actor, incident_id: UUID) -> None:
    """Forgets the conversation that waits, and the zip it came in; accounts made of it stay, and the zip that became evidence."""
    if came := (read_draft(by=by, form_key=_key(incident_id)) or {}).get("zip"):
        path_of(came).unlink(missing_ok=True)
    throw_draft_away(by=by, form_key=_key(incident_id))


def account_from_messages(
    *,
    by: Actor,
    incident_id: UUID,
    chosen: list[int],
    account: Account,
    files: Sequence[SealedFile] = (),
    media: bool = False,
) -> Incident:
    """Makes an account of some messages: their words go to the sealed testimony; the whole file becomes one item of evidence,
    linked to the account with its lines. `files`: voice notes and others that these messages name; each becomes an item of its own.
    `media`: the files that these messages name are taken out of the zip they came in, too.

    Raises `NotThere`, `Refused`: `no_messages_wait`, `no_message_chosen`, `file_of_no_message`, and what saving an account refuses.
    """
    kept = waiting_messages(by=by, incident_id=incident_id)
    if kept is None:
        raise Refused("no_messages_wait")
    wanted = set(chosen)
    picked = [one for one in kept.conversation.messages if one.number in wanted]
    if not picked:
        raise Refused("no_message_chosen")
    spoken, out = _named_in(picked, files), list[SealedFile]()
    try:
        if kept.zip and media:
            sent = {file.name or "" for file in files}
            out = messages_zip.take_out(by=by, kept=kept.zip, item_id=kept.item, picked=picked, media=kept.media, but=sent)
        return _take_over(by, incident_id, kept, picked, account, [*spoken, *_named_in(picked, out)])
    finally:
        for one in out:
            one.remove()  # what was kept has left its place by now


def _take_over(
    by: Actor, incident_id: UUID, kept: Waiting, picked: list[Message], account: Account, spoken: list[tuple[SealedFile, str]]
) -> Incident:
    """The account, the whole file and the files of the messages as evidence, and which messages are taken."""
    item = _whole(by, kept)
    notes = [(receive_item(by=by, file=one, content=ItemContent(origin=item.reference)), at) for one, at in spoken]
    lines = lines_of(picked)
    account.archived = f"{item.reference} · {kept.conversation.form} · SHA-256 {kept.digest} · {lines}"[:300]
    row = save_account(by=by, incident_id=incident_id, account=account, verbatim="\n".join(_line(one) for one in picked))
    record(tag=Tag.MESSAGES_READ, actor=by.id, organisation=by.organisation_id, subject=incident_id, facts={"count": len(picked)})
    held = record_keys(keyring_of(by), [item.id, *(one.id for one, _at in notes)])
    for one, where in ((item, lines[:200]), *notes):
        for kind, target in (("account", account.id), ("incident", str(incident_id))) if one.id in held else ():
            link_item(by=by, item_id=one.id, kind=kind, target=target, locator=where, words=row.reference)
    _mark_taken(by, incident_id, sorted({*kept.taken, *(one.number for one in picked)}))
    return row


def _whole(by: Actor, kept: Waiting) -> EvidenceItem:
    """The file as it came, as one item of evidence."""
    if kept.zip:
        return messages_zip.receive_zip(by=by, kept=kept.zip, name=kept.name, item_id=kept.item)
    return receive_item(by=by, file=io.BytesIO(kept.data), name=kept.name, declared="text/plain", item_id=kept.item)


def _named_in(picked: list[Message], files: Sequence[SealedFile]) -> list[tuple[SealedFile, str]]:
    """Each file with the lines of the message that names it. Raises `Refused("file_of_no_message")`."""
    named = {name.strip(): one for one in picked for name in one.attachment.split(", ") if name.strip()}
    for file in files:
        if file.name not in named:
            raise Refused("file_of_no_message", name=file.name)
    return [(file, lines_of([named[file.name or ""]])) for file in files]


def _mark_taken(by: Actor, incident_id: UUID, taken: list[int]) -> None:
    fields = read_draft(by=by, form_key=_key(incident_id))
    if fields is not None:
        keep_draft(by=by, form_key=_key(incident_id), fields=fields | {"taken": [str(one) for one in taken]})


def lines_of(picked: list[Message]) -> str:
    """Where the words stand in the original, line by line."""
    return ", ".join(f"{one.first}–{one.last}" if one.last > one.first else str(one.first) for one in picked)


def _line(one: Message) -> str:
    who = f"{one.sender}: " if one.sender else ""
    attached = f" [{one.attachment}]" if one.attachment and one.attachment not in one.text else ""
    return f"{one.at.replace('T', ' ')} {who}{one.text}{attached}"
