"""The form on paper: looked at in either language, and the frozen copies."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.advocacy import permissions_submissions as permissions
from seereya.advocacy.pages import submission_papers as papers
from seereya.advocacy.pages import submissions as pages
from seereya.advocacy.services import submissions_attaching as attaching
from seereya.advocacy.services import submissions_sending as sending
from seereya.advocacy.services.submissions_storing import open_submission

_TYPES = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "html": "text/html; charset=utf-8"}


@require_safe
@policy("advocacy:submission:look", roles=permissions.READERS)
def submission_look(request: HttpRequest, submission_id: UUID, language: str) -> HttpResponse:
    """The form as it will stand in French or in English; the sealed part stays closed on it."""
    if language not in {"fr", "en"}:
        raise Http404
    held = open_submission(by=actor_of(request), submission_id=submission_id)
    page = papers.sheet(held, None, language) | {"heads": papers.step_heads(language), "submission": held.row}
    return render(request, "advocacy/submission_look.html", page)


@in_words
@require_POST
@policy("advocacy:submission:open-copy", roles=permissions.READERS)
def submission_copy(request: HttpRequest, submission_id: UUID, copy_id: UUID) -> HttpResponse:
    """A frozen copy, as it left; for a purpose, on the record."""
    by = actor_of(request)
    pages.state_purpose(by, submission_id, request.POST.get("purpose", ""))
    row, data = sending.open_copy(by=by, submission_id=submission_id, copy_id=copy_id)
    response = HttpResponse(data, content_type=_TYPES[row.form])
    name = f"{row.submission.reference}-v{row.number}-{row.language}.{row.form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@in_words
@require_POST
@policy("advocacy:submission:take-package", roles=permissions.READERS)
def submission_package(request: HttpRequest, submission_id: UUID, number: int) -> StreamingHttpResponse:
    """What left as one version, as one file: the form, the attachments, a list of hashes; for a purpose, on the record."""
    by = actor_of(request)
    pages.state_purpose(by, submission_id, request.POST.get("purpose", ""))
    package = attaching.take_package(by=by, submission_id=submission_id, number=number)
    response = StreamingHttpResponse(package, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{package.name}"'
    return response
