"""What is made of a case file for paper: the diligence log, a reminder, the package for the magistrate."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seereya.accounts.pages import actor_of
from seereya.accounts.policies import policy
from seereya.casework import permissions, services
from seereya.casework.forms.papers import ReminderForm
from seereya.casework.pages import papers
from seereya.casework.services.letters import write_reminder
from seereya.foundation.identifiers import new_id
from seereya.vault.formpages import GET_POST, FormPage, answer

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@policy("casework:case:print-log", roles=permissions.READERS)
def diligence_log(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every act, reminder and silence, numbered: the proof of remedies that take too long."""
    return render(request, "casework/papers/log.html", papers.diligence_log(actor_of(request), case_id))


@require_http_methods(GET_POST)
@policy("casework:letter:make", roles=permissions.WRITERS)
def reminder(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A reminder to the forum, as a document streamed from memory; recorded as an act where wanted."""
    by = actor_of(request)
    opened = services.open_case(by=by, case_id=case_id)
    page = FormPage(
        "casework/papers/reminder.html",
        lambda data: ReminderForm(
            data, content=opened.content, initial={"token": new_id(), **papers.reminder_initial(opened.content)}
        ),
        lambda form: _document(write_reminder(by=by, case_id=case_id, letter=form.letter())),
        context={"case": opened.row, "earlier": papers.earlier_reminders(opened.content)},
    )
    return answer(request, page)


def _document(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=_DOCX)
    response["Content-Disposition"] = 'attachment; filename="letter.docx"'
    return response
