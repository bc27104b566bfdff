"""`seereya restore FILE --identity FILE`: a backup back into an empty home."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from seereya.site.operations import Trouble, restoring


class Command(BaseCommand):
    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _("Brings a backup back into an empty SEEREYA_HOME (and an empty database), checks it, and verifies the log.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("the backup"))
        parser.add_argument(
            "--identity", type=Path, required=True, metavar="FILE", help=_("the file that holds the secret key AGE-SECRET-KEY-1…")
        )

    def handle(self, **options: Any) -> None:
        """Restores, or says in words why not."""
        done = restoring.restore(options["file"], identity=restoring.read_identity(options["identity"]))
        words = _(
            "Restored: the database as it was with %(entries)s entries of the log, and %(files)s files, every byte as the manifest says."
        )
        self.stdout.write(words % {"entries": done.log_size, "files": done.files})
        if done.faults:
            raise Trouble(_("But the log does not agree with itself; `seereya verify` says where."))
        self.stdout.write(_("The log agrees. Members log in as before; everybody's sessions have ended."))
