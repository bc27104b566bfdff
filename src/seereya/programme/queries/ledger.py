"""Lists of the ledger, paged by the database; what an auditor's transaction list holds; what waits for a finance officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from seereya.accounts.actor import Actor
from seereya.foundation import walls
from seereya.foundation.money import to_cents
from seereya.programme.models import (
    Activity,
    BudgetLine,
    Expense,
    ExpenseShare,
    Grant,
    LedgerExport,
    LedgerSample,
    Payee,
    Rate,
    SupportReceipt,
)  # fmt: skip
from seereya.programme.queries.budget import lines_in_force
from seereya.programme.queries.grants import NotThere, grants_of
from seereya.programme.rules_expenses import PENDING, State

PAGE = 50


def leads(by: Actor, grant: Grant) -> bool:
    """Whether the member's organisation answers for the whole grant, and so reads every partner's ledger."""
    return grant.organisation_id == by.organisation_id


def expenses_of(by: Actor, grant: Grant) -> QuerySet[Expense]:
    """The expenses a member reads: all of a grant for its coordinator, one's own organisation's for a partner. Newest first."""
    rows = Expense.objects.filter(grant=grant)
    if not leads(by, grant):
        rows = rows.filter(organisation_id=by.organisation_id)
    return rows.order_by("-spent_on", "-id")


def expense_of(by: Actor, expense_id: UUID) -> Expense:
    """One of them, with what its page shows. Raises `NotThere`."""
    ours = Q(organisation_id=by.organisation_id) | Q(grant__organisation_id=by.organisation_id)
    with walls.system("the coordinator reads who entered a partner's expense: a handle behind the partner's own wall"):
        shown = Expense.objects.select_related("grant", "organisation", "payee", "decided_by", "made_by")
        row = shown.filter(ours, id=expense_id).first()
    if row is None:
        raise NotThere
    if not grants_of(by).filter(id=row.grant_id).exists():
        raise NotThere
    return row


def payees_of(by: Actor) -> QuerySet[Payee]:
    """The payees of the member's organisation, the newest first."""
    return Payee.objects.filter(organisation_id=by.organisation_id).order_by("-made_at")


def support_of(by: Actor, grant: Grant) -> QuerySet[SupportReceipt]:
    """Receipts of help a member reads: codes and amounts. Newest first."""
    rows = SupportReceipt.objects.filter(grant=grant).select_related("organisation", "expense")
    if not leads(by, grant):
        rows = rows.filter(organisation_id=by.organisation_id)
    return rows.order_by("-given_on", "-id")


def exports_of(by: Actor, grant: Grant) -> QuerySet[LedgerExport]:
    """What was taken out of the ledger, the newest first."""
    rows = LedgerExport.objects.filter(grant=grant).select_related("made_by", "organisation")
    return (rows if leads(by, grant) else rows.filter(organisation_id=by.organisation_id)).order_by("-made_at")


def samples_of(by: Actor, grant: Grant) -> QuerySet[LedgerSample]:
    """Samples drawn, the newest first."""
    rows = LedgerSample.objects.filter(grant=grant).select_related("made_by")
    return (rows if leads(by, grant) else rows.filter(organisation_id=by.organisation_id)).order_by("-made_at")


@dataclass(frozen=True)
class Transaction:
    """One row of the transaction list: a share of an expense. A payee by code, never by name."""

    share: UUID
    expense: UUID
    number: int
    partner: str
    line: str
    title: str
    activity: str
    day: date
    payee: str
    document: str
    kind: str
    amount: Decimal
    currency: str
    units: Decimal
    source: str
    eur: Decimal
    counted: Decimal
    status: str


# An activity by the code it has now; as it was typed where none of the plan had it.
_ACTIVITY = Coalesce("for_activity__code", "activity")
_COLUMNS = (
    "id", "expense_id", "expense__number", "organisation__code", "line", "coded", "spent_on", "expense__payee__code",
    "expense__document_number", "expense__kind", "amount", "expense__currency", "expense__units", "expense__rate_source", "eur",
    "counted", "expense__status",
)  # fmt: skip


def transactions(
    grant: Grant, starts: date, ends: date, *, organisation: UUID | None = None, shares: list[UUID] | None = None
) -> Iterator[Transaction]:
    """The transaction list of a period in the order of its days: two queries, read as they come."""
    lines = {line.series: line for line in lines_in_force(grant)}
    rows = ExpenseShare.objects.filter(grant=grant, spent_on__range=(starts, ends)).annotate(coded=_ACTIVITY)
    if organisation:
        rows = rows.filter(organisation_id=organisation)
    if shares is not None:
        rows = rows.filter(id__in=shares)
    for one in rows.order_by("spent_on", "id").values_list(*_COLUMNS).iterator(chunk_size=2000):
        share, expense, number, partner, line, activity, day, payee, *rest = one
        budget = lines.get(line)
        yield Transaction(
            share, expense, number, partner, budget.code if budget else "", budget.title if budget else "", activity, day,
            payee or "", *rest,
        )  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """What waits in a ledger: how many expenses, of which sort."""

    to_complete: int
    to_approve: int
    to_pay: int
    prepared_by_me: int


def waiting(by: Actor) -> Waiting:
    """What waits for a finance officer or a coordinator in their own ledger. One query."""
    found = Expense.objects.filter(
        organisation_id=by.organisation_id, state__in=[State.DRAFT, State.PREPARED, State.APPROVED]
    ).aggregate(
        to_complete=Count("id", filter=Q(state=State.DRAFT, status=PENDING)),
        to_approve=Count("id", filter=Q(state=State.PREPARED) & ~Q(payment__prepared_by=by.id)),
        prepared_by_me=Count("id", filter=Q(state=State.PREPARED, payment__prepared_by=by.id)),
        to_pay=Count("id", filter=Q(state=State.APPROVED)),
    )
    return Waiting(found["to_complete"], found["to_approve"], found["to_pay"], found["prepared_by_me"])


def month_rows(by: Actor, grant: Grant, month: date) -> list[dict[str, object]]:
    """The monthly statement of the own ledger: what was spent by currency and state."""
    rows = (
        Expense.objects.filter(
            grant=grant, organisation_id=by.organisation_id, spent_on__year=month.year, spent_on__month=month.month
        )
        .values("currency", "state").annotate(count=Count("id"), amount=Sum("amount"), eur=Sum("eur")).order_by("currency", "state")
    )  # fmt: skip
    return [dict(row) | {"amount": to_cents(row["amount"]), "eur": to_cents(row["eur"])} for row in rows]


def shares_of(expense: Expense) -> list[tuple[ExpenseShare, BudgetLine | None]]:
    """The parts of an expense with their budget lines as they stand now."""
    lines = {line.series: line for line in lines_in_force(expense.grant)}
    shares = expense.shares.select_related("for_activity").defer("for_activity__content").order_by("position")
    return [(share, lines.get(share.line) if share.line else None) for share in shares]


@dataclass(frozen=True)
class SpentOn:
    """What one partner spent on an activity: how many expenses, their euros, and those that count."""

    partner: str
    count: int
    eur: Decimal
    counted: Decimal


def spent_on(by: Actor, activity: Activity) -> list[SpentOn]:
    """What was spent on an activity, by partner: all of it for the coordinator, one's own for a partner. One query."""
    rows = ExpenseShare.objects.filter(for_activity=activity)
    if activity.grant.organisation_id != by.organisation_id:
        rows = rows.filter(organisation_id=by.organisation_id)
    found = (
        rows.values("organisation__code")
        .annotate(count=Count("expense", distinct=True), euros=Sum("eur"), counts=Sum("counted")).order_by("organisation__code")
    )  # fmt: skip
    return [SpentOn(one["organisation__code"], one["count"], to_cents(one["euros"]), to_cents(one["counts"])) for one in found]


def activities_of(grant: Grant) -> list[Activity]:
    """The activities an expense can be for, in the order of the plan."""
    return list(Activity.objects.filter(grant=grant).only("id", "code", "title").order_by("code"))


def missing_rates(grant: Grant, day: date) -> list[str]:
    """Currencies a grant's ledger has used that have no rate for the month before a day. One query."""
    month = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
    if not grant.starts <= month <= grant.ends:
        return []
    rows = Rate.objects.filter(grant=grant).values_list("currency", "month")
    known = {currency for currency, _month in rows}
    return sorted(known - {currency for currency, at in rows if at == month})


def usual_currency(by: Actor) -> str:
    """The currency of the last expense a member's organisation entered; euros before the first."""
    found = Expense.objects.filter(organisation_id=by.organisation_id).order_by("-id").values_list("currency", flat=True).first()
    return found or "EUR"
