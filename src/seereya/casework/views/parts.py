"""Parties, characterisations, exhibits."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.casework import permissions, services
from seereya.casework.content import CaseContent
from seereya.casework.forms.parts import DocumentedForm, ExhibitForm, PartyForm, QualificationForm
from seereya.casework.pages import documented
from seereya.casework.pages.asking import ask
from seereya.vault.formpages import GET_POST, done


@require_http_methods(GET_POST)
@policy("casework:party:add", roles=permissions.WRITERS)
def party_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A person takes a part in the case, by open code."""
    by = actor_of(request)

    def save(form: PartyForm) -> object:
        said = form.cleaned_data
        return services.add_party(
            by=by, case_id=case_id, code=said["code"], role=said["role"], basis=said["basis"], counsel=said["counsel"],
            note_words=said["note"],
        )  # fmt: skip

    make = lambda data, _content: PartyForm(data)  # noqa: E731 - read beside its use
    return ask(request, case_id, heading=_("Add a party"), verb=_("Add the party"), anchor="#parties", make=make, save=save)


@in_words
@require_POST
@policy("casework:party:remove", roles=permissions.WRITERS)
def party_remove(request: HttpRequest, case_id: UUID, party_id: str) -> HttpResponse:
    """Takes a party out; earlier versions keep it."""
    services.remove_party(by=actor_of(request), case_id=case_id, party_id=party_id)
    return done(request, "part_removed", "casework:case", case_id, anchor="#parties")


@require_http_methods(GET_POST)
@policy("casework:qualification:add", roles=permissions.WRITERS)
def qualification_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A legal characterisation is alleged."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Add a characterisation"), verb=_("Add it"), anchor="#qualifications",
        draft=("qualification", case_id, ""),
        make=lambda data, content: QualificationForm(data, content=content),
        save=lambda form: services.add_qualification(
            by=by, case_id=case_id, crime=form.cleaned_data["crime"], reasons=form.cleaned_data["reasons"],
            parties=form.cleaned_data.get("parties", []),
        ),
    )  # fmt: skip


@in_words
@require_POST
@policy("casework:qualification:remove", roles=permissions.WRITERS)
def qualification_remove(request: HttpRequest, case_id: UUID, qualification_id: str) -> HttpResponse:
    """Takes a characterisation out; earlier versions keep it."""
    services.remove_qualification(by=actor_of(request), case_id=case_id, qualification_id=qualification_id)
    return done(request, "part_removed", "casework:case", case_id, anchor="#qualifications")


@require_http_methods(GET_POST)
@policy("casework:exhibit:add", roles=permissions.WRITERS)
def exhibit_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Adds a numbered exhibit."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Add an exhibit"), verb=_("Add the exhibit"), anchor="#exhibits",
        make=lambda data, _content: ExhibitForm(data),
        save=lambda form: services.add_exhibit(
            by=by, case_id=case_id, words=form.cleaned_data["words"], origin=form.cleaned_data["origin"],
            reference=form.cleaned_data["reference"], document=form.cleaned_data["document"],
            helps_defence=form.cleaned_data["helps_defence"],
        ),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:documented:choose", roles=permissions.WRITERS)
def documented_acts(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Says which acts of the incidents the file is about."""
    by = actor_of(request)

    def make(data: QueryDict | None, content: CaseContent) -> DocumentedForm:
        offered, chosen = documented.offered(by, content)
        return DocumentedForm(data, offered=offered, chosen=chosen)

    return ask(
        request, case_id, heading=_("Acts this file is about"), verb=_("Keep these acts"), anchor="#documented", make=make,
        save=lambda form: services.choose_acts(by=by, case_id=case_id, chosen=form.cleaned_data["acts"]),
        lede=_("They are kept as they stand documented today. Choose them again to take in what was corrected since."),
    )  # fmt: skip
