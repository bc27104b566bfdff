"""`seereya worker`: background work in a process of its own, for installations whose web processes do none."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from seereya.documentation.importing import tasks as _events  # noqa: F401 - registers its kinds of work
from seereya.jobs import worker


class Command(BaseCommand):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Does the installation's background work (imports, packing, the log's sequencer) until it is told to stop; "
            "with SEEREYA_WORKER=apart the web processes leave all of it to this one."
        )

    def handle(self, **options: Any) -> None:  # noqa: ARG002 - the command has none of its own
        """Works until SIGTERM or SIGINT; the running job goes back to the queue."""
        if not worker.run_forever():
            raise SystemExit(1)
