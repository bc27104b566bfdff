"""`seereya demo-check`: the main pages of a running demonstration, as each member."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seereya.site.demo import people, walk


class Command(BaseCommand):
    help = "Walks the main pages of a running demonstration over HTTP, as each member, and says what failed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--url", default="http://localhost:8000", help="where the demonstration answers")

    def handle(self, *_: Any, **options: Any) -> None:
        members = people.read()
        if not members:
            self.stderr.write("This home is not a demonstration.")
            raise SystemExit(1)
        failed, pages = 0, 0
        for number, one in enumerate(members):
            failures, seen = walk.walk(options["url"].rstrip("/"), one, ("fr", "en")[number % 2])
            failed, pages = failed + len(failures), pages + seen
            self.stdout.write(f"{one.handle:10} {seen:3} pages, {len(failures)} failed")
            for failure in failures:
                self.stdout.write(f"    {failure}")
        self.stdout.write(f"{pages} pages seen by {len(members)} members; {pages - failed} passed, {failed} failed")
        if failed:
            raise SystemExit(1)
