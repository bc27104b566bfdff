"""Lines of a spreadsheet of expenses gathered into documents: every line in one of them, every cent kept, whatever their order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from seereya.foundation.tables.sheets import fold
from seereya.programme.rules import expense_sheets as sheets
from seereya.programme.rules.expense_sheets import HEADINGS, Known, columns, gather, read_line

HEADER = ["document", "day", "kind", "amount", "currency", "total", "line"]
WHERE = columns(HEADER)
_CODES = ("5.7.1", "2.2.1", "3.2.1", "6.1")


def _among(*known):
    return lambda typed: typed if typed in known else ""


KNOWN = Known(
    kind=_among("office"), payee=_among(), line=_among(*_CODES), activity=_among(), currency=_among("EUR"), partner=_among(),
    rate=lambda *_asked: True, own="", key=lambda typed: fold(typed).replace(" ", ""), starts=date(2024, 1, 1), ends=date(2025, 12, 31),
    today=date(2026, 1, 1),
)  # fmt: skip
_cents = some.integers(1, 10_000).map(lambda cents: Decimal(cents) / 100)
_documents = some.lists(some.lists(_cents, min_size=1, max_size=4), min_size=1, max_size=12)


@given(_documents, some.randoms(use_true_random=False))
def test_documents_come_out_as_they_were_split(documents, chance):
    rows = []
    for number, parts in enumerate(documents):
        total = sum(parts)
        rows += [
            [f"F-{number}", "2024-05-03", "office", f"{part}", "EUR", f"{total}", code]
            for part, code in zip(parts, _CODES, strict=False)
        ]
    chance.shuffle(rows)
    lines = [read_line(at, row, WHERE, HEADER, KNOWN) for at, row in enumerate(rows, 2)]
    found = gather(lines, WHERE, HEADER, KNOWN.key)
    assert not [fault for line in lines for fault in line.faults]
    assert sorted(line.number for parts in found for line in parts) == [line.number for line in lines]
    assert sorted(sheets.amount_of(parts) for parts in found) == sorted(sum(parts) for parts in documents)
    assert all(line.first == parts[0].number for parts in found for line in parts)


@given(some.lists(some.text(max_size=12), min_size=7, max_size=9))
def test_whatever_is_typed_is_read_or_named(cells):
    line = read_line(2, cells, WHERE, HEADER, KNOWN)
    gather([line], WHERE, HEADER, KNOWN.key)
    if not line.faults and not line.passed:
        assert Decimal(line.values["amount"]) > 0
        assert date(2024, 1, 1) <= date.fromisoformat(line.values["day"]) <= date(2025, 12, 31)
    assert all(fault.line == 2 for fault in line.faults)


def test_no_heading_means_two_columns():
    known = [one for names in HEADINGS.values() for one in names]
    assert len(known) == len(set(known))
    assert all(fold(one) == one for one in known)
