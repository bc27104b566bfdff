"""A reminder to the judge or prosecutor, as a text document: made in memory, from the dates of the file, without any name."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx import Document

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework.content import Act, CaseContent
from seereya.casework.queries import law
from seereya.casework.rules import Refused
from seereya.casework.services.acts import record_act
from seereya.casework.services.openings import open_case
from seereya.casework.services.proceedings import find
from seereya.foundation import clock
from seereya.reference import saying

TONGUE = "fr"  # the courts' working language; the letter does not follow the page's


@dataclass(frozen=True)
class Letter:
    """What is written for this letter; the dates come from the file. `record_id`: entered as an act made, under this id."""

    proceeding: str
    asked: str
    signed: str
    place: str = ""
    record_id: str = ""


def earlier(content: CaseContent, proceeding: str) -> list[Act]:
    """The reminders of this proceeding so far, in order."""
    found = [
        one for one in content.acts if one.kind == law.act_that("reminds") and one.proceeding == proceeding and not one.struck
    ]
    return sorted(found, key=lambda one: one.on)


def write_reminder(*, by: Actor, case_id: UUID, letter: Letter) -> bytes:
    """The letter as a document. That it was made is on the record before it is made; nothing is written to disk.

    It says the forum's own number and dates, and "the civil parties": nobody is named, so no basis is needed (decision 27).
    Raises `Refused("no_such_proceeding")`, `Refused("letter_needs_request")`.
    """
    opened = open_case(by=by, case_id=case_id)
    find(opened.content, letter.proceeding)
    if not letter.asked.strip():
        raise Refused("letter_needs_request")
    if letter.record_id:
        act = Act(
            letter.record_id, law.act_that("reminds"), clock.today().isoformat(), letter.proceeding, words=letter.asked.strip()
        )
        record_act(by=by, case_id=case_id, act=act)
    with transaction.atomic(durable=True):
        record(tag=Tag.LETTER_MADE, actor=by.id, organisation=by.organisation_id, subject=case_id)
    with translation.override(TONGUE):
        return _document(by, opened.content, letter)


def _document(by: Actor, content: CaseContent, letter: Letter) -> bytes:
    one = find(content, letter.proceeding)
    document = Document()
    document.core_properties.author = ""
    document.core_properties.title = ""
    document.add_paragraph(by.member.organisation.name)
    today = _day(clock.today().isoformat())
    document.add_paragraph(_("%(place)s, %(day)s") % {"place": letter.place, "day": today} if letter.place else today)
    document.add_paragraph(saying.term("bodies", one.forum) + (f"\n{one.judge}" if one.judge else ""))
    subject = document.add_paragraph()
    subject.add_run(_("Subject: reminder") + (f" · {_('your reference')} {one.number}" if one.number else "")).bold = True
    for words in paragraphs(content, letter):
        document.add_paragraph(words)
    document.add_paragraph(letter.signed)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraphs(content: CaseContent, letter: Letter) -> list[str]:
    """The body: where it stands, the last act, the reminders already sent and how long they waited, what is asked."""
    one, mine = find(content, letter.proceeding), []
    mine.append(
        _("We act for the civil parties in the proceeding named above, opened before you on %(day)s.") % {"day": _day(one.opened)}
    )
    mine.append(_("It stands at: %(stage)s.") % {"stage": saying.term("procedure_stages", one.stage)})
    acts = [act for act in content.acts if act.proceeding == one.id and not act.struck and act.id != letter.record_id]
    if acts:
        last = max(acts, key=lambda act: act.on)
        quiet = (clock.today() - date.fromisoformat(last.on)).days
        said = ngettext(
            "The last act in our file is: %(act)s, of %(day)s, %(count)s day ago.",
            "The last act in our file is: %(act)s, of %(day)s, %(count)s days ago.",
            quiet,
        )
        mine.append(said % {"act": saying.term("procedural_acts", last.kind), "day": _day(last.on), "count": quiet})
    before = [act for act in earlier(content, one.id) if act.id != letter.record_id]
    if before:
        days = ", ".join(_day(act.on) for act in before)
        mine.append(_("Our earlier reminders are of: %(days)s.") % {"days": days})
    mine.append(_("We ask you respectfully: %(asked)s") % {"asked": letter.asked.strip()})
    mine.append(_("We remain at your disposal for any exhibit or hearing you find useful."))
    return mine


def _day(iso: str) -> str:
    return str(date_format(date.fromisoformat(iso[:10]), "j F Y")) if iso else ""
