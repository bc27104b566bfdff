"""A form of A to a body, sent once and handed to a colleague, for the world of the access matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seereya.accounts.rules import Role
from seereya.advocacy.models import Submission, SubmissionCopy, SubmissionKey, SubmissionRevision
from seereya.advocacy.services import submissions_identity
from tests.factories import submissions as made
from tests.factories.documentation import person
from tests.factories.exits import consent

if TYPE_CHECKING:
    from tests.security.world import World

SUBMISSION = {"submission-words": "Zsubmissionwordsqk", "submission-step": "Zsubmissionstepqk"}
# Opens for a purpose only.
SUBMISSION_SEALED = {"submission-name": "Zfamilynameqk", "submission-author": "Zsubmissionauthorqk"}


def _submissions(world: World) -> None:
    """One form that lacks nothing, sent by counsel, its sealed part handed to the advocacy officer."""
    people = {role: world.people["AAAA", role] for role in (Role.COUNSEL, Role.ADVOCACY, Role.DOCUMENTALIST)}
    for one in people.values():
        one.keyring = None
    missing = person(by=people[Role.DOCUMENTALIST], name=made.NAME)
    consent(people[Role.DOCUMENTALIST], missing.id, kind="family", relation="the mother")
    at = made.Desk(
        world.offices["AAAA"], people[Role.COUNSEL], people[Role.ADVOCACY], people[Role.DOCUMENTALIST], missing.id, missing.code
    )
    row = made.ready(at, W8_01=SUBMISSION["submission-words"])
    copies = made.send(at, row, languages=("fr",))
    made.happened(at, row, ("sent", "2024-01-01"), ("transmitted", "2024-02-01"))
    submissions_identity.hand_over(by=at.counsel, submission_id=row.id, member_id=at.officer.id, purpose=made.WHY)
    parts = {
        "submission_id": row.id,
        "copy_id": copies[0].id,
        "taker_id": at.officer.id,
        "language": "fr",
        "number": copies[0].number,
    }
    world.private |= parts
    world.shared |= parts
    world.references.append(row.reference)


def _forms(mine: dict[str, str]) -> list[Any]:
    """What A has of forms, for the fingerprint."""
    return [
        Submission.objects.filter(**mine).order_by("pk").values_list("pk", "version", "status"),
        SubmissionKey.objects.filter(**mine).order_by("pk").values_list("pk"),
        SubmissionCopy.objects.filter(**mine).order_by("pk").values_list("pk"),
        SubmissionRevision.objects.filter(submission__organisation__code="AAAA").order_by("pk").values_list("pk"),
    ]
