"""`seereya import ged FILE`: public events of UCDP GED, taken in by whoever runs the installation."""  # noqa: N999 - the word people type

from __future__ import annotations

import csv
import json
import signal
import sys
import time
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.rules import Refused
from seereya.documentation import wording_events as words
from seereya.documentation.importing import correcting, running, sources, undoing
from seereya.documentation.importing.rows import release_of
from seereya.documentation.models import EventImport, ImportProblem

SHOWN: Final = 20
_BETWEEN: Final = 0.5
_REFUSED, _UNUSABLE, _STOPPED = 1, 2, 130


class Screen:
    """Progress on the error stream, so that a result can be piped; one line that is written over on a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty()
        self._began = self._said = time.monotonic()
        self._refused = 0

    def progress(self, done: int, total: int | None = None) -> None:
        """Says how far it is, twice a second."""
        now = time.monotonic()
        if self._quiet or now - self._said < _BETWEEN:
            return
        self._said = now
        speed = done / max(now - self._began, 0.001)
        left = max(0, (total or done) - done) / speed
        text = _("%(done)d of about %(total)d rows, %(speed)d a second, %(left)d s left, %(refused)d not taken") % {
            "done": done,
            "total": total or done,
            "speed": speed,
            "left": left,
            "refused": self._refused,
        }
        sys.stderr.write(f"\r\x1b[K{text}" if self._live else f"{text}\n")
        sys.stderr.flush()

    def close(self) -> None:
        """Leaves the line that was written over."""
        if self._live and not self._quiet:
            sys.stderr.write("\r\x1b[K")

    def failed(self, code: str, count: int = 1) -> None:  # noqa: ARG002 - the reasons are listed at the end
        """Counts rows that were not taken."""
        self._refused += count


class Command(BaseCommand):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Takes in public events of the Uppsala Conflict Data Program (UCDP GED), with every row accounted for. The same "
            "file a second time changes nothing; a newer release updates. The events stand beside your own documentation "
            "and are never counted with it. Ends with 0 when every row was taken, 1 when rows were refused, 2 when the file "
            "cannot be used (nothing is imported then)."
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be asked."""
        kinds = parser.add_subparsers(dest="what", required=True, metavar="ged", help=_("the kind of file: ged is UCDP GED"))
        self._add_ged(kinds.add_parser("ged", description=self.help))

    def _add_ged(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help=_("the CSV file, or the same compressed (.gz)"))
        parser.add_argument("--dry-run", action="store_true", help=_("only check the file: count and list, import nothing"))
        parser.add_argument("--undo", action="store_true", help=_("take the newest import back, whole"))
        parser.add_argument("--json", action="store_true", help=_("print the result as JSON, and no progress"))
        parser.add_argument("--problems", type=Path, metavar="FILE", help=_("write the rows not taken here, to be corrected"))
        parser.add_argument(
            "--release", default="", help=_("release of the data, such as 25.1 (else taken from the file's name)")
        )
        parser.add_argument("--encoding", choices=["utf-8", "windows-1252"], default="utf-8", help=_("how letters are written"))

    def handle(self, **options: Any) -> None:
        """Does it; the exit code says how it went."""
        self._prepare()
        if options["undo"]:
            self._undo(options)
            return
        path: Path | None = options["file"]
        if path is None:
            raise CommandError(_("Name the file to import."), returncode=_UNUSABLE)
        asked = running.Asked(options["dry_run"], options["encoding"], options["release"] or release_of(path.name))
        batch = self._import(path, asked, Screen(quiet=options["json"]))
        if options["problems"] and batch.state == "complete":
            self._write_problems(batch, options["problems"])
        self._report(batch, options)
        if batch.state != "complete":
            raise SystemExit(_UNUSABLE)
        if batch.refused or batch.duplicates:
            raise SystemExit(_REFUSED)

    def _prepare(self) -> None:
        """An empty home gets its tables; one of another release is told to be brought up to date first."""
        try:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError as fault:
            raise CommandError(_("The database cannot be reached."), returncode=_UNUSABLE) from fault
        if plan and executor.loader.applied_migrations:
            raise CommandError(_("The database is of another release: run “seereya migrate” first."), returncode=_UNUSABLE)
        if plan:
            self.stderr.write(_("Preparing the database of this home…"))
            call_command("migrate", verbosity=0)

    def _import(self, path: Path, asked: running.Asked, screen: Screen) -> EventImport:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            with closing(screen), sources.from_file(path) as stream:
                return running.run(running.new_import(asked), stream, asked, screen)
        except OSError as fault:
            said = _("%(file)s cannot be read: %(why)s") % {"file": path, "why": fault.strerror}
            raise CommandError(said, returncode=_UNUSABLE) from fault
        except Refused as refusal:
            raise CommandError(words.refusal(refusal.code), returncode=_UNUSABLE) from refusal
        except KeyboardInterrupt:
            raise CommandError(_("Stopped. Nothing was imported."), returncode=_STOPPED) from None

    def _undo(self, options: dict[str, Any]) -> None:
        newest = undoing.newest()
        if newest is None:
            raise CommandError(_("There is no import to undo."), returncode=_UNUSABLE)
        try:
            batch = undoing.undo(newest.id)
        except Refused as refusal:
            raise CommandError(words.refusal(refusal.code), returncode=_UNUSABLE) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(_summary(batch), ensure_ascii=False))
            return
        said = _("Import %(number)d is undone. New events gone: %(created)d. Changed events put back: %(updated)d.")
        self.stdout.write(said % {"number": batch.number, "created": batch.created, "updated": batch.updated})

    def _write_problems(self, batch: EventImport, path: Path) -> None:
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(correcting.lines(batch))
        except OSError as fault:
            said = _("%(file)s cannot be written: %(why)s") % {"file": path, "why": fault.strerror}
            raise CommandError(said, returncode=_UNUSABLE) from fault

    def _report(self, batch: EventImport, options: dict[str, Any]) -> None:
        problems = list(batch.problems.order_by("id")[:SHOWN])
        if options["json"]:
            listed = [_problem(problem) for problem in problems]
            self.stdout.write(json.dumps(_summary(batch) | {"problems": listed}, ensure_ascii=False))
            return
        if batch.state != "complete":
            self.stderr.write(words.import_fault(batch.problem))
            self.stderr.write(_("Nothing was imported."))
            return
        self.stdout.write(_("Check of the file; nothing was imported.") if batch.dry_run else _("Imported."))
        labels = {name: str(label) for name, label in words.COUNTS.items()}
        width = max(map(len, labels.values()))
        for name, label in labels.items():
            self.stdout.write(f"  {label:<{width}}  {getattr(batch, name):>9}")
        for problem in problems:
            self.stdout.write(f"  {words.fault(**correcting.place(problem), row=True)}")
        more = batch.problems.count() - len(problems)
        if more > 0:
            said = ngettext("and %(count)d more problem", "and %(count)d more problems", more) % {"count": more}
            self.stdout.write(f"  {said}: " + _("--problems FILE.csv writes all of them with their rows."))
        if running.are_cut(batch):
            self.stdout.write(f"  {words.PROBLEMS_CUT}")


def _problem(problem: ImportProblem) -> dict[str, Any]:
    where = correcting.place(problem)
    return {
        "line": problem.line,
        "column": problem.column,
        "outcome": problem.outcome,
        "code": problem.code,
        "words": words.fault(**where, row=True),
    }


def _summary(batch: EventImport) -> dict[str, Any]:
    counts = {name: getattr(batch, name) for name in running.COUNTS}
    fault = {"problem": batch.problem["code"], "words": words.import_fault(batch.problem)} if "code" in batch.problem else {}
    return {"import": str(batch.id), "number": batch.number, "state": batch.state, "dry_run": batch.dry_run, **counts, **fault}
