"""An exported conversation laid out to be chosen from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation import services, wording, wording_messages
from seereya.documentation.archives import found_in, is_zip
from seereya.documentation.messages import Conversation
from seereya.documentation.services.messages_zip import named_by
from seereya.vault.uploads import SealedFile

_FEW = 20
SHOWN = 1500  # so many fields one form may carry, with room to spare


def receive(by: Actor, incident_id: UUID, file: Any) -> None:
    """Takes an upload out of its sealed file, in memory only, and removes it; a zip waits as it came. Raises `Refused`."""
    if is_zip(file.head):
        try:
            services.receive_zip_of_messages(by=by, incident_id=incident_id, file=file)
        except BaseException:
            file.remove()
            raise
        return
    try:
        services.receive_messages(by=by, incident_id=incident_id, data=b"".join(file.read_clear()), name=file.name or "")
    finally:
        file.remove()


def let_go(files: Iterable[Any]) -> None:
    """Files that were sent along and not taken are removed; what was taken stands as evidence by now."""
    for file in files:
        if isinstance(file, SealedFile):
            file.remove()


def chosen_from(by: Actor, incident_id: UUID) -> dict[str, Any] | None:
    """What waits for this incident: messages not taken yet first come first, problems by line; nothing where nothing waits."""
    kept = services.waiting_messages(by=by, incident_id=incident_id)
    if kept is None:
        return None
    found, taken = kept.conversation, set(kept.taken)
    left = [one for one in found.messages if one.number not in taken]
    return {
        "numbers": [one.number for one in left],
        "lines": [
            {
                "number": str(one.number),
                "at": one.at.replace("T", " "),
                "sender": one.sender,
                "text": one.text,
                "kind": wording.label(wording_messages.KINDS, one.kind) if one.kind != "message" else "",
                "attachment": one.attachment,
                "there": [name for name in named_by(one) if found_in(kept.media, name)],
                "absent": [name for name in named_by(one) if kept.zip and not found_in(kept.media, name)],
                "line": one.first,
            }
            for one in left[:SHOWN]
        ],
        "zip": bool(kept.zip),
        "unnamed": _unnamed(found, kept.media),
        "more": max(0, len(left) - SHOWN),
        "total": len(found.messages),
        "taken": len(taken),
        "encoding": wording.label(wording_messages.ENCODINGS, found.encoding),
        "order": wording.label(wording_messages.ORDERS, found.order),
        "problems": [
            {"line": one.line, "why": wording.label(wording_messages.PROBLEMS, one.code), "text": one.text}
            for one in found.problems
        ],
    }


def _unnamed(found: Conversation, media: dict[str, int]) -> dict[str, Any]:
    """Files of a zip that no message names: they stay in it, and are said."""
    named = {found_in(media, name) for one in found.messages for name in named_by(one)}
    left = [name for name in sorted(media) if name not in named]
    return {"names": left[:_FEW], "count": len(left), "more": max(0, len(left) - _FEW)}
