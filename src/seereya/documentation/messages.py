"""Reading exported conversations: WhatsApp text files in French and English forms, JSON as Signal's tools and Telegram write it. Pure.

Nothing is lost: each line (each entry of a JSON file) is part of a message, or is a problem named by its number.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

MARKS = "\u200e\u200f\u202a\u202c\ufeff"
_BLANKS = str.maketrans({"\u202f": " ", "\u00a0": " "})
_HEADER = re.compile(
    r"^\[?(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{1,4})(?:,| à| at)? (?P<h>\d{1,2})[:h](?P<m>\d{2})(?::(?P<s>\d{2}))?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?(?:\] | - )(?P<rest>.*)$"
)
_SENDER = re.compile(r"^(?P<sender>[^:\n]{1,80}): (?P<text>.*)$|^(?P<alone>[^:\n]{1,80}):$")
_ATTACHED = (
    re.compile(r"^<(?:attached|pièce jointe) ?: (?P<name>[^>]+)>$", re.IGNORECASE),
    re.compile(r"^(?P<name>\S.*\.\w{2,5}) \((?:file attached|fichier joint)\)$", re.IGNORECASE),
)
_OMITTED = re.compile(
    r"^<(?:media omitted|médias omis)>$|^(?:image|video|vidéo|audio|sticker|gif|document|contact)\b.{0,60}\b(?:omitted|omise?|absente?)$",
    re.IGNORECASE,
)
_FILES = ("file", "photo")
_EPOCH_MS = 10**11  # a number above it counts milliseconds
_TEXT, _WHEN = ("text", "body", "message", "content"), ("timestamp", "sent_at", "dateSent", "date", "sentAt", "time")
_FROM = ("sender", "from", "author", "source", "name", "sender_name")


class NotMessages(ValueError):
    """The file is no conversation that can be read: `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Message:
    """One message: its place in the file, when, from whom, what. `kind`: message, attachment (`attachment` names it) or system."""

    number: int
    first: int
    last: int
    at: str
    sender: str
    text: str
    kind: str = "message"
    attachment: str = ""


@dataclass(frozen=True)
class Problem:
    """A line (or entry) that is part of no message, and why."""

    line: int
    code: str
    text: str


@dataclass
class Conversation:
    """What was read: messages in the order of the file, problems, how the file was written, how its dates were understood."""

    form: str
    encoding: str
    order: str = ""
    messages: list[Message] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and how it was written: `utf-8`, `utf-8-bom`, `utf-16` or `cp1252` (guessed). Raises `NotMessages`."""
    try:
        if data.startswith(codecs.BOM_UTF8):
            return data.decode("utf-8-sig"), "utf-8-bom"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16"), "utf-16"
        if b"\x00" in data:
            raise NotMessages("not_text")
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        raise NotMessages("not_text")
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        raise NotMessages("not_text") from None


def read(data: bytes) -> Conversation:
    """A conversation out of an exported file. Raises `NotMessages`: `not_text`, `empty`, `no_message`."""
    text, encoding = decode(data)
    if not text.strip():
        raise NotMessages("empty")
    if text.lstrip()[:1] in "[{" and (found := _json(text, encoding)) is not None:
        return found
    return _text(text, encoding)


def _lines(text: str) -> list[str]:
    """Lines as an editor counts them; other separators of Unicode stay inside a message."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _text(text: str, encoding: str) -> Conversation:
    lines = _lines(text)
    heads = [_HEADER.match(line.translate(_BLANKS).strip(MARKS)) for line in lines]
    order = _order([head for head in heads if head])
    found = Conversation("whatsapp", encoding, order)
    for line, (words, head) in enumerate(zip(lines, heads, strict=True), 1):
        at = _moment(head, order) if head else None
        if head and at:
            rest = _rest_of(words, head)
            sender, said = _split(rest)
            found.messages.append(Message(len(found.messages) + 1, line, line, at, sender, said))
        elif head:
            found.problems.append(Problem(line, "bad_date", words))
        elif found.messages and found.messages[-1].last == line - 1:
            found.messages[-1].text += "\n" + words
            found.messages[-1].last = line
        elif words.strip():
            found.problems.append(Problem(line, "no_beginning", words))
    if not found.messages:
        raise NotMessages("no_message")
    for message in found.messages:
        _name_kind(message)
    return found


def _rest_of(words: str, head: re.Match[str]) -> str:
    """What follows the date, with the blanks it was written with."""
    return words.strip(MARKS)[head.start("rest") :]


def _split(rest: str) -> tuple[str, str]:
    found = _SENDER.match(rest)
    if found is None:
        return "", rest
    return (found["sender"] or found["alone"]).strip(MARKS + " ~"), found["text"] or ""


def _name_kind(message: Message) -> None:
    said = message.text.strip(MARKS + " \n")
    if not message.sender:
        message.kind = "system"
        return
    for form in _ATTACHED:
        if (named := form.match(said.split("\n", 1)[0].strip(MARKS + " "))) is not None:
            message.kind, message.attachment = "attachment", named["name"].strip(MARKS + " ")
            return
    if _OMITTED.match(said):
        message.kind = "attachment"


def _order(heads: list[re.Match[str]]) -> str:
    """Whether days or months come first: `day`, `month`, `year`, or `assumed` where every date can be read both ways (then days)."""
    if any(len(head["a"]) == len("2021") for head in heads):
        return "year"
    if any(int(head["a"]) > 12 for head in heads):  # noqa: PLR2004 - there are twelve months
        return "day"
    if any(int(head["b"]) > 12 for head in heads):  # noqa: PLR2004
        return "month"
    return "assumed"


def _moment(head: re.Match[str], order: str) -> str | None:
    one, two, three = int(head["a"]), int(head["b"]), int(head["c"])
    year, month, day = (one, two, three) if order == "year" else (three, one, two) if order == "month" else (three, two, one)
    hour = int(head["h"])
    if head["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock of twelve hours
            return None
        hour = hour % 12 + (12 if head["half"].lower() == "p" else 0)
    try:
        at = datetime(year + 2000 if year < 100 else year, month, day, hour, int(head["m"]), int(head["s"] or 0))  # noqa: DTZ001, PLR2004 - the telephone's own clock
    except ValueError:
        return None
    return at.isoformat()


def _json(text: str, encoding: str) -> Conversation | None:
    """Entries of a JSON list, of its `messages`, or one a line; nothing where the text is no JSON at all."""
    found = Conversation("json", encoding)
    try:
        whole = json.loads(text)
    except ValueError:
        if not text.lstrip().startswith("{"):
            return None
        entries = _json_lines(text, found)
    else:
        listed = whole.get("messages", [whole]) if isinstance(whole, dict) else whole
        entries = list(enumerate(listed, 1)) if isinstance(listed, list) else []
    for number, entry in entries:
        message = _entry(number, entry)
        if message is None:
            found.problems.append(Problem(number, "no_entry", json.dumps(entry, ensure_ascii=False)[:500]))
        else:
            message.number = len(found.messages) + 1
            found.messages.append(message)
    found.problems.sort(key=lambda one: one.line)
    if not found.messages:
        raise NotMessages("no_message")
    return found


def _json_lines(text: str, found: Conversation) -> list[tuple[int, Any]]:
    entries = []
    for number, line in enumerate(_lines(text), 1):
        if not line.strip():
            continue
        try:
            entries.append((number, json.loads(line)))
        except ValueError:
            found.problems.append(Problem(number, "no_entry", line))
    return entries


def _entry(number: int, entry: Any) -> Message | None:
    if not isinstance(entry, dict):
        return None
    text = next((said for name in _TEXT if (said := _said(entry.get(name)))), "") or _service(entry)
    attached = entry.get("attachments")
    listed = [_attachment(one) for one in attached] if isinstance(attached, list) else []
    names = ", ".join([*listed, *(entry[name] for name in _FILES if isinstance(entry.get(name), str))])
    at = next((found for name in _WHEN if (found := _stamp(entry.get(name)))), "")
    sender = next((found for name in _FROM if (found := _who(entry.get(name)))), "")
    if not at or not (text or names):
        return None
    kind = "attachment" if names else "message" if sender else "system"
    return Message(0, number, number, at, sender, text, kind, names)


def _said(value: Any) -> str:
    """The words of an entry: as they stand, or in pieces as Telegram writes what is marked up."""
    if isinstance(value, list):
        return "".join(_said(one.get("text") if isinstance(one, dict) else one) for one in value)
    return value if isinstance(value, str) else ""


def _service(entry: dict[str, Any]) -> str:
    """What the application itself says: who did what, as Telegram writes it."""
    said = [entry.get("actor"), entry.get("action")] if entry.get("type") == "service" else []
    return " ".join(one for one in said if isinstance(one, str))


def _attachment(one: Any) -> str:
    if isinstance(one, dict):
        return str(
            one.get("fileName") or one.get("filename") or one.get("name") or one.get("path") or one.get("contentType") or "?"
        )
    return str(one)


def _who(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("number") or value.get("phone")
    return value.strip() if isinstance(value, str) else ""


def _stamp(value: Any) -> str:
    """A moment out of seconds or milliseconds since 1970, or ISO 8601; empty for anything else."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return (
                datetime.fromtimestamp(value / 1000 if abs(value) > _EPOCH_MS else value, tz=UTC).replace(tzinfo=None).isoformat()
            )
        return datetime.fromisoformat(value).replace(tzinfo=None).isoformat() if isinstance(value, str) else ""
    except (ValueError, OverflowError, OSError):
        return ""
