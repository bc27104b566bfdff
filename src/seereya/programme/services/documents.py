"""A report as a text document, made in memory: its sections and its figures, as the funder is told them."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.programme import wording, wording_counting
from seereya.programme.content import ReportContent
from seereya.programme.models import Report
from seereya.programme.queries import logframe
from seereya.programme.rules import Refused
from seereya.programme.services import narrative, reports
from seereya.reference import terms

LANGUAGES = ("fr", "en")


def report_document(*, by: Actor, report_id: UUID, language: str) -> bytes:
    """The report as a document; on the record before it is made. Raises `Refused("words_are_closed")`, `NotThere`."""
    row, content = reports.open_report(by, report_id)
    if row.state == "draft" and content is None:
        raise Refused("words_are_closed")
    reports.note_printed(by, row)
    with translation.override(language):
        document = Document()
        _head(document, row)
        for code in narrative.codes(row.period):
            document.add_heading(terms.label(narrative.VOCABULARY, code, language), level=2)
            for line in _words(row, content, code, language).splitlines() or ["—"]:
                document.add_paragraph(line)
        _matrix(document, row, language)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _head(document: Any, row: Report) -> None:
    grant, period = row.grant, row.period
    document.core_properties.author = grant.organisation.name
    document.core_properties.title = grant.code
    document.add_heading(str(wording.KINDS[period.kind]), level=1)
    document.add_paragraph(f"{grant.title} · {grant.contract}")
    said = _("From %(starts)s to %(ends)s") % {"starts": wording.day(period.starts), "ends": wording.day(period.ends)}
    document.add_paragraph(said)
    frozen = row.frozen_at.date() if row.frozen_at else None
    state = (
        _("Frozen on %(day)s.") % {"day": wording.day(frozen)}
        if frozen
        else _("Draft of %(day)s.") % {"day": wording.day(clock.today())}
    )
    document.add_paragraph(state)


def _words(row: Report, content: ReportContent | None, code: str, language: str) -> str:
    if row.state == "frozen":
        return str((row.told_en if language == "en" else row.told_fr).get(code, ""))
    return next((getattr(one, language) for one in (content.sections if content else []) if one.code == code), "")


def _matrix(document: Any, row: Report, language: str) -> None:
    """The logframe with its values: counts about persons in steps, whoever makes the document, for it is made to leave."""
    width = row.grant.smallest_cell
    document.add_heading(_("Logframe"), level=2)
    table = document.add_table(rows=1, cols=5)
    table.style = "Table Grid"
    for cell, label in zip(
        table.rows[0].cells, (_("Indicator"), _("Baseline"), _("Target"), _("Value"), _("Source")), strict=True
    ):
        cell.text = label
    for line in _lines(row, language, width):
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.text = words
    document.add_paragraph(
        _(
            "Counts of persons and of files about them are told in steps of %(width)s; smaller numbers and differences are not told."
        )
        % {"width": width}
    )


def _lines(row: Report, language: str, width: int) -> list[tuple[str, ...]]:
    if row.state == "frozen":
        return [
            _line(one.code, (one.text_en if language == "en" else "") or one.text, one,
                  wording.told(one.told, width if one.people else 0, one.unit, len(one.told_parts)),
                  wording_counting.name(one.rule) if one.rule and one.how != "hand" else one.source)
            for one in logframe.figures(row)
        ]  # fmt: skip
    rows = logframe.logframe_rows(row.grant, row.logframe, narrative.until(row.period), told=True)
    return [
        _line(one.indicator_code, (one.indicator_en if language == "en" else "") or one.indicator, one,
              wording.told(one.current, one.told_width, one.unit, len(one.parts)),
              wording_counting.name(one.rule) if one.rule and one.how != "hand" else one.source)
        for one in rows if one.indicator
    ]  # fmt: skip


def _line(code: str, text: str, one: Any, value: str, source: str) -> tuple[str, ...]:
    return (f"{code} {text}", wording.figure(one.baseline, one.unit), wording.figure(one.target, one.unit), value, source)
