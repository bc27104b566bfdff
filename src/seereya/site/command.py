"""`seereya`: the command line of an installation. Administrators' verbs, and Django's own where a developer needs them."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs one command; `seereya help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seereya.site.settings")
    from django.core.management import execute_from_command_line

    from seereya.foundation import walls

    with walls.system("command line of the installation's operator"):
        verb, rest = (
            (sys.argv[1].replace("-", "_") if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else None),
            sys.argv[2:],
        )
        execute_from_command_line(["seereya", *([verb, *rest] if verb else sys.argv[1:])])
