"""How interviews enter a vault's sealed index: their states, persons and incidents are known to those who hold the vault only."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from seereya.documentation.content_interviews import InterviewContent
from seereya.documentation.models import Interview
from seereya.foundation.searching import IndexSchema

INTERVIEWS = "interviews"
SCHEMA = IndexSchema(
    name=INTERVIEWS,
    version=1,
    facets=("state", "alert", "kind", "person", "incident", "mission", "writer", "organisation"),
    sorts=("changed", "reference"),
    card=("ref", "when", "person", "code", "kind", "state", "alert", "deviations", "language", "stopped", "source"),
)


def interview_change(row: Interview, content: InterviewContent) -> dict[str, Any]:
    """The change that puts an interview into a vault's index."""
    when = content.on
    return {
        "key": b64encode(row.id.bytes).decode(),
        "text": "\n".join(filter(None, (row.reference, content.person_code, content.about, content.about_place))),
        "facets": {
            "state": [content.state],
            "alert": [content.alert] if content.alert else [],
            "kind": [content.kind],
            "person": [content.person],
            "incident": [one["id"] for one in content.incidents],
            "mission": [content.mission] if content.mission else [],
            "writer": [str(row.made_by_id)],
            "organisation": [str(row.organisation_id)],
        },
        "sorts": {"changed": int(row.changed_at.timestamp()), "reference": row.reference},
        "span": None,
        "card": {
            "ref": row.reference,
            "when": [when.earliest, when.latest, when.precision, when.circa, when.words],
            "person": content.person,
            "code": content.person_code,
            "kind": content.kind,
            "state": content.state,
            "alert": content.alert,
            "deviations": len(content.deviations),
            "language": content.language,
            "stopped": content.stopped,
            "source": content.source,
        },
    }
