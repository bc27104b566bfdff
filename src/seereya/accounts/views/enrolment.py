"""Becoming a member, coming back, and the first second factor that ends both."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from seereya.accounts import services
from seereya.accounts.drawing import qr_code
from seereya.accounts.forms import CodeForm, EnrolForm, PasskeyForm, RecoverForm
from seereya.accounts.middleware import browser_of, with_session
from seereya.accounts.models import Invitation
from seereya.accounts.pages import actor_of, as_stranger, attempt, go, in_words, posted, refused, show
from seereya.accounts.policies import policy
from seereya.accounts.rules import Refused, Role
from seereya.accounts.services.enrolment import Enrolled
from seereya.accounts.wording import roles_in_words

_GET_POST = ["GET", "HEAD", "POST"]


def offer() -> dict[str, str]:
    """A fresh passphrase for a form, in the language of the page."""
    passphrase, ticket = services.offer_passphrase(get_language() or "fr")
    return {"offered": passphrase, "ticket": ticket}


@require_http_methods(_GET_POST)
@as_stranger
@policy("accounts:member:enrol", standing="guest")
def enrol(request: HttpRequest, token: str) -> HttpResponse:
    """First step of enrolment, from an invitation's link: handle and passphrase."""
    try:
        invitation = services.find_invitation(token)
    except Refused as refusal:
        return refused(request, refusal)
    form = EnrolForm(posted(request), initial=offer())
    step = attempt(form, services.enrol, token=token, language=get_language() or "fr")
    if step is None:
        return show(request, "accounts/enrol.html", form, invitation=invitation, roles=_roles(invitation))
    rotate_token(request)
    return with_session(go("accounts:first-factor", request), step.token)


def _roles(invitation: Invitation) -> list[str]:
    return roles_in_words({Role(role) for role in invitation.roles})


@require_http_methods(_GET_POST)
@as_stranger
@policy("accounts:member:recover", standing="guest")
def recover(request: HttpRequest) -> HttpResponse:
    """Coming back with the printed code: new passphrase now, new factor and new code next."""
    form = RecoverForm(posted(request), initial=offer())
    step = attempt(form, services.come_back, browser=browser_of(request))
    if step is None:
        return show(request, "accounts/recover.html", form)
    rotate_token(request)
    return with_session(go("accounts:first-factor", request), step.token)


@require_http_methods(_GET_POST)
@in_words
@policy("accounts:factor:set-first", standing="half")
def first_factor(request: HttpRequest) -> HttpResponse:
    """Second step: a code application, or a passkey beside it."""
    actor = actor_of(request)
    seed = services.offer_first_totp(by=actor)
    form = CodeForm(posted(request))
    done = attempt(form, services.begin_with_totp, by=actor, browser=browser_of(request))
    if done is None:
        return show(request, "accounts/first_factor.html", form, seed=seed, drawn=qr_code(seed.address), passkey=PasskeyForm())
    return _code_to_print(request, done)


@require_POST
@in_words
@policy("accounts:factor:set-first", standing="half")
def first_passkey(request: HttpRequest) -> HttpResponse:
    """Second step with a passkey."""
    actor, form = actor_of(request), PasskeyForm(request.POST)
    done = attempt(form, services.begin_with_passkey, by=actor, browser=browser_of(request))
    if done is None:
        seed = services.offer_first_totp(by=actor)
        context = {"seed": seed, "drawn": qr_code(seed.address), "passkey": PasskeyForm(), "code": CodeForm()}
        return show(request, "accounts/first_factor.html", form, **context)
    return _code_to_print(request, done)


@require_POST
@in_words
@policy("accounts:factor:offer-passkey", standing="half")
def new_passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey (WebAuthn, `navigator.credentials.create`)."""
    return JsonResponse(services.offer_any_passkey(by=actor_of(request)))


def _code_to_print(request: HttpRequest, done: Enrolled) -> HttpResponse:
    """Last step: the recovery code, on this page and never again."""
    context = {"code": done.recovery_code, "handle": done.actor.member.handle, "first": True}
    return with_session(render(request, "accounts/recovery_code.html", context), done.token, done.browser)
