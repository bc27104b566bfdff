"""What an export of incidents is made of: JSON Lines, a summary as CSV, a word of explanation; one ZIP written as a stream.

No precise place, no verbatim words, no contact, no internal id stands in it.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from seereya.documentation.content import Account, IncidentContent
from seereya.documentation.models import Incident
from seereya.documentation.rules import killed_range
from seereya.foundation.tables.leaving import harmless

README = """Export of incidents / Export d'incidents

Recipient / Destinataire: {recipient}
Purpose / Finalite: {purpose}

incidents.jsonl: one incident a line: facts as known, every account with its own words and figures, propositions, persons by
open code, with a name only where a basis allows it. summary.csv: one line for each incident.
This reports what sources say. It is not a finding; everybody blamed in it is an alleged perpetrator.

incidents.jsonl : un incident par ligne. summary.csv : une ligne par incident.
Ces documents rapportent ce que disent des sources. Ce n'est pas un constat ; toute personne mise en cause est un auteur presume.
"""


class Target(Protocol):
    """Where the clear bytes go; they are sealed as they come."""

    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True)
class Bundle:
    """Incidents to be written, and the names by person that may go along."""

    incidents: list[tuple[Incident, IncidentContent]]
    names: dict[str, str]
    recipient: str
    purpose: str
    codes: bool = True


class _Forward(io.RawIOBase):
    """A file that can only be written forward: what a ZIP needs to be made as a stream."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        taken = bytes(data)
        self._target.write(taken)
        return len(taken)


def initials(names: Iterable[str]) -> str:
    """The initials of the first name recorded, as in `A. K.` for Aminata Keïta."""
    first = next((name for name in names if name.strip()), "")
    return " ".join(f"{word[0].upper()}." for word in first.replace("-", " ").split())


def write_bundle(bundle: Bundle, target: Target) -> None:
    """Writes the ZIP; nothing is kept on disk."""
    with zipfile.ZipFile(_Forward(target), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README.format(recipient=bundle.recipient, purpose=bundle.purpose))
        with archive.open("incidents.jsonl", "w") as file:
            for row, content in bundle.incidents:
                file.write(json.dumps(line(row, content, bundle), ensure_ascii=False).encode() + b"\n")
        archive.writestr("summary.csv", _summary(bundle))


def line(row: Incident, content: IncidentContent, bundle: Bundle) -> dict[str, Any]:
    """One incident as it leaves."""
    return {
        "reference": row.reference,
        "organisation": row.organisation.code,
        "version": row.version,
        "status": row.status,
        "title": content.title,
        "summary": content.summary,
        "when": asdict(content.when),
        "place": content.place,
        "place_words": content.place_words,
        "types": content.types,
        "accounts": [_account(one) for one in content.accounts],
        "propositions": [
            {"id": one.id, "words": one.words, "conclusion": one.conclusion, "standard": one.standard, "reasons": one.reasons}
            for one in content.propositions
        ],
        "persons": [
            {"code": one.code, "role": one.role, "status": one.status, "name": bundle.names.get(one.person, "")}
            for one in content.persons
        ]
        if bundle.codes
        else [],
    }


def _account(one: Account) -> dict[str, Any]:
    kept = asdict(one)
    return {name: value for name, value in kept.items() if name not in {"source", "external_event", "archived"}}


def _summary(bundle: Bundle) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(
        ["reference", "status", "title", "from", "to", "place", "types", "killed_min", "killed_max", "accounts", "persons"]
    )
    for row, content in bundle.incidents:
        low, high = killed_range(content.accounts)
        cells: list[object] = [
            row.reference,
            row.status,
            content.title,
            content.when.earliest,
            content.when.latest,
            content.place,
        ]
        cells += [" ".join(content.types), low, high, len(content.accounts), len(content.persons)]
        writer.writerow([harmless(cell) for cell in cells])
    return written.getvalue()
