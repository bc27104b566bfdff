"""`seereya canary`: secrets are planted, every page is used, and the disk is searched for them; or this installation is attacked."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from seereya.site.operations import canary, canary_plant, stolen


class Command(BaseCommand):
    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "In a throw-away home: plants unique strings in every sealed field, uses every page, provokes errors and crashes, makes a "
            "backup, and searches everything on the disk for them. Exit code 1 when one is found."
        )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("for programs"))
        parser.add_argument("--strings", type=int, default=500, help=_("how many strings are planted (500)"))
        parser.add_argument(
            "--stolen",
            action="store_true",
            help=_("try every value stored in this installation as a key to what is sealed in it"),
        )
        parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)

    def handle(self, **options: Any) -> None:
        """One of the two cases."""
        if options["inside"]:
            canary_plant.from_standard_input()
        elif options["stolen"]:
            self._stolen(as_json=options["json"])
        else:
            self._canary(options["strings"], as_json=options["json"])

    def _canary(self, strings: int, *, as_json: bool) -> None:
        result = canary.run(strings)
        if as_json:
            self.stdout.write(json.dumps(asdict(result), indent=1, ensure_ascii=False))
        else:
            for hit in result.hits[:50]:
                self.stdout.write(f"{hit['where']}: {hit['field']} ({hit['as']})")
            if result.own_errors:
                self.stdout.write(
                    _("%(count)s answers of the walk were errors that nobody provoked.") % {"count": result.own_errors}
                )
            words = _(
                "%(planted)s strings planted, %(typed)s typed into %(forms)s forms on %(pages)s pages; "
                "%(places)s places looked through (%(size)s MiB): %(hits)s found. Control: %(control)s of %(planted)s found."
            )
            counts = asdict(result) | {"hits": len(result.hits), "size": result.size >> 20}
            self.stdout.write(words % counts)
        if not result.well:
            raise SystemExit(1)

    def _stolen(self, *, as_json: bool) -> None:
        loot = stolen.attack()
        if as_json:
            self.stdout.write(json.dumps(asdict(loot), indent=1))
        else:
            for where in loot.opened:
                self.stdout.write(where)
            words = _(
                "%(candidates)s keys made of %(values)s stored values tried on %(boxes)s boxes, %(envelopes)s envelopes "
                "and %(files)s files, and %(passphrases)s passphrases: %(opened)s opened."
            )
            self.stdout.write(words % (asdict(loot) | {"opened": len(loot.opened)}))
        if loot.opened:
            raise SystemExit(1)
