"""The ledger: expenses, pieces, payments, payees."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.evidence.serving import respond
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme import permissions_money as permissions
from seereya.programme.forms import expenses as forms
from seereya.programme.pages import entering
from seereya.programme.pages import expense as expense_pages
from seereya.programme.pages import expenses as expenses_pages
from seereya.programme.pages import payees as payees_pages
from seereya.programme.pages import statement as statement_pages
from seereya.programme.queries.ledger import usual_currency
from seereya.programme.services import expenses, payees, payments, pieces
from seereya.programme.views.asking_money import FORM, PAGE, ask, shown, strict
from seereya.reference.saying import term
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, NIL, done, keeps_drafts

keeps_drafts("expense-new")


@strict
@require_safe
@policy("programme:expense:list", roles=permissions.LEDGER)
def expenses_list(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Expenses, narrowed as the address says."""
    return shown(request, expenses_pages.expenses(actor_of(request), grant_id, request.GET))


@strict
@require_safe
@policy("programme:expense:list", roles=permissions.LEDGER)
def statement(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """The month's statement."""
    return shown(request, statement_pages.statement(actor_of(request), grant_id, request.GET))


@require_http_methods(GET_POST)
@policy("programme:expense:write", roles=permissions.KEEPERS)
def expense_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Enters an expense."""
    by = actor_of(request)
    grant, choices = entering.choices_of(by, grant_id)

    def save(form: forms.ExpenseForm) -> tuple[str, str, UUID]:
        row = expenses.enter_expense(by=by, grant_id=grant_id, entry=form.entry(), token=form.cleaned_data["token"])
        return "expense_saved", "programme:expense", row.id

    return ask(
        request, heading=_("Enter an expense"), verb=_("Save the expense"), reference=grant.code,
        lede=_("One document. It is converted once, at the rate of its month."), back=reverse("programme:expenses", args=[grant_id]),
        make=lambda data: forms.ExpenseForm(data, **choices, initial={"token": new_id(), "currency": usual_currency(by)}), save=save,
        draft=("expense-new", NIL, ""),
    )  # fmt: skip


@asks_nothing
@require_safe
@policy("programme:expense:read", roles=permissions.LEDGER)
def expense(request: HttpRequest, expense_id: UUID) -> HttpResponse:
    """One expense with its pieces, its payment, what speaks against it."""
    return shown(request, expense_pages.expense(actor_of(request), expense_id))


@in_words
@require_http_methods(GET_POST)
@policy("programme:expense:write", roles=permissions.KEEPERS)
def expense_edit(request: HttpRequest, expense_id: UUID) -> HttpResponse:
    """Corrects an expense that nobody prepared yet."""
    by = actor_of(request)
    row, choices, initial = entering.correcting(by, expense_id)

    def save(form: forms.ExpenseForm) -> tuple[str, str, UUID]:
        expenses.change_expense(by=by, expense_id=expense_id, version=form.cleaned_data["version"] or 0, entry=form.entry())
        return "expense_saved", "programme:expense", expense_id

    return ask(
        request, heading=_("Correct the expense"), verb=_("Save the expense"), reference=row.grant.code,
        back=reverse("programme:expense", args=[expense_id]),
        make=lambda data: forms.ExpenseForm(data, **choices, initial=initial), save=save,
    )  # fmt: skip


@in_words
@require_http_methods(GET_POST)
@policy("programme:expense:write", roles=permissions.KEEPERS)
def piece(request: HttpRequest, expense_id: UUID, piece: str) -> HttpResponse:
    """Notes a piece of the checklist."""
    by = actor_of(request)
    initial = entering.piece_initial(by, expense_id, piece)

    def save(form: forms.PieceForm) -> tuple[str, str, UUID]:
        pieces.set_piece(by=by, expense_id=expense_id, said=form.said(piece))
        return "piece_saved", "programme:expense", expense_id

    return ask(
        request, heading=term("expense_evidence", piece), verb=_("Save the piece"), back=reverse("programme:expense", args=[expense_id]),
        make=lambda data: forms.PieceForm(data, request.FILES if data is not None else None, initial=initial), save=save,
    )  # fmt: skip


@require_http_methods(GET_POST)
@in_words
@policy("programme:scan:open", roles=permissions.AUDITORS)
def scan(request: HttpRequest, piece_id: UUID) -> HttpResponseBase:
    """Opens the scan of a piece, for a purpose."""
    by = actor_of(request)
    row = entering.scanned(by, piece_id)
    form = forms.PurposeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        back = reverse("programme:expense", args=[row.expense_id])
        context = {"form": form, "heading": term("expense_evidence", row.kind), "verb": _("Open the scan"), "back": back}
        return render(request, FORM, context, status=422 if form.is_bound else 200)
    opened = pieces.open_scan(by=by, piece_id=piece_id, purpose=form.cleaned_data["purpose"])
    return respond(opened, method="GET", download=True)


@in_words
@require_POST
@policy("programme:payment:prepare", roles=permissions.KEEPERS)
def payment_prepare(request: HttpRequest, expense_id: UUID) -> HttpResponse:
    """Puts an expense before a second person."""
    payments.prepare_payment(by=actor_of(request), expense_id=expense_id)
    return done(request, "payment_prepared", "programme:expense", expense_id, anchor="#payment")


@in_words
@require_POST
@policy("programme:payment:approve", roles=permissions.APPROVERS)
def payment_approve(request: HttpRequest, expense_id: UUID) -> HttpResponse:
    """The second person agrees."""
    payments.approve_payment(by=actor_of(request), expense_id=expense_id)
    return done(request, "payment_approved", "programme:expense", expense_id, anchor="#payment")


@require_http_methods(GET_POST)
@policy("programme:payment:approve", roles=permissions.APPROVERS)
def payment_return(request: HttpRequest, expense_id: UUID) -> HttpResponse:
    """Sends a payment back, with the reason."""
    by = actor_of(request)
    row = entering.own(by, expense_id)

    def save(form: forms.ReturnForm) -> tuple[str, str, UUID]:
        payments.return_payment(by=by, expense_id=expense_id, why=form.cleaned_data["why"])
        return "payment_returned", "programme:expense", expense_id

    back = reverse("programme:expense", args=[expense_id])
    return ask(
        request,
        heading=_("Return the payment"),
        verb=_("Return it"),
        reference=row.grant.code,
        back=back,
        make=forms.ReturnForm,
        save=save,
    )


@require_http_methods(GET_POST)
@policy("programme:payment:note", roles=permissions.KEEPERS)
def payment_paid(request: HttpRequest, expense_id: UUID) -> HttpResponse:
    """Notes that it was paid."""
    by = actor_of(request)
    row = entering.own(by, expense_id)

    def save(form: forms.PaidForm) -> tuple[str, str, UUID]:
        payments.note_paid(by=by, expense_id=expense_id, on=form.cleaned_data["on"], means=form.cleaned_data["means"])
        return "payment_noted", "programme:expense", expense_id

    return ask(
        request, heading=_("Note that it is paid"), verb=_("Note it"), reference=row.grant.code,
        back=reverse("programme:expense", args=[expense_id]),
        make=lambda data: forms.PaidForm(data, initial={"on": clock.today()}), save=save,
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("programme:expense:judge", roles=permissions.APPROVERS)
def eligibility(request: HttpRequest, expense_id: UUID) -> HttpResponse:
    """A person's decision on a cost."""
    by = actor_of(request)
    row = entering.read(by, expense_id)

    def save(form: forms.DecisionForm) -> tuple[str, str, UUID]:
        said = form.cleaned_data
        expenses.decide_eligibility(by=by, expense_id=expense_id, status=said["status"], why=said["why"])
        return "eligibility_decided", "programme:expense", expense_id

    back = reverse("programme:expense", args=[expense_id])
    return ask(
        request,
        heading=_("Decide on this cost"),
        verb=_("Decide"),
        reference=row.grant.code,
        back=back,
        make=forms.DecisionForm,
        save=save,
    )


@asks_nothing
@require_safe
@policy("programme:payee:list", roles=permissions.KEEPERS)
def payees_list(request: HttpRequest) -> HttpResponse:
    """Payees by code."""
    return shown(request, payees_pages.payees(actor_of(request)))


@require_http_methods(GET_POST)
@policy("programme:payee:write", roles=permissions.KEEPERS)
def payee_new(request: HttpRequest) -> HttpResponse:
    """Writes down a payee."""
    by = actor_of(request)

    def save(form: forms.PayeeForm) -> tuple[str, str, None]:
        payees.save_payee(by=by, kind=form.cleaned_data["kind"], name=form.payee(), token=form.cleaned_data["token"])
        return "payee_saved", "programme:payees", None

    return ask(
        request, heading=_("Write down a payee"), verb=_("Save the payee"), back=reverse("programme:payees"),
        make=lambda data: forms.PayeeForm(data, initial={"token": new_id()}), save=save,
    )  # fmt: skip


@in_words
@require_http_methods(GET_POST)
@policy("programme:payee:open", roles=permissions.APPROVERS)
def payee(request: HttpRequest, payee_id: UUID) -> HttpResponse:
    """A payee's name, opened for a purpose."""
    context = entering.payee(actor_of(request), payee_id, request.POST.get("purpose") if request.method == "POST" else None)
    return render(request, PAGE, context)
