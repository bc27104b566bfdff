"""Acts documented in the incidents of a case file: which of them the file is about, kept as they stood when they were taken in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile
from seereya.casework.rules import Refused
from seereya.casework.services.cases import note
from seereya.casework.services.openings import open_case
from seereya.casework.services.storing import hold, store
from seereya.documentation import services as documentation
from seereya.documentation.content import Act, IncidentContent
from seereya.documentation.models import Person
from seereya.foundation import clock
from seereya.reference import saying
from seereya.vault.keyring import keyring_of, record_keys

Documented = dict[str, str]


def key_of(one: Documented) -> str:
    """What names an act among those of all incidents of a file."""
    return f"{one['incident']}/{one['act']}"


def documented_acts(*, by: Actor, content: CaseContent) -> list[Documented]:
    """The acts of the file's incidents that the member can open, as a file keeps them; each opening is on the record first.

    An incident that is not the member's to open any more gives none: what the file took in earlier stays in it.
    """
    found = []
    for incident_id in content.incidents:
        try:
            opened = documentation.open_incident(by=by, incident_id=UUID(incident_id))
        except Http404:
            continue
        found += [_kept(opened.row.id, opened.row.reference, opened.content, act) for act in opened.content.acts]
    return found


def documented_victims(*, by: Actor, incident_id: UUID) -> list[str]:
    """Codes of the victims an incident documents who can be parties: of one's own organisation, and open to the member.

    The incident opens on the record. Nothing where it does not open.
    """
    try:
        content = documentation.open_incident(by=by, incident_id=incident_id).content
    except Http404:
        return []
    harmed = {one for act in content.acts for one in act.victims}
    named = [one for one in content.persons if one.role == "victim" or one.person in harmed]
    ids = Person.objects.filter(id__in=[one.person for one in named], organisation_id=by.organisation_id).values_list(
        "id", flat=True
    )
    ours = {str(one) for one in record_keys(keyring_of(by), ids)}
    return list(dict.fromkeys(one.code for one in named if one.person in ours))


def _kept(incident: UUID, reference: str, content: IncidentContent, act: Act) -> Documented:
    codes = {one.person: one.code for one in content.persons}
    victims = [one for one in act.victims if one in codes]
    return {
        "incident": str(incident),
        "reference": reference,
        "act": act.id,
        "kind": act.kind,
        "method": act.method,
        "when": saying.when(act.when) if act.when.precision != "unknown" or act.when.words else "",
        "place": act.place,
        "place_words": act.place_words,
        "victims": ", ".join(codes[one] for one in victims),
        "persons": " ".join(victims),
        "alleged": " · ".join(filter(None, (one.words for one in act.involvements))),
        "taken": clock.today().isoformat(),
    }


def choose_acts(*, by: Actor, case_id: UUID, chosen: list[str]) -> CaseFile:
    """The file is about these acts. One that was in it keeps its words unless it is chosen from what stands today.

    Raises `NotThere`; `Refused("no_such_act")` for an act that is neither open to the member nor in the file already.
    """
    content = open_case(by=by, case_id=case_id).content
    today = {key_of(one): one for one in documented_acts(by=by, content=content)}
    with transaction.atomic():
        held = hold(by, case_id)
        kept = {key_of(one): one for one in held.content.acts_documented}
        if unknown := [one for one in chosen if one not in today and one not in kept]:
            raise Refused("no_such_act", count=len(unknown))
        held.content.acts_documented = [today.get(one) or kept[one] for one in chosen]
        store(by, held)
        note(by, Tag.CASE_CHANGED, held.row, part="acts_documented")
    return held.row
