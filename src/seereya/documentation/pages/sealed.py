"""Closed cards: what kind of thing is inside, who can open it, and the one opened on this page for a purpose."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.documentation import permissions, wording
from seereya.documentation.content import Contact, Identity, IncidentContent, PrecisePlace
from seereya.documentation.models import Incident
from seereya.documentation.pages import words
from seereya.documentation.pages.words import Row
from seereya.documentation.queries.around import Around
from seereya.documentation.services import Opened
from seereya.vault.rules import Group
from seereya.vault.services.openings import purpose_of


def parts(by: Actor, opened: Opened, shown: dict[str, Row], *, purpose: str) -> list[Row]:
    """The precise place and the verbatim words. What was not shared with a partner is not even listed to it."""
    row, found = opened.row, []
    stated = purpose or purpose_of(by, row.id)
    for kind, group, recorded in (("place", Group.PLACE, bool(row.place)), ("testimony", Group.TESTIMONY, bool(row.testimony))):
        if not opened.keys.holds(group) or not recorded:
            continue
        card: Row = {"kind": kind, "title": _TITLES[kind](), "inside": _INSIDE[kind](), "openers": openers()}
        if permissions.may_open_sealed(by):
            card |= {
                "open_url": reverse(f"documentation:incident-{kind}", args=[row.id]) + f"#{kind}",
                "purpose_needed": not stated,
            }
        else:
            card |= {"refusal": _("Your roles do not open it. A documentalist or counsel of your organisation can.")}
        found.append(card | ({"purpose": stated} | shown[kind] if kind in shown else {}))
    return found


_TITLES = {"place": lambda: _("Precise place"), "testimony": lambda: _("Verbatim words")}
_INSIDE = {
    "place": lambda: _("Where exactly it happened, as it could be found by somebody who goes there."),
    "testimony": lambda: _("What was said word for word, which may show who speaks."),
}


def openers() -> str:
    """Who can open a sealed part of an incident."""
    return _("Documentalists, verifiers, counsel and protection who hold the vault, for a purpose that stays on the record.")


def name_openers() -> str:
    """Who can open a name."""
    return _("Those who hold the identities vault, for a purpose that stays on the record.")


def place_card(place: PrecisePlace) -> Row:
    """The precise place, open."""
    found = [{"label": _("Where exactly"), "value": place.words or "—"}]
    if place.latitude or place.longitude:
        found.append({"label": _("Coordinates"), "value": f"{place.latitude} ; {place.longitude}"})
    return {"facts": found}


def testimony_card(said: dict[str, str], content: IncidentContent) -> Row:
    """Verbatim words by account, open."""
    named = {one.id: f"{number}. {one.source_words}" for number, one in enumerate(content.accounts, 1)}
    found = [{"label": named.get(account, _("Account taken off")), "value": told} for account, told in said.items()]
    return {"facts": found or [{"label": "—", "value": "—"}]}


def identity_facts(identity: Identity) -> list[Row]:
    """A name and what goes with it."""
    found = [
        (_("Names"), " · ".join(identity.names)),
        (_("Born"), words.answer(identity.born)),
        (_("Documents"), identity.documents),
        (_("Family"), identity.family),
    ]
    return [{"label": label, "value": value} for label, value in found if value] or [
        {"label": _("Names"), "value": _("none recorded")}
    ]


def contact_facts(contact: Contact) -> list[Row]:
    """How somebody can be reached: the rules that keep her safe come first."""
    rules = contact.safe_rules or _("No rule recorded: ask before any contact.")
    return [{"label": _("Before any contact"), "value": rules}, {"label": _("How to reach"), "value": contact.how or "—"}]


def people(
    by: Actor,
    row: Incident,
    content: IncidentContent,
    around: Around,
    shown: dict[str, Row],
    *,
    own: bool,
    may_change: bool,
) -> list[Row]:
    """Persons by role, by their open codes; whoever may open names sees a closed card for each."""
    names, stated = permissions.may_open_names(by), bool(purpose_of(by, row.id))
    groups = []
    for role, title in wording.PERSON_GROUPS.items():
        found = []
        for one in content.persons:
            if one.role != role:
                continue
            person: Row = {
                "code": one.code,
                "note": one.note,
                "status": words.term("protected_status", one.status),
                "alleged": role == "alleged_perpetrator",
                "url": reverse("documentation:person", args=[one.person]) if own else "",
            }
            if may_change:
                person["unlink_url"] = reverse("documentation:person-unlink", args=[row.id, one.person, role])
            if own and names:
                person["card"] = _name_card(row, one.person, one.code, around, shown, stated=stated)
            found.append(person)
        if found:
            groups.append({"title": title, "role": role, "people": found})
    return groups


def _name_card(row: Incident, person: str, code: str, around: Around, shown: dict[str, Row], *, stated: bool) -> Row:
    card: Row = {
        "kind": "identity",
        "id": person,
        "title": _("Who is %(code)s") % {"code": code},
        "inside": _("Names, birth, documents, family."),
        "openers": name_openers(),
    }
    if person in shown:
        return card | shown[person]
    if UUID(person) in around.reachable:
        url = reverse("documentation:person-identity", args=[person]) + f"?incident={row.id}#person-{person}"
        return card | {"open_url": url, "purpose_needed": not stated}
    return card | {"refusal": _("You do not hold the identities vault. A colleague who does can ask for you.")}
