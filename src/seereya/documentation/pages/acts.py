"""Acts of an incident: what was done, to whom, allegedly by whom; persons by open codes only."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.documentation import wording, wording_acts
from seereya.documentation.content import Act, IncidentContent, Involvement
from seereya.documentation.models import Incident
from seereya.documentation.pages import words
from seereya.documentation.pages.words import Row

Codes = dict[str, str]


def codes_of(content: IncidentContent) -> Codes:
    """The open codes of the incident's persons by their ids."""
    return {one.person: one.code for one in content.persons}


def anchor(act: Act) -> str:
    """Where an act stands on the page; rooms above may link to it."""
    return f"act-{act.id}"


def kind_of(act: Act) -> str:
    """The kind of violation in words."""
    return words.types([act.kind])[0]


def cards(row: Incident, content: IncidentContent, *, own: bool, may_change: bool) -> list[Row]:
    """Each act with everything that is said of it."""
    codes = codes_of(content)
    return [
        {
            "id": anchor(one),
            "number": number,
            "kind": kind_of(one),
            "facts": facts(one),
            "victims": [
                {"code": codes.get(person, "?"), "url": reverse("documentation:person", args=[person]) if own else ""}
                for person in one.victims
            ],
            "groups": [words.quantity(group) for group in one.groups],
            "involvements": [involvement(part, codes) for part in one.involvements],
            "edit_url": reverse("documentation:act-edit", args=[row.id, one.id]) if may_change else "",
            "remove_url": reverse("documentation:act-remove", args=[row.id, one.id]) if may_change else "",
        }
        for number, one in enumerate(content.acts, 1)
    ]


def facts(act: Act) -> list[Row]:
    """How, when, where, why as stated, with what consequences."""
    known = act.when.precision != "unknown" or act.when.words
    found = [
        (_("Method"), act.method),
        (_("When it was done"), words.when(act.when) if known else ""),
        (_("Where it was done"), words.place(act.place, act.place_words) if act.place or act.place_words else ""),
        (_("Reason stated by those who did it"), act.stated_reason),
        (_("Consequences"), act.consequences),
        (_("The victims at the end"), wording.label(wording_acts.OUTCOMES, act.outcome) if act.outcome else ""),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def involvement(part: Involvement, codes: Codes) -> str:
    """Somebody's alleged part in words: always alleged, with how surely it is attributed and what became of it."""
    who = part.words or codes.get(part.person, "?")
    if part.words and part.person:
        who = f"{part.words}, {codes.get(part.person, '?')}"
    said = [
        _("%(words)s (alleged)") % {"words": who},
        words.term("perpetrator_categories", part.category),
        wording.label(wording_acts.DEGREES, part.degree),
        words.term("attribution_confidence", part.confidence),
        wording.label(wording_acts.POSITIONS_HELD, part.position),
        wording.label(wording_acts.PROCEEDINGS, part.proceedings),
    ]
    return " · ".join(filter(None, said))


def labelled(act: Act, codes: Codes) -> list[tuple[str, str]]:
    """The act as (label, words) pairs, for the history and for two versions beside each other."""
    return [
        (_("Kind of violation"), kind_of(act)),
        *((one["label"], one["value"]) for one in facts(act)),
        (_("Victims"), ", ".join(codes.get(person, "?") for person in act.victims)),
        (_("Victims counted, not named"), " ; ".join(words.quantity(group) for group in act.groups)),
        (_("To whom it is laid"), " ; ".join(involvement(part, codes) for part in act.involvements)),
    ]
