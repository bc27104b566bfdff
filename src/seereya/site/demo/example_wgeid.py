"""The filled form in the manual: what the demonstration's story sent to the Working Group, as a page of Markdown."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.advocacy import wording
from seereya.advocacy import wording_submissions as words
from seereya.advocacy.content_submissions import SubmissionContent
from seereya.advocacy.models import Submission
from seereya.advocacy.pages.submission_papers import sheet, step_heads
from seereya.advocacy.services.submissions_identity import open_identity

# The day on which the story of the manual is told: a page that is compared may not change every morning.
TOLD_ON: Final = date(2026, 9, 1)
LANGUAGES: Final = ("fr", "en")


def page(by: Actor, row: Submission, language: str) -> str:
    """One submission as the manual shows it, in French or in English. Raises what opening the sealed part raises."""
    held, part = open_identity(by=by, submission_id=row.id, purpose="Exemple du manuel")
    form = sheet(held, part, language)
    with translation.override(language):
        lines = [f"# {form['title']}", "", _caution(), "", f"{form['organisation']} · {form['reference']} · {_('Confidential')}"]
        for section in form["sections"]:
            lines += ["", f"## {section['code']}. {section['title']}", "", *_section(section, language)]
        lines += ["", f"## {_('What happened since')}", "", *_followed(held.content)]
    return "\n".join(lines) + "\n"


def _caution() -> str:
    return "> " + _(
        "**Everything here is invented**: the village, the people, the words, the numbers. Written by the project out of the "
        "demonstration, as told on %(day)s; a test compares. A real form is never printed in a manual. "
        "What the form asks once stands in the language in which it was written."
    ) % {"day": wording.day(TOLD_ON)}  # fmt: skip


def _section(section: dict[str, Any], language: str) -> list[str]:
    rows = [[f"{row['code']} {row['label']}", row["value"] or "—"] for row in section["rows"]]
    lines = _table([_("Question"), _("Answer")], rows) if rows else []
    if section["steps"]:
        lines += ["", *_table(step_heads(language), section["steps"])]
    return lines


def _followed(content: SubmissionContent) -> list[str]:
    rows = [
        [wording.day(date.fromisoformat(one.on)), words.label(words.STEPS, one.step), one.words]
        for one in content.followed
        if not one.struck
    ]
    return _table([_("Day"), _("Step"), _("What was said")], rows)


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    return [_line(heads), _line(["---"] * len(heads)), *(_line(row) for row in rows)]


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
