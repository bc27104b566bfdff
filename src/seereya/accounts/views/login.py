"""Logging in, locking, logging out, language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import rotate_token
from django.views.decorators.http import require_http_methods, require_POST

from seereya.accounts import services
from seereya.accounts.forms import CodeForm, LanguageForm, LoginForm, PasskeyForm, UnlockForm
from seereya.accounts.middleware import browser_of, with_session
from seereya.accounts.pages import actor_of, as_stranger, attempt, go, in_words, next_of, posted, show
from seereya.accounts.policies import policy
from seereya.accounts.queries import factors_of

_GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(_GET_POST)
@as_stranger
@policy("accounts:session:begin", standing="guest")
def login(request: HttpRequest) -> HttpResponse:
    """First step: handle and passphrase."""
    form = LoginForm(posted(request))
    step = attempt(form, services.give_passphrase, browser=browser_of(request))
    if step is None:
        return show(request, "accounts/login.html", form)
    rotate_token(request)
    return with_session(go("accounts:second-factor", request), step.token)


@require_http_methods(_GET_POST)
@policy("accounts:session:prove", standing="half")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Second step, with a code; the passkey's form stands beside it. Whoever has no factor yet sets one first."""
    actor = actor_of(request)
    form, factors = CodeForm(posted(request)), factors_of(actor.member)
    if not factors:
        return go("accounts:first-factor", request)
    step = attempt(form, services.give_totp, by=actor, browser=browser_of(request))
    if step is None:
        return show(request, "accounts/second_factor.html", form, kinds={one.kind for one in factors}, passkey=PasskeyForm())
    return with_session(HttpResponseRedirect(next_of(request)), step.token, step.browser)


@require_POST
@policy("accounts:session:prove", standing="half")
def second_factor_passkey(request: HttpRequest) -> HttpResponse:
    """Second step, with what a passkey answered."""
    actor, form = actor_of(request), PasskeyForm(request.POST)
    step = attempt(form, services.give_passkey, by=actor, browser=browser_of(request))
    if step is None:
        kinds = {one.kind for one in factors_of(actor.member)}
        return show(request, "accounts/second_factor.html", form, kinds=kinds, passkey=PasskeyForm(), code=CodeForm())
    return with_session(HttpResponseRedirect(next_of(request)), step.token, step.browser)


@require_POST
@in_words
@policy("accounts:session:prove", standing="half")
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to ask a passkey (WebAuthn, `navigator.credentials.get`)."""
    return JsonResponse(services.begin_passkey(by=actor_of(request)))


@require_http_methods(_GET_POST)
@policy("accounts:session:unlock", standing="locked")
def unlock(request: HttpRequest) -> HttpResponse:
    """After a pause: the passphrase alone; drafts are where they were."""
    actor, form = actor_of(request), UnlockForm(posted(request))
    if actor.private_key:
        return HttpResponseRedirect(next_of(request))
    token = attempt(form, services.unlock, by=actor, browser=browser_of(request))
    if token is None:
        return show(request, "accounts/unlock.html", form, handle=actor.member.handle)
    return with_session(HttpResponseRedirect(next_of(request)), token)


@require_POST
@policy("accounts:session:lock", standing="locked")
def lock(request: HttpRequest) -> HttpResponse:
    """Locks the screen: the key leaves the server."""
    services.lock_session(by=actor_of(request))
    return go("accounts:unlock", request)


@require_POST
@policy("accounts:session:end", standing="guest")
def logout(request: HttpRequest) -> HttpResponse:
    """Ends the session and what the browser kept of it; the browser stays known, or strangers could lock its owner out."""
    if request.actor is not None:  # type: ignore[attr-defined]
        services.close_session(by=actor_of(request))
    response = HttpResponseRedirect("/")
    response.delete_cookie(settings.COOKIE_NAME, path="/", samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_POST
@policy("accounts:language:choose", standing="guest")
def language(request: HttpRequest) -> HttpResponse:
    """Sets the language of pages: in this browser, and for the member who is logged in."""
    form, response = LanguageForm(request.POST), HttpResponseRedirect(next_of(request))
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        services.choose_language(by=request.actor, language=chosen)  # type: ignore[attr-defined]
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, secure=True, httponly=True, samesite="Strict"
        )
    return response
