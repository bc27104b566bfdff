"""A spreadsheet of expenses as it was read and as it was entered: every line accounted for, every fault by line and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.programme import wording_expense_sheets as words
from seereya.programme.content_money import SheetLine
from seereya.programme.models import Expense, ExpenseSheet, Grant
from seereya.programme.pages.faults import faults_part
from seereya.programme.pages.lists import amount, page_of, pager
from seereya.programme.pages.money import Context, columns, day_cell, framed, on
from seereya.programme.pages.waiting import waiting_part
from seereya.programme.services.expense_sheets import NEWEST, open_sheet, sheet_of, waiting_sheets
from seereya.programme.wording_money import KINDS, REASONS
from seereya.reference.strict import asked

SHOWN = 200
_ORDER = ("new", "entered", "stands", "partner", "sum", "refused")


def sheet(by: Actor, sheet_id: UUID, params: Mapping[str, Any]) -> Context:
    """The page before it is entered, and after. Raises `NotThere`, `BadSelection`, `Refused("finance_holder_needed")`."""
    row, page = sheet_of(by, sheet_id), page_of(asked(params, "page")["page"])
    lines = open_sheet(by=by, sheet=row)
    figures = [{"label": words.FATES[one], "value": row.counts[one]} for one in _ORDER if row.counts.get(one)]
    parts: list[Context] = [{"figures": figures, "facts": _sums(lines)}]
    faults = [fault for line in lines for fault in sorted(line.faults, key=lambda one: (len(one.column), one.column))]
    if faults:
        days = {"starts": on(row.grant.starts), "ends": on(row.grant.ends)}
        parts.append(faults_part(faults, words.FAULTS, words.COLUMNS, **days))
    parts.append(_lines(row, lines, page))
    notice, posts = _standing(row)
    if row.entered_at is None:
        posts.append(
            {"url": reverse("programme:expense-sheet-throw-away", args=[row.id]), "label": _("Throw it away"), "kind": ""}
        )
    parts[0] |= {"posts": posts, "links": _links(row)}
    read = ngettext("%(count)s line read", "%(count)s lines read", len(lines)) % {"count": len(lines)}
    heading = _("Expenses out of a spreadsheet")
    crumbs = [{"url": reverse("programme:expenses", args=[row.grant_id]), "label": _("Expenses")}, {"label": heading}]
    return framed(
        by, row.grant, "programme:expenses", heading=heading, lede=f"{read} · SHA-256 {row.sha256[:16]}…", notices=[notice],
        parts=parts, breadcrumb=crumbs,
    )  # fmt: skip


def waiting(by: Actor, grant: Grant) -> Context | None:
    """What the own organisation read for this grant and did not enter."""
    return waiting_part(_("Read and not entered"), waiting_sheets(by, grant), most=NEWEST, address="programme:expense-sheet")


def _standing(row: ExpenseSheet) -> tuple[Context, list[Context]]:
    """Where it stands in a sentence, and the button where it can be entered."""
    count = row.counts["documents"]
    if row.entered_at is not None:
        said = ngettext(
            "Entered on %(day)s: %(count)s expense. Reading or entering the same file again enters nothing twice.",
            "Entered on %(day)s: %(count)s expenses. Reading or entering the same file again enters nothing twice.", count,
        )  # fmt: skip
        return {"kind": "info", "text": said % {"count": count, "day": date_format(row.entered_at, "j F Y, H:i")}}, []
    if row.counts.get("refused"):
        said = _("Nothing is entered while a line has a fault. Correct the spreadsheet and read it again.")
        return {"kind": "late", "text": said}, []
    if not count:
        return {"kind": "info", "text": _("Everything in it stands in the ledger already. There is nothing to enter.")}, []
    said = ngettext(
        "Nothing is entered yet. It brings %(count)s expense to your ledger.",
        "Nothing is entered yet. It brings %(count)s expenses to your ledger.", count,
    )  # fmt: skip
    label = ngettext("Enter %(count)s expense", "Enter all %(count)s expenses", count) % {"count": count}
    post = {"url": reverse("programme:expense-sheet-enter", args=[row.id]), "label": label, "kind": "primary"}
    return {"kind": "waits", "text": said % {"count": count}}, [post]


def _sums(lines: Sequence[SheetLine]) -> list[Context]:
    """What the expenses to enter, or entered, come to in each currency: to be compared with the sum of the spreadsheet."""
    found: dict[str, Decimal] = {}
    for one in lines:
        if one.fate in {"new", "entered"}:
            currency = one.values["currency"]
            found[currency] = found.get(currency, Decimal(0)) + Decimal(one.values["amount"])
    said = " · ".join(amount(value, currency) for currency, value in sorted(found.items()))
    return [{"label": _("They come to"), "value": said}] if said else []


def _links(row: ExpenseSheet) -> list[Context]:
    return [
        {"url": reverse("programme:expense-sheet-new", args=[row.grant_id]), "label": _("Read another spreadsheet")},
        {"url": reverse("programme:expenses", args=[row.grant_id]), "label": _("Show the expenses")},
    ]


def _lines(row: ExpenseSheet, lines: Sequence[SheetLine], page: int) -> Context:
    """Every line of the spreadsheet, two hundred a page, with what becomes of it and the expense it is."""
    shown = lines[(page - 1) * SHOWN : page * SHOWN]
    found = Expense.objects.filter(
        organisation_id=row.organisation_id, grant_id=row.grant_id, number__in={one.number for one in shown if one.number}
    )
    ids = dict(found.values_list("number", "id"))
    rows = [
        {"url": reverse("programme:expense", args=[ids[one.number]]) if one.number in ids else "", "cells": _cells(one)}
        for one in shown
    ]
    heads = columns(
        _("Line"), _("What becomes of it"), _("Document"), _("Day"), _("Kind"), _("Payee"), _("Budget line"), _("Amount"),
        numeric=frozenset({0, 7}),
    )  # fmt: skip
    return {
        "heading": _("Every line"), "table": {"caption": _("Every line"), "columns": heads, "rows": rows},
        "empty": _("No line on this page."), "pager": pager({}, len(lines), page, SHOWN),
    }  # fmt: skip


def _cells(one: SheetLine) -> list[Any]:
    values, kind = one.values, one.values.get("kind", "")
    notes = [str(REASONS[code]).rstrip(".") for code in one.notes] if one.first == one.line else []
    if one.number:
        notes.insert(0, _("no. %(number)s of the ledger") % {"number": one.number})
    if one.first != one.line:
        notes.insert(0, _("a part of the document of line %(line)s") % {"line": one.first})
    return [
        {"text": one.line, "numeric": True},
        {"badge": words.FATES[one.fate], "kind": words.FATE_KINDS[one.fate], "note": " · ".join(notes)},
        {"text": values.get("document", ""), "reference": True, "note": values.get("words", "")}, _day(values),
        KINDS.get(kind, kind),
        {"text": values.get("payee", ""), "reference": True}, values.get("line", ""), {"text": _amount(values), "numeric": True},
    ]  # fmt: skip


def _day(values: Mapping[str, str]) -> Context:
    """A day on one line; as it was typed where it was not understood."""
    typed = values.get("day", "")
    try:
        return day_cell(date.fromisoformat(typed))
    except ValueError:
        return {"text": typed}


def _amount(values: Mapping[str, str]) -> str:
    """An amount with its currency; as it was typed where it was not understood."""
    typed = values.get("amount", "")
    try:
        return amount(Decimal(typed), values.get("currency", ""))
    except InvalidOperation:
        return typed
