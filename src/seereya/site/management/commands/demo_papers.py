"""`seereya demo-papers`: the filled papers that the manual shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seereya.site.demo import papers

BEGINS, ENDS = "<!-- demo-papers: begin -->\n", "<!-- demo-papers: end -->\n"


class Command(BaseCommand):
    help = "Writes the demonstration's report and form, filled, into a folder; with --page, their tables into the manual's page."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where the files go")
        parser.add_argument(
            "--page", type=Path, action="append", default=[], help="a page of the manual, in French first, then English"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            made = papers.make()
        except papers.NoDemonstration:
            self.stderr.write("This home is not a demonstration: make one with `seereya demo-home`.")
            raise SystemExit(1) from None
        options["folder"].mkdir(parents=True, exist_ok=True)
        for name, data in made.files.items():
            (options["folder"] / name).write_bytes(data)
            self.stdout.write(f"{name}  {len(data) // 1000} kB")
        for page, tables in zip(options["page"], made.pages.values(), strict=False):
            before, _sep, rest = page.read_text(encoding="utf-8").partition(BEGINS)
            _old, _sep, after = rest.partition(ENDS)
            page.write_text(f"{before}{BEGINS}\n{tables}\n{ENDS}{after}", encoding="utf-8")
