"""How the persons of the story were heard: a mission prepared once, first accounts by a monitor, a full statement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation import services
from seereya.documentation.content_interviews import InterviewContent, MissionContent, Present, Said
from seereya.documentation.models import Incident, Interview
from seereya.evidence import services as evidence
from seereya.evidence.models import EvidenceItem
from seereya.foundation.identifiers import new_id
from seereya.site.demo.story import when

Told = dict[str, Any]
_APART = {"by", "person", "voice", "account", "seen", "told", "interpreter", "others", "met", "about_when"}


def tell(told: Told, people: dict[str, Actor], incident: Incident, persons: dict[str, UUID], voice: EvidenceItem) -> None:
    """The mission, then each interview, completed; one becomes an account; voice notes are linked to the one they are."""
    mission = told["mission"]
    content = MissionContent(**{**mission, "when": when(mission["when"])})
    made = services.create_mission(by=people["oumar"], content=content, mission_id=new_id())
    for one in told["interviews"]:
        row = _heard(one, people[one["by"]], persons[one["person"]], made.id, voice.reference if one.get("voice") else "")
        services.complete_interview(by=people["oumar"], interview_id=row.id)
        if one.get("voice"):
            evidence.link_item(
                by=people["oumar"],
                item_id=voice.id,
                kind="interview",
                target=str(row.id),
                locator="0:00–0:02",
                words=row.reference,
            )
        if role := one.get("account"):
            services.account_from_interview(
                by=people["oumar"],
                interview_id=row.id,
                reference=incident.reference,
                role=role,
                purpose="porter son récit à l’incident",
            )


def _heard(one: Told, by: Actor, person: UUID, mission: UUID, recording: str) -> Interview:
    said = {name: value for name, value in one.items() if name not in _APART}
    content = InterviewContent(
        person=str(person),
        mission=str(mission),
        on=when(one["met"]),
        about_when=when(one["about_when"]),
        recording=recording,
        **said,
    )
    return services.create_interview(
        by=by,
        content=content,
        said=Said(one["seen"], one["told"]),
        present=Present(interpreter=one.get("interpreter", ""), others=one["others"]),
        interview_id=new_id(),
    )
