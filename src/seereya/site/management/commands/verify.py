"""`seereya verify`: whether everything still agrees."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from seereya.site.operations import verifying


class Command(BaseCommand):
    # The checks of code and addresses run in the tests; here they would be a third of a short command's time.
    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Checks the log, its kept checkpoints and every sealed value, without a key; exit code 1 where something does not agree."
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("for programs"))

    def handle(self, **options: Any) -> None:
        """Prints what does not agree."""
        report = verifying.verify()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report), indent=1, ensure_ascii=False))
        else:
            for one in report.found:
                self.stdout.write(f"{one.check}: {one.where}: {one.what}")
            words = _("%(entries)s entries of the log, %(checkpoints)s kept checkpoints, %(sealed)s sealed values looked at.")
            counts = {"entries": report.entries, "checkpoints": report.checkpoints, "sealed": report.sealed}
            self.stdout.write(words % counts)
            self.stdout.write(
                _("Everything agrees.")
                if not report.found
                else _("%(count)s things do not agree.") % {"count": len(report.found)}
            )
        if report.found:
            raise SystemExit(1)
