"""`seereya crash-test --kills N`: a writer is killed again and again in a throw-away home."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from seereya.site.operations import crashing, throwaway


class Command(BaseCommand):
    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Kills a writing process again and again in a throw-away home, and looks for everything it had acknowledged."
        )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--kills", type=int, default=100, help=_("how often (100)"))
        parser.add_argument("--seed", type=int, default=1, help=_("another series of moments"))
        parser.add_argument(
            "--mutant", action="store_true", help=_("the control: a writer that acknowledges too early must be caught")
        )
        parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)

    def handle(self, **options: Any) -> None:
        """Runs in a process of its own, so that this installation's home is never touched."""
        if options["inside"]:
            found = crashing.run(options["kills"], seed=options["seed"], mutant=options["mutant"])
            self.stdout.write(json.dumps(asdict(found), indent=1))
            raise SystemExit(bool(found.wrong))
        words = ["crash-test", "--inside", f"--kills={options['kills']}", f"--seed={options['seed']}"]
        words += ["--mutant"] if options["mutant"] else []
        with throwaway.folder() as folder:
            (folder / "tmp").mkdir()
            environment = throwaway.environment(folder / "home", folder / "tmp")
            ended = subprocess.run(throwaway.verb(*words), env=environment, check=False)  # noqa: S603 - ourselves
        sys.exit(ended.returncode)
