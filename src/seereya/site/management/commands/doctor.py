"""`seereya doctor`: what is well on this machine and what is not."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.site.operations import doctoring
from seereya.site.operations.findings import Finding, State


class Command(BaseCommand):
    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Looks at the machine, the settings and the database, and says what to do; exit code 1 where something must be done."
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("for programs"))

    def handle(self, **options: Any) -> None:
        """What fails first, then what to think about, then what is well, then what does not apply."""
        found = doctoring.examine()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False))
        else:
            self._say(found)
        if any(one.state is State.FAIL for one in found):
            raise SystemExit(1)

    def _say(self, found: list[Finding]) -> None:
        headings = {
            State.FAIL: _("To be done"),
            State.WARN: _("To think about"),
            State.OK: _("Well"),
            State.SKIP: _("Does not apply here"),
        }
        for state, heading in headings.items():
            those = [one for one in found if one.state is state]
            if those:
                self.stdout.write("\n".join([heading, *(f"  {one.check:<21}{one.words}" for one in those), ""]))
        counts = Counter(one.state for one in found)
        failing = ngettext("%(count)s thing must be done", "%(count)s things must be done", counts[State.FAIL])
        warning = ngettext("%(count)s to think about", "%(count)s to think about", counts[State.WARN])
        self.stdout.write(f"{failing % {'count': counts[State.FAIL]}}, {warning % {'count': counts[State.WARN]}}.")
