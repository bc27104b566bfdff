"""Expenses of the partners, their shares on budget lines, the pieces that prove them, who prepared and approved their payment."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.programme.models.activities import Activity
from seereya.programme.models.grants import Grant
from seereya.programme.rules_expenses import Kind, PayeeKind, Piece, State


class Payee(models.Model):
    """Somebody who is paid: a code in every list, the name sealed to the organisation that pays. Never a victim (see support)."""

    classes = classify(internal="id organisation code kind version made_by made_at", identity="name")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1)
    name = models.BinaryField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=[one.value for one in PayeeKind]), name="payee_kind_is_known")]
        indexes = [models.Index(fields=["organisation", "code"], name="payee_of_organisation")]


class Expense(models.Model):
    """One document of a partner's ledger: an invoice, a payslip, a receipt. What it was for stands sealed in `content`.

    `units`: of the currency for one euro, with where that rate comes from. `tax`: the part that the State gives back, never charged.
    `computed`: what speaks against counting it; `status`: of the vocabulary `cost_eligibility`, computed or decided by somebody.
    """

    classes = classify(
        internal=(
            "id grant organisation number kind spent_on document_number document_key payee amount currency units rate_source eur tax "
            "computed status decided_by decided_at state version made_by made_at changed_at"
        ),
        content="content",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="expenses")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=14)
    spent_on = models.DateField()
    document_number = models.CharField(max_length=40)
    document_key = models.CharField(max_length=40)
    payee = models.ForeignKey(Payee, null=True, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    currency = models.CharField(max_length=3)
    units = models.DecimalField(max_digits=18, decimal_places=6)
    rate_source = models.CharField(max_length=120)
    eur = models.DecimalField(max_digits=14, decimal_places=2)
    tax = models.DecimalField(max_digits=16, decimal_places=2, default=Decimal(0))
    computed = models.JSONField(default=list)
    status = models.CharField(max_length=8)
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    content = models.BinaryField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "organisation", "number"], name="expense_number_once"),
            models.UniqueConstraint(
                fields=["organisation", "document_key", "amount", "currency", "spent_on"], name="expense_document_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="expense_has_an_amount"),
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in Kind]), name="expense_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=[one.value for one in State]), name="expense_state_is_known"),
        ]
        indexes = [
            models.Index(fields=["grant", "-spent_on", "-id"], name="expense_by_day"),
            models.Index(fields=["grant", "organisation", "-spent_on", "-id"], name="expense_by_partner"),
            models.Index(fields=["grant", "state", "status"], name="expense_waiting"),
            models.Index(fields=["organisation", "state", "status"], name="expense_waiting_for_us"),
            models.Index(fields=["payee", "spent_on"], name="expense_of_payee"),
            models.Index(fields=["organisation", "amount", "spent_on"], name="expense_alike"),
        ]


class ExpenseShare(models.Model):
    """The part of an expense on one budget line and activity: a transaction, as the auditor's list has it.

    `line`: the series of a budget line, the same through all versions. `activity`: its code as it was typed; `for_activity`: the one of
    the plan it names, which may be given another code later. `counted`, in euros: nothing where it is not eligible, or less the tax
    that comes back. Grant, organisation, day and heading are kept here too, so that the comparison is one sum over one index.
    """

    classes = classify(
        internal="id expense grant organisation position line top activity for_activity spent_on amount eur counted"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    expense = models.ForeignKey(Expense, on_delete=models.CASCADE, related_name="shares")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    line = models.UUIDField(null=True)
    top = models.PositiveSmallIntegerField(default=0)
    activity = models.CharField(max_length=16, blank=True)
    for_activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="shares")
    spent_on = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    eur = models.DecimalField(max_digits=14, decimal_places=2)
    counted = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["expense", "position"], name="expense_share_once")]
        indexes = [
            models.Index(fields=["grant", "line", "spent_on", "counted", "top", "organisation"], name="share_sums"),
            models.Index(fields=["grant", "organisation", "spent_on", "counted"], name="share_sums_by_partner"),
            models.Index(fields=["grant", "spent_on", "id"], name="share_by_day"),
        ]


class ExpensePiece(models.Model):
    """One piece of the checklist of an expense: there, missing, replaced; in which binder; its scan, an item of the evidence room."""

    classes = classify(internal="id expense organisation kind state binder item changed_by changed_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    expense = models.ForeignKey(Expense, on_delete=models.CASCADE, related_name="pieces")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=Piece.MISSING)
    binder = models.CharField(max_length=40, blank=True)
    item = models.UUIDField(null=True)
    changed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["expense", "kind"], name="expense_piece_once"),
            models.CheckConstraint(condition=Q(state__in=[one.value for one in Piece]), name="expense_piece_state_is_known"),
        ]


class Payment(models.Model):
    """Who prepared the payment of an expense, who else approved it, when and how it was made."""

    classes = classify(
        internal="id expense organisation prepared_by prepared_at approved_by approved_at paid_by paid_on means returned_at"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    expense = models.OneToOneField(Expense, on_delete=models.CASCADE, related_name="payment")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField(null=True)
    means = models.CharField(max_length=10, blank=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("prepared_by")), name="payment_takes_two_persons"
            )
        ]


class ExpenseSheet(models.Model):
    """A spreadsheet of expenses that was read, entered or not: its lines sealed as the expenses are, beside how many became what."""

    classes = classify(internal="id grant organisation sha256 counts version entered_at made_by made_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    content = models.BinaryField()
    entered_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
