"""When an interview departs from its preparation, and what a statement needs. Pure.

A deviation is recorded and shown to those who protect; it never blocks the record (decision 28).
"""

from __future__ import annotations

import enum

from seereya.accounts.rules import Refused
from seereya.documentation.content_interviews import InterviewContent, MissionContent, Said

LONGEST_FIRST = 1500  # first-account rule (ICC-OTP and Eurojust guidelines for civil society, 2022): short, or not at all
ASKED_A_DAY = 10


class State(enum.StrEnum):
    """Where a record of an interview stands."""

    DRAFT = "draft"
    AWAITING = "awaiting"
    COMPLETE = "complete"


FIRST, FULL = "first", "full"


def unmet(mission: MissionContent) -> list[str]:
    """The points of a mission's preparation that are not met."""
    points = {
        "purpose": bool(mission.purpose.strip()),
        "services": bool(mission.services) and bool(mission.services_checked.strip()),
        "interpreter": mission.interpreter in {"vetted", "not_needed"},
        "safe_place": mission.safe_place == "yes",
        "trained": mission.trained == "yes",
        "risk": bool(mission.risk),
    }
    return [name for name, met in points.items() if not met]


def deviations(content: InterviewContent, mission: MissionContent | None) -> list[str]:
    """How an interview departs from the mission's check and the three questions at the encounter; empty where it does not."""
    found = ["no_mission"] if mission is None else [f"mission_{point}" for point in unmet(mission)]
    asked = {
        "not_asked_heard": content.heard_before not in {"yes", "no"},
        "heard_again": content.heard_before == "yes" and not content.reason_again.strip(),
        "not_willing": content.willing != "yes",
        "stop_not_told": content.may_stop != "yes",
        "no_referral": content.referral != "yes",
        "minor_alone": content.minor == "yes" and not content.guardian.strip(),
        "minor_no_assent": content.minor == "yes" and content.assent != "yes",
        "family_interprets": content.interpreted == "family",
    }
    return found + [name for name, departs in asked.items() if departs]


def check(content: InterviewContent, said: Said) -> None:
    """Refuses what no record of an interview can be: `interview_person_needed`, `first_account_short`."""
    if not content.person:
        raise Refused("interview_person_needed")
    if content.kind == FIRST and len(said.seen) + len(said.told) > LONGEST_FIRST:
        raise Refused("first_account_short", most=LONGEST_FIRST)


def completed(content: InterviewContent, *, full_before: int) -> State:
    """The state a finished record takes; a second full statement of one person waits for somebody else's approval.

    Raises `Refused`: `not_a_draft`, `second_reason_needed`.
    """
    if content.state != State.DRAFT:
        raise Refused("not_a_draft")
    if content.kind != FULL or not full_before:
        return State.COMPLETE
    if not content.reason_again.strip():
        raise Refused("second_reason_needed")
    return State.AWAITING


def check_approval(content: InterviewContent, *, by: str, author: str) -> None:
    """Refuses an approval: `not_awaiting`, `own_statement`."""
    if content.state != State.AWAITING:
        raise Refused("not_awaiting")
    if by == author:
        raise Refused("own_statement")
