"""Referrals: lists, offering, one referral, its moves."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.foundation.identifiers import new_id
from seereya.protection import permissions, queries, services
from seereya.protection.forms.referrals import MoveForm, ReferralForm, initial_of
from seereya.protection.pages import referrals as pages
from seereya.protection.pages.offering import changing, offering
from seereya.protection.wording import MOVES
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts, uuid_of

keeps_drafts("referral-new")


@require_safe
@policy("protection:home:read", roles=permissions.ENTERING)
def home(request: HttpRequest) -> HttpResponse:
    """What this room holds for a member: referrals made and received, and the ways to everything else."""
    return render(request, "protection/home.html", pages.home(actor_of(request), request.GET.dict()))


@require_http_methods(GET_POST)
@policy("protection:referral:offer", roles=permissions.REFERRERS)
def refer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Offers a service to a person."""
    actor = actor_of(request)
    page = FormPage(
        "protection/referral_form.html",
        lambda data: ReferralForm(data, services=queries.services_seen(actor), initial={"token": new_id()}),
        lambda form: _offered(request, person_id, form),
        context=offering(actor, person_id),
        draft=("referral-new", person_id, ""),
    )
    return answer(request, page)


def _offered(request: HttpRequest, person_id: UUID, form: ReferralForm) -> HttpResponse:
    said = form.cleaned_data
    row = services.offer_referral(
        by=actor_of(request),
        subject=person_id,
        content=form.content(),
        note=said["note"],
        service_id=uuid_of(said["service_id"]) if said["service_id"] else None,
        token=said["token"],
    )
    return done(request, "referral_offered", "protection:referral", row.id)


@require_safe
@policy("protection:referral:read", roles=permissions.READERS)
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One referral, as its reader's side sees it."""
    return render(request, "protection/referral.html", pages.referral(actor_of(request), referral_id))


@in_words
@require_POST
@policy("protection:referral:open-identity", roles=permissions.FOCAL)
def referral_identity(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Opens what the person released, for a purpose."""
    context = pages.referral(actor_of(request), referral_id, typed=request.POST.get("purpose", ""))
    return render(request, "protection/referral.html", context)


@require_http_methods(GET_POST)
@policy("protection:referral:change", roles=permissions.REFERRERS)
def referral_edit(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Corrects a referral that has not left."""
    opened, note = changing(actor_of(request), referral_id)
    initial = initial_of(opened.content, note) | {"version": opened.row.version}
    page = FormPage(
        "protection/referral_form.html",
        lambda data: ReferralForm(data, services=[], kept=opened.content, initial=initial),
        lambda form: _changed(request, referral_id, form),
        context={"referral": opened.row, "back": reverse("protection:referral", args=[referral_id])},
    )
    return answer(request, page)


def _changed(request: HttpRequest, referral_id: UUID, form: ReferralForm) -> HttpResponse:
    said = form.cleaned_data
    services.change_referral(
        by=actor_of(request), referral_id=referral_id, version=said["version"] or 0, content=form.content(), note=said["note"]
    )
    return done(request, "referral_changed", "protection:referral", referral_id)


@require_http_methods(GET_POST)
@policy("protection:referral:move", roles=permissions.REFERRERS)
def referral_move(request: HttpRequest, referral_id: UUID, after: str) -> HttpResponse:
    """Asks the words of a move, then makes it."""
    opened, status = pages.moving(actor_of(request), referral_id, after)
    page = FormPage(
        "protection/referral_move.html",
        lambda data: MoveForm(data, after=status, initial={"version": opened.row.version}),
        lambda form: _moved(request, referral_id, form),
        context={"referral": opened.row, "verb": MOVES[status]},
    )
    return answer(request, page)


def _moved(request: HttpRequest, referral_id: UUID, form: MoveForm) -> HttpResponse:
    services.move_referral(
        by=actor_of(request),
        referral_id=referral_id,
        version=form.cleaned_data["version"] or 0,
        after=form.after,
        words=form.cleaned_data["words"],
        released=form.released(),
    )
    return done(request, "referral_moved", "protection:referral", referral_id)
