"""One's own account."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts import queries, services
from seereya.accounts.drawing import qr_code
from seereya.accounts.forms import AddCodeForm, AddPasskeyForm, ChangePassphraseForm, ConfirmForm
from seereya.accounts.middleware import browser_of
from seereya.accounts.pages import actor_of, attempt, in_words, posted, show
from seereya.accounts.policies import policy
from seereya.accounts.views.enrolment import offer

_GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@policy("accounts:me:read")
def me(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account on one page."""
    return render(request, "accounts/me.html", {"account": queries.account_of(actor_of(request))})


@require_safe
@policy("accounts:me:read")
def trail(request: HttpRequest) -> HttpResponse:
    """What the log says about me."""
    actor = actor_of(request)
    return render(request, "accounts/trail.html", queries.own_trail(actor, before=request.GET.get("before", "")))


@require_http_methods(_GET_POST)
@policy("accounts:me:change")
def add_code(request: HttpRequest) -> HttpResponse:
    """Adds or replaces the code application."""
    actor, form = actor_of(request), AddCodeForm(posted(request))
    seed = services.offer_totp(by=actor)
    attempt(form, services.add_totp, by=actor, browser=browser_of(request))
    if not form.done:
        return show(request, "accounts/add_code.html", form, seed=seed, drawn=qr_code(seed.address))
    services.say(actor, "done", "factor_added")
    return redirect("accounts:me")


@require_http_methods(_GET_POST)
@policy("accounts:me:change")
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Adds a passkey."""
    actor, form = actor_of(request), AddPasskeyForm(posted(request))
    attempt(form, services.add_passkey, by=actor, browser=browser_of(request))
    if not form.done:
        return show(request, "accounts/add_passkey.html", form)
    services.say(actor, "done", "factor_added")
    return redirect("accounts:me")


@require_http_methods(_GET_POST)
@policy("accounts:me:change")
def remove_factor(request: HttpRequest, factor: UUID) -> HttpResponse:
    """Removes a second factor; the last one stays."""
    actor, form = actor_of(request), ConfirmForm(posted(request))
    attempt(form, services.drop_factor, by=actor, authenticator_id=factor, browser=browser_of(request))
    if not form.done:
        return show(request, "accounts/remove_factor.html", form)
    services.say(actor, "done", "factor_removed")
    return redirect("accounts:me")


@require_http_methods(_GET_POST)
@policy("accounts:me:change")
def recovery_code(request: HttpRequest) -> HttpResponse:
    """A new code to print; shown once."""
    actor, form = actor_of(request), ConfirmForm(posted(request))
    code = attempt(form, services.renew_recovery_code, by=actor, browser=browser_of(request))
    if code is None:
        return show(request, "accounts/renew_code.html", form)
    return render(request, "accounts/recovery_code.html", {"code": code, "handle": actor.member.handle})


@require_http_methods(_GET_POST)
@policy("accounts:me:change")
def passphrase(request: HttpRequest) -> HttpResponse:
    """A new passphrase, made here and typed back from paper."""
    actor, form = actor_of(request), ChangePassphraseForm(posted(request), initial=offer())
    attempt(form, services.change_passphrase, by=actor, browser=browser_of(request))
    if not form.done:
        return show(request, "accounts/passphrase.html", form)
    services.say(actor, "done", "passphrase_changed")
    return redirect("accounts:me")


@require_POST
@policy("accounts:me:change")
def close_others(request: HttpRequest) -> HttpResponse:
    """Ends all of one's sessions but this one."""
    actor = actor_of(request)
    services.close_all(actor.member, but=actor.session)
    services.say(actor, "done", "others_closed")
    return redirect("accounts:me")


@require_http_methods(_GET_POST)
@in_words
@policy("accounts:me:suspend")
def suspend(request: HttpRequest) -> HttpResponse:
    """“Suspend me”: sessions die, and only a colleague lets me in again."""
    if request.method != "POST":
        return render(request, "accounts/suspend_me.html")
    actor = actor_of(request)
    services.suspend(by=actor, member_id=actor.id)
    return render(request, "accounts/suspended.html")
