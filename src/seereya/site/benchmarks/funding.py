"""A grant with its logframe, budget and reports through the services; its expenses in large batches, sealed as their service seals them."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Organisation
from seereya.accounts.rules import Role
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.money import convert
from seereya.programme.content import ActivityContent
from seereya.programme.content_money import ExpenseContent, PayeeName
from seereya.programme.models import Activity, Expense, ExpensePiece, ExpenseShare, Grant, Payment
from seereya.programme.queries import counting
from seereya.programme.queries.budget import lines_in_force
from seereya.programme.queries.logframe import logframe_rows
from seereya.programme.rules.calendar import months_later
from seereya.programme.rules_expenses import PIECES, Kind, Piece, State, status_of
from seereya.programme.services import budgets, expenses, ledger, payees, transfers
from seereya.programme.services.activities import ActivityFacts, save_activity
from seereya.programme.services.budgets import LineEntry
from seereya.programme.services.finance_vault import finance_vault
from seereya.programme.services.grants import GrantFacts, open_grant
from seereya.programme.services.logframe import (
    IndicatorFacts,
    ResultFacts,
    adopt,
    first_grant_version,
    save_indicator,
    save_result,
)
from seereya.programme.services.rates import rate_for
from seereya.programme.services.reports import freeze, send_part, start_report
from seereya.programme.services.values import count_grant
from seereya.site.benchmarks.filling import BATCH
from seereya.vault.keyring import RecordKeys, keyring_of
from seereya.vault.models import Wrap
from seereya.vault.rules import Group
from seereya.vault.services.records import wraps_for

AMOUNT, LINES, ACTIVITIES, SINCE, MONTHS = Decimal(2_000_000), 40, 30, 8, 18
WAITING = 40  # expenses of the newest days that are not paid yet
_KINDS = (Kind.SERVICE, Kind.SUPPLY, Kind.SALARY, Kind.EVENT, Kind.OFFICE, Kind.PER_DIEM)
_HEADINGS = ("B1.1.1", "B1.1.2", "B2.1", "B3.2", "B5.1", "B6")


class Programme:
    """Writes what a coordinator, a finance officer, a funder and an auditor see of one grant of all the organisations."""

    def __init__(self, people: dict[Role, Actor], partners: Sequence[UUID]) -> None:
        self.coordinator, self.finance = people[Role.COORDINATOR], people[Role.FINANCE]
        self.partners = list(partners)
        self.written = 0
        self._chance = random.Random(19)  # noqa: S311 - the same at every run
        self.vault = finance_vault(self.finance)
        self.grant = self._open()
        self._logframe()
        self._budget()
        self.payees = [payees.save_payee(by=self.finance, kind="supplier", name=PayeeName(f"Bench {one}")) for one in range(20)]
        self._activities()
        self._report()

    def _open(self) -> Grant:
        starts = months_later(clock.today().replace(day=1), -SINCE)
        share = AMOUNT / len(self.partners)
        facts = GrantFacts(
            "BENCH", "Bench", "BENCH/2026", "Funder", "EUR", AMOUNT, starts, months_later(starts, MONTHS) - timedelta(days=1),
            ceilings=dict.fromkeys(self.partners, share),
        )  # fmt: skip
        return open_grant(by=self.coordinator, facts=facts)

    def _logframe(self) -> None:
        """One indicator for every way of counting that a room offers."""
        by, version = self.coordinator, first_grant_version(self.grant)
        save = {"by": by, "version_id": version.id}
        impact = save_result(**save, facts=ResultFacts("LF-IMP", "I", "Bench"))  # type: ignore[arg-type]
        outcome = save_result(**save, facts=ResultFacts("LF-OUT", "O1", "Bench", parent=impact.id))  # type: ignore[arg-type]
        output = save_result(**save, facts=ResultFacts("LF-OP", "P1", "Bench", pillar=1, parent=outcome.id))  # type: ignore[arg-type]
        for result in (impact, outcome):
            facts = IndicatorFacts(f"IN-{result.code}", "Bench", people=False, target=Decimal(9), target_on=self.grant.ends)
            save_indicator(by=by, result_id=result.id, facts=facts)
        for number, rule in enumerate(counting.rules(), 1):
            facts = IndicatorFacts(f"IN-{number}", "Bench", rule=rule.code, target=Decimal(100), target_on=self.grant.ends)
            save_indicator(by=by, result_id=output.id, facts=facts)
        adopt(by=by, version_id=version.id, on=self.grant.starts)

    def _budget(self) -> None:
        by = self.finance
        version = budgets.begin_version(by=by, grant_id=self.grant.id, reason="Bench")
        for number in range(LINES):
            heading = _HEADINGS[number % len(_HEADINGS)]
            partner = self.partners[number % len(self.partners)]
            units = [Decimal(12), Decimal(6)]
            entry = LineEntry(
                heading, f"{heading[1:]}.{number}", f"Bench {number}", "month", units, Decimal(2500), partner=partner
            )
            budgets.save_line(by=by, version_id=version.id, entry=entry)
        budgets.adopt_version(by=by, version_id=version.id, on=self.grant.starts)
        self.lines = lines_in_force(self.grant)
        wanted = transfers.Wanted(1, 5, Decimal(4000), "Bench")
        transfers.make_transfer(by=by, grant_id=self.grant.id, wanted=wanted)

    def _activities(self) -> None:
        for number in range(ACTIVITIES):
            day = self.grant.starts + timedelta(days=number * 7)
            facts = ActivityFacts(
                f"1.{number}", f"Bench {number}", 1, self.partners[number % len(self.partners)], day, day + timedelta(days=20)
            )
            save_activity(by=self.coordinator, grant_id=self.grant.id, facts=facts, content=ActivityContent("Bench"))
        self.activities = list(Activity.objects.filter(grant=self.grant).values_list("id", "code"))

    def _report(self) -> None:
        """The first report left, the second is being written."""
        first, second = self.grant.periods.order_by("number")[:2]
        send_part(by=self.coordinator, period_id=first.id)
        row = start_report(by=self.coordinator, period_id=first.id)
        freeze(by=self.coordinator, report_id=row.id, version=row.version)
        self.frozen = row.id
        self.draft = start_report(by=self.coordinator, period_id=second.id).id
        count_grant(self.grant, clock.today())

    def fill(self, wanted: int) -> None:
        """So many expenses more, over the four ledgers and the months that have passed."""
        for start in range(0, wanted, BATCH):
            self._store([self._expense() for _ in range(min(BATCH, wanted - start))])

    def one(self) -> Expense:
        """The expense whose page is looked at: one of the measured organisation that waits for nothing."""
        return Expense.objects.filter(grant=self.grant, organisation_id=self.finance.organisation_id).earliest("number")

    def workbooks(self) -> Iterator[tuple[str, float]]:
        """How long the workbook takes, in seconds: of the first quarter, and of all that was spent by now."""
        first, today = self.grant.periods.earliest("number"), clock.today()
        rows = logframe_rows(self.grant, self.grant.logframes.latest("number"), today)
        for name, until in (("workbook of a quarter", first.ends), ("workbook of the whole grant", today)):
            begun = time.perf_counter()
            ledger.export_workbook(
                by=self.coordinator, grant_id=self.grant.id, starts=self.grant.starts, ends=until, language="fr", logframe=rows
            )
            yield name, time.perf_counter() - begun

    def _expense(self) -> Expense:
        self.written += 1
        kind = _KINDS[self.written % len(_KINDS)]
        days = (clock.today() - self.grant.starts).days
        day = self.grant.starts + timedelta(days=self._chance.randrange(days))
        amount = Decimal(self._chance.randrange(100, 900_000)) / 100
        units, source = rate_for(self.grant, "EUR", day)
        number = f"F-{self.written:06}"
        return Expense(
            id=new_id(), grant=self.grant, organisation_id=self.partners[self.written % len(self.partners)], number=self.written,
            kind=kind, spent_on=day, document_number=number, document_key=expenses.document_key(number),
            payee=self.payees[self.written % len(self.payees)], amount=amount, currency="EUR", units=units, rate_source=source,
            eur=convert(amount, units), status=status_of([]), state=State.DRAFT if self.written <= WAITING else State.PAID,
            made_by=self.finance.member, made_at=clock.now(), changed_at=clock.now(),
        )  # fmt: skip

    @transaction.atomic
    def _store(self, made: list[Expense]) -> None:
        ring, wraps, words = keyring_of(self.finance), list[Wrap](), ExpenseContent(words="Bench").to_json()
        for row in made:
            keys = RecordKeys.new(row.id)
            row.content = keys.seal(expenses.TABLE, Group.CONTENT, row.version, words)
            wraps += wraps_for(ring, keys, {self.vault: None}, owner=row.organisation_id)
        Expense.objects.bulk_create(made)
        Wrap.objects.bulk_create(wraps)
        ExpenseShare.objects.bulk_create(self._share(row) for row in made)
        ExpensePiece.objects.bulk_create(self._piece(row, kind) for row in made for kind in PIECES[Kind(row.kind)])
        Payment.objects.bulk_create(self._payment(row) for row in made if row.state == State.PAID)

    def _share(self, row: Expense) -> ExpenseShare:
        line, (activity, code) = self.lines[row.number % len(self.lines)], self.activities[row.number % len(self.activities)]
        return ExpenseShare(
            expense=row, grant=self.grant, organisation_id=row.organisation_id, position=1, line=line.series, top=line.top,
            activity=code, for_activity_id=activity, spent_on=row.spent_on, amount=row.amount, eur=row.eur, counted=row.eur,
        )  # fmt: skip

    def _piece(self, row: Expense, kind: str) -> ExpensePiece:
        return ExpensePiece(
            expense=row, organisation_id=row.organisation_id, kind=kind, state=Piece.THERE, binder=f"C-{row.number}",
            changed_by=self.finance.member, changed_at=row.made_at,
        )  # fmt: skip

    def _payment(self, row: Expense) -> Payment:
        first, second = self.finance.member, self.coordinator.member
        return Payment(
            expense=row, organisation_id=row.organisation_id, prepared_by=first, prepared_at=row.made_at, approved_by=second,
            approved_at=row.made_at, paid_by=first, paid_on=row.spent_on, means="transfer",
        )  # fmt: skip


def partner_ids(codes: Sequence[str]) -> list[UUID]:
    """The organisations of a grant, the coordinator's first."""
    found = dict(Organisation.objects.filter(code__in=codes).values_list("code", "id"))
    return [found[code] for code in codes]
