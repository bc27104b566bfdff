"""What the rules find about expenses, kept on them: reasons, status, and the euros that count on each budget line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from seereya.foundation.money import convert
from seereya.programme import rules_expenses as rules
from seereya.programme.models import Expense, ExpenseShare
from seereya.programme.rules_expenses import Cost, Kind, Piece, Purchase, Threshold
from seereya.reference import terms

AT_ONCE = 500


@dataclass
class Held:
    """An expense in hand, in the database or not yet, with its shares and where the pieces of its checklist stand."""

    row: Expense
    shares: list[ExpenseShare]
    pieces: Mapping[str, Piece]


def thresholds(kind: Kind) -> list[Threshold]:
    """Rows of the vocabulary `procurement_thresholds` for a kind of purchase."""
    asked = rules.PURCHASES.get(kind)
    return [
        Threshold(code, Decimal(word.extra.get("min_eur") or 0))
        for code, word in terms.vocabulary("procurement_thresholds").items()
        if asked and code.startswith(f"PT-{asked}-")
    ]


def judge(row: Expense) -> None:
    """Computes anew what speaks against an expense, and what of it counts. A person's decision stands."""
    pieces = {kind: Piece(state) for kind, state in row.pieces.values_list("kind", "state")}
    held = Held(row, list(row.shares.order_by("position")), pieces)
    weigh([held])
    row.save(update_fields=["computed", "status"])
    ExpenseShare.objects.bulk_update(held.shares, ["counted"])


def weigh(found: Sequence[Held]) -> None:
    """Says of expenses of one organisation what speaks against each and what of it counts, in memory; the caller keeps it.

    Each is laid beside the ledger and beside the others at hand. The queries grow with every 500 of them, not with each.
    """
    alike, near = _alike(found), _near(found)
    known = {kind: thresholds(kind) for kind in {Kind(one.row.kind) for one in found}}
    for one in found:
        row, kind = one.row, Kind(one.row.kind)
        others = list(_others(one, near))
        cost = Cost(
            kind=kind, spent_on=row.spent_on, eur=row.eur, tax=row.tax, amount=row.amount,
            has_line=all(share.line for share in one.shares), pieces=one.pieces, alike=alike[_face(row)] > 1,
            splitting=bool(others) and rules.splits(Purchase(row.spent_on, row.eur), others, known[kind]) is not None,
        )  # fmt: skip
        row.computed = rules.reasons(cost, starts=row.grant.starts, ends=row.grant.ends)
        if row.decided_by_id is None:
            row.status = rules.status_of(row.computed)
        _count(row, one.shares)


_Face = tuple[Decimal, date, str, UUID | None]


def _face(row: Expense) -> _Face:
    """What makes one expense look like another: amount, day, currency, payee."""
    return row.amount, row.spent_on, row.currency, row.payee_id


def _alike(found: Sequence[Held]) -> Counter[_Face]:
    """How many expenses, these among them, have each face. One query for every 500."""
    seen = {one.row.id: _face(one.row) for one in found}
    for part in _parts(found):
        rows = Expense.objects.filter(
            organisation_id=part[0].row.organisation_id, amount__in={one.row.amount for one in part},
            spent_on__in={one.row.spent_on for one in part},
        )  # fmt: skip
        for row_id, total, day, currency, payee in rows.values_list("id", "amount", "spent_on", "currency", "payee_id"):
            seen.setdefault(row_id, (total, day, currency, payee))
    return Counter(seen.values())


_Place = tuple[UUID, str, UUID]  # payee, kind, line
_Near = dict[_Place, list[tuple[UUID, date, Decimal]]]


def _near(found: Sequence[Held]) -> _Near:
    """Purchases by supplier, kind and line within ninety days of any of these, these among them. One query for every 500."""
    bought = [one for one in found if Kind(one.row.kind) in rules.PURCHASES and one.row.payee_id]
    near: _Near = defaultdict(list)
    for one in bought:
        for share in one.shares:
            if one.row.payee_id and share.line:
                near[one.row.payee_id, one.row.kind, share.line].append((one.row.id, share.spent_on, share.eur))
    own, seen = {one.row.id for one in bought}, set[UUID]()
    for part in _parts(bought):
        days = [one.row.spent_on for one in part]
        rows = ExpenseShare.objects.filter(
            expense__payee_id__in={one.row.payee_id for one in part}, expense__kind__in={one.row.kind for one in part},
            expense__spent_on__range=(min(days) - rules.WINDOW, max(days) + rules.WINDOW),
            line__in={share.line for one in part for share in one.shares if share.line},
        )  # fmt: skip
        names = ("id", "expense_id", "expense__payee_id", "expense__kind", "line", "spent_on", "eur")
        for share_id, expense_id, payee, kind, line, day, eur in rows.values_list(*names):
            if expense_id not in own and share_id not in seen:
                seen.add(share_id)
                near[payee, kind, line].append((expense_id, day, eur))
    return near


def _others(one: Held, near: _Near) -> Iterator[Purchase]:
    """What else was bought from the supplier of an expense on its lines, within ninety days."""
    row = one.row
    if row.payee_id is None:
        return
    for line in {share.line for share in one.shares if share.line}:
        for expense_id, day, eur in near.get((row.payee_id, row.kind, line), ()):
            if expense_id != row.id and abs(day - row.spent_on) <= rules.WINDOW:
                yield Purchase(day, eur)


def _parts(found: Sequence[Held]) -> Iterator[Sequence[Held]]:
    for start in range(0, len(found), AT_ONCE):
        yield found[start : start + AT_ONCE]


def _count(row: Expense, shares: list[ExpenseShare]) -> None:
    """Euros charged to the action: none of an ineligible cost, and never the tax that the State gives back."""
    back = convert(row.tax, row.units)
    for share in shares:
        kept = min(back, share.eur)
        back -= kept
        share.counted = share.eur - kept if rules.counts(row.status) else Decimal(0)
