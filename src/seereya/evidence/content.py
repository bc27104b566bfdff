"""What is sealed about an item: the item itself, how its file opens, the events of its custody, a depositor's receipt."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable, When


@dataclass
class Link(Sealable):
    """What an item belongs to: another room's record, and where in the item (page 3, 00:01:12–00:01:40)."""

    id: str
    kind: str
    target: str
    locator: str = ""
    words: str = ""


@dataclass
class Finding(Sealable):
    """What a tool found about the file: never a verdict, and with the tool's version, because tools disagree over time."""

    code: str
    tool: str
    said: str = ""


@dataclass
class ItemContent(Sealable):
    """An item of evidence. `sha256` is the file's hash; `salt` makes of it the commitment that the log holds."""

    title: str = ""
    file_name: str = ""
    declared: str = ""
    detected: str = ""
    size: int = 0
    sha256: str = ""
    salt: str = ""
    collected: When = field(default_factory=When)
    collected_by: str = ""
    collected_where: str = ""
    collected_how: str = ""
    origin: str = ""
    device: str = ""
    language: str = ""
    sensitivity: str = "ordinary"
    graphic: bool = False
    notes: str = ""
    findings: list[Finding] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def is_collected(self) -> bool:
        """Whether anything says who collected it, when or where."""
        return bool(self.collected_by or self.collected_where or self.collected.precision != "unknown")


@dataclass
class FileKey(Sealable):
    """How the file of an item opens: its own key, and the upload it came in by, which is bound to every chunk."""

    key: str
    upload: str


@dataclass
class Event(Sealable):
    """An event of the custody journal: who had the item, what was done, and the commitment of the event before it."""

    item: str
    number: int
    kind: str
    at: str
    by: str
    organisation: str
    words: str = ""
    counterpart: str = ""
    transfer: str = ""
    file: str = ""
    before: str = ""
    details: dict[str, str] = field(default_factory=dict)


@dataclass
class Written(Sealable):
    """An event as it is sealed: with the salt of its commitment."""

    event: Event
    salt: str

    @property
    def gone(self) -> bool:
        """Whether what the event said was erased on a person's request: its number, kind, moment and commitment stay."""
        return not self.salt


@dataclass
class ReceiptContent(Sealable):
    """What a depositor was handed, sealed to the depositor alone."""

    reference: str
    sha256: str
    size: int
    file_name: str
    at: str
    commitment: str


@dataclass
class OfferWords(Sealable):
    """What the receiver of a transfer reads before answering: sealed to the receiver's vault."""

    reference: str
    title: str
    kind: str
    size: int
    sha256: str
    words: str = ""
