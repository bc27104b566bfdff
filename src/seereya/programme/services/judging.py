"""What the rules find about an expense, kept on it: reasons, status, and the euros that count on each budget line."""

from __future__ import annotations

from decimal import Decimal

from seereya.foundation.money import convert
from seereya.programme import rules_expenses as rules
from seereya.programme.models import Expense, ExpenseShare
from seereya.programme.rules_expenses import Cost, Kind, Piece, Purchase, Threshold
from seereya.reference import terms


def thresholds(kind: Kind) -> list[Threshold]:
    """Rows of the vocabulary `procurement_thresholds` for a kind of purchase."""
    asked = rules.PURCHASES.get(kind)
    return [
        Threshold(code, Decimal(word.extra.get("min_eur") or 0))
        for code, word in terms.vocabulary("procurement_thresholds").items()
        if asked and code.startswith(f"PT-{asked}-")
    ]


def split_purchase(row: Expense, shares: list[ExpenseShare]) -> Threshold | None:
    """The procedure that purchases from one supplier on one line reach together within ninety days, none of them alone."""
    kind = Kind(row.kind)
    if kind not in rules.PURCHASES or row.payee_id is None:
        return None
    near = ExpenseShare.objects.filter(
        expense__payee_id=row.payee_id,
        expense__kind=row.kind,
        expense__spent_on__range=(row.spent_on - rules.WINDOW, row.spent_on + rules.WINDOW),
        line__in=[share.line for share in shares if share.line],
    ).exclude(expense=row)
    others = [Purchase(day, eur) for day, eur in near.values_list("spent_on", "eur")]
    return rules.splits(Purchase(row.spent_on, row.eur), others, thresholds(kind)) if others else None


def judge(row: Expense) -> None:
    """Computes anew what speaks against an expense, and what of it counts. A person's decision stands."""
    shares = list(row.shares.order_by("position"))
    pieces = {kind: Piece(state) for kind, state in row.pieces.values_list("kind", "state")}
    alike = Expense.objects.filter(organisation_id=row.organisation_id, amount=row.amount, spent_on=row.spent_on)
    cost = Cost(
        kind=Kind(row.kind),
        spent_on=row.spent_on,
        eur=row.eur,
        tax=row.tax,
        amount=row.amount,
        has_line=all(share.line for share in shares),
        pieces=pieces,
        alike=alike.filter(currency=row.currency, payee=row.payee).exclude(id=row.id).exists(),
        splitting=split_purchase(row, shares) is not None,
    )
    row.computed = rules.reasons(cost, starts=row.grant.starts, ends=row.grant.ends)
    if row.decided_by_id is None:
        row.status = rules.status_of(row.computed)
    row.save(update_fields=["computed", "status"])
    _count(row, shares)


def _count(row: Expense, shares: list[ExpenseShare]) -> None:
    """Euros charged to the action: none of an ineligible cost, and never the tax that the State gives back."""
    back = convert(row.tax, row.units)
    for share in shares:
        kept = min(back, share.eur)
        back -= kept
        share.counted = share.eur - kept if rules.counts(row.status) else Decimal(0)
    ExpenseShare.objects.bulk_update(shares, ["counted"])
