"""The form on paper: for reading on the page, for print (HTML) and for a word processor (DOCX); in French or in English."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from seereya.advocacy import wording_submissions as words
from seereya.advocacy.content_submissions import Entry, IdentityPart, answer
from seereya.advocacy.queries.submission_questions import FORM, TYPES, questions
from seereya.advocacy.rules.submissions import Question
from seereya.advocacy.services.submissions_sending import DOCX, HTML
from seereya.advocacy.services.submissions_storing import Held
from seereya.reference import terms
from seereya.reference.fields import said
from seereya.reference.saying import when as say_when

Row = dict[str, Any]
# Control characters that a document of a word processor cannot hold.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def sheet(held: Held, part: IdentityPart | None, language: str) -> Row:
    """The form's sections with questions and answers in one language; the sealed part only where it is given."""
    with translation.override(language):
        return {
            "title": terms.label(TYPES, held.row.kind, language),
            "reference": held.row.reference,
            "language": language,
            "organisation": held.row.organisation.name,
            "sections": [_section(held, part, one, language) for one in questions() if one.kind == "section"],
        }


def _section(held: Held, part: IdentityPart | None, section: Question, language: str) -> Row:
    asked = [one for one in questions() if one.section == section.code and one.kind != "section"]
    shown = [one for one in asked if section.code != "W5" or one.code == "W5.06"]
    return {
        "code": section.code,
        "title": terms.label(FORM, section.code, language),
        "rows": [_row(held, part, one, language) for one in shown],
        "steps": [_step(one, language) for one in held.content.steps] if section.code == "W5" else [],
    }


def _row(held: Held, part: IdentityPart | None, one: Question, language: str) -> Row:
    closed = one.sealed == "identity" and part is None
    entries = part.entries if one.sealed == "identity" and part else held.content.entries
    entry = None if closed else answer(entries, one.code, language)
    value = in_words(one, entry, language) if entry else ""
    other = bool(entry and entry.language and entry.language != language)
    return {
        "code": one.code,
        "label": terms.label(FORM, one.code, language),
        "value": value,
        "closed": closed,
        "filled": one.code in held.content.identity_filled if closed else bool(value),
        "required": one.required,
        "other_language": other,
        "took": words.label(words.TOOK, entry.took) if entry and entry.took else "",
    }


def in_words(one: Question, entry: Entry, language: str) -> str:
    """An answer as the form's language says it."""
    if one.kind in {"partialdate", "signature"}:
        with translation.override(language):
            return said(entry.when)
    choices = words.YES_NO if one.kind == "bool" else words.CHOICES.get(one.code, {})
    with translation.override(language):
        return str(choices.get(entry.text, entry.text))


def _step(one: Any, language: str) -> list[str]:
    with translation.override(language):
        known = one.when.precision != "unknown" or one.when.words
        return [one.what, say_when(one.when) if known else "—", one.authority, one.who, one.result]


def step_heads(language: str) -> list[str]:
    """The headings of the steps, out of the form's own vocabulary."""
    return [terms.label(FORM, code, language) for code in ("W5.01", "W5.02", "W5.03", "W5.04", "W5.05")]


def write(held: Held, part: IdentityPart, language: str) -> dict[str, bytes]:
    """The form as it leaves: a document for a word processor and a page for print."""
    page = sheet(held, part, language) | {"heads": step_heads(language)}
    with translation.override(language):
        html = render_to_string("advocacy/submission_sheet.html", page)
        return {DOCX: _docx(page), HTML: html.encode()}


def _docx(page: Row) -> bytes:
    from docx import Document  # a tenth of a second to load: only where a paper is written

    document = Document()
    document.core_properties.author = page["organisation"]
    document.core_properties.title = page["title"]
    document.add_heading(page["title"], 0)
    document.add_paragraph(f"{page['organisation']} · {page['reference']} · {_('Confidential')}")
    for section in page["sections"]:
        document.add_heading(f"{section['code']}. {section['title']}", 1)
        _table(document, [[f"{row['code']} {row['label']}", row["value"] or "—"] for row in section["rows"]])
        if section["steps"]:
            document.add_paragraph("")
            _table(document, [page["heads"], *section["steps"]])
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _table(document: Any, rows: list[list[str]]) -> None:
    if not rows:
        return
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = _NOT_IN_XML.sub(" ", value)
