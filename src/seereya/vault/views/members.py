"""Members and invitations."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts import services as accounts
from seereya.accounts.pages import actor_of, attempt, in_words, posted, show
from seereya.accounts.policies import policy
from seereya.accounts.queries import open_invitations
from seereya.accounts.rules import Role
from seereya.accounts.wording import roles_in_words
from seereya.vault import permissions, queries, services
from seereya.vault.forms import RecoverMemberForm, RolesForm

_GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@policy("vault:member:list", roles=permissions.COLLEAGUES)
def members(request: HttpRequest) -> HttpResponse:
    """The organisation: members, invitations, vaults, what waits for a decision."""
    actor = actor_of(request)
    context = {
        "members": queries.members_of(actor),
        "vaults": queries.vault_cards(actor),
        "requests": queries.waiting_requests(actor),
        "due": queries.rotations_due(actor),
        "invitations": [
            {"row": row, "roles": roles_in_words({Role(one) for one in row.roles}), "mine": row.made_by_id == actor.id}
            for row in open_invitations(actor.organisation_id)
        ],
        "may_manage": permissions.may_manage(actor),
        "ceremony_due": queries.ceremony_due(actor),
    }
    return render(request, "vault/members.html", context)


def _found(request: HttpRequest, member: UUID) -> queries.Colleague:
    found = queries.member_of(actor_of(request), member)
    if found is None:
        raise Http404
    return found


@require_safe
@policy("vault:member:list", roles=permissions.COLLEAGUES)
def member_page(request: HttpRequest, member: UUID) -> HttpResponse:
    """One colleague: roles, vaults held, what can be done."""
    actor = actor_of(request)
    context = {
        "colleague": _found(request, member),
        "may_manage": permissions.may_manage(actor),
        "may_ask": permissions.may_ask(actor),
        "may_open_profile": actor.holds(*permissions.STAFF_READERS),
    }
    return render(request, "vault/member.html", context)


@require_http_methods(_GET_POST)
@policy("vault:invitation:make", roles=permissions.MANAGERS)
def invite(request: HttpRequest) -> HttpResponse:
    """Invites somebody; the link is shown once."""
    form = RolesForm(posted(request))
    made = attempt(form, accounts.invite, by=actor_of(request))
    if made is None:
        return show(request, "vault/invite.html", form)
    token, invitation = made
    link = settings.ORIGIN + reverse("accounts:enrol", args=[token])
    return render(request, "vault/invited.html", {"link": link, "invitation": invitation})


@require_POST
@in_words
@policy("vault:invitation:approve", roles=permissions.MANAGERS)
def approve(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """The second person's yes."""
    actor = actor_of(request)
    accounts.approve_invitation(by=actor, invitation_id=invitation)
    accounts.say(actor, "done", "invitation_approved")
    return redirect("vault:members")


@require_POST
@in_words
@policy("vault:invitation:withdraw", roles=permissions.MANAGERS)
def withdraw(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Takes an unused invitation back."""
    actor = actor_of(request)
    accounts.withdraw_invitation(by=actor, invitation_id=invitation)
    accounts.say(actor, "done", "invitation_withdrawn")
    return redirect("vault:members")


@require_http_methods(_GET_POST)
@policy("vault:member:change-roles", roles=permissions.MANAGERS)
def roles(request: HttpRequest, member: UUID) -> HttpResponse:
    """Changes a colleague's roles; keys that the new roles may not hold are taken back."""
    actor, found = actor_of(request), _found(request, member)
    form = RolesForm(posted(request), initial={"roles": [role.value for role in found.role_codes]})
    attempt(form, services.change_roles, by=actor, member_id=member)
    if not form.done:
        return show(request, "vault/roles.html", form, colleague=found)
    accounts.say(actor, "done", "roles_changed")
    return redirect("vault:member", member)


@require_http_methods(_GET_POST)
@in_words
@policy("vault:member:suspend", roles=permissions.COLLEAGUES)
def suspend(request: HttpRequest, member: UUID) -> HttpResponse:
    """Stops a colleague's account at once: any colleague may, and somebody else restores it."""
    actor, found = actor_of(request), _found(request, member)
    if request.method != "POST":
        return render(request, "vault/suspend.html", {"colleague": found})
    accounts.suspend(by=actor, member_id=member)
    accounts.say(actor, "done", "member_suspended")
    return redirect("vault:members")


@require_POST
@in_words
@policy("vault:member:restore", roles=permissions.MANAGERS)
def restore(request: HttpRequest, member: UUID) -> HttpResponse:
    """Lets a suspended colleague back in."""
    actor = actor_of(request)
    accounts.restore(by=actor, member_id=member)
    accounts.say(actor, "done", "member_restored")
    return redirect("vault:members")


@require_http_methods(_GET_POST)
@in_words
@policy("vault:member:leave", roles=permissions.MANAGERS)
def leave(request: HttpRequest, member: UUID) -> HttpResponse:
    """Ends a membership: sessions dead, keys gone, vaults with new keys."""
    actor, found = actor_of(request), _found(request, member)
    if request.method != "POST":
        return render(request, "vault/leave.html", {"colleague": found})
    services.leave(by=actor, member_id=member)
    accounts.say(actor, "done", "member_left")
    return redirect("vault:members")


@require_http_methods(_GET_POST)
@in_words
@policy("vault:member:recover", roles=permissions.MANAGERS)
def recover(request: HttpRequest, member: UUID) -> HttpResponse:
    """Brings back a colleague who lost everything, with the custodians' shares."""
    actor, found = actor_of(request), _found(request, member)
    offered, ticket = accounts.offer_passphrase(actor.member.language)
    form = RecoverMemberForm(posted(request), initial={"offered": offered, "ticket": ticket})
    done = attempt(form, accounts.bring_back, by=actor, member_id=member)
    if done is None:
        return show(request, "vault/recover.html", form, colleague=found)
    return render(request, "vault/recovered.html", {"colleague": found})
