"""Writing the budget: versions, lines, adoption. Only the grant's coordinating organisation writes; its partners read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Sum

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.money import to_cents
from seereya.programme import rules_budget as rules
from seereya.programme.models import BudgetLine, BudgetVersion, Grant
from seereya.programme.queries.grants import NotThere, grant_of, organisations
from seereya.reference import terms

LONGEST_YEARS = 5
_CARRIED = (
    "series", "heading", "top", "code", "title", "unit", "numbers", "unit_value", "amount", "justification", "partner_id", "position",
)  # fmt: skip


@dataclass(frozen=True)
class LineEntry:
    """What somebody writes about a line of the budget. `numbers`: units of each year."""

    heading: str
    code: str
    title: str
    unit: str
    numbers: Sequence[Decimal]
    unit_value: Decimal
    justification: str = ""
    partner: UUID | None = None


def led_grant(by: Actor, grant_id: UUID) -> Grant:
    """A grant that the member's organisation coordinates, locked. Raises `NotThere`, `Refused("coordinator_only")`."""
    found = grant_of(by, grant_id)
    if found.organisation_id != by.organisation_id:
        raise Refused("coordinator_only")
    return Grant.objects.select_for_update().get(id=found.id)


@transaction.atomic
def begin_version(*, by: Actor, grant_id: UUID, reason: str) -> BudgetVersion:
    """A new version in writing: the original, or an addendum that starts as the last one stands. Raises `Refused`."""
    grant = led_grant(by, grant_id)
    if not reason.strip():
        raise Refused("reason_needed")
    last = BudgetVersion.objects.filter(grant=grant).order_by("-number").first()
    if last is not None and last.adopted_on is None:
        raise Refused("version_in_writing")
    version = BudgetVersion.objects.create(
        grant=grant,
        number=last.number + 1 if last else 1,
        reason=" ".join(reason.split()),
        made_by=by.member,
        made_at=clock.now(),
    )
    if last is not None:
        lines = [
            BudgetLine(id=new_id(), version=version, **{name: getattr(line, name) for name in _CARRIED})
            for line in last.lines.order_by("position", "code")
        ]
        BudgetLine.objects.bulk_create(lines)
    record(tag=Tag.BUDGET_CHANGED, actor=by.id, organisation=by.organisation_id, subject=version.id, facts={"step": "begin"})
    return version


def in_writing(by: Actor, version_id: UUID) -> BudgetVersion:
    """A version that its coordinator still writes, its grant locked. Raises `NotThere`, `Refused("version_adopted")`."""
    version = BudgetVersion.objects.select_related("grant").filter(id=version_id).first()
    if version is None:
        raise NotThere
    led_grant(by, version.grant_id)
    if version.adopted_on is not None:
        raise Refused("version_adopted")
    return version


@transaction.atomic
def save_line(*, by: Actor, version_id: UUID, entry: LineEntry, line_id: UUID | None = None) -> BudgetLine:
    """Writes a line of a version that is not adopted. Raises `NotThere`, `Refused`."""
    version = in_writing(by, version_id)
    top = _check(version, entry, line_id)
    row = BudgetLine.objects.filter(id=line_id, version=version).first() if line_id else BudgetLine(version=version)
    if row is None:
        raise NotThere
    row.heading, row.top, row.code, row.title = entry.heading, top, entry.code.strip(), entry.title.strip()
    row.unit, row.unit_value, row.justification = entry.unit.strip(), entry.unit_value, entry.justification.strip()
    row.numbers = [str(number) for number in entry.numbers]
    row.amount = rules.amount_of_line(entry.numbers, entry.unit_value)
    row.partner_id = entry.partner
    if not line_id:
        row.position = (version.lines.aggregate(most=Max("position"))["most"] or 0) + 1
    row.save()
    record(tag=Tag.BUDGET_CHANGED, actor=by.id, organisation=by.organisation_id, subject=version.id, facts={"step": "line"})
    return row


def _check(version: BudgetVersion, entry: LineEntry, line_id: UUID | None) -> int:
    if entry.heading not in terms.vocabulary("eu_budget_headings"):
        raise Refused("no_such_heading")
    top = rules.line_of(entry.heading)
    if top not in rules.TYPED:
        raise Refused("heading_is_a_sum")
    if not entry.title.strip() or not entry.code.strip():
        raise Refused("line_title_needed")
    if not 0 < len(entry.numbers) <= LONGEST_YEARS or any(number < 0 for number in entry.numbers):
        raise Refused("line_numbers_needed")
    if entry.partner and entry.partner not in organisations(version.grant):
        raise Refused("not_a_partner")
    same = BudgetLine.objects.filter(version=version, code=entry.code.strip()).first()
    if same is not None and same.id != line_id:
        raise Refused("line_code_taken", line=entry.code.strip())
    return top


@transaction.atomic
def remove_line(*, by: Actor, version_id: UUID, line_id: UUID) -> None:
    """Takes a line out of a version that is not adopted. Raises `NotThere`, `Refused`."""
    version = in_writing(by, version_id)
    if not BudgetLine.objects.filter(id=line_id, version=version).delete()[0]:
        raise NotThere
    record(tag=Tag.BUDGET_CHANGED, actor=by.id, organisation=by.organisation_id, subject=version.id, facts={"step": "remove"})


@transaction.atomic
def adopt_version(*, by: Actor, version_id: UUID, on: date) -> BudgetVersion:
    """The version is signed: it changes no more, and is the reference of transfers from now on. Ceilings are checked here.

    Raises `NotThere`, `Refused`: `budget_is_empty`, `indirect_over_ceiling`, `reserve_over_ceiling`, `budget_over_grant`.
    """
    version = in_writing(by, version_id)
    typed = {row["top"]: row["total"] for row in version.lines.values("top").annotate(total=Sum("amount")).order_by("top")}
    if not typed:
        raise Refused("budget_is_empty")
    lines = rules.totals({top: to_cents(amount) for top, amount in typed.items()})
    rules.check_ceilings(lines)
    if lines[11] > version.grant.amount:
        raise Refused("budget_over_grant", amount=lines[11], most=version.grant.amount)
    version.adopted_on = on
    version.save(update_fields=["adopted_on"])
    record(tag=Tag.BUDGET_CHANGED, actor=by.id, organisation=by.organisation_id, subject=version.id, facts={"step": "adopt"})
    return version
