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
        execute_from_command_line(["seereya", *sys.argv[1:]])
