"""What a group learnt, and follow-ups."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.education import permissions_sessions as permissions
from seereya.education.forms.measures import CodesForm, PebblesForm, codes_initial, pebbles_initial
from seereya.education.models import Measure
from seereya.education.pages import editing, following
from seereya.education.rules.gain import BEHAVIOUR, LEARNING
from seereya.education.services import measures as services
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts

keeps_drafts("measure-codes", "measure-pebbles")


def _level(said: str) -> str:
    """The level an address names. Raises `Http404`."""
    if said.upper() not in {LEARNING, BEHAVIOUR}:
        raise Http404
    return said.upper()


@require_http_methods(GET_POST)
@policy("education:gain:measure", roles=permissions.EDUCATORS)
def measure_codes(request: HttpRequest, session_id: UUID, level: str) -> HttpResponse:
    """Personal codes with scores before and after."""
    context, row, answers = editing.measuring(actor_of(request), session_id, Measure.CODES, _level(level))
    initial = codes_initial(answers) | {"level": level.upper(), "version": row.version if row else 0}
    present, kept = context["session"].present, len(answers.scores)
    return _measures(request, context, "codes", level, lambda data: CodesForm(data, present=present, kept=kept, initial=initial))


@require_http_methods(GET_POST)
@policy("education:gain:measure-pebbles", roles=permissions.EDUCATORS)
def measure_pebbles(request: HttpRequest, session_id: UUID, level: str) -> HttpResponse:
    """Pebbles or raised cards, before and after."""
    context, row, answers = editing.measuring(actor_of(request), session_id, Measure.PEBBLES, _level(level))
    initial = pebbles_initial(answers) | {"level": level.upper(), "version": row.version if row else 0}
    present = context["session"].present
    return _measures(request, context, "pebbles", level, lambda data: PebblesForm(data, present=present, initial=initial))


def _measures(request: HttpRequest, context: dict[str, Any], method: str, level: str, make: Any) -> HttpResponse:
    session_id = context["session"].id
    page = FormPage(
        f"education/{method}_form.html",
        make,
        lambda form: _saved(request, session_id, method, form),
        context=context,
        draft=(f"measure-{method}", session_id, level),
    )
    return answer(request, page)


def _saved(request: HttpRequest, session_id: UUID, method: str, form: CodesForm | PebblesForm) -> HttpResponse:
    said = form.cleaned_data
    services.save_measure(
        by=actor_of(request),
        session_id=session_id,
        method=method,
        level=said["level"],
        version=said["version"] or 0,
        content=form.content(),
    )
    return done(request, "measure_saved", "education:session", session_id, anchor="#learnt")


@asks_nothing
@require_safe
@policy("education:follow-up:list", roles=permissions.SESSION_READERS)
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Sessions whose group is asked again."""
    return render(request, "education/follow_ups.html", following.follow_ups_page(actor_of(request)))


@require_POST
@policy("education:follow-up:waive", roles=permissions.EDUCATORS)
def follow_up_waive(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """No follow-up will be asked for."""
    services.waive_follow_up(by=actor_of(request), session_id=session_id)
    return done(request, "follow_up_waived", "education:session", session_id)
