"""The package for the magistrate, through the vault's gate."""

from __future__ import annotations

import hashlib
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.casework import permissions
from seereya.casework.forms.packages import PackageForm
from seereya.casework.pages.package_file import archive
from seereya.casework.pages.packaging import Packaging
from seereya.vault.formpages import GET_POST, FormPage, answer, keeps_drafts
from seereya.vault.services import note_digest

keeps_drafts("case-package")


@in_words
@require_http_methods(GET_POST)
@policy("casework:package:let-out", roles=permissions.DECIDERS)
def package(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Asks to whom it goes and what goes along, shows who may be named, then prints the package, or sends it with its attachments.

    The ledger is written first; a refusal loses nothing.
    """
    packaging = Packaging(actor_of(request), case_id)
    page = FormPage(
        "casework/papers/package_ask.html",
        packaging.form,
        lambda form: _left(request, packaging, form),
        context=packaging.context(),
        draft=("case-package", case_id, ""),
    )
    return answer(request, page)


def _left(request: HttpRequest, packaging: Packaging, form: PackageForm) -> HttpResponse:
    """On paper as before; with attachments as one file."""
    package = packaging.let_out(form)
    if package.along.attachments:
        sent = archive(packaging.by, package, packaging.page(package, form))
        response = StreamingHttpResponse(sent, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{sent.name}"'
        return cast("HttpResponse", response)  # a page of questions hands on what it is answered with
    printed = render(request, "casework/papers/package.html", packaging.page(package, form))
    digest, size = hashlib.sha256(printed.content).digest(), len(printed.content)
    for line in package.lines:
        note_digest(by=packaging.by, disclosure_id=line.id, sha256=digest, size=size)
    return printed
