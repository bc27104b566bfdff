"""Reports: the calendar, a draft from the records, its sections, freezing, corrections, the document."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seereya.accounts.pages import actor_of, in_words
from seereya.accounts.policies import policy
from seereya.programme import permissions
from seereya.programme.forms.reports import CorrectionForm, SectionForm
from seereya.programme.pages import forms
from seereya.programme.pages import reports as pages
from seereya.programme.queries.grants import grant_of
from seereya.programme.services import documents, reports
from seereya.reference.strict import asks_nothing
from seereya.vault.formpages import GET_POST, FormPage, answer, done, keeps_drafts

keeps_drafts("report-section")
FORM = "programme/form.html"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@asks_nothing
@require_safe
@policy("programme:report:list", roles=permissions.READERS)
def calendar(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """The reporting calendar and what became of each period."""
    actor = actor_of(request)
    return render(request, "programme/reports.html", pages.reports(actor, grant_of(actor, grant_id)))


@in_words
@require_POST
@policy("programme:report:start", roles=permissions.PLANNERS)
def start(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Begins the report of a period, drafted from the records."""
    row = reports.start_report(by=actor_of(request), period_id=period_id)
    return done(request, "report_started", "programme:report", row.id)


@asks_nothing
@require_safe
@policy("programme:report:read", roles=permissions.READERS)
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """A report: its sections and figures. Outside, once it is frozen."""
    actor = actor_of(request)
    row, content = reports.open_report(actor, report_id)
    return render(request, "programme/report.html", pages.report(actor, row, content))


@in_words
@require_http_methods(GET_POST)
@policy("programme:report:write", roles=permissions.PLANNERS)
def section(request: HttpRequest, report_id: UUID, section: str) -> HttpResponse:
    """Writes one section in both languages."""
    row, content = reports.open_report(actor_of(request), report_id)
    kept = reports.section_of(row, content, section)
    page = FormPage(
        FORM, lambda data: SectionForm(data, initial={"fr": kept.fr, "en": kept.en, "version": row.version}),
        lambda form: _written(request, report_id, section, form), context=forms.section(row, section),
        draft=("report-section", row.id, section.replace(".", "-")),
    )  # fmt: skip
    return answer(request, page)


def _written(request: HttpRequest, report_id: UUID, code: str, form: SectionForm) -> HttpResponse:
    said, version = form.cleaned_data, form.cleaned_data["version"] or 0
    reports.write_section(by=actor_of(request), report_id=report_id, code=code, fr=said["fr"], en=said["en"], version=version)
    return done(request, "section_saved", "programme:report", report_id, anchor=f"#{code}")


@in_words
@require_POST
@policy("programme:report:refill", roles=permissions.PLANNERS)
def refill(request: HttpRequest, report_id: UUID, section: str) -> HttpResponse:
    """Writes one section anew from the records."""
    reports.refill(by=actor_of(request), report_id=report_id, code=section, version=_version(request))
    return done(request, "section_saved", "programme:report", report_id, anchor=f"#{section}")


@in_words
@require_POST
@policy("programme:report:freeze", roles=permissions.STEERERS)
def freeze(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Freezes a report; from then on the funder reads it."""
    reports.freeze(by=actor_of(request), report_id=report_id, version=_version(request))
    return done(request, "report_frozen_now", "programme:report", report_id)


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0  # noqa: PLR2004


@in_words
@require_http_methods(GET_POST)
@policy("programme:report:correct", roles=permissions.PLANNERS)
def correct(request: HttpRequest, reported_id: UUID) -> HttpResponse:
    """Writes a correction beside a figure that was reported."""
    row = reports.figure_of(actor_of(request), reported_id)
    page = FormPage(
        FORM, CorrectionForm, lambda form: _corrected(request, row.report_id, reported_id, form), context=forms.correction(row)
    )
    return answer(request, page)


def _corrected(request: HttpRequest, report_id: UUID, reported_id: UUID, form: CorrectionForm) -> HttpResponse:
    reports.correct(by=actor_of(request), figure_id=reported_id, **{name: form.cleaned_data[name] for name in ("value", "why")})
    return done(request, "corrected", "programme:report", report_id)


@in_words
@require_safe
@policy("programme:report:print", roles=permissions.READERS)
def document(request: HttpRequest, report_id: UUID, tongue: str) -> HttpResponse:
    """The report as a text document."""
    if tongue not in documents.LANGUAGES:
        raise Http404
    made = documents.report_document(by=actor_of(request), report_id=report_id, language=tongue)
    response = HttpResponse(made, content_type=_DOCX)
    response["Content-Disposition"] = 'attachment; filename="report.docx"'
    return response
