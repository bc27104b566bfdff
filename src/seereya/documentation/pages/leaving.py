"""Pages on which something leaves: who may be named, the dossier with names, the choice of what is exported."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.documentation import services
from seereya.documentation.forms_leaving import ExportForm, NamesForm
from seereya.documentation.models import Person
from seereya.documentation.pages import dossier
from seereya.documentation.queries import INCIDENTS, lists
from seereya.documentation.selection import BadSelection, parse
from seereya.documentation.services import leaving as exits
from seereya.documentation.services.leaving import Printed
from seereya.documentation.services.storing import NotThere
from seereya.foundation import clock
from seereya.vault import services as vaults
from seereya.vault.pages_basis import verdict_rows
from seereya.vault.rules_exits import ExitKind, Leaving
from seereya.vault.services import Verdict
from seereya.vault.subjects import Called


def names_of_subjects(by: Actor, subjects: list[UUID]) -> dict[UUID, Called]:
    """What the vault's pages call a person: the open code, with the way to the page."""
    rows = Person.objects.filter(id__in=subjects, organisation_id=by.organisation_id).values_list("id", "code")
    return {one: Called(code, reverse("documentation:person", args=[one])) for one, code in rows}


class Naming:
    """The dossier of one incident with names: the incident opened once, its persons judged for what the form says."""

    def __init__(self, by: Actor, incident_id: UUID) -> None:
        self.by, self.opened = by, services.open_incident(by=by, incident_id=incident_id)
        if self.opened.row.organisation_id != by.organisation_id:
            raise NotThere
        self.persons = exits.persons_in(self.opened.content.persons)

    def leaving(self, cleaned: dict[str, Any], subjects: tuple[UUID, ...]) -> Leaving:
        """What the form says is about to leave."""
        return Leaving(
            ExitKind.DOSSIER, cleaned["scope"], cleaned["recipient"], cleaned["level"], subjects, purpose=cleaned["purpose"]
        )

    def judge(self, cleaned: dict[str, Any]) -> list[Verdict]:
        """Who may be named."""
        return vaults.assess_exit(by=self.by, leaving=self.leaving(cleaned, tuple(self.persons)))

    def form(self, data: QueryDict | None) -> NamesForm:
        """The form over this incident."""
        return NamesForm(data, judge=self.judge, tell=partial(rows, self.by), initial={"level": "ID-3"})

    def printed(self, form: NamesForm) -> Printed:
        """Lets the names out. Raises what `print_with_names` raises."""
        named = tuple(one for one in form.named() if one in self.persons)
        asked = self.leaving(form.cleaned_data, named)
        return exits.print_with_names(by=self.by, incident_id=self.opened.row.id, leaving=asked, urgent=form.why_urgent)


def printed_page(by: Actor, printed: Printed, form: NamesForm) -> dict[str, Any]:
    """The dossier with names, for whom it is and what for."""
    context = dossier.page_of(by, printed.opened)
    context["people"] = dossier.people(printed.opened.content.persons, printed.names)
    context["sealed"] = dossier.sealed_words(printed.opened.row)[1:]
    return context | {
        "recipient": form.cleaned_data["recipient"],
        "purpose": form.cleaned_data["purpose"],
        "named": printed.names,
    }


def rows(by: Actor, form: NamesForm) -> list[dict[str, Any]]:
    """The verdicts of a form in words; urgency lets those be ticked whom nobody asked."""
    found = verdict_rows(by, form.verdicts)
    out = _("left out") if isinstance(form, ExportForm) else _("by code only")
    for row, one in zip(found, form.verdicts, strict=True):
        heard = one.reason in {"said_no", "withdrawn"}
        named = one.allowed and one.reason != "not_named"
        row["may_be_named"] = named or (bool(form.why_urgent) and not one.allowed and not heard and one.reason != "not_yours")
        row["badge"] = row["reason"] if one.allowed else out if heard else _("by code only")
        row["kind"] = "done" if named else "late" if heard else "quiet"
    return found


def list_url(state: str) -> str:
    """The list of incidents as it stood."""
    return f"{reverse('documentation:incidents')}?{QueryDict(state).urlencode()}"


def choices(by: Actor, params: QueryDict, ticked: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The incidents that an export may be made of: those ticked, one named in the address, or those a list shows; one's own only."""
    if ids := ticked or params.getlist("incident"):
        found = exits.choose(by=by, incident_ids=_ids(ids))
        return [(str(row.id), f"{row.reference} · {content.title}") for row, content in found.incidents]
    try:
        selection = parse(dict(params.lists()), INCIDENTS, today=clock.today())
        listed = lists.incidents(by=by, selection=selection, facets=())
    except BadSelection:
        return []
    mine = [one for one in listed.rows if one.card["organisation"] == str(by.organisation_id)]
    return [(str(one.id), f"{one.card['ref']} · {one.card['title']}") for one in mine]


def _ids(typed: Sequence[str]) -> list[UUID]:
    try:
        return [UUID(one) for one in typed[: exits.MOST]]
    except ValueError:
        raise NotThere from None


def export_form(by: Actor, data: QueryDict | None, incidents: list[tuple[str, str]]) -> ExportForm:
    """The form of an export over these incidents."""

    def judge(cleaned: dict[str, Any]) -> list[Verdict]:
        chosen = exits.choose(by=by, incident_ids=[UUID(one) for one in cleaned["incidents"]])
        return exits.assess_export(by=by, chosen=chosen, **_asked(cleaned))

    return ExportForm(data, judge=judge, tell=partial(rows, by), incidents=incidents, initial={"level": "ID-1"})


def _asked(cleaned: dict[str, Any]) -> dict[str, str]:
    return {name: cleaned[name] for name in ("scope", "recipient", "level", "purpose")}


def ask_export(by: Actor, form: ExportForm) -> None:
    """Packs what the form says. Raises what `services.leaving.ask_export` raises."""
    chosen = exits.choose(by=by, incident_ids=form.chosen())
    exits.ask_export(by=by, chosen=chosen, named=form.named(), **_asked(form.cleaned_data))


def export_title(incidents: list[tuple[str, str]]) -> str:
    """The heading: one incident, or a choice."""
    return incidents[0][1] if len(incidents) == 1 else _("Export of records")
