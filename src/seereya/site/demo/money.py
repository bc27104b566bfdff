"""The money of the demonstration: a budget of two millions, half a year of four ledgers, a transfer, help to victims by code."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.foundation import clock
from seereya.programme.content_money import Helped, PayeeName
from seereya.programme.models import Expense, ExpensePiece, Grant, Payee, Payment
from seereya.programme.queries.rates import decimals_of
from seereya.programme.rules.calendar import months_later
from seereya.programme.rules_expenses import Kind, Piece, State
from seereya.programme.services import budgets, expense_sheets, expenses, payees, payments, rates, support, transfers
from seereya.programme.services.expenses import Entry, Share
from seereya.programme.services.judging import judge
from seereya.programme.services.transfers import Wanted

Told = dict[str, Any]
_PREPARED = {"sira": 4, "adele": 0}  # how many payments of the newest month each keeper has prepared; one where none is said
_LAST = 6  # the month whose payments still wait
# Who keeps each partner's ledger, and who approves its payments as second person.
_KEEPERS = {"AMDH": ("sira", "awa"), "ASFC": ("adele", "luc"), "FIDH": ("colette", "helene"), "AI": ("amina", "grace")}


def tell(told: Told, people: dict[str, Actor], grant: Grant, names: dict[str, str]) -> None:
    """Adopts the budget, enters rates, ledgers, a transfer and receipts; what a rule refuses is refused here too."""
    chance = random.Random(2_000_000)  # noqa: S311 - invented amounts
    lines = _budget(told, people, grant)
    _rates(told["rates"], people["adele"], grant)
    paid = {code: [_payee(people[_KEEPERS[code][0]], *one) for one in found] for code, found in told["payees"].items()}
    made = [
        _expense(one, month, people, grant, lines, paid, chance)
        for month in range(min(_LAST + 1, _months(grant)))
        for one in told["expenses"]
        for _ in range(one[7])
    ]
    _settle(made, people)
    _faults(made, people, grant, lines)
    _brought(told["brought"], people["sira"], grant)
    wanted = told["transfer"]
    move = Wanted(wanted["source"], wanted["target"], Decimal(wanted["amount"]), wanted["reason"])
    transfers.make_transfer(by=people["adele"], grant_id=grant.id, wanted=move)
    _support(told["support"], people, grant, lines, names)


def _months(grant: Grant) -> int:
    today = clock.today()
    return (today.year - grant.starts.year) * 12 + today.month - grant.starts.month


def _budget(told: Told, people: dict[str, Actor], grant: Grant) -> dict[str, UUID]:
    adele = people["adele"]
    partners = {one.member.organisation.code: one.organisation_id for one in people.values()}
    version = budgets.begin_version(by=adele, grant_id=grant.id, reason="Budget initial (annexe III)")
    found = {}
    for heading, code, title, unit, first, second, value, partner in told["budget"]:
        numbers = [Decimal(first), Decimal(second)]
        entry = budgets.LineEntry(
            heading, code, title, unit, numbers, Decimal(value), partner=partners[partner] if partner else None
        )
        found[code] = budgets.save_line(by=adele, version_id=version.id, entry=entry).series
    budgets.adopt_version(by=adele, version_id=version.id, on=grant.starts)
    return found


def _rates(told: Told, adele: Actor, grant: Grant) -> None:
    for currency in ("CAD", "USD", "GBP"):
        for month, units in enumerate(told[currency]):
            rates.set_rate(
                by=adele, grant_id=grant.id, currency=currency, month=months_later(grant.starts, month), units=Decimal(units),
                source=told["source"],
            )  # fmt: skip


def _payee(by: Actor, kind: str, name: str) -> Payee:
    return payees.save_payee(by=by, kind=kind, name=PayeeName(name))


def _expense(
    one: list[Any], month: int, people: dict[str, Actor], grant: Grant, lines: dict[str, UUID], paid: dict[str, list[Payee]],
    chance: random.Random,
) -> Expense:  # fmt: skip
    code, kind, line, activity, currency, least, most, _count, payee, words = one
    day = months_later(grant.starts, month) + timedelta(days=chance.randrange(1, 27))
    amount = Decimal(chance.randrange(least, most + 1)) + (Decimal(chance.randrange(100)) / 100 if decimals_of(currency) else 0)
    entry = Entry(
        kind, min(day, clock.today()), f"{code[:2]}-{month + 1:02}-{chance.randrange(1000, 9999)}", amount, currency,
        [Share(lines[str(line)], amount, activity)], paid[code][payee].id, words=words,
    )  # fmt: skip
    return expenses.enter_expense(by=people[_KEEPERS[code][0]], grant_id=grant.id, entry=entry)


def _settle(made: list[Expense], people: dict[str, Actor]) -> None:
    """Pieces are in their binders; what is older than a month was paid by two persons. The newest month waits, as real ones do."""
    keepers = {people[first].organisation_id: (people[first], people[second]) for first, second in _KEEPERS.values()}
    last = max(one.spent_on for one in made).replace(day=1)
    rows = []
    for number, one in enumerate(made):
        keeper, second = keepers[one.organisation_id]
        binder = f"C-{one.spent_on:%m}/{one.number}"
        ExpensePiece.objects.filter(expense=one).update(state=Piece.THERE, binder=binder)
        judge(one)
        if one.spent_on >= last:
            continue
        at = datetime.combine(one.spent_on, time(9 + number % 7, 12), UTC)
        rows.append(
            Payment(
                expense=one, organisation_id=one.organisation_id, prepared_by=keeper.member, prepared_at=at, approved_by=second.member,
                approved_at=at + timedelta(hours=5), paid_by=keeper.member, paid_on=one.spent_on, means="transfer",
            )
        )  # fmt: skip
    Payment.objects.bulk_create(rows)
    Expense.objects.filter(id__in=[row.expense_id for row in rows]).update(state=State.PAID)
    for first, _second in _KEEPERS.values():
        keeper = people[first]
        waiting = [one for one in made if one.organisation_id == keeper.organisation_id and one.spent_on >= last]
        for one in waiting[: _PREPARED.get(first, 1)]:
            payments.prepare_payment(by=keeper, expense_id=one.id)


def _faults(made: list[Expense], people: dict[str, Actor], grant: Grant, lines: dict[str, UUID]) -> None:
    """One attendance list is missing, one document comes twice and is refused, one flight is older than the grant."""
    sira, colette = people["sira"], people["colette"]
    poor = [one for one in made if one.kind == Kind.PER_DIEM][-1]
    ExpensePiece.objects.filter(expense=poor, kind="XE-ATT").update(state=Piece.MISSING, binder="")
    judge(poor)
    twice = made[0]
    share = twice.shares.get()
    again = Entry(
        twice.kind,
        twice.spent_on,
        f" {twice.document_number.lower()}",
        twice.amount,
        twice.currency,
        [Share(share.line, twice.amount)],
    )
    with suppress(Refused):
        expenses.enter_expense(by=sira, grant_id=grant.id, entry=again)
        raise AssertionError("the same document was taken twice")
    early = grant.starts - timedelta(days=9)
    flight = Entry(
        Kind.TRAVEL,
        early,
        "FI-00-0311",
        Decimal("1184.20"),
        "EUR",
        [Share(lines["2.1.1"], Decimal("1184.20"))],
        words="Vol avant la signature",
    )
    expenses.enter_expense(by=colette, grant_id=grant.id, entry=flight)


def _brought(lines: list[str], sira: Actor, grant: Grant) -> None:
    """A spreadsheet that was read and waits, with a fault."""
    day = min(grant.starts + timedelta(days=40), clock.today())
    expense_sheets.stage_sheet(by=sira, grant_id=grant.id, data="\n".join(lines).format(day=day).encode())


def _support(told: Told, people: dict[str, Actor], grant: Grant, lines: dict[str, UUID], names: dict[str, str]) -> None:
    """Who received it is written by the protection officer and sealed with the identities; the ledger pays a code."""
    fanta, sira = people["fanta"], people["sira"]
    for one in told["receipts"]:
        day = _day(grant, one)
        given = support.Given(
            one["help"], Decimal(one["amount"]), told["currency"], day, signed_by_person=True, signed_by_second=one["tied"]
        )
        row = support.write_receipt(by=fanta, grant_id=grant.id, given=given, helped=Helped(names[one["who"]]))
        if not one["tied"]:
            continue
        share = Share(lines["6.2"], given.amount)
        entry = Entry(Kind.SUPPORT, day, row.code, given.amount, told["currency"], [share], words=one["words"])
        paid = expenses.enter_expense(by=sira, grant_id=grant.id, entry=entry)
        ExpensePiece.objects.filter(expense=paid).update(state=Piece.THERE, binder="S-1 (scellé)")
        judge(paid)
        support.tie_receipt(by=sira, receipt_id=row.id, number=paid.number)


def _day(grant: Grant, one: Told) -> date:
    return min(months_later(grant.starts, one["month"]) + timedelta(days=one["day"]), clock.today())
