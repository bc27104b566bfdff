"""Drafts of forms: kept while somebody types, thrown away when asked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from seereya.accounts.pages import next_of
from seereya.accounts.policies import EVERYBODY, policy
from seereya.vault.formpages import check_draft, discard, draft_key, keep


@require_POST
@policy("vault:draft:keep", roles=EVERYBODY)
def draft(request: HttpRequest, form: str, record: UUID, part: str) -> HttpResponse:
    """Keeps what somebody is typing, sealed to that person."""
    check_draft(form)
    keep(request, draft_key(form, record, "" if part == "-" else part))
    return HttpResponse(status=204)


@require_POST
@policy("vault:draft:keep", roles=EVERYBODY)
def draft_discard(request: HttpRequest, form: str, record: UUID, part: str) -> HttpResponse:
    """Throws a draft away and shows the form as it stands saved."""
    check_draft(form)
    discard(request, draft_key(form, record, "" if part == "-" else part))
    return HttpResponseRedirect(next_of(request))
