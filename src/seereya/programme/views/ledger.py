"""Help to victims, and what leaves the ledger for an auditor."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.accounts.rules import Refused
from seereya.foundation.identifiers import new_id
from seereya.programme import permissions_money as permissions
from seereya.programme.forms import expenses as forms
from seereya.programme.forms import money as money_forms
from seereya.programme.pages import audit as audit_pages
from seereya.programme.pages import entering
from seereya.programme.pages import support as pages
from seereya.programme.queries.grants import grant_of
from seereya.programme.queries.ledger import usual_currency
from seereya.programme.services import ledger, support
from seereya.programme.views.asking_money import FORM, ask, sent, shown, strict
from seereya.reference.saying import language
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST


@strict
@require_safe
@policy("programme:support:list", roles=permissions.SUPPORT_READERS)
def support_list(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Receipts of help by code."""
    return shown(request, pages.receipts(actor_of(request), grant_id, request.GET))


@require_http_methods(GET_POST)
@policy("programme:support:write", roles=permissions.HELPERS)
def support_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Writes a receipt."""
    by = actor_of(request)
    grant = grant_of(by, grant_id)

    def save(form: forms.SupportForm) -> tuple[str, str, UUID]:
        token = form.cleaned_data["token"]
        row = support.write_receipt(by=by, grant_id=grant_id, given=form.given(), helped=form.helped(), token=token)
        return "support_given", "programme:receipt", row.id

    return ask(
        request, heading=_("Write a receipt"), verb=_("Write the receipt"), reference=grant.code,
        back=reverse("programme:support", args=[grant_id]),
        make=lambda data: forms.SupportForm(data, initial={"token": new_id(), "currency": usual_currency(by)}), save=save,
    )  # fmt: skip


@asks_nothing
@require_safe
@policy("programme:support:list", roles=permissions.SUPPORT_READERS)
def receipt(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """One receipt, to print."""
    return render(request, "programme/money/receipt.html", pages.receipt(actor_of(request), receipt_id))


@require_http_methods(GET_POST)
@policy("programme:support:tie", roles=permissions.KEEPERS)
def support_tie(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """Ties a receipt to the expense that pays it."""
    by = actor_of(request)
    row = pages.receipt_of(by, receipt_id)

    def save(form: forms.TieForm) -> tuple[str, str, UUID]:
        support.tie_receipt(by=by, receipt_id=receipt_id, number=form.cleaned_data["number"])
        return "support_tied", "programme:receipt", receipt_id

    back = reverse("programme:receipt", args=[receipt_id])
    return ask(
        request,
        heading=_("Tie it to its expense"),
        verb=_("Tie it"),
        reference=row.code,
        back=back,
        make=forms.TieForm,
        save=save,
    )


@in_words
@require_http_methods(GET_POST)
@policy("programme:support:open-register", roles=permissions.REGISTER)
def register(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """The register, for a purpose, on the record."""
    by = actor_of(request)
    form, opened = forms.RegisterForm(request.POST if request.method == "POST" else None), None
    if form.is_valid():
        said = form.cleaned_data
        rows = pages.register_rows(by, grant_id)
        opened = support.open_register(by=by, receipts=rows, purpose=said["purpose"], on_site=said["on_site"])
    return render(request, "programme/money/register.html", pages.register(by, grant_id, opened, form))


@asks_nothing
@require_safe
@policy("programme:ledger:read", roles=permissions.AUDITORS)
def audit(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Files taken out and samples drawn."""
    return shown(request, audit_pages.audit(actor_of(request), grant_id))


@in_words
@require_http_methods(GET_POST)
@policy("programme:ledger:export", roles=permissions.AUDITORS)
def export_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Takes a file out of the ledger; its digest is kept."""
    by = actor_of(request)
    grant = grant_of(by, grant_id)
    form = money_forms.ExportForm(request.POST or None, initial=entering.quarter(grant) | {"kind": "workbook"})
    back = reverse("programme:audit", args=[grant_id])
    context = {"form": form, "heading": _("Take out a list"), "verb": _("Take it out"), "back": back, "reference": grant.code}
    if not form.is_valid():
        return render(request, FORM, context, status=422 if form.is_bound else 200)
    try:
        return sent(entering.taken_out(by, grant_id, form, language()))
    except Refused as refusal:
        form.refuse(refusal)
        return render(request, FORM, context, status=409)


@require_http_methods(GET_POST)
@policy("programme:ledger:check", roles=permissions.AUDITORS)
def export_check(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Whether a file is one that left this ledger, unchanged."""
    by = actor_of(request)
    grant = grant_of(by, grant_id)
    form = money_forms.FileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        back = reverse("programme:audit", args=[grant_id])
        context = {"form": form, "heading": _("Check a file"), "verb": _("Check it"), "back": back, "reference": grant.code}
        return render(request, FORM, context, status=422 if form.is_bound else 200)
    file = form.cleaned_data["file"]
    try:
        return shown(
            request, audit_pages.checked(by, grant_id, ledger.check_file(by=by, grant_id=grant_id, file=file.read_clear()))
        )
    finally:
        file.remove()


@require_http_methods(GET_POST)
@policy("programme:ledger:draw", roles=permissions.AUDITORS)
def sample_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Draws a sample."""
    by = actor_of(request)
    grant = grant_of(by, grant_id)

    def save(form: money_forms.SampleForm) -> tuple[str, str, UUID]:
        starts, ends = form.period()
        said = form.cleaned_data
        row = ledger.draw_sample(by=by, grant_id=grant_id, starts=starts, ends=ends, seed=said["seed"], size=said["size"])
        return "sample_drawn", "programme:sample", row.id

    return ask(
        request, heading=_("Draw a sample"), verb=_("Draw it"), reference=grant.code, back=reverse("programme:audit", args=[grant_id]),
        make=lambda data: money_forms.SampleForm(data, initial=entering.quarter(grant) | {"size": 60}), save=save,
    )  # fmt: skip


@asks_nothing
@require_safe
@policy("programme:ledger:read", roles=permissions.AUDITORS)
def sample(request: HttpRequest, sample_id: UUID) -> HttpResponse:
    """A sample with its transactions."""
    return shown(request, audit_pages.sample(actor_of(request), sample_id))
