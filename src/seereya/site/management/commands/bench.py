"""`seereya bench search|seal|import|demo|evidence|pages`: how fast and how heavy Seereya is on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from seereya.site import benchmarks
from seereya.site.benchmarks import home
from seereya.site.benchmarks.tables import Report


class Command(BaseCommand):
    help = (
        "Measures Seereya on this machine in a home that is thrown away: search (lists, filters, facets), seal (opening, names, "
        "logins), import (public events), demo (pages and memory of the demonstration), "
        "evidence (a large file), pages (every main page of every room as a documentalist, counsel, a coordinator and a "
        "data-protection officer: server time, and statements asked of the database, which must not grow with the records). "
        "A figure over its bar is marked “!”. "
        "Ends with 0 unless something did not run."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """What can be asked."""
        parser.add_argument("what", choices=sorted(benchmarks.KINDS), help="what to measure")
        parser.add_argument(
            "--records",
            type=int,
            help="how many records (search, seal, pages: 100000; import: 16566), or MiB of the file (evidence: 1024)",
        )
        parser.add_argument("--file", type=Path, help="import: a GED file, in place of invented rows")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line, for machines")
        parser.add_argument("--home", type=Path, help="build in this empty folder and leave it there")
        engine = parser.add_mutually_exclusive_group()
        engine.add_argument("--database-url", default="", help="postgresql:// URL of an empty database, in place of SQLite")
        engine.add_argument("--postgresql", action="store_true", help="measure in a PostgreSQL cluster of its own")
        engine.add_argument("--both", action="store_true", help="measure on SQLite, then in a PostgreSQL cluster of its own")
        parser.add_argument("--inside", action="store_true", help="measure in this process and this home, which must be empty")

    def handle(self, *_: Any, **options: Any) -> None:
        """Measures and prints."""
        what = benchmarks.KINDS[options["what"]]
        records = options["records"] if options["records"] is not None else what.records
        if records < 1:
            raise CommandError("--records: a whole number above 0 is needed.")
        if options["both"] and options["home"]:
            raise CommandError("--both needs two homes: leave --home out, or measure one engine at a time.")
        if options["inside"]:
            self.stdout.write(what.run(records, options["file"], connection.vendor).to_json())
            return
        chosen = ["--records", str(records)]
        chosen += ["--file", str(options["file"].resolve())] if options["file"] else []
        for engine in _engines(options):
            try:
                with engine as url:
                    report = home.measure(options["what"], home=options["home"], database_url=url, options=chosen)
            except home.NotMeasured as fault:
                raise CommandError(str(fault)) from fault
            self._show(report, as_json=options["json"])

    def _show(self, report: Report, *, as_json: bool) -> None:
        self.stdout.write(report.to_json() if as_json else report.to_text())


def _engines(options: dict[str, Any]) -> Iterator[Any]:
    if not options["postgresql"]:
        yield nullcontext(options["database_url"])
    if options["postgresql"] or options["both"]:
        yield home.postgresql()
