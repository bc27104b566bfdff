"""`seereya backup FILE`: one sealed file that brings the installation back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.site.operations import Trouble, backup


class Command(BaseCommand):
    # The checks of code and addresses run in the tests; here they would be a third of a short command's time.
    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Writes database and sealed files into one age file, for keys kept off this machine; "
            "on SQLite it needs about twice the database's size in memory meanwhile."
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help=_("the file to write; it must not exist"))
        parser.add_argument(
            "--recipient", action="append", default=[], metavar="age1…", help=_("seal to this public key instead")
        )
        parser.add_argument(
            "--new-key", action="store_true", help=_("make the key that backups are sealed to, and print its secret half once")
        )
        parser.add_argument(
            "--organisation", default="", metavar="CODE", help=_("whose key, where several organisations work here")
        )

    def handle(self, **options: Any) -> None:
        """A new key, or a backup."""
        if options["new_key"]:
            self._new_key(options["organisation"])
            return
        if options["file"] is None:
            raise Trouble(_("Say where: seereya backup FILE"))
        made = backup.make(options["file"], to=options["recipient"])
        words = _("%(path)s: %(size)s bytes, sealed to %(count)s key(s). Keep it away from this machine, and try a restore.")
        self.stdout.write(words % {"path": options["file"], "size": made.size, "count": made.recipients})
        if made.passed_over:
            words = ngettext(
                "Passed over, being a backup in the same folder: %(count)s file.",
                "Passed over, being backups in the same folder: %(count)s files.",
                made.passed_over,
            )
            self.stdout.write(words % {"count": made.passed_over})

    def _new_key(self, organisation: str) -> None:
        identity = backup.new_key(organisation)
        self.stdout.write(f"# public key: {identity.public}\n{identity.secret}")
        self.stderr.write(
            _(
                "This is shown once and kept nowhere here. Print it or write it to a stick, twice, and keep both away from this "
                "machine: without it no backup opens, and with it alone nobody reads what is sealed to your members."
            )
        )
