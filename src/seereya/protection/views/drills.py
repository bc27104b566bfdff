"""A device is lost or somebody is arrested."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.protection import permissions, services
from seereya.protection.forms.drills import DrillForm
from seereya.protection.pages import drills as pages
from seereya.vault.formpages import GET_POST, FormPage, answer, done


@require_safe
@policy("protection:drill:list", roles=permissions.DRILLERS)
def drills(request: HttpRequest) -> HttpResponse:
    """What happened and what was rehearsed."""
    return render(request, "protection/drills.html", pages.drills(actor_of(request)))


@require_http_methods(GET_POST)
@policy("protection:drill:begin", roles=permissions.DRILLERS)
def drill_new(request: HttpRequest) -> HttpResponse:
    """Asks whose device, or who was arrested."""
    colleagues = pages.choices_of(actor_of(request))
    page = FormPage(
        "protection/drill_form.html", lambda data: DrillForm(data, colleagues=colleagues), lambda form: _begun(request, form)
    )
    return answer(request, page)


def _begun(request: HttpRequest, form: DrillForm) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("member_id", "kind", "days", "words", "is_exercise")}
    row = services.begin_drill(by=actor_of(request), **said)
    return done(request, "drill_begun", "protection:drill", row.id)


@require_safe
@policy("protection:drill:read", roles=permissions.DRILLERS)
def drill(request: HttpRequest, drill_id: UUID) -> HttpResponse:
    """Who is exposed, whom to warn, what was done."""
    return render(request, "protection/drill.html", pages.drill(actor_of(request), drill_id))


@in_words
@require_POST
@policy("protection:drill:warn", roles=permissions.DRILLERS)
def drill_warn(request: HttpRequest, drill_id: UUID) -> HttpResponse:
    """Ticks somebody off as warned."""
    note = request.POST.get("note", "")[:300]
    services.tick_warned(by=actor_of(request), drill_id=drill_id, subject=request.POST.get("subject", ""), note=note)
    return done(request, "drill_warned", "protection:drill", drill_id, anchor="#people")


@in_words
@require_POST
@policy("protection:drill:suspend", roles=permissions.DRILLERS)
def drill_suspend(request: HttpRequest, drill_id: UUID) -> HttpResponse:
    """Suspends the account, closes its sessions, takes its keys back."""
    services.suspend_exposed(by=actor_of(request), drill_id=drill_id)
    return done(request, "drill_suspended", "protection:drill", drill_id)


@in_words
@require_POST
@policy("protection:drill:close", roles=permissions.DRILLERS)
def drill_close(request: HttpRequest, drill_id: UUID) -> HttpResponse:
    """All that could be done is done."""
    services.close_drill(by=actor_of(request), drill_id=drill_id)
    return done(request, "drill_closed_now", "protection:drills")
