"""Pages of persons and sources: open codes, closed cards, the incidents they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.documentation import permissions, queries, services, wording
from seereya.documentation.content import Identity, PersonContent, SourceContent
from seereya.documentation.models import Person, Source
from seereya.documentation.pages import labelled, sealed, words
from seereya.documentation.pages.assembled import open_name, purpose_for
from seereya.documentation.pages.incident import folded
from seereya.documentation.pages.words import Row
from seereya.foundation import panels
from seereya.foundation.searching import Query
from seereya.reference.wording import UNSAID
from seereya.vault.keyring import RecordKeys
from seereya.vault.queries import readable_trail
from seereya.vault.rules import Group
from seereya.vault.services.openings import purpose_of

MOST = 100


def incidents_with(by: Actor, facet: str, record: UUID) -> list[Row]:
    """Incidents that name a person or a source, newest first, from the index: nothing is opened."""
    page = queries.records_index(by).search(Query(include={facet: [str(record)]}, sort="date", descending=True, limit=MOST))
    return [
        {
            "url": reverse("documentation:incident", args=[UUID(bytes=hit.key)]),
            "reference": hit.card["ref"],
            "label": hit.card["title"],
            "badge": words.term("verification_status", hit.card["status"]),
        }
        for hit in page.rows
    ]


def person_facts(content: PersonContent) -> list[Row]:
    """What is said of a person without saying who."""
    found = [
        (_("Sex"), words.answer(content.sex, wording.SEXES)),
        (_("Age when it happened"), words.answer(content.age_then)),
        (_("Age now"), words.answer(content.age_now)),
        (_("A minor when it happened"), words.answer(content.minor, wording.YES_NO)),
        (_("Origin, roughly"), words.answer(content.origin)),
        (_("Status under the law of armed conflict"), _status(content.status)),
        (_("What makes this person vulnerable"), content.vulnerability),
        (_("Note"), content.note),
    ]
    return [{"label": label, "value": value or _("not asked")} for label, value in found]


def _status(code: str) -> str:
    return words.answer(code) if code in UNSAID else words.term("protected_status", code)


def persons(by: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """A page of the list of persons, by open codes."""
    number, code = _page_asked(asked)
    listed = queries.page_of_persons(by=by, number=number, code=code)
    rows = [
        {
            "url": reverse("documentation:person", args=[row.id]),
            "cells": [
                {"text": row.code, "reference": True},
                words.answer(content.sex, wording.SEXES),
                words.answer(content.age_then),
                words.answer(content.origin),
                _status(content.status),
            ],
        }
        for row, content in listed.rows
    ]
    labels = (_("Open code"), _("Sex"), _("Age when it happened"), _("Origin, roughly"), _("Status"))
    return {
        "table": {"caption": _("Persons"), "columns": [{"label": label} for label in labels], "rows": rows},
        "pager": coded_pager(listed, code),
        "code": code,
        "may_create": by.holds(*permissions.PERSON_WRITERS),
        "may_search": permissions.may_open_names(by),
    }


def same_names(by: Actor, typed: str) -> list[Row]:
    """Persons and sources recorded already under the first name typed, or one written like it; the search is on the record."""
    purpose = _("to see whether this person is recorded already")
    found = queries.search_names(by=by, typed=typed.partition("\n")[0], purpose=purpose)
    how = {"exact": _("the same spelling"), "skeleton": _("sounds alike"), "alias": _("a known variant")}
    return [
        {
            "url": reverse(f"documentation:{one.kind}", args=[one.id]),
            "code": one.code,
            "names": " · ".join(one.names),
            "how": how.get(one.how, _("written nearly alike")),
        }
        for one in found
    ]


def person(by: Actor, person_id: UUID, shown: dict[str, Row] | None = None, *, before: list[Row] | None = None) -> dict[str, Any]:
    """A person's page; `before`: rules to read before the contact is opened. Raises `NotThere`."""
    row, content, keys = services.open_person(by=by, person_id=person_id)
    own = row.organisation_id == by.organisation_id
    return {
        "person": row,
        "own": own,
        "may_change": own and by.holds(*permissions.PERSON_WRITERS) and keys.holds(Group.IDENTITY),
        "may_link": own and by.holds(*permissions.WRITERS),
        "facts": person_facts(content),
        "cards": _cards(by, row, keys, shown or {}, before or []) if own else [],
        "incidents": incidents_with(by, "person", row.id),
        "panels": panels.panels(panels.PERSON, by=by, subject=row.id),
        "trail": folded(readable_trail(by, row.id, most=40)) if own else [],
        "breadcrumb": [{"url": reverse("documentation:persons"), "label": _("Persons")}, {"label": row.code}],
    }


def _cards(by: Actor, row: Person | Source, keys: RecordKeys, shown: dict[str, Row], before: list[Row]) -> list[Row]:
    kind = "person" if isinstance(row, Person) else "source"
    found: list[Row] = [{"kind": "identity", "title": _("Identity"), "inside": _("Names, birth, documents, family.")}]
    if kind == "person":
        found.append(
            {
                "kind": "contact",
                "title": _("Contact"),
                "inside": _("How to reach this person. The rules that keep her safe are shown first."),
                "before": before,
                "verb": _("Open the contact now") if before else _("Read the rules first"),
            }
        )
    return [
        card | {"id": str(row.id), "openers": sealed.name_openers()} | _way_in(by, row.id, kind, keys, shown, card["kind"])
        for card in found
    ]


def _way_in(by: Actor, record: UUID, kind: str, keys: RecordKeys, shown: dict[str, Row], part: str) -> Row:
    """What is open on this page, the way to open it, or who can."""
    if part in shown:
        return shown[part]
    if permissions.may_open_names(by) and keys.holds(Group.IDENTITY):
        url = reverse(f"documentation:{kind}-identity", args=[record])
        return {"open_url": f"{url}?part={part}", "purpose_needed": not purpose_of(by, record)}
    return {"refusal": _("You do not hold the identities vault. A colleague who does can ask for you.")}


def person_opened(by: Actor, person_id: UUID, part: str, typed: str) -> dict[str, Any]:
    """A person's page with the identity, or the contact, open. Raises `Refused("purpose_needed")`, `NotThere`."""
    purpose = purpose_for(by, person_id, typed)
    if part == "contact":
        contact = services.open_contact(by=by, person_id=person_id, purpose=purpose)
        card = {"facts": sealed.contact_facts(contact), "purpose": purpose}
    else:
        part, identity = "identity", services.open_identity(by=by, person_id=person_id, purpose=purpose)
        card = {"facts": sealed.identity_facts(identity), "purpose": purpose}
    return person(by, person_id, {part: card})


def source_facts(content: SourceContent) -> list[Row]:
    """What a source is, without saying who."""
    found = [
        (_("Kind of source"), words.term("source_types", content.kind)),
        (_("Public name"), "" if content.protected else content.name),
        (_("Protected"), _("yes, by its open code") if content.protected else _("no")),
        (_("Reliability in general"), words.reliability(content.reliability)["words"]),
        (_("Language it speaks"), words.term("languages", content.language)),
        (_("Note"), content.note),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def _page_asked(asked: Mapping[str, str]) -> tuple[int, str]:
    """Which page of a list an address asks for (the first where that cannot be read), and which part of a code."""
    typed = asked.get("page", "")[:7]
    return (int(typed) if typed.isascii() and typed.isdigit() else 1), asked.get("code", "")[:20]


def coded_pager(listed: queries.Coded[Any, Any], code: str) -> Row | None:
    """Where this page stands among all; nothing where everything is on it."""
    if listed.last == 1:
        return None
    first = (listed.number - 1) * queries.SIZE

    def address(number: int) -> str:
        return "?" + urlencode({"page": number} | ({"code": code} if code else {}))

    return {
        "total": listed.total,
        "first": first + 1,
        "last": min(first + queries.SIZE, listed.total),
        "previous_url": address(listed.number - 1) if listed.number > 1 else "",
        "next_url": address(listed.number + 1) if listed.number < listed.last else "",
    }


def sources(by: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """A page of the list of sources, by open codes."""
    number, code = _page_asked(asked)
    listed = queries.page_of_sources(by=by, number=number, code=code)
    rows = [
        {
            "url": reverse("documentation:source", args=[row.id]),
            "cells": [
                {"text": row.code, "reference": True},
                open_name(content),
                words.term("source_types", content.kind),
                words.reliability(content.reliability)["mark"] or "—",
            ],
        }
        for row, content in listed.rows
    ]
    labels = (_("Open code"), _("Called"), _("Kind of source"), _("Reliability"))
    return {
        "table": {"caption": _("Sources"), "columns": [{"label": label} for label in labels], "rows": rows},
        "pager": coded_pager(listed, code),
        "code": code,
        "may_create": by.holds(*permissions.PERSON_WRITERS),
    }


def source(by: Actor, source_id: UUID, shown: dict[str, Row] | None = None) -> dict[str, Any]:
    """A source's page. Raises `NotThere`."""
    row, content, keys = services.open_source(by=by, source_id=source_id)
    own = row.organisation_id == by.organisation_id
    return {
        "source": row,
        "called": open_name(content),
        "may_change": own and by.holds(*permissions.PERSON_WRITERS) and keys.holds(Group.IDENTITY),
        "facts": source_facts(content),
        "cards": _cards(by, row, keys, shown or {}, []) if own else [],
        "incidents": incidents_with(by, "source", row.id),
        "trail": folded(readable_trail(by, row.id, most=40)) if own else [],
        "breadcrumb": [{"url": reverse("documentation:sources"), "label": _("Sources")}, {"label": row.code}],
    }


def source_opened(by: Actor, source_id: UUID, typed: str) -> dict[str, Any]:
    """A source's page with the identity open."""
    purpose = purpose_for(by, source_id, typed)
    identity = services.open_source_identity(by=by, source_id=source_id, purpose=purpose)
    return source(by, source_id, {"identity": {"facts": sealed.identity_facts(identity), "purpose": purpose}})


def differences(by: Actor, person_id: UUID, mine: PersonContent) -> tuple[int, list[Row]]:
    """What somebody else saved of a person meanwhile, beside what the form says."""
    row, saved, _keys = services.open_person(by=by, person_id=person_id)
    return row.version, _beside(person_facts(saved), person_facts(mine))


def source_differences(by: Actor, source_id: UUID, mine: SourceContent) -> tuple[int, list[Row]]:
    """The same of a source."""
    row, saved, _keys = services.open_source(by=by, source_id=source_id)
    return row.version, _beside(source_facts(saved), source_facts(mine))


def _beside(before: list[Row], after: list[Row]) -> list[Row]:
    old, new = ([(one["label"], one["value"]) for one in facts] for facts in (before, after))
    return labelled.differences(old, new)


def source_initial(content: SourceContent, identity: Identity | None) -> dict[str, Any]:
    """The first values of a source's form."""
    found = vars(content).copy()
    if identity is not None:
        found |= {"names": "\n".join(identity.names), "documents": identity.documents, "family": identity.family}
    return found
