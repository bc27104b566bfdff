"""`seereya demo-home`: the demonstration home."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seereya.site.demo import making, people


class Command(BaseCommand):
    help = "Makes the demonstration in this home, once: invented people, story and incidents. With --show: who can log in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show", action="store_true", help="print handles, passphrases and roles")
        parser.add_argument("--incidents", type=int, default=300, help="how many invented incidents (300)")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["show"]:
            self._show()
        elif making.make(incidents=options["incidents"]):
            self.stderr.write("The demonstration home is made. Everything in it is invented, or public fact.")

    def _show(self) -> None:
        members = people.read()
        if not members:
            self.stderr.write("This home is not a demonstration.")
            raise SystemExit(1)
        for one in members:
            self.stdout.write(f"{one.organisation:5} {one.handle:9} {one.passphrase:52} {' '.join(one.roles)}")
