"""How submissions enter the sealed index of their documentation vault: by open codes, never by a name."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from typing import Any

from seereya.advocacy.content_submissions import SubmissionContent, answer, history
from seereya.advocacy.models import Submission
from seereya.advocacy.queries.submission_questions import asked
from seereya.advocacy.rules.submissions import missing, observe_by
from seereya.foundation.searching import IndexSchema

# At most ten letters: the name of an index stands in a column of that width.
SUBMISSIONS = "forms"
SCHEMA = IndexSchema(
    name=SUBMISSIONS,
    version=1,
    facets=("status", "step", "person", "incident", "kind"),
    sorts=("due", "reference", "changed"),
    card=("ref", "code", "kind", "status", "step", "step_on", "sent_on", "due", "when", "missing", "asked", "identity"),
)


def submission_change(row: Submission, content: SubmissionContent) -> dict[str, Any]:
    """The change that puts a submission into its vault's index. Nothing here depends on the day it is written."""
    stood = history(content)
    due = observe_by(stood)
    happened = answer(content.entries, "W2.01")
    lacking = missing(
        [*asked("content"), *asked("identity")],
        [*(one.code for one in content.entries if one.filled), *content.identity_filled],
        steps=len(content.steps),
    )
    return {
        "key": b64encode(row.id.bytes).decode(),
        "text": "\n".join([row.reference, content.code, *(one.text for one in content.entries if one.filled)]),
        "facets": {
            "status": [row.status],
            "step": [str(stood[-1].step)] if stood else [],
            "person": [content.person],
            "incident": [content.incident] if content.incident else [],
            "kind": [row.kind],
        },
        "sorts": {
            "due": due.toordinal() if due else None,
            "reference": row.reference,
            "changed": int(row.changed_at.timestamp()),
        },
        "span": None,
        "card": {
            "ref": row.reference,
            "code": content.code,
            "kind": row.kind,
            "status": row.status,
            "step": str(stood[-1].step) if stood else "",
            "step_on": stood[-1].on.isoformat() if stood else "",
            "sent_on": row.sent_on.isoformat() if row.sent_on else "",
            "due": due.isoformat() if due else "",
            "when": [happened.when.earliest or "", happened.when.latest or ""] if happened else ["", ""],
            "missing": len(lacking),
            "asked": bool(content.asked_by) and not content.identity_by,
            "identity": bool(content.identity_by),
        },
    }


def day(typed: str) -> date | None:
    """A day kept in a card."""
    return date.fromisoformat(typed) if typed else None
