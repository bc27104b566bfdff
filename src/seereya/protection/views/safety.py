"""Safe-contact rules of a person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.accounts.services import say
from seereya.protection import permissions, services
from seereya.protection.forms.safety import SafeContactForm
from seereya.protection.pages.offering import offering
from seereya.protection.pages.person import rules_form
from seereya.vault.formpages import GET_POST, FormPage, answer


@require_http_methods(GET_POST)
@policy("protection:safe-contact:change", roles=permissions.REFERRERS)
def safe_contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Writes the rules that stand before any contact with a person."""
    actor = actor_of(request)
    asked, context = rules_form(actor, person_id), offering(actor, person_id)
    page = FormPage(
        "protection/safe_contact.html",
        lambda data: SafeContactForm(data, **asked),
        lambda form: _saved(request, person_id, form, context["back"] or "/"),
        context=context | {"numbers_open": asked["numbers_open"]},
    )
    return answer(request, page)


def _saved(request: HttpRequest, person_id: UUID, form: SafeContactForm, back: str) -> HttpResponse:
    services.save_safe_contact(
        by=actor_of(request),
        subject=person_id,
        version=form.cleaned_data["version"] or 0,
        content=form.content(),
        numbers=form.numbers(),
    )
    say(actor_of(request), "done", "safe_contact_saved")
    return HttpResponseRedirect(back)
