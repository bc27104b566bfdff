"""Recommendations out of a spreadsheet: read for a look first, taken over as a whole or not at all."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.advocacy import keeping
from seereya.advocacy.models import Recommendation, StagedImport
from seereya.advocacy.rules import sheets
from seereya.advocacy.rules.sheets import HEADINGS, Line
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.tables.sheets import trimmed
from seereya.reference import terms
from seereya.reference.spreadsheets import MOST_LINES, rows_of


@dataclass(frozen=True)
class Read:
    """A spreadsheet as it was read: its lines, how each would be taken over, and counts that add up to all of them."""

    lines: list[Line]
    fates: list[str]

    @property
    def counts(self) -> dict[str, int]:
        return {"read": len(self.lines)} | dict(Counter(self.fates))


def read_sheet(data: bytes) -> Read:
    """Reads a spreadsheet and says of every line what would become of it; nothing is written.

    Raises `Refused` (`unreadable_workbook`, `unreadable_workbook_line`, `workbook_too_large`, `missing_columns`, `double_columns`,
    `empty_workbook`).
    """
    header: list[str] = []
    lines: list[Line] = []
    where: dict[str, int] = {}
    for number, cells in enumerate(rows_of(data), start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = trimmed(cells)
            where = sheets.columns(header)
            continue
        if len(lines) >= MOST_LINES:
            raise Refused("workbook_too_large")
        lines.append(sheets.read_line(number, cells, where, header, _code))
    if not lines:
        raise Refused("empty_workbook")
    sheets.doubles(lines)
    return Read(lines, _fates(lines))


def _code(vocabulary: str, typed: str) -> str:
    """A term's code, by its code or its words in French or English."""
    words = terms.vocabulary(vocabulary)
    if typed in words:
        return typed
    folded = sheets.fold(typed)
    return next(
        (code for code, one in words.items() if folded in {sheets.fold(code), sheets.fold(one.fr), sheets.fold(one.en)}), ""
    )


def _fates(lines: list[Line]) -> list[str]:
    """Of each line: refused, new, changed, same, or a partner's row that stays as it is."""
    known = _known({line.values["document"] for line in lines if not line.faults})
    found = []
    for line in lines:
        if line.faults:
            found.append("refused")
            continue
        row = known.get(line.key)
        found.append("new" if row is None else "same" if _same(row, line.values) else "changed")
    return found


def _known(documents: set[str]) -> dict[tuple[str, str, str, str], Recommendation]:
    rows = Recommendation.objects.filter(document__in=documents)
    return {(row.body, row.document, row.paragraph, row.state): row for row in rows}


def _same(row: Recommendation, values: dict[str, str]) -> bool:
    """Whether the columns that the spreadsheet has say what the row says. A column it lacks says nothing."""
    for name, typed in values.items():
        kept = getattr(row, name)
        if (kept.isoformat() if isinstance(kept, date) else kept or "") != typed:
            return False
    return True


@transaction.atomic
def stage_import(*, by: Actor, data: bytes, token: UUID | None = None) -> StagedImport:
    """Keeps what was read for a look, seen by the own organisation only. Raises as `read_sheet`."""
    found = read_sheet(data)
    row, sent = keeping.begin(StagedImport, by, token, sha256=hashlib.sha256(data).hexdigest())
    if sent:
        return row
    own = _theirs(by, found)
    row.rows = [
        {"line": line.number, "values": line.values, "faults": [asdict(one) for one in line.faults], "fate": fate}
        for line, fate in zip(found.lines, own, strict=True)
    ]
    row.counts = {"read": len(own)} | dict(Counter(own))
    row.save(force_insert=True)
    facts: dict[str, object] = dict(row.counts)
    record(tag=Tag.RECOMMENDATIONS_STAGED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


def _theirs(by: Actor, found: Read) -> list[str]:
    """The same fates, where a changed row is a partner's: it stays as the partner wrote it."""
    known = _known({line.values["document"] for line, fate in zip(found.lines, found.fates, strict=True) if fate == "changed"})
    return [
        "partner" if fate == "changed" and known[line.key].organisation_id != by.organisation_id else fate
        for line, fate in zip(found.lines, found.fates, strict=True)
    ]


@transaction.atomic
def take_over(*, by: Actor, staged_id: UUID) -> StagedImport:
    """Takes a spreadsheet over: every line or none. The same file read again takes over nothing twice.

    Raises `NotThere`, `Refused` (`import_taken_over`, `import_not_clean`, `import_moved_on`).
    """
    staged = keeping.own(StagedImport, by, staged_id)
    if staged.taken_over_at is not None:
        raise Refused("import_taken_over")
    if staged.counts.get("refused"):
        raise Refused("import_not_clean")
    known = _known({one["values"]["document"] for one in staged.rows})
    now, fresh = clock.now(), []
    for one in staged.rows:
        values = one["values"] | {"issued_on": sheets.as_day(one["values"].get("issued_on", ""))}
        row = known.get(tuple(values.get(name, "") for name in ("body", "document", "paragraph", "state")))
        if (row is None) != (one["fate"] == "new"):
            raise Refused("import_moved_on")
        if row is None:
            kept = {"organisation_id": by.organisation_id, "made_by": by.member, "made_at": now, "changed_at": now}
            fresh.append(Recommendation(id=new_id(), place=sheets.place(values["paragraph"]), **kept, **values))
        elif one["fate"] == "changed":
            _take(by, row, values, now)
    Recommendation.objects.bulk_create(fresh)
    staged.taken_over_at, staged.rows = now, []
    staged.save()
    facts: dict[str, object] = dict(staged.counts)
    record(tag=Tag.RECOMMENDATIONS_TAKEN, actor=by.id, organisation=by.organisation_id, subject=staged.id, facts=facts)
    return staged


def _take(by: Actor, row: Recommendation, values: dict[str, object], now: datetime) -> None:
    if row.organisation_id != by.organisation_id:
        raise Refused("import_moved_on")
    for name, value in values.items():
        if name in HEADINGS:
            setattr(row, name, value)
    row.version += 1
    row.changed_at = now
    row.save()
