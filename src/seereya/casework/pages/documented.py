"""Documented acts as a case file shows them: everybody blamed is alleged, everybody harmed goes by an open code."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.casework import services
from seereya.casework.content import CaseContent
from seereya.casework.services.documented import Documented
from seereya.reference import saying

Row = dict[str, Any]


def row(one: Documented) -> Row:
    """One act in words."""
    where = saying.place(one.get("place", ""), one.get("place_words", "")) if one.get("place") or one.get("place_words") else ""
    return {
        "kind": saying.term("violation_types", one["kind"]),
        "when": one.get("when", ""),
        "where": where,
        "method": one.get("method", ""),
        "victims": one.get("victims", ""),
        "alleged": one.get("alleged", ""),
        "reference": one["reference"],
        "url": f"{reverse('documentation:incident', args=[one['incident']])}#act-{one['act']}",
        "taken": one.get("taken", ""),
    }


def rows(content: CaseContent) -> list[Row]:
    """The acts the file is about."""
    return [row(one) for one in content.acts_documented]


def offered(by: Actor, content: CaseContent) -> tuple[list[tuple[str, str]], list[str]]:
    """The acts a form offers, in words, and those chosen already; an act whose incident is closed to the member stays offered."""
    known = {services.key_of(one): one for one in content.acts_documented}
    known |= {services.key_of(one): one for one in services.documented_acts(by=by, content=content)}
    words = [(key, " · ".join(filter(None, _words(row(one))))) for key, one in known.items()]
    return words, [services.key_of(one) for one in content.acts_documented]


def _words(one: Row) -> tuple[str, ...]:
    return one["reference"], one["kind"], one["when"], one["where"], one["victims"]
