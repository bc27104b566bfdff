"""What a form takes from documentation: from the person, the act, the accounts, the items of evidence; each says from where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.advocacy.content_submissions import Entry
from seereya.advocacy.queries.submission_questions import asked
from seereya.advocacy.rules.submissions import DISAPPEARANCE, TOLD_SCOPE, Refused
from seereya.documentation import services as documentation
from seereya.documentation.content import Act, Identity, IncidentContent, PersonContent
from seereya.documentation.services.storing import NotThere as NoIncident
from seereya.evidence.queries.lists import items_linked_to
from seereya.foundation.sealable import When
from seereya.reference import places, terms
from seereya.reference.saying import labelled
from seereya.vault import rules_exits as exits
from seereya.vault import services as vaults
from seereya.vault.rules_exits import BasisKind

Value = str | When | Mapping[str, str]
LANGUAGES = ("fr", "en")


def acts_about(content: IncidentContent, person: UUID) -> list[Act]:
    """The acts of disappearance of which the person is a victim."""
    found = [one for one in content.acts if str(person) in one.victims]
    return [one for one in found if DISAPPEARANCE in terms.with_ancestors("violation_types", one.kind)]


def coded(by: Actor, person_id: UUID, content: PersonContent, incident_id: UUID | None, act_id: str) -> list[Entry]:
    """The answers of the open part. Raises `Refused("no_such_incident")` where the person is not a victim in it."""
    incident = _incident(by, person_id, incident_id) if incident_id else None
    act = _act(incident, person_id, act_id) if incident and act_id else None
    known: dict[str, Callable[[], Value]] = {
        "person.sex": lambda: content.sex if content.sex in {"F", "M", "X"} else "",
        "person.minor": lambda: content.minor if content.minor in {"yes", "no"} else "",
        "organisation.name": lambda: by.member.organisation.name,
        "basis.family": lambda: family_answer(by, person_id),
        "evidence.items": lambda: _items(by, [one for one in (incident_id, person_id) if one]),
    }
    if incident:
        known |= {
            "incident.summary": lambda: {"fr": incident.summary},
            "accounts.blames": lambda: {"fr": _says(incident, {"blames"})},
            "accounts.denials": lambda: _says(incident, {"denies"}),
            "act.when": lambda: act.when if act and _known(act.when) else incident.when,
            "act.place": lambda: _where(act, incident),
        }
    if act:
        known |= {"act.forces": lambda: _forces(act), "act.reason": lambda: act.stated_reason}
    return _filled("content", known)


def identity(by: Actor, person_id: UUID, *, purpose: str, case: UUID) -> list[Entry]:
    """The answers of the sealed part, out of the identity, opened for a purpose and on the record.

    The last word of the first name recorded is offered as family name: who fills the form checks it. Raises `Refused`, `NotThere`.
    """
    opened: Identity = documentation.open_identity(by=by, person_id=person_id, purpose=purpose, case=case)
    first, *others = opened.names or [""]
    names = first.split()
    known: dict[str, Callable[[], Value]] = {
        "identity.family_name": lambda: names[-1] if names else "",
        "identity.first_names": lambda: " ".join(names[:-1]),
        "identity.alias": lambda: " · ".join(others),
        "identity.born": lambda: opened.born,
        "identity.documents": lambda: opened.documents,
    }
    return _filled("identity", known)


def family_answer(by: Actor, person_id: UUID) -> str:
    """What the family answered to the United Nations being told, as the vault holds it: yes, no, or nothing."""
    path = terms.with_ancestors("consent_scopes", TOLD_SCOPE)
    for held in vaults.consent_of(by=by, subject=person_id):
        said = exits.heard(held.given, path) if held.given.kind is BasisKind.FAMILY else None
        if said:
            return "yes" if said.status in {exits.YES, exits.YES_IF} else "no"
    return ""


def _incident(by: Actor, person_id: UUID, incident_id: UUID) -> IncidentContent:
    try:
        opened = documentation.open_incident(by=by, incident_id=incident_id)
    except NoIncident:
        raise Refused("no_such_incident") from None
    if str(person_id) not in {one.person for one in opened.content.persons}:
        raise Refused("person_not_of_incident")
    return opened.content


def _act(incident: IncidentContent, person_id: UUID, act_id: str) -> Act:
    found = next((one for one in acts_about(incident, person_id) if one.id == act_id), None)
    if found is None:
        raise Refused("act_not_of_person")
    return found


def _filled(sealed: str, known: Mapping[str, Callable[[], Value]]) -> list[Entry]:
    entries: list[Entry] = []
    for one in asked(sealed):
        value = known[one.prefill]() if one.prefill in known else ""
        if isinstance(value, When):
            entries.append(Entry(one.code, when=value, took=one.prefill))
        elif isinstance(value, str):
            entries.append(Entry(one.code, value, took=one.prefill))
        else:
            entries += [Entry(one.code, text, language, took=one.prefill) for language, text in value.items()]
    return [one for one in entries if one.filled]


def _known(when: When) -> bool:
    return bool(when.words or when.precision != "unknown")


def _where(act: Act | None, incident: IncidentContent) -> str:
    code, told = (
        (act.place, act.place_words) if act and (act.place or act.place_words) else (incident.place, incident.place_words)
    )
    known = places.tree().full_label(code, "fr") if code else ""
    return ", ".join(filter(None, [told, known])) if told.casefold() not in known.casefold() or not known else known


def _forces(act: Act) -> dict[str, str]:
    """Whom the act is laid to, always as alleged: in the words of the record, else by the kind of actor. No person's name."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        words = [
            one.words or terms.label("perpetrator_categories", one.category, language)
            for one in act.involvements
            if one.words or one.category
        ]
        with translation.override(language):
            found[language] = " ; ".join(_("%(words)s (alleged)") % {"words": word} for word in words)
    return found


def _says(incident: IncidentContent, stances: set[str]) -> str:
    """What the accounts say that take this stance, each after its source's public words or open code."""
    chosen = [one for one in incident.accounts if stances & {blame.stance for blame in one.blames}]
    return "\n\n".join(labelled(one.source_words, one.says) for one in chosen if one.says.strip())


def _items(by: Actor, targets: list[UUID]) -> str:
    """References and kinds of the items linked to these records, among those the member can open; never a file's name."""
    found = {row.id: row.card for target in targets for row in items_linked_to(by=by, target=str(target))}
    return "\n".join(str(card.get("ref", "")) for card in found.values())
