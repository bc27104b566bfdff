"""What courts did with how many cases: the page, one source's figures, a file of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.documentation.pages_lists.indexes import needs_index
from seereya.foundation.identifiers import new_id
from seereya.foundation.selection import BadSelection
from seereya.observatory import permissions, services
from seereya.observatory.forms.activity import ActivityForm, initial_of
from seereya.observatory.pages import courts as pages
from seereya.observatory.pages import exporting
from seereya.observatory.pages.listing import refusal_page
from seereya.vault.formpages import GET_POST, NIL, FormPage, answer, done


@require_safe
@policy("observatory:activity:list", roles=permissions.READERS)
@needs_index
def courts(request: HttpRequest) -> HttpResponse:
    """Each source's figures side by side, and what observers saw."""
    try:
        context = pages.page(actor_of(request), request.GET)
    except BadSelection as refusal:
        back = reverse("observatory:courts")
        return render(request, "refused_list.html", refusal_page(request.GET, refusal, back=back), status=400)
    return render(request, "observatory/courts/courts.html", context)


@in_words
@require_http_methods(GET_POST)
@policy("observatory:activity:save", roles=permissions.WRITERS)
def activity_new(request: HttpRequest) -> HttpResponse:
    """Writes down what a source says a court did."""
    page = FormPage(
        "observatory/courts/form.html",
        lambda data: ActivityForm(data, initial={"token": new_id()}),
        lambda form: _saved(request, form, form.cleaned_data["token"], 0),
        draft=("activity-new", NIL, ""),
    )
    return answer(request, page)


@in_words
@require_http_methods(GET_POST)
@policy("observatory:activity:save", roles=permissions.WRITERS)
def activity_edit(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Corrects what was written down of a source."""
    by = actor_of(request)
    row = services.activity_of(by=by, activity_id=activity_id)
    page = FormPage(
        "observatory/courts/form.html",
        lambda data: ActivityForm(data, kept=row, initial=initial_of(row)),
        lambda form: _saved(request, form, activity_id, form.cleaned_data["version"] or 0),
        context={"activity": row},
        differences=lambda _form: (services.activity_of(by=by, activity_id=activity_id).version, []),
    )
    return answer(request, page)


def _saved(request: HttpRequest, form: ActivityForm, activity_id: UUID | None, version: int) -> HttpResponse:
    row = services.save_activity(
        by=actor_of(request), said=form.said(), counts=form.counts(), activity_id=activity_id, version=version
    )
    return done(request, "activity_impossible" if row.impossible else "activity_saved", "observatory:courts")


@require_safe
@policy("observatory:activity:export", roles=permissions.READERS)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The figures on the page as a file, narrowed alike."""
    try:
        name, data = exporting.file_of(actor_of(request), kind, request.GET)
    except BadSelection as refusal:
        back = reverse("observatory:courts")
        return render(request, "refused_list.html", refusal_page(request.GET, refusal, back=back), status=400)
    response = HttpResponse(data, content_type=exporting.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
