"""What happens to a form after it was sent: dated steps in a possible order, the State's reply and six months to answer it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.advocacy import wording_submissions as words
from seereya.advocacy.content_submissions import Followed, history
from seereya.advocacy.models import Submission
from seereya.advocacy.rules.submissions import Refused, Step, Stood, check_step
from seereya.advocacy.services.submissions_storing import hold, note, store
from seereya.audit.tags import Tag
from seereya.foundation import clock


@transaction.atomic
def record_step(*, by: Actor, submission_id: UUID, version: int, step: str, on: date, said: str) -> Submission:
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
    _check(history(held.content), wanted, on)
    made = Followed(wanted, on.isoformat(), said.strip(), by.member.handle, clock.now().isoformat())
    held.content.followed.append(made)
    store(by, held)
    note(by, Tag.SUBMISSION_FOLLOWED, held.row, step=str(wanted))
    return held.row


def _check(stood: list[Stood], wanted: Step, on: date) -> None:
    """The refusal in words: which step, which day."""
    try:
        check_step(stood, wanted, on, clock.today())
    except Refused as refusal:
        steps = {name: words.label(words.STEPS, str(value)) for name, value in refusal.values.items() if name != "day"}
        days = {name: words.day(value) for name, value in refusal.values.items() if isinstance(value, date)}
        raise Refused(refusal.code, **steps, **days) from None


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
