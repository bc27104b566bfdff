"""The parts of a case file's page about its clients: mandates, news, costs, steps; and the sheet to sign."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.casework import owed, permissions, wording
from seereya.casework import wording_clients as words
from seereya.casework.models import CaseFile, CounselNote
from seereya.casework.queries.lists import cases_about
from seereya.casework.rules.costs import CostState, total
from seereya.casework.rules.mandates import Standing, expires_soon, standing
from seereya.casework.rules.updates import Due
from seereya.casework.services.costs import spent
from seereya.casework.services.openings import Opened
from seereya.casework.services.storing import read_content
from seereya.foundation import clock
from seereya.reference import saying, terms
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import VaultKind

Row = dict[str, Any]


def panel(by: Actor, case_id: UUID) -> Row | None:
    """The panel of a file about its clients; nothing for who cannot open the file. Three queries, whatever is in it.

    It stands on the file's own page, whose opening is written down before the page asks for its panels.
    """
    if not by.holds(*permissions.READERS):
        return None
    keys = record_keys(keyring_of(by), [case_id]).get(case_id)
    row = CaseFile.objects.select_related("organisation", "vault").filter(pk=case_id).first() if keys else None
    return sections(by, Opened(row, read_content(row, keys), keys)) if row and keys else None


def cases_of_person(by: Actor, person_id: UUID) -> Row | None:
    """The panel of a person: the case files that name it; nothing for who holds no casework vault."""
    if not keyring_of(by).of_kind(VaultKind.CASEWORK) or not by.holds(*permissions.READERS):
        return None
    found = [
        {"url": reverse("casework:case", args=[one.id]), "reference": one.card["ref"], "label": one.card["title"]}
        for one in cases_about(by=by, facet="person", record=person_id)
    ]
    return {"items": found}


def sections(by: Actor, opened: Opened) -> Row:
    """Context of what a file says of its clients. One query: how many privileged notes there are, for counsel."""
    may = permissions.may_change(by, opened.row)
    counsel = by.holds(Role.COUNSEL)
    return {
        "case": opened.row,
        "mandates": mandates(opened),
        "told": told(opened),
        "costs": costs(by, opened),
        "steps": steps(opened),
        "conflict": conflict(opened),
        "notes_count": CounselNote.objects.filter(case=opened.row).count() if counsel else 0,
        "reads_notes": counsel,
        "writes_clients": may,
    }


def mandates(opened: Opened) -> list[Row]:
    """The mandates, the newest first, each with what it is worth today."""
    today, case = clock.today(), opened.row.id
    found = []
    for one in sorted(opened.content.mandates, key=lambda one: one.signed_on, reverse=True):
        worth = standing(one, today)
        soon = expires_soon(one, today)
        found.append({
            "kind": saying.term("mandate_types", one.kind),
            "forum": saying.term("procedure_types", one.forum),
            "givers": one.givers,
            "scope": one.scope,
            "signed": wording.day(one.signed_on),
            "until": wording.day(one.expires_on) or _("no last day"),
            "how": wording.label(words.SIGNING, one.signing),
            "guardian": one.guardian,
            "heir_of": one.heir_of,
            "revoked": wording.day(one.revoked_on),
            "worth": _("Ends soon") if soon else wording.label(words.STANDINGS, worth),
            "worth_kind": "waits" if soon else words.STANDING_KINDS[worth],
            "print_url": reverse("casework:mandate-print", args=[case, one.id]),
            "revoke_url": reverse("casework:mandate-revoke", args=[case, one.id]) if worth is not Standing.REVOKED else "",
        })  # fmt: skip
    return found


def told(opened: Opened) -> list[Row]:
    """Each client: last told when and how, whether the next time is due."""
    today, found = clock.today(), []
    for due_on, client in owed.news_due(opened.content):
        last, state = owed.last_told(opened.content, client), owed.waits(opened.content, client, today)
        how = wording.label(words.WAYS, last.how) if last else ""
        found.append({
            "client": client,
            "last": wording.day(last.told_on) if last else _("never"),
            "how": " · ".join(one for one in (how, saying.term("languages", last.language) if last else "") if one),
            "said": last.said if last else "",
            "wish": last.asked if last else "",
            "due": wording.day(due_on) if state is not Due.PAUSED else "—",
            "state": wording.label(words.DUES, state),
            "kind": words.DUE_KINDS[state],
        })  # fmt: skip
    return found


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency, thousands apart."""
    whole = f"{amount:,.2f}".removesuffix(".00").replace(",", " ")
    return f"{whole} {currency}" if get_language() == "en" else f"{whole.replace('.', ',')} {currency}"


def costs(by: Actor, opened: Opened) -> Row:
    """The costs and their totals, by currency: what counts, and what waits."""
    content, case = opened.content, opened.row.id
    currencies = sorted({one.currency for one in content.costs})
    lines = [
        {
            "on": wording.day(one.spent_on),
            "kind": wording.label(words.COSTS, one.kind),
            "what": one.what,
            "receipt": one.receipt or _("none"),
            "amount": money(Decimal(one.amount), one.currency),
            "state": wording.label(words.COST_STATES, one.state),
            "state_kind": words.COST_KINDS[CostState(one.state)],
            "why": one.decided_why,
            "decide_url": reverse("casework:cost-decide", args=[case, one.id])
            if one.state == CostState.WAITING and one.by != str(by.id) and permissions.may_decide(by, opened.row)
            else "",
        }
        for one in sorted(content.costs, key=lambda one: one.spent_on)
    ]
    return {"lines": lines, "totals": [money(total(spent(content, one)), one) for one in currencies]}


def steps(opened: Opened) -> list[str]:
    """Steps recorded by hand, in words."""
    return [f"{saying.term('impunity_funnel', one.step)} ({one.month}) {one.why}".strip() for one in opened.content.steps]


def conflict(opened: Opened) -> Row:
    """Whether partners were asked before the file was opened, or why not."""
    asked, why = opened.content.conflict, opened.content.conflict_reason
    return {"url": reverse("casework:conflict", args=[UUID(asked)]) if asked else "", "why": why}


def mandate_sheet(opened: Opened, mandate_id: str) -> Row | None:
    """The sheet to read aloud and sign; names are written on the paper by hand, so that none is printed from here."""
    one = next((one for one in opened.content.mandates if one.id == mandate_id), None)
    if one is None:
        return None
    signatures = ngettext("%(count)s signature or thumbprint", "%(count)s signatures or thumbprints", len(one.givers))
    return {
        "case": opened.row,
        "mandate": one,
        "kind": terms.label("mandate_types", one.kind, "fr"),
        "forum": terms.label("procedure_types", one.forum, "fr"),
        "language": terms.label("languages", one.read_in, "fr") if one.read_in else "",
        "signed": wording.day(one.signed_on),
        "until": wording.day(one.expires_on),
        "signatures": signatures % {"count": len(one.givers)},
        "thumb": one.signing == "thumbprint",
    }
