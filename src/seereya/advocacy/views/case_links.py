"""Case files laid beside commitments: by who may open them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.advocacy import permissions, services
from seereya.advocacy.forms.commitments import CaseForm
from seereya.advocacy.pages import commitments as pages
from seereya.advocacy.pages.asking import trail
from seereya.vault.formpages import GET_POST, FormPage, answer, done


@require_http_methods(GET_POST)
@policy("advocacy:case:link", roles=permissions.CASE_TIERS)
def commitment_case(request: HttpRequest, public_commitment: UUID) -> HttpResponse:
    """Lays a case file of ours beside a commitment of the coalition."""
    row = pages.seen(public_commitment)
    page = FormPage(
        "advocacy/form.html",
        CaseForm,
        lambda form: _laid(request, form, public_commitment),
        context={
            "title": _("Lay a case file beside it"),
            "lede": _("Which file it is stays sealed to counsel's vault: advocacy sees neither the file nor that there is one."),
            "submit": _("Lay beside"),
            "row": row,
            "back_url": reverse("advocacy:commitment", args=[row.id]),
            "breadcrumb": trail((_("Commitments"), "advocacy:commitments"), (row.reference, "")),
        },
    )
    return answer(request, page)


def _laid(request: HttpRequest, form: CaseForm, commitment_id: UUID) -> HttpResponse:
    services.link_case(by=actor_of(request), case=form.cleaned_data["case"], commitment_id=commitment_id)
    return done(request, "case_linked", "advocacy:commitment", commitment_id, anchor="#judicial")


@require_POST
@policy("advocacy:case:link", roles=permissions.CASE_TIERS)
def case_unlink(request: HttpRequest, case_link: UUID) -> HttpResponse:
    """Takes a case file away from a commitment."""
    row = services.unlink_case(by=actor_of(request), link_id=case_link)
    return done(request, "case_unlinked", "advocacy:commitment", row.commitment_id, anchor="#judicial")
