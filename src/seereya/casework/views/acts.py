"""Acts, proceedings and their stages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.casework import permissions, services
from seereya.casework.forms.acts import (
    ActForm,
    AdjournForm,
    ProceedingDetailsForm,
    ProceedingForm,
    ServeForm,
    StageForm,
    details_of,
)
from seereya.casework.forms.cases import ReasonForm, iso
from seereya.casework.pages import steps
from seereya.casework.pages.asking import ask
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST


@require_http_methods(GET_POST)
@policy("casework:act:record", roles=permissions.WRITERS)
def adjourn(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The ten-second entry: adjourned to that day."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Adjourned to…"), verb=_("Record it"), said="act_recorded", anchor="#acts",
        make=lambda data, _content: AdjournForm(data, initial={"token": new_id()}),
        save=lambda form: services.adjourn(
            by=by, case_id=case_id, until=form.cleaned_data["until"], words=form.cleaned_data["words"], act_id=steps.token(form)
        ),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:act:record", roles=permissions.WRITERS)
def act_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Records an act made or received; time limits it sets off are computed at once."""
    by, kind = actor_of(request), request.GET.get("kind", "")
    return ask(
        request, case_id, heading=_("Record an act"), verb=_("Record it"), said="act_recorded", anchor="#acts", draft=("act", case_id, ""),
        make=lambda data, content: ActForm(data, content=content, initial={"token": new_id(), "kind": kind} | steps.newest(content)),
        save=lambda form: services.record_act(by=by, case_id=case_id, act=form.act()),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:act:serve", roles=permissions.WRITERS)
def act_serve(request: HttpRequest, case_id: UUID, act_id: str) -> HttpResponse:
    """The day an act was served: its time limits are counted from there."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("When was it served?"), verb=_("Record the day"), said="act_recorded", anchor="#deadlines",
        make=lambda data, _content: ServeForm(data),
        save=lambda form: services.serve_act(by=by, case_id=case_id, act_id=act_id, served=form.cleaned_data["served"]),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:act:strike", roles=permissions.WRITERS)
def act_strike(request: HttpRequest, case_id: UUID, act_id: str) -> HttpResponse:
    """Strikes out an act entered by mistake; it stays readable."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Strike this act out"), verb=_("Strike it out"), said="act_recorded", anchor="#acts",
        make=lambda data, _content: ReasonForm(data),
        save=lambda form: services.strike_act(by=by, case_id=case_id, act_id=act_id, why=form.cleaned_data["why"]),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:proceeding:open", roles=permissions.WRITERS)
def proceeding_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case comes before a forum."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Record a proceeding"), verb=_("Record it"), said="proceeding_opened", anchor="#proceedings",
        make=lambda data, content: ProceedingForm(data, content=content),
        save=lambda form: services.open_proceeding(by=by, case_id=case_id, **steps.said(form)),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:proceeding:change", roles=permissions.WRITERS)
def proceeding(request: HttpRequest, case_id: UUID, proceeding_id: str) -> HttpResponse:
    """The forum's number, its office, the next day there."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Change the proceeding"), verb=_("Save the changes"), anchor="#proceedings",
        make=lambda data, content: ProceedingDetailsForm(data, initial=details_of(steps.proceeding(content, proceeding_id))),
        save=lambda form: services.change_proceeding(
            by=by, case_id=case_id, proceeding_id=proceeding_id, **(steps.said(form) | {"hearing": iso(form.cleaned_data["hearing"])})
        ),
    )  # fmt: skip


@require_http_methods(GET_POST)
@policy("casework:proceeding:move", roles=permissions.WRITERS)
def stage(request: HttpRequest, case_id: UUID, proceeding_id: str) -> HttpResponse:
    """A proceeding reaches a stage: only those that may follow are offered."""
    by = actor_of(request)
    return ask(
        request, case_id, heading=_("Which stage was reached?"), verb=_("Record the stage"), said="stage_recorded", anchor="#proceedings",
        make=lambda data, content: StageForm(data, stages=steps.offered(content, proceeding_id)),
        save=lambda form: services.move_stage(by=by, case_id=case_id, proceeding_id=proceeding_id, **steps.said(form)),
    )  # fmt: skip
