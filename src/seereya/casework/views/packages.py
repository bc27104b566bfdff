"""The package for the magistrate, through the vault's gate."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.casework import permissions
from seereya.casework.pages.packaging import Packaging
from seereya.documentation.forms_leaving import NamesForm
from seereya.vault.formpages import GET_POST, FormPage, answer, keeps_drafts
from seereya.vault.services import note_digest

keeps_drafts("case-package")


@in_words
@require_http_methods(GET_POST)
@policy("casework:package:let-out", roles=permissions.DECIDERS)
def package(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Asks to whom it goes, shows who may be named, then prints the package; the ledger is written first, a refusal loses nothing."""
    packaging = Packaging(actor_of(request), case_id)
    page = FormPage(
        "casework/papers/package_ask.html",
        packaging.form,
        lambda form: _printed(request, packaging, form),
        context={"case": packaging.opened.row, "parties": packaging.opened.content.parties},
        draft=("case-package", case_id, ""),
    )
    return answer(request, page)


def _printed(request: HttpRequest, packaging: Packaging, form: NamesForm) -> HttpResponse:
    package = packaging.let_out(form)
    response = render(request, "casework/papers/package.html", packaging.page(package, form))
    digest = hashlib.sha256(response.content).digest()
    note_digest(by=packaging.by, disclosure_id=package.disclosure.id, sha256=digest, size=len(response.content))
    return response
