"""The money's part of the home page: what a finance officer has to complete, approve, pay, enter; headings close to a quarter."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.foundation import clock
from seereya.foundation.desks import Figure, Urgency, Work
from seereya.foundation.money import format_amount
from seereya.programme import permissions_money as permissions
from seereya.programme import rules_budget as rules
from seereya.programme.models import Grant
from seereya.programme.queries.budget import Frame, frame_of
from seereya.programme.queries.grants import grants_of
from seereya.programme.queries.ledger import leads, missing_rates, waiting
from seereya.reference.saying import language, term


def waits(by: Actor) -> list[Work]:
    """What waits in the ledger; nothing for roles that keep none."""
    if not by.holds(*permissions.APPROVERS):
        return []
    grant = grants_of(by).first()
    if grant is None:
        return []
    frame = frame_of(grant) if leads(by, grant) else None
    return _ledger(by, grant) + _budget(by, grant, frame)


def _ledger(by: Actor, grant: Grant) -> list[Work]:
    found, listed = waiting(by), reverse("programme:expenses", args=[grant.id])
    lines: list[tuple[int, str, str, Urgency]] = [
        (found.to_approve, _("Payments a colleague prepared: approve or return"), "?state=prepared", "waits")
    ]
    if by.holds(*permissions.KEEPERS):
        lines += [
            (
                found.to_complete,
                _("Expenses to complete: a piece, a line or an attendance list is missing"),
                "?state=draft&status=EL-PEN",
                "soon",
            ),
            (found.to_pay, _("Approved: note the payment"), "?state=approved", "waits"),
        ]
    return [Work(label, listed + query, kind, _many(count)) for count, label, query, kind in lines if count]


def _many(count: int) -> str:
    return ngettext("%(count)s expense", "%(count)s expenses", count) % {"count": count}


def _budget(by: Actor, grant: Grant, frame: Frame | None) -> list[Work]:
    if frame is None:
        return []
    where, work = reverse("programme:transfers", args=[grant.id]), []
    for one in rules.standings(frame.reference, frame.moves):
        if one.is_near:
            share = format_amount(one.share or rules.ZERO, language(), decimals=1)
            label = _("A heading is close to its quarter") if not one.excess else _("A heading is over its quarter")
            badge = _("%(share)s%% of 25%%") % {"share": share}
            work.append(Work(label, where, "late" if one.excess else "waits", badge, term("eu_budget_headings", f"B{one.line}")))
    untold = [one for one in frame.transfers if one.notified_on is None]
    if untold and by.holds(Role.FINANCE):
        work.append(Work(_("Transfers the funder was not told of"), where, "waits", str(len(untold))))
    if by.holds(Role.FINANCE) and (missing := missing_rates(grant, clock.today())):
        where = reverse("programme:rates", args=[grant.id])
        work.append(Work(_("Rates of last month are missing"), where, "soon", ", ".join(missing)))
    return work


def figures(by: Actor) -> list[Figure]:
    """What is spent of the grant, for those who compare."""
    if not by.holds(Role.FINANCE):
        return []
    grant = grants_of(by).first()
    if grant is None:
        return []
    url = reverse("programme:money", args=[grant.id])
    return [Figure(_("Grant %(code)s") % {"code": grant.code}, format_amount(grant.amount, language(), "EUR"), url)]
