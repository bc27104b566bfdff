"""The ceremony, grants, keys of vaults, trails."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts import services as accounts
from seereya.accounts.middleware import browser_of
from seereya.accounts.pages import actor_of, attempt, go, in_words, posted, show
from seereya.accounts.policies import policy
from seereya.accounts.queries import active
from seereya.vault import permissions, queries, services
from seereya.vault.forms import CeremonyForm, ReopenVaultForm

_GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(_GET_POST)
@policy("vault:ceremony:hold", roles=permissions.MANAGERS)
def ceremony(request: HttpRequest) -> HttpResponse:
    """Two people make the recovery shares and, the first time, the vaults; each share prints on a page of its own."""
    actor, form = actor_of(request), CeremonyForm(posted(request))
    shares = attempt(form, services.hold_ceremony, by=actor, browser=browser_of(request))
    if shares is None:
        return show(request, "vault/ceremony.html", form, again=not queries.ceremony_due(actor))
    return render(request, "vault/shares.html", {"shares": shares, "organisation_row": actor.member.organisation})


@require_POST
@in_words
@policy("vault:grant:ask", roles=permissions.HOLDERS | permissions.MANAGERS)
def ask(request: HttpRequest, vault: UUID, member: UUID) -> HttpResponse:
    """Asks that a colleague receive a vault's key."""
    actor = actor_of(request)
    services.ask_for_grant(by=actor, vault_id=vault, member_id=member)
    accounts.say(actor, "waits", "grant_asked")
    return redirect("vault:member", member)


@require_POST
@in_words
@policy("vault:grant:decide", roles=permissions.HOLDERS)
def give(request: HttpRequest, grant: UUID) -> HttpResponse:
    """Gives what another asked for."""
    actor = actor_of(request)
    services.decide_grant(by=actor, request_id=grant, give=True)
    accounts.say(actor, "done", "grant_given")
    return redirect("vault:members")


@require_POST
@in_words
@policy("vault:grant:decide", roles=permissions.HOLDERS)
def refuse(request: HttpRequest, grant: UUID) -> HttpResponse:
    """Refuses what another asked for."""
    actor = actor_of(request)
    services.decide_grant(by=actor, request_id=grant, give=False)
    accounts.say(actor, "done", "grant_refused")
    return redirect("vault:members")


@require_http_methods(_GET_POST)
@in_words
@policy("vault:grant:revoke", roles=permissions.HOLDERS | permissions.MANAGERS)
def revoke(request: HttpRequest, vault: UUID, member: UUID) -> HttpResponse:
    """Takes a vault's key back, and gives the vault a new one."""
    actor = actor_of(request)
    held = queries.held_by(actor, member, vault)
    if held is None:
        raise Http404
    if request.method != "POST":
        return render(request, "vault/revoke.html", {"held": held, "colleague": queries.member_of(actor, member)})
    services.take_back(by=actor, vault_id=vault, member_id=member)
    accounts.say(actor, "done", "grant_revoked")
    return redirect("vault:member", member)


@require_POST
@in_words
@policy("vault:vault:rotate", roles=permissions.HOLDERS)
def rotate(request: HttpRequest, vault: UUID) -> HttpResponse:
    """Gives a vault a new key."""
    actor = actor_of(request)
    services.rotate_now(by=actor, vault_id=vault)
    accounts.say(actor, "done", "vaults_rotated")
    return redirect("vault:members")


@require_http_methods(_GET_POST)
@policy("vault:vault:reopen", roles=permissions.MANAGERS)
def reopen(request: HttpRequest, vault: UUID) -> HttpResponse:
    """Opens a vault that nobody holds any more, with the custodians' shares."""
    actor = actor_of(request)
    members = list(active(actor.organisation_id).values_list("id", "handle"))
    form = ReopenVaultForm(posted(request), members=members)
    attempt(form, services.reopen_vault, by=actor, vault_id=vault)
    if not form.done:
        return show(request, "vault/reopen.html", form)
    accounts.say(actor, "done", "grant_given")
    return redirect("vault:members")


@require_POST
@policy("vault:session:close", standing="locked")
def close(request: HttpRequest) -> HttpResponse:
    """Closes all vaults with one click: the key leaves the server, the passphrase opens them again."""
    accounts.lock_session(by=actor_of(request))
    return go("accounts:unlock", request)


@require_safe
@policy("vault:trail:read", roles=permissions.COLLEAGUES)
def trail(request: HttpRequest, subject: UUID) -> HttpResponse:
    """Who opened and changed a record. The same page, empty, for what is not there and what is not yours."""
    lines = queries.readable_trail(actor_of(request), subject)
    return render(request, "vault/trail.html", {"trail": lines, "back_url": reverse("home")})
