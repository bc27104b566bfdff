"""What leaves the ledger for an auditor: a list whose digest is kept, a sample that can be drawn again, a file that can be checked."""

from __future__ import annotations

import csv
import hashlib
import io
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.tables.leaving import harmless
from seereya.programme import rules_expenses as rules
from seereya.programme.models import ExpenseShare, Grant, LedgerExport, LedgerSample
from seereya.programme.queries.budget import comparison
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.queries.ledger import Transaction, leads, transactions
from seereya.programme.queries.logframe import LogframeRow
from seereya.programme.services.workbooks import quarterly_workbook, transaction_headings, transaction_values, words_of_rows

LONGEST_SEED = 40
MOST_SAMPLED = 500


@dataclass(frozen=True)
class Out:
    """A file on its way out, and the row that keeps its digest."""

    row: LedgerExport
    data: bytes
    name: str


def _own_only(by: Actor, grant: Grant) -> UUID | None:
    return None if leads(by, grant) else by.organisation_id


def export_transactions(*, by: Actor, grant_id: UUID, starts: date, ends: date, language: str) -> Out:
    """The transaction list as a CSV file; its SHA-256 is kept before it leaves. Raises `NotThere`, `Refused("ends_before_start")`."""
    grant = _checked(by, grant_id, starts, ends)
    with override(language):
        data = transactions_csv(transactions(grant, starts, ends, organisation=_own_only(by, grant)))
    return put_out(by, grant, "transactions", starts, ends, data, "csv")


def export_workbook(
    *, by: Actor, grant_id: UUID, starts: date, ends: date, language: str, logframe: Sequence[LogframeRow] = ()
) -> Out:
    """The quarterly workbook; its SHA-256 is kept before it leaves. Raises `NotThere`, `Refused`."""
    grant = _checked(by, grant_id, starts, ends)
    own = _own_only(by, grant)
    compared = comparison(grant, ends, starts=starts, organisation=own)
    if compared is None:
        raise Refused("no_budget_adopted")
    rows = transactions(grant, starts, ends, organisation=own)
    data = quarterly_workbook(grant=grant, comparison=compared, transactions=rows, logframe=logframe, tongue=language)
    return put_out(by, grant, "workbook", starts, ends, data, "xlsx")


def _checked(by: Actor, grant_id: UUID, starts: date, ends: date) -> Grant:
    grant = grant_of(by, grant_id)
    if ends < starts:
        raise Refused("period_ends_before_it_starts")
    return grant


def transactions_csv(rows: Iterable[Transaction]) -> bytes:
    """The list with semicolons and a mark of its encoding, as spreadsheets in French expect; no cell can be read as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(transaction_headings())
    kinds, statuses = words_of_rows()
    for one in rows:
        writer.writerow([harmless(value) for value in transaction_values(one, kinds, statuses)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


@transaction.atomic
def put_out(by: Actor, grant: Grant, kind: str, starts: date, ends: date, data: bytes, ending: str) -> Out:
    """A file on its way out, its SHA-256 kept before it leaves."""
    row = LedgerExport.objects.create(
        grant=grant, organisation_id=by.organisation_id, kind=kind, starts=starts, ends=ends, size=len(data),
        sha256=hashlib.sha256(data).hexdigest(), made_by=by.member, made_at=clock.now(),
    )  # fmt: skip
    record(tag=Tag.LEDGER_EXPORTED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"kind": kind})
    return Out(row, data, f"{kind}-{starts:%Y%m%d}-{ends:%Y%m%d}.{ending}")


def check_file(*, by: Actor, grant_id: UUID, file: IO[bytes] | Iterable[bytes]) -> tuple[str, LedgerExport | None]:
    """Whether a file is one that left this ledger, unchanged: its SHA-256, and the export it is; nothing for any other file."""
    grant, found = grant_of(by, grant_id), hashlib.sha256()
    for piece in file:
        found.update(piece)
    digest = found.hexdigest()
    return digest, LedgerExport.objects.filter(grant=grant, sha256=digest).select_related("made_by").first()


@transaction.atomic
def draw_sample(*, by: Actor, grant_id: UUID, starts: date, ends: date, seed: str = "", size: int = rules.SAMPLE) -> LedgerSample:
    """Draws transactions of a period. The same seed draws the same; without one, one is made and kept. Raises `NotThere`, `Refused`."""
    grant = _checked(by, grant_id, starts, ends)
    if not 1 <= size <= MOST_SAMPLED or len(seed) > LONGEST_SEED:
        raise Refused("sample_size_needed", most=MOST_SAMPLED)
    rows = ExpenseShare.objects.filter(grant=grant, spent_on__range=(starts, ends))
    if (own := _own_only(by, grant)) is not None:
        rows = rows.filter(organisation_id=own)
    chosen = seed.strip() or secrets.token_hex(8)
    drawn = rules.drawn(chosen, (str(one) for one in rows.values_list("id", flat=True).iterator()), size)
    if not drawn:
        raise Refused("nothing_to_draw")
    row = LedgerSample.objects.create(
        grant=grant, organisation_id=by.organisation_id, starts=starts, ends=ends, seed=chosen, size=size, drawn=drawn,
        made_by=by.member, made_at=clock.now(),
    )  # fmt: skip
    record(tag=Tag.SAMPLE_DRAWN, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"size": len(drawn)})
    return row


def sample_of(*, by: Actor, sample_id: UUID) -> tuple[LedgerSample, list[Transaction]]:
    """A sample with its transactions as they stand. Raises `NotThere`."""
    row = LedgerSample.objects.select_related("grant", "made_by").filter(id=sample_id).first()
    if row is None or by.organisation_id not in {row.organisation_id, row.grant.organisation_id}:
        raise NotThere
    grant = grant_of(by, row.grant_id)
    shares = [UUID(one) for one in row.drawn]
    found = {
        str(one.share): one for one in transactions(grant, row.starts, row.ends, organisation=_own_only(by, grant), shares=shares)
    }
    return row, [found[one] for one in row.drawn if one in found]
