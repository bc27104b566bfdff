"""Name and contact of members: one's own, and a colleague's for a purpose."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from seereya.accounts import services as accounts
from seereya.accounts.pages import actor_of, attempt, in_words, posted, show
from seereya.accounts.policies import policy
from seereya.vault import permissions, queries, services
from seereya.vault.forms import ProfileForm


@require_http_methods(["GET", "HEAD", "POST"])
@policy("vault:profile:change")
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name and contact, sealed to the organisation."""
    actor = actor_of(request)
    form = ProfileForm(posted(request), initial=asdict(services.own_profile(by=actor)))
    attempt(form, services.save_profile, by=actor)
    if not form.done:
        return show(request, "vault/profile.html", form)
    accounts.say(actor, "done", "profile_kept")
    return redirect("accounts:me")


@require_POST
@in_words
@policy("vault:profile:open", roles=permissions.STAFF_READERS)
def open_profile(request: HttpRequest, member: UUID) -> HttpResponse:
    """A colleague's name and contact, for a purpose."""
    actor = actor_of(request)
    colleague = queries.member_of(actor, member)
    if colleague is None:
        raise Http404
    opened = services.open_profile(by=actor, member_id=member, purpose=request.POST.get("purpose", ""))
    return render(request, "vault/profile_opened.html", {"colleague": colleague, "profile": opened})
