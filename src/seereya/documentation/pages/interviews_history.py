"""Versions of an interview with what each changed; her words and who else was there stay closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.queries import handles_of
from seereya.documentation import services, wording, wording_interviews
from seereya.documentation.content_interviews import InterviewContent
from seereya.documentation.pages import labelled
from seereya.documentation.pages.interviews import ABOUT, AFTER, BEFORE, HOW, benefit, facts
from seereya.documentation.pages.words import Row


def page(by: Actor, interview_id: UUID) -> dict[str, Any]:
    """Context of the history page. Raises `NotThere`."""
    row = services.open_interview(by=by, interview_id=interview_id).row
    versions = services.open_interview_revisions(by=by, interview_id=interview_id)
    handles = handles_of({one.made_by_id for one, _content in versions}, by.organisation_id)
    shown: list[Row] = []
    for index, (version, content) in enumerate(versions):
        before = _whole(versions[index + 1][1]) if index + 1 < len(versions) else []
        shown.append(
            {
                "number": version.number,
                "when": version.made_at,
                "who": handles.get(version.made_by_id, ""),
                "diff": labelled.differences(before, _whole(content)) if before else [],
                "first": not before,
            }
        )
    return {
        "interview": row,
        "versions": shown,
        "breadcrumb": [
            {"url": reverse("documentation:interviews"), "label": _("Interviews")},
            {"url": reverse("documentation:interview", args=[row.id]), "label": row.reference},
            {"label": _("History")},
        ],
    }


def _whole(content: InterviewContent) -> labelled.Pairs:
    """What the page of an interview shows, as pairs."""
    pairs = [(str(one["label"]), str(one["value"])) for part in (BEFORE, HOW, ABOUT, AFTER) for one in facts(content, part)]
    received = " ; ".join(benefit(one) for one in content.benefits)
    departed = ", ".join(wording.label(wording_interviews.DEVIATIONS, one) for one in content.deviations)
    state = wording.label(wording_interviews.STATES, content.state)
    return [(_("Status"), state), *pairs, (_("Received around it"), received), (_("Departures from the preparation"), departed)]
