"""Budget, transfers, rates."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme import permissions_money as permissions
from seereya.programme.forms import money as forms
from seereya.programme.forms.sheets import BudgetSheetForm
from seereya.programme.models import BudgetLine
from seereya.programme.pages import money as pages
from seereya.programme.pages import sheets as sheet_pages
from seereya.programme.pages import transfers as transfer_pages
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.services import budget_sheets, budgets, rates, transfers
from seereya.programme.views.asking_money import ask, sent, shown, strict
from seereya.reference.saying import language
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, done
from seereya.vault.uploads import was_cut


@asks_nothing
@require_safe
@policy("programme:money:enter", roles=permissions.ENTERING)
def home(request: HttpRequest) -> HttpResponse:
    """The grants whose money a member reads."""
    return shown(request, pages.home(actor_of(request)))


@strict
@require_safe
@policy("programme:money:compare", roles=permissions.COMPARERS)
def money(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Budget and spending side by side."""
    return shown(request, pages.compared(actor_of(request), grant_id, request.GET))


@asks_nothing
@require_safe
@policy("programme:budget:read", roles=permissions.LEDGER)
def versions(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """The versions of the budget."""
    return shown(request, pages.versions(actor_of(request), grant_id))


@require_http_methods(GET_POST)
@policy("programme:budget:write", roles=permissions.APPROVERS)
def version_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Begins a version."""
    by = actor_of(request)
    grant = grant_of(by, grant_id)
    return ask(
        request, heading=_("Begin a version of the budget"), verb=_("Begin it"), reference=grant.code,
        back=reverse("programme:budgets", args=[grant_id]), make=forms.VersionForm,
        save=lambda form: (
            "budget_saved", "programme:budget", budgets.begin_version(by=by, grant_id=grant_id, reason=form.cleaned_data["reason"]).id,
        ),
    )  # fmt: skip


@asks_nothing
@require_safe
@policy("programme:budget:read", roles=permissions.LEDGER)
def version(request: HttpRequest, budget_id: UUID) -> HttpResponse:
    """One version with its lines."""
    return shown(request, pages.version(actor_of(request), budget_id))


@in_words
@require_http_methods(GET_POST)
@policy("programme:budget:write", roles=permissions.APPROVERS)
def line_new(request: HttpRequest, budget_id: UUID) -> HttpResponse:
    """Adds a line."""
    return _line(request, budget_id, None)


@in_words
@require_http_methods(GET_POST)
@policy("programme:budget:write", roles=permissions.APPROVERS)
def line(request: HttpRequest, budget_id: UUID, line_id: UUID) -> HttpResponse:
    """Changes a line."""
    row = BudgetLine.objects.filter(id=line_id, version_id=budget_id).first()
    if row is None:
        raise NotThere
    return _line(request, budget_id, row)


def _line(request: HttpRequest, budget_id: UUID, row: BudgetLine | None) -> HttpResponse:
    by = actor_of(request)
    version = pages.version_of(by, budget_id)
    initial = forms.initial_of_line(row) if row else {}

    def save(form: forms.LineForm) -> tuple[str, str, UUID]:
        budgets.save_line(by=by, version_id=budget_id, entry=form.entry(), line_id=row.id if row else None)
        return "budget_saved", "programme:budget", budget_id

    return ask(
        request, heading=_("A line of the budget"), verb=_("Save the line"), reference=version.grant.code,
        back=reverse("programme:budget", args=[budget_id]),
        make=lambda data: forms.LineForm(data, grant=version.grant, initial=initial), save=save,
    )  # fmt: skip


@in_words
@require_http_methods(GET_POST)
@policy("programme:budget:write", roles=permissions.APPROVERS)
def sheet_new(request: HttpRequest, budget_id: UUID) -> HttpResponse:
    """Reads the lines of a version from a spreadsheet, for a look; nothing is taken over yet."""
    by = actor_of(request)
    version = pages.version_of(by, budget_id)

    def save(form: BudgetSheetForm) -> tuple[str, str, UUID]:
        token = form.cleaned_data["token"]
        row = budget_sheets.stage_sheet(by=by, version_id=budget_id, data=form.data_read(), token=token)
        return "budget_sheet_read", "programme:budget-sheet", row.id

    return ask(
        request, heading=_("Read the lines from a spreadsheet"), verb=_("Read it, take nothing over yet"), reference=version.grant.code,
        lede=_("It is read for a look first: every line is accounted for, and nothing is taken over before you say so."),
        back=reverse("programme:budget", args=[budget_id]), save=save, waiting=sheet_pages.waiting(by, version),
        make=lambda data: BudgetSheetForm(
            data, request.FILES if data is not None else None, cut=was_cut(request), initial={"token": new_id()}
        ),
    )  # fmt: skip


@asks_nothing
@require_safe
@policy("programme:budget:write", roles=permissions.APPROVERS)
def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """A spreadsheet as it was read, before it is taken over."""
    return shown(request, sheet_pages.sheet(actor_of(request), sheet_id))


@in_words
@require_POST
@policy("programme:budget:write", roles=permissions.APPROVERS)
def sheet_take(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The version has the lines of the spreadsheet: every line or none."""
    row = budget_sheets.take_over(by=actor_of(request), sheet_id=sheet_id)
    return done(request, "budget_sheet_taken", "programme:budget", row.version_id)


@in_words
@require_POST
@policy("programme:budget:write", roles=permissions.APPROVERS)
def sheet_throw_away(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Throws away a spreadsheet that was not taken over."""
    row = budget_sheets.throw_sheet_away(by=actor_of(request), sheet_id=sheet_id)
    return done(request, "sheet_thrown_away", "programme:budget", row.version_id)


@asks_nothing
@require_safe
@policy("programme:budget:read", roles=permissions.LEDGER)
def version_file(request: HttpRequest, budget_id: UUID) -> HttpResponse:
    """The lines of a version as a workbook; its digest is kept."""
    by = actor_of(request)
    return sent(budget_sheets.export_version(by=by, version=pages.version_of(by, budget_id), tongue=language()))


@require_http_methods(GET_POST)
@policy("programme:budget:write", roles=permissions.APPROVERS)
def adopt(request: HttpRequest, budget_id: UUID) -> HttpResponse:
    """Adopts a version: it changes no more."""
    by = actor_of(request)
    version = pages.version_of(by, budget_id)

    def save(form: forms.AdoptForm) -> tuple[str, str, UUID]:
        budgets.adopt_version(by=by, version_id=budget_id, on=form.cleaned_data["on"])
        return "budget_adopted", "programme:budget", budget_id

    return ask(
        request, heading=_("Adopt this version"), verb=_("Adopt it"), reference=version.grant.code,
        lede=_("Once signed it changes no more, and transfers are counted against it."),
        back=reverse("programme:budget", args=[budget_id]),
        make=lambda data: forms.AdoptForm(data, initial={"on": clock.today()}), save=save,
    )  # fmt: skip


@strict
@require_safe
@policy("programme:transfer:read", roles=permissions.LEDGER)
def transfers_list(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Transfers, and a trial that writes nothing."""
    return shown(request, transfer_pages.transfers(actor_of(request), grant_id, request.GET))


@require_http_methods(GET_POST)
@policy("programme:transfer:make", roles=permissions.KEEPERS)
def transfer_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Records a transfer."""
    by = actor_of(request)
    grant = grant_of(by, grant_id)

    def save(form: forms.TransferForm) -> tuple[str, str, UUID]:
        accepted = form.cleaned_data["accept_excess"]
        row = transfers.make_transfer(by=by, grant_id=grant_id, wanted=form.wanted(), accept_excess=accepted)
        return "transfer_made", "programme:transfer", row.id

    return ask(
        request, heading=_("Record a transfer"), verb=_("Record it"), reference=grant.code,
        back=reverse("programme:transfers", args=[grant_id]), make=forms.TransferForm, save=save,
    )  # fmt: skip


@asks_nothing
@require_safe
@policy("programme:transfer:read", roles=permissions.LEDGER)
def transfer(request: HttpRequest, moved_id: UUID) -> HttpResponse:
    """The notification of a transfer, to print."""
    return shown(request, transfer_pages.transfer(actor_of(request), moved_id))


@require_http_methods(GET_POST)
@policy("programme:transfer:make", roles=permissions.KEEPERS)
def transfer_notify(request: HttpRequest, moved_id: UUID) -> HttpResponse:
    """Notes that the funder was told."""
    by = actor_of(request)
    context = transfer_pages.transfer(by, moved_id)

    def save(form: forms.NotifyForm) -> tuple[str, str, UUID]:
        transfers.notify_transfer(by=by, transfer_id=moved_id, on=form.cleaned_data["on"])
        return "transfer_notified", "programme:transfer", moved_id

    return ask(
        request, heading=context["heading"], verb=_("Note it"), reference=context["reference"],
        back=reverse("programme:transfer", args=[moved_id]),
        make=lambda data: forms.NotifyForm(data, initial={"on": clock.today()}), save=save,
    )  # fmt: skip


@asks_nothing
@require_safe
@policy("programme:rate:read", roles=permissions.LEDGER)
def rates_list(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Rates of exchange."""
    return shown(request, pages.rates(actor_of(request), grant_id))


@require_http_methods(GET_POST)
@policy("programme:rate:set", roles=permissions.KEEPERS)
def rate_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Enters the rate of a month."""
    by = actor_of(request)
    grant = grant_of(by, grant_id)

    def save(form: forms.RateForm) -> tuple[str, str, UUID]:
        said = form.cleaned_data
        rates.set_rate(by=by, grant_id=grant_id, **{name: said[name] for name in ("currency", "month", "units", "source")})
        return "rate_saved", "programme:rates", grant_id

    return ask(
        request, heading=_("Enter a rate"), verb=_("Save the rate"), reference=grant.code, back=reverse("programme:rates", args=[grant_id]),
        make=lambda data: forms.RateForm(data, initial={"token": new_id()}), save=save,
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("programme:rate:set", roles=permissions.KEEPERS)
def rates_import(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Reads rates from a file."""
    by = actor_of(request)
    grant = grant_of(by, grant_id)

    def save(form: forms.RatesFileForm) -> tuple[str, str, UUID]:
        said = form.cleaned_data
        rates.import_rates(by=by, grant_id=grant_id, text=rates.text_of(said["file"].read_clear()), source=said["source"])
        return "rates_imported", "programme:rates", grant_id

    return ask(
        request, heading=_("Read rates from a file"), verb=_("Read them"), reference=grant.code,
        back=reverse("programme:rates", args=[grant_id]),
        make=lambda data: forms.RatesFileForm(data, request.FILES if data is not None else None), save=save,
    )  # fmt: skip
