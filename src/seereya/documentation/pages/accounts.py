"""Accounts beside each other: what each says, ranges per category and status, propositions with who supports and contradicts them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seereya.documentation import rules, wording
from seereya.documentation.content import Account, IncidentContent, Proposition
from seereya.documentation.models import Incident
from seereya.documentation.pages import words
from seereya.documentation.pages.words import Row

HEAD = 26


def numbered(content: IncidentContent) -> dict[str, int]:
    """The number an account bears on the page, by its id."""
    return {one.id: number for number, one in enumerate(content.accounts, 1)}


def anchor(account: Account) -> str:
    """Where an account stands on the page."""
    return f"account-{account.id}"


def cards(row: Incident, content: IncidentContent, *, own: bool, may_change: bool) -> list[Row]:
    """Each account with everything it says; the two grades side by side, never averaged."""
    return [
        {
            "id": anchor(one),
            "number": number,
            "name": one.source_words or _("unnamed source"),
            "source_url": reverse("documentation:source", args=[one.source]) if one.source and own else "",
            "kind": words.term("source_types", one.source_type),
            "seen": one.source_type in wording.SEEING_TYPES,
            "basis": one.basis,
            "published": words.when(one.published) if one.published.precision != "unknown" else "",
            "says": one.says,
            "quantities": [words.quantity(q) for q in one.quantities],
            "blames": [words.blame(b) for b in one.blames],
            "reliability": words.reliability(one.reliability),
            "credibility": words.credibility(one.credibility),
            "archived": one.archived,
            "external": bool(one.external_event),
            "edit_url": reverse("documentation:account-edit", args=[row.id, one.id]) if may_change else "",
            "remove_url": reverse("documentation:account-remove", args=[row.id, one.id]) if may_change else "",
        }
        for number, one in enumerate(content.accounts, 1)
    ]


def table(content: IncidentContent) -> Row:
    """The accounts as a table: number, source, what it says of the dead, grades."""
    rows = []
    for number, one in enumerate(content.accounts, 1):
        killed = [words.quantity(q) for q in one.quantities if q.category == "killed"]
        grades = f"{words.reliability(one.reliability)['mark'] or '—'} / {words.credibility(one.credibility)['mark'] or '—'}"
        cells = [
            {"text": f"{number}. {one.source_words or _('unnamed source')}", "url": f"#{anchor(one)}"},
            words.when(one.published) if one.published.precision != "unknown" else "—",
            "; ".join(killed) or "—",
            grades,
        ]
        rows.append({"cells": cells})
    columns = [
        {"label": pgettext("of an account", "Source")},
        {"label": pgettext("of an account", "Said")},
        {"label": _("On people killed")},
        {"label": _("Reliability / credibility")},
    ]
    return {"caption": _("Accounts"), "columns": columns, "rows": rows}


def ranges(content: IncidentContent) -> list[Row]:
    """One row per category and status: the range over the accounts that give numbers, denials as denials, wordings kept."""
    derived, number = rules.derive(content.accounts), numbered(content)
    scale = max((value for one in derived for value in (one.maximum, one.minimum) if value), default=10)
    return [
        {
            "category": wording.label(wording.CATEGORIES, one.category),
            "status": wording.label(wording.STATUSES, one.status),
            "low": one.minimum,
            "high": None if one.open_ended else one.maximum,
            "drawn": bool(one.claims),
            "words": _range_words(one),
            "scale": scale if not one.open_ended else max(scale, (one.minimum or 0) * 2),
            "claims": [number[account] for account in one.claims],
            "denials": _quotes(content, one, denied=True),
            "wordings": _quotes(content, one, denied=False),
        }
        for one in derived
    ]


def _range_words(one: rules.Derived) -> str:
    if one.open_ended and one.minimum is not None and one.maximum is not None and one.maximum > one.minimum:
        return _("%(low)s to %(high)s, or more") % {"low": one.minimum, "high": one.maximum}
    return words.bounds(one.minimum, one.maximum, open_ended=one.open_ended)


def _quotes(content: IncidentContent, row: rules.Derived, *, denied: bool) -> list[Row]:
    """What accounts say in words only, or deny, within one category and status."""
    found = []
    for number, account in enumerate(content.accounts, 1):
        found += [
            {"number": number, "words": one.words}
            for one in account.quantities
            if (one.category, one.status) == (row.category, row.status)
            and one.denied == denied
            and (denied or (one.minimum is None and one.maximum is None))
        ]
    return found


def propositions(row: Incident, content: IncidentContent, *, may_change: bool) -> list[Row]:
    """Each proposition with the accounts that support and contradict it, its conclusion, and how it bears on the others."""
    told = {one.id: one.words for one in content.propositions}
    return [
        {
            "id": f"proposition-{one.id}",
            "words": one.words,
            "supports": _stand(content, one, "supports"),
            "contradicts": _stand(content, one, "contradicts"),
            "silent": [n for a, n in _numbered_accounts(content) if a.positions.get(one.id, "silent") == "silent"],
            "conclusion": one.conclusion,
            "standard": words.term("standards_of_proof", one.standard),
            "reasons": one.reasons,
            "relations": [
                {"kind": wording.label(wording.RELATIONS, r.get("kind", "")), "words": told.get(r.get("to", ""), "")}
                for r in one.relations
            ],
            "trap": any(r.get("kind") == "does_not_disprove" for r in one.relations),
            "edit_url": reverse("documentation:proposition-edit", args=[row.id, one.id]) if may_change else "",
        }
        for one in content.propositions
    ]


def _numbered_accounts(content: IncidentContent) -> list[tuple[Account, int]]:
    return [(one, number) for number, one in enumerate(content.accounts, 1)]


def _stand(content: IncidentContent, proposition: Proposition, position: str) -> list[Row]:
    return [
        {"text": one.says or one.source_words, "source": f"{number}. {one.source_words}", "url": f"#{anchor(one)}"}
        for one, number in _numbered_accounts(content)
        if one.positions.get(proposition.id, "silent") == position
    ]


def matrix(content: IncidentContent) -> Row:
    """Propositions × accounts: one cell says in a word where an account stands."""
    heads = [
        {"text": f"{number}. {Truncator(one.source_words).chars(HEAD)}", "url": f"#{anchor(one)}"}
        for one, number in _numbered_accounts(content)
    ]
    rows = [
        {
            "words": one.words,
            "cells": [
                {"code": code, "words": wording.label(wording.POSITIONS, code)}
                for code in (account.positions.get(one.id, "silent") for account in content.accounts)
            ],
        }
        for one in content.propositions
    ]
    return {"heads": heads, "rows": rows}
