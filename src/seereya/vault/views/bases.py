"""Bases of a named person: state, the questions, withdrawal, the sheet for paper, what is due for review."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.vault import pages_basis as pages
from seereya.vault import permissions_exits as permissions
from seereya.vault import recording_basis as recording
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts
from seereya.vault.forms_basis import WithdrawForm
from seereya.vault.rules_exits import BasisKind

keeps_drafts("basis", "withdraw")


def _kind(code: str) -> BasisKind:
    try:
        return BasisKind(code)
    except ValueError:
        raise Http404 from None


@require_safe
@policy("vault:basis:read", roles=permissions.BASIS_READERS)
def basis(request: HttpRequest, subject_id: UUID) -> HttpResponse:
    """What a person agreed to, in words, with every version and what left already."""
    return render(request, "vault/exits/basis.html", pages.subject_page(actor_of(request), subject_id))


@require_http_methods(GET_POST)
@policy("vault:basis:record", roles=permissions.BASIS_WRITERS)
def record(request: HttpRequest, subject_id: UUID, kind: str) -> HttpResponse:
    """The questions read aloud, or the reasons of a basis for which nobody is asked; saved as a new version."""
    asked = recording.asked(actor_of(request), subject_id, _kind(kind), full="full" in request.GET)
    page = FormPage(
        asked.template,
        asked.form,
        lambda form: _recorded(request, subject_id, form),
        context=asked.context,
        draft=("basis", subject_id, kind),
        differences=lambda _form: (recording.version_of(actor_of(request), subject_id, asked.kind), []),
    )
    return answer(request, page)


def _recorded(request: HttpRequest, subject_id: UUID, form: recording.BasisForm) -> HttpResponse:
    recording.save(actor_of(request), subject_id, form)
    return done(request, "basis_recorded", "exits:basis", subject_id)


@in_words
@require_http_methods(GET_POST)
@policy("vault:basis:record", roles=permissions.BASIS_WRITERS)
def withdraw(request: HttpRequest, subject_id: UUID, kind: str) -> HttpResponse:
    """Takes a consent back: what stops at once, what left and cannot be undone, what was asked back."""
    asked = recording.to_withdraw(actor_of(request), subject_id, _kind(kind))
    page = FormPage(
        "vault/exits/withdraw.html",
        lambda data: WithdrawForm(data, scopes=asked["scopes"], gone=asked["choices"]),
        lambda form: _withdrawn(request, subject_id, kind, form),
        context=asked,
        draft=("withdraw", subject_id, kind),
    )
    return answer(request, page)


def _withdrawn(request: HttpRequest, subject_id: UUID, kind: str, form: WithdrawForm) -> HttpResponse:
    recording.withdraw(actor_of(request), subject_id, _kind(kind), form)
    return done(request, "consent_withdrawn", "exits:basis", subject_id)


@require_safe
@policy("vault:basis:print-sheet", roles=permissions.BASIS_READERS)
def sheet(request: HttpRequest, subject_id: UUID) -> HttpResponse:
    """The consent sheet for paper, in the language of the page: the questions, boxes, a place for a mark; only the open code."""
    return render(request, "vault/exits/sheet.html", recording.sheet(actor_of(request), subject_id))


@require_safe
@policy("vault:basis:review", roles=permissions.BASIS_WRITERS)
def reviews(request: HttpRequest) -> HttpResponse:
    """Consents older than a year."""
    return render(request, "vault/exits/reviews.html", recording.reviews(actor_of(request)))
