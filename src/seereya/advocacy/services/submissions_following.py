"""What happens to a form after it was sent: dated steps in a possible order, the State's reply and six months to answer it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.advocacy.content_submissions import Followed, history
from seereya.advocacy.models import Submission
from seereya.advocacy.rules_submissions import Refused, Step, check_step
from seereya.advocacy.services.submissions_storing import hold, note, store
from seereya.audit.tags import Tag
from seereya.foundation import clock


@transaction.atomic
def record_step(*, by: Actor, submission_id: UUID, version: int, step: str, on: date, words: str) -> Submission:
    """Records that something happened. Sending is recorded by sending alone.

    Raises `NotThere`; `Refused` (`changed_meanwhile`, `submission_not_sent`, `step_not_possible`, `step_before_last`, `date_in_future`).
    """
    held = hold(by, submission_id, version)
    try:
        wanted = Step(step)
    except ValueError:
        raise Refused("unknown_step") from None
    if wanted is Step.SENT:
        raise Refused("unknown_step")
    check_step(history(held.content), wanted, on, clock.today())
    made = Followed(wanted, on.isoformat(), words.strip(), by.member.handle, clock.now().isoformat())
    held.content.followed.append(made)
    store(by, held)
    note(by, Tag.SUBMISSION_FOLLOWED, held.row, step=str(wanted))
    return held.row


@transaction.atomic
def strike_last(*, by: Actor, submission_id: UUID, version: int, why: str) -> Submission:
    """Strikes out the last step, entered by mistake; it stays readable with the reason. What was sent was sent.

    Raises `NotThere`; `Refused` (`changed_meanwhile`, `reason_needed`, `nothing_to_strike`).
    """
    held = hold(by, submission_id, version)
    if not why.strip():
        raise Refused("reason_needed")
    last = next((one for one in reversed(held.content.followed) if not one.struck), None)
    if last is None or last.step == Step.SENT:
        raise Refused("nothing_to_strike")
    last.struck = why.strip()
    store(by, held)
    note(by, Tag.SUBMISSION_FOLLOWED, held.row, step="struck")
    return held.row
