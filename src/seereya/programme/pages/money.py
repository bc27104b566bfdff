"""Pages of the budget: the comparison, the versions, the transfers with their simulator, the rates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from seereya.accounts import wording as accounts
from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused, Role
from seereya.foundation import clock
from seereya.foundation.money import format_amount, format_percent, percent
from seereya.foundation.selection import BadSelection
from seereya.programme import permissions_money as permissions
from seereya.programme import rules_budget as rules
from seereya.programme.models import BudgetLine, BudgetVersion, Grant
from seereya.programme.permissions import READERS as OF_THE_GRANT
from seereya.programme.queries.budget import Comparison, comparison, spent_by_partner
from seereya.programme.queries.grants import NotThere, grant_of, grants_of, partners
from seereya.programme.queries.ledger import leads
from seereya.programme.queries.rates import rates_of
from seereya.reference.saying import language, term
from seereya.reference.strict import asked

Context = dict[str, Any]


def eur(value: Decimal | None) -> Context:
    """Euros as a cell of a table."""
    return {"text": format_amount(value, language()) if value is not None else "", "numeric": True}


def said(value: Decimal, currency: str = "EUR") -> str:
    """Euros in a sentence."""
    return format_amount(value, language(), currency)


def units_said(units: Decimal) -> str:
    """A rate without the zeros behind it."""
    exponent = units.normalize().as_tuple().exponent
    return format_amount(units, language(), decimals=max(-exponent, 0) if isinstance(exponent, int) else 0)


def on(day: date | None) -> str:
    """A day in words."""
    return date_format(day, "j F Y") if day else ""


def day_cell(day: date | None) -> Context:
    """A day as a cell of a list: its month in short, on one line."""
    return {"text": date_format(day, "j N Y") if day else "", "nowrap": True}


def columns(*labels: Any, numeric: frozenset[int] = frozenset()) -> list[Context]:
    """Columns of a table."""
    return [{"label": label, "numeric": number in numeric} for number, label in enumerate(labels)]


def day_of(typed: str, name: str) -> date | None:
    """A day out of an address. Raises `BadSelection`."""
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise BadSelection("bad_date", name, typed) from None


_TABS = (
    ("programme:money", gettext_lazy("Budget and spending"), permissions.COMPARERS),
    ("programme:transfers", gettext_lazy("Transfers"), permissions.LEDGER),
    ("programme:rates", gettext_lazy("Rates of exchange"), permissions.LEDGER),
    ("programme:expenses", gettext_lazy("Expenses"), permissions.LEDGER),
    ("programme:support", gettext_lazy("Help to victims"), permissions.SUPPORT_READERS),
    ("programme:audit", gettext_lazy("Exports and samples"), permissions.AUDITORS),
)


def framed(by: Actor, grant: Grant, current: str, **more: Any) -> Context:
    """What every page about the money of a grant carries: its code, and the ways to the others that the roles open."""
    tabs = [
        {"url": reverse(name, args=[grant.id]), "label": label, "current": name == current}
        for name, label, roles in _TABS
        if by.roles & roles
    ]
    back = reverse("programme:grant", args=[grant.id]) if by.holds(*OF_THE_GRANT) else ""
    return {"grant": grant, "grant_url": back, "reference": grant.code, "tabs": tabs} | more


def home(by: Actor) -> Context:
    """The grants whose money a member reads."""
    start = "programme:money" if by.roles & permissions.COMPARERS else "programme:support"
    rows = [
        {
            "url": reverse(start, args=[one.id]),
            "cells": [one.code, one.title, one.organisation.code, said(one.amount), f"{on(one.starts)} – {on(one.ends)}"],
        }
        for one in grants_of(by)
    ]
    table = {
        "caption": _("Grants"),
        "columns": columns(_("Grant"), _("Title"), _("Coordinator"), _("Amount"), _("Period")),
        "rows": rows,
    }
    return {
        "heading": pgettext("room", "Money"),
        "lede": _("Budget, transfers, expenses and help to victims, grant by grant."),
        "parts": [
            {"table": table, "empty": _("Your organisation is not a partner of any grant yet. Its coordinator makes the grant.")}
        ],
        "actions": [{"url": reverse("programme:payees"), "label": _("Payees")}] if by.holds(*permissions.KEEPERS) else [],
    }


def compared(by: Actor, grant_id: UUID, params: Mapping[str, Any]) -> Context:
    """Budget and spending side by side, by heading of annex III. Raises `NotThere`, `BadSelection`."""
    grant = grant_of(by, grant_id)
    wanted = asked(params, "from", "to", "partner")
    until = day_of(wanted["to"], "to") or min(clock.today(), grant.ends)
    starts = day_of(wanted["from"], "from")
    codes = {one.organisation.code: one.organisation_id for one in partners(grant)}
    if wanted["partner"] and wanted["partner"] not in codes:
        raise BadSelection("not_a_choice", "partner", wanted["partner"])
    found = comparison(grant, until, starts=starts, organisation=codes.get(wanted["partner"]))
    actions = []
    if by.holds(*permissions.APPROVERS):
        actions.append({"url": reverse("programme:budgets", args=[grant.id]), "label": _("Versions of the budget")})
    context = framed(by, grant, "programme:money", heading=_("Budget and spending"), actions=actions)
    if found is None:
        return context | {"notices": [{"kind": "waits", "text": accounts.say(Refused("no_budget_adopted"))}], "parts": []}
    notices = near_notices(found)
    parts = [_heading_part(found, split=starts is not None), _partner_part(grant, until)]
    if not by.holds(Role.DONOR) or by.roles - {Role.DONOR}:
        parts.append(_line_part(found))
    lede = _("Until %(day)s; counted costs only, in euros.") % {"day": on(until)}
    return context | {"notices": notices, "lede": lede, "parts": parts}


def near_notices(found: Comparison) -> list[Context]:
    """Headings close to a quarter, or past it."""
    return [
        {
            "kind": "late" if one.excess else "waits",
            "text": _("Heading %(line)s was changed by %(share)s%% without an addendum; the most is 25%%.")
            % {"line": one.line, "share": format_amount(one.share or Decimal(0), language(), decimals=1)},
        }
        for one in found.standings
        if one.is_near
    ]


def _heading_part(found: Comparison, *, split: bool) -> Context:
    """By heading of annex III; `split`: what was spent before a period and in it, apart."""
    moved = {one.line: one for one in found.standings}
    rows = []
    for line in rules.ALL_LINES:
        spent, now = found.spent[line], found.current[line]
        share = percent(spent, now)
        apart = [eur(found.before[line]), eur(found.period[line])] if split else []
        rows.append({
            "cells": [
                term("eu_budget_headings", f"B{line}"), eur(found.original[line]), eur(now - found.original[line]), eur(now), *apart,
                eur(spent), eur(now - spent),
                {"text": share_words(share) if share is not None else "", "numeric": True},
                moved_cell(moved.get(line)),
            ]
        })  # fmt: skip
    labels = [_("Heading"), _("Budget"), _("Transfers"), _("After transfers")]
    labels += [_("Spent before"), _("In the period")] if split else []
    labels += [_("Spent in all"), _("Left"), _("Spent"), _("Moved")]
    heads = columns(*labels, numeric=frozenset(range(1, 10)))
    return {
        "heading": _("By heading"),
        "text": _("Annex III: 7 = 1 to 6; 9 = 7 + 8; 11 = 9 + 10; 13 = 11 + 12. Line 8 at most 7% of line 7, line 10 at most 5%."),
        "bars": [
            {"label": term("eu_budget_headings", f"B{line}"), "part": int(found.spent[line]), "whole": int(found.current[line]),
             "words": f"{said(found.spent[line])} / {said(found.current[line])}"}
            for line in (*rules.DIRECT, 11)
        ],
        "table": {"caption": _("By heading"), "columns": heads, "rows": rows},
    }  # fmt: skip


def share_words(share: Decimal) -> str:
    """A share of a budget in percent, to a tenth."""
    return format_percent(format_amount(share, language(), decimals=1), language())


def moved_cell(standing: rules.Standing | None) -> Context:
    """How much transfers changed a heading, marked where it comes close to a quarter."""
    if standing is None or not standing.moved:
        return {"text": "", "numeric": True}
    words = share_words(standing.share or Decimal(0))
    if standing.is_near:
        return {"badge": words, "kind": "late" if standing.excess else "waits", "numeric": True}
    return {"text": words, "numeric": True}


def _partner_part(grant: Grant, until: date) -> Context:
    spent = spent_by_partner(grant, until)
    rows = []
    for one in partners(grant):
        amount = spent.get(one.organisation_id, rules.ZERO)
        over = one.ceiling and amount > one.ceiling
        badge = {"badge": _("over its ceiling"), "kind": "late"} if over else {}
        rows.append({"cells": [one.organisation.name, eur(one.ceiling), eur(amount), eur(one.ceiling - amount) | badge]})
    heads = columns(_("Partner"), _("Ceiling"), _("Spent"), _("Left"), numeric=frozenset({1, 2, 3}))
    return {"heading": _("By partner"), "table": {"caption": _("By partner"), "columns": heads, "rows": rows}}


def _line_part(found: Comparison) -> Context:
    rows = [
        {"cells": [
            {"text": one.line.code, "reference": True}, one.line.title, one.line.partner.code if one.line.partner else "",
            eur(one.line.amount), eur(one.spent), eur(one.line.amount - one.spent),
        ]}
        for one in found.lines
    ]  # fmt: skip
    heads = columns(_("Line"), _("What for"), _("Partner"), _("Budget"), _("Spent"), _("Left"), numeric=frozenset({3, 4, 5}))
    notes = []
    if found.outside:
        words = _("%(amount)s are spent on no line of this budget: charge these expenses to a line.") % {
            "amount": said(found.outside)
        }
        notes.append({"kind": "waits", "text": words})
    return {"heading": _("By line"), "notices": notes, "table": {"caption": _("By line"), "columns": heads, "rows": rows}}


def versions(by: Actor, grant_id: UUID) -> Context:
    """All versions of the budget. Raises `NotThere`."""
    grant = grant_of(by, grant_id)
    rows = [
        {
            "url": reverse("programme:budget", args=[one.id]),
            "cells": [str(one.number), one.reason, on(one.adopted_on) or {"badge": _("in writing"), "kind": "waits"}],
        }
        for one in BudgetVersion.objects.filter(grant=grant).order_by("-number")
    ]
    actions = []
    if leads(by, grant) and by.holds(*permissions.APPROVERS):
        actions.append({"url": reverse("programme:budget-new", args=[grant.id]), "label": _("Begin a version"), "main": True})
    table = {"caption": _("Versions"), "columns": columns(_("No."), _("What it is"), _("Signed on")), "rows": rows}
    parts = [{"table": table, "empty": _("No budget yet. The coordinator's finance officer begins the original.")}]
    return framed(by, grant, "programme:money", heading=_("Versions of the budget"), parts=parts, actions=actions)


def version_of(by: Actor, version_id: UUID) -> BudgetVersion:
    """A version of a grant the member reads. Raises `NotThere`."""
    row = BudgetVersion.objects.select_related("grant").filter(id=version_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.grant_id)
    return row


def version(by: Actor, version_id: UUID) -> Context:
    """One version with its lines. Raises `NotThere`."""
    row = version_of(by, version_id)
    writes = row.adopted_on is None and by.holds(*permissions.APPROVERS) and leads(by, row.grant)
    lines = list(row.lines.select_related("partner").order_by("top", "position", "code"))
    typed: dict[int, Decimal] = {}
    for line in lines:
        typed[line.top] = typed.get(line.top, rules.ZERO) + line.amount
    sums = rules.totals(typed)
    facts = [{"label": term("eu_budget_headings", f"B{line}"), "value": said(sums[line])} for line in rules.ALL_LINES]
    actions: list[Context] = [
        {"url": reverse("programme:budget-file", args=[row.id]), "label": _("Take the lines out as a workbook")}
    ]
    notices = []
    if writes:
        actions += [
            {"url": reverse("programme:budget-line-new", args=[row.id]), "label": _("Add a line")},
            {"url": reverse("programme:budget-sheet-new", args=[row.id]), "label": _("Read the lines from a spreadsheet")},
            {"url": reverse("programme:budget-adopt", args=[row.id]), "label": _("Adopt it"), "main": True},
        ]
        try:
            rules.check_ceilings(sums)
        except Refused as refused:
            notices.append({"kind": "late", "text": accounts.say(refused)})
    parts = [_lines_part(row, lines, writes=writes), {"heading": _("Sums of annex III"), "facts": facts}]
    badge = {"text": on(row.adopted_on), "kind": "done"} if row.adopted_on else {"text": _("in writing"), "kind": "waits"}
    heading = f"{row.number}. {row.reason}"
    return framed(
        by, row.grant, "programme:money", heading=heading, badges=[badge], notices=notices, parts=parts, actions=actions
    )


def _lines_part(row: BudgetVersion, lines: list[BudgetLine], *, writes: bool) -> Context:
    rows = [
        {
            "url": reverse("programme:budget-line", args=[row.id, line.id]) if writes else "",
            "cells": [
                {"text": line.code, "reference": True}, line.title, line.partner.code if line.partner else "", line.unit,
                " + ".join(format_amount(Decimal(number), language()) for number in line.numbers if Decimal(number)),
                eur(line.unit_value), eur(line.amount), {"text": line.justification},
            ],
        }
        for line in lines
    ]  # fmt: skip
    heads = columns(
        _("Line"), _("What for"), _("Partner"), _("Unit"), _("Units by year"), _("Unit value"), _("Amount"), _("Justification"),
        numeric=frozenset({5, 6}),
    )  # fmt: skip
    table = {"caption": _("Lines"), "columns": heads, "rows": rows}
    return {"heading": _("Lines"), "table": table, "empty": _("No line yet.")}


def rates(by: Actor, grant_id: UUID) -> Context:
    """All rates of a grant. Raises `NotThere`."""
    grant = grant_of(by, grant_id)
    rows = [
        {
            "cells": [
                date_format(one.month, "F Y"),
                one.currency,
                {"text": units_said(one.units), "numeric": True},
                one.source,
            ]
        }
        for one in rates_of(grant)
    ]
    actions = []
    if leads(by, grant) and by.holds(*permissions.KEEPERS):
        actions = [
            {"url": reverse("programme:rates-import", args=[grant.id]), "label": _("Read them from a file")},
            {"url": reverse("programme:rate-new", args=[grant.id]), "label": _("Enter a rate"), "main": True},
        ]
    table = {
        "caption": _("Rates"),
        "columns": columns(_("Month"), _("Currency"), _("Units for one euro"), _("Source"), numeric=frozenset({2})),
        "rows": rows,
    }
    lede = _("Currencies with a fixed rate need none here. The others have one for each month, by the method in the contract.")
    parts = [{"table": table, "empty": _("No rate yet: expenses in other currencies wait for theirs.")}]
    return framed(by, grant, "programme:rates", heading=_("Rates of exchange"), lede=lede, parts=parts, actions=actions)
