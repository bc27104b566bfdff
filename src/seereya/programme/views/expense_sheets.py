"""Expenses out of a spreadsheet: the template, the dry run, the entering."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.foundation.identifiers import new_id
from seereya.programme import permissions_money as permissions
from seereya.programme.forms.sheets import ExpenseSheetForm
from seereya.programme.pages import expense_sheets as pages
from seereya.programme.queries.grants import grant_of
from seereya.programme.services import expense_sheets, expense_template
from seereya.programme.views.asking_money import as_file, ask, shown, strict
from seereya.reference.saying import language
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, done
from seereya.vault.uploads import was_cut


@asks_nothing
@require_safe
@policy("programme:expense:write", roles=permissions.KEEPERS)
def template(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """A workbook to fill in, with the codes of the grant and of the own payees."""
    name, data = expense_template.template(by=actor_of(request), grant_id=grant_id, tongue=language())
    return as_file(data, name)


@in_words
@require_http_methods(GET_POST)
@policy("programme:expense:write", roles=permissions.KEEPERS)
def sheet_new(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Reads expenses from a spreadsheet, for a look; nothing is entered yet."""
    by = actor_of(request)
    grant = grant_of(by, grant_id)

    def save(form: ExpenseSheetForm) -> tuple[str, str, UUID]:
        row = expense_sheets.stage_sheet(by=by, grant_id=grant_id, data=form.data_read(), token=form.cleaned_data["token"])
        return "expense_sheet_read", "programme:expense-sheet", row.id

    return ask(
        request, heading=_("Read expenses from a spreadsheet"), verb=_("Read it, enter nothing yet"), reference=grant.code,
        lede=_("It is read for a look first: every line is accounted for, and nothing is entered before you say so."),
        back=reverse("programme:expenses", args=[grant_id]), save=save, waiting=pages.waiting(by, grant),
        make=lambda data: ExpenseSheetForm(
            data, request.FILES if data is not None else None, cut=was_cut(request), initial={"token": new_id()},
            template=reverse("programme:expense-template", args=[grant_id]),
        ),
    )  # fmt: skip


@in_words
@strict
@require_safe
@policy("programme:expense:write", roles=permissions.KEEPERS)
def sheet(request: HttpRequest, ledger_sheet_id: UUID) -> HttpResponse:
    """A spreadsheet as it was read, before it is entered and after."""
    return shown(request, pages.sheet(actor_of(request), ledger_sheet_id, request.GET))


@in_words
@require_POST
@policy("programme:expense:write", roles=permissions.KEEPERS)
def sheet_enter(request: HttpRequest, ledger_sheet_id: UUID) -> HttpResponse:
    """Enters what a spreadsheet brings: all of it or nothing."""
    row = expense_sheets.enter_sheet(by=actor_of(request), sheet_id=ledger_sheet_id)
    return done(request, "expense_sheet_entered", "programme:expense-sheet", row.id)


@in_words
@require_POST
@policy("programme:expense:write", roles=permissions.KEEPERS)
def sheet_throw_away(request: HttpRequest, ledger_sheet_id: UUID) -> HttpResponse:
    """Throws away a spreadsheet of which nothing was entered."""
    row = expense_sheets.throw_sheet_away(by=actor_of(request), sheet_id=ledger_sheet_id)
    return done(request, "sheet_thrown_away", "programme:expense-sheet-new", row.grant_id)
