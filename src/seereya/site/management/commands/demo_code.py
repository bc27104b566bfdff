"""`seereya demo-code HANDLE`: the second factor of a demonstration member."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seereya.site.demo import people


class Command(BaseCommand):
    help = "Prints the six digits that a demonstration member's telephone would show now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handle", help="the member's handle, as `script/demo --show` lists them")

    def handle(self, *_: Any, **options: Any) -> None:
        code = people.code(options["handle"])
        if code is None:
            self.stderr.write("No such member in this demonstration; `script/demo --show` lists them.")
            raise SystemExit(1)
        self.stdout.write(code)
