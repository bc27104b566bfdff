"""States, troubles and refusals of background work in words: what is missing and who can give it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seereya.jobs.rules import ProblemCode, State

STATES = {
    State.WAITING: _("Waiting"),
    State.RUNNING: _("Running"),
    State.NEEDS_KEY: _("Waiting for your key"),
    State.DONE: _("Done"),
    State.FAILED: _("Failed"),
    State.CANCELLED: _("Cancelled"),
}

EXPLAINED = {
    State.WAITING: _("This work begins as soon as the work before it is done. You can leave this page."),
    State.RUNNING: _("You can leave this page: the work goes on, and you find it again in the list of your work."),
    State.NEEDS_KEY: _("This work needs your key again. Confirm with your passphrase; it continues where it stopped."),
    State.DONE: _("This work is finished."),
    State.FAILED: _("This work stopped. What it finished before it stopped was kept."),
    State.CANCELLED: _("This work was cancelled. What it finished before that was kept."),
}

PROBLEMS = {
    ProblemCode.UNEXPECTED: _(
        "The program met a fault (%(kind)s). Give the incident number %(incident)s to whoever runs this installation."
    ),
    ProblemCode.WORKER_DIED: _(
        "The program was stopped %(attempts)s times while doing this work. Whoever runs this installation can see why; "
        "then the work can be resumed."
    ),
    ProblemCode.WORKER_GONE: _("The program was restarted, and your key was kept in its memory only."),
    ProblemCode.KEY_EXPIRED: _("The work waited for more than an hour; your key was destroyed, as it must be."),
    ProblemCode.KEY_MISSING: _("The work was queued without a key."),
    ProblemCode.KEY_BROKEN: _("The key of this work does not open: the work's row was changed after you started it."),
    ProblemCode.NOT_PLAIN: _(
        "The work tried to write words into the queue, where only codes and numbers may stand. Nothing was written. "
        "Give the incident number %(incident)s to whoever runs this installation."
    ),
    ProblemCode.TRY_AGAIN: _(
        "The database or a file could not be reached; the work tries again by itself (incident %(incident)s)."
    ),
}

REFUSALS = {
    "no_worker": _(
        "No background process is running, so your key can be handed to none. Whoever runs this installation can start one."
    ),
    "not_there": _("There is no such work, or it is not yours."),
    "not_waiting_for_key": _("This work is not waiting for a key."),
    "not_resumable": _("Only work that failed can be resumed."),
    "key_needed": _("This work needs a key to go on."),
}
