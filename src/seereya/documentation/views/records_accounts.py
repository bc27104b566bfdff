"""Accounts of an incident, and the propositions on which they differ."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.documentation import permissions, services
from seereya.documentation.content import Account
from seereya.documentation.forms.records_accounts import AccountForm
from seereya.documentation.forms.records_propositions import PropositionForm
from seereya.documentation.pages import assembled, labelled
from seereya.documentation.pages.words import Row
from seereya.documentation.services import Opened
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts
from seereya.vault.rules import Group

NEW = "new"

keeps_drafts("account", "proposition")


@require_http_methods(GET_POST)
@policy("documentation:account:change", roles=permissions.WRITERS)
def account_new(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Adds one source's version."""
    return answer(request, _account_page(request, incident_id, None))


@require_http_methods(GET_POST)
@policy("documentation:account:change", roles=permissions.WRITERS)
def account_edit(request: HttpRequest, incident_id: UUID, account_id: str) -> HttpResponse:
    """Changes one source's version; its verbatim words are replaced only where new ones are given."""
    return answer(request, _account_page(request, incident_id, account_id))


def _account_page(request: HttpRequest, incident_id: UUID, account_id: str | None) -> FormPage:
    opened = services.open_incident(by=actor_of(request), incident_id=incident_id)
    account = _account(opened, account_id) if account_id else None
    sources = assembled.known_sources(actor_of(request))
    closed = not opened.keys.holds(Group.TESTIMONY)
    return FormPage(
        "documentation/incidents/account.html",
        lambda data: AccountForm(data, sources=sources, account=account, testimony_closed=closed, version=opened.row.version),
        lambda form: _account_saved(request, incident_id, form),
        context={"incident": opened.row, "account": account},
        draft=("account", incident_id, account_id or NEW),
        differences=lambda form: _account_differences(request, incident_id, form),
    )


def _account(opened: Opened, account_id: str) -> Account:
    found = next((one for one in opened.content.accounts if one.id == account_id), None)
    if found is None:
        raise Http404
    return found


def _account_saved(request: HttpRequest, incident_id: UUID, form: AccountForm) -> HttpResponse:
    verbatim = form.cleaned_data.get("verbatim", "").strip()
    services.save_account(
        by=actor_of(request),
        incident_id=incident_id,
        account=form.account(),
        verbatim=verbatim or None,
        version=form.cleaned_data["version"] or 0,
    )
    return done(request, "account_saved", "documentation:incident", incident_id, anchor=f"#account-{form.account().id}")


def _account_differences(request: HttpRequest, incident_id: UUID, form: AccountForm) -> tuple[int, list[Row]]:
    saved = services.open_incident(by=actor_of(request), incident_id=incident_id)
    mine = form.account()
    theirs = next((one for one in saved.content.accounts if one.id == mine.id), None)
    before = labelled.account(theirs) if theirs else []
    return saved.row.version, labelled.differences(before, labelled.account(mine))


@in_words
@require_http_methods(GET_POST)
@policy("documentation:account:change", roles=permissions.WRITERS)
def account_remove(request: HttpRequest, incident_id: UUID, account_id: str) -> HttpResponse:
    """Asks, then takes an account off."""
    actor = actor_of(request)
    if request.method != "POST":
        opened = services.open_incident(by=actor, incident_id=incident_id)
        context = {"incident": opened.row, "account": _account(opened, account_id)}
        return render(request, "documentation/incidents/account_remove.html", context)
    version = int(request.POST.get("version", "0") or 0) if request.POST.get("version", "0").isdecimal() else 0
    services.remove_account(by=actor, incident_id=incident_id, account_id=account_id, version=version)
    return done(request, "account_removed", "documentation:incident", incident_id, anchor="#accounts")


@require_http_methods(GET_POST)
@policy("documentation:proposition:change", roles=permissions.WRITERS)
def proposition_edit(request: HttpRequest, incident_id: UUID, proposition_id: str) -> HttpResponse:
    """Adds or changes a sentence on which accounts differ."""
    return answer(request, _proposition_page(request, incident_id, proposition_id))


def _proposition_page(request: HttpRequest, incident_id: UUID, proposition_id: str) -> FormPage:
    opened = services.open_incident(by=actor_of(request), incident_id=incident_id)
    content = opened.content
    kept = next((one for one in content.propositions if one.id == proposition_id), None)
    if kept is None and proposition_id != NEW:
        raise Http404
    others = [one for one in content.propositions if one.id != proposition_id]
    initial = {"version": opened.row.version, "token": new_id()}
    return FormPage(
        "documentation/incidents/proposition.html",
        lambda data: PropositionForm(data, accounts=content.accounts, others=others, proposition=kept, initial=dict(initial)),
        lambda form: _proposition_saved(request, incident_id, form),
        context={"incident": opened.row, "proposition": kept},
        draft=("proposition", incident_id, proposition_id),
        differences=lambda form: _proposition_differences(request, incident_id, form),
    )


def _proposition_saved(request: HttpRequest, incident_id: UUID, form: PropositionForm) -> HttpResponse:
    actor, said = actor_of(request), form.cleaned_data
    proposition = form.proposition(str(actor.id), (said["token"] or new_id()).hex)
    services.save_proposition(
        by=actor, incident_id=incident_id, proposition=proposition, positions=form.positions(), version=said["version"] or 0
    )
    return done(request, "proposition_saved", "documentation:incident", incident_id, anchor="#propositions")


def _proposition_differences(request: HttpRequest, incident_id: UUID, form: PropositionForm) -> tuple[int, list[Row]]:
    saved = services.open_incident(by=actor_of(request), incident_id=incident_id)
    mine = form.proposition("", "")
    theirs = next((one for one in saved.content.propositions if one.id == mine.id), None)
    before = labelled.proposition(theirs) if theirs else []
    return saved.row.version, labelled.differences(before, labelled.proposition(mine))
