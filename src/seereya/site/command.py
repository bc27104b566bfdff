"""`seereya`: the command line of an installation. Administrators' verbs, and Django's own where a developer needs them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import Final, NoReturn

HELP: Final = frozenset({"help", "-h", "--help"})
_FAILED, _MISUSED = 1, 2


def main() -> None:
    """Runs one command; `seereya help` lists them. Exit code 0: done; 1: not done, with words; 2: not understood."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seereya.site.settings")
    words = sys.argv[1:]
    import django
    from django.core.exceptions import ImproperlyConfigured

    gc.disable()  # what is imported stays: looking through it for garbage over and over is a sixth of a short command's time
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    gc.freeze()
    gc.enable()
    _speak()
    if not words or (words[0] in HELP and len(words) == 1):
        _print_help()
    elif words[0] in {"version", "--version"}:
        _print_version()
    elif words[0] == "help":
        _run([words[1], "--help"])
    else:
        _run(words)


def _speak() -> None:
    """French where the terminal is French, else English."""
    from django.utils import translation

    asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    translation.activate("fr" if asked.lower().startswith("fr") else "en")


def _run(words: list[str]) -> None:
    """One verb, written with hyphens or underscores; expected troubles end in a sentence, not in a traceback."""
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    from seereya.foundation import walls
    from seereya.site.verbs import exists, meant

    verb = words[0].replace("-", "_")
    if not exists(verb):
        _refuse(meant(words[0]), _MISUSED)
    with walls.system("command line of the installation's operator"):
        try:
            execute_from_command_line(["seereya", verb, *words[1:]])
        except DatabaseError as problem:
            _refuse(_database_words(problem), _FAILED)
        except KeyboardInterrupt:
            sys.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(_FAILED)


def _database_words(problem: Exception) -> str:
    from django.db import OperationalError, ProgrammingError
    from django.utils.translation import gettext as _

    if isinstance(problem, ProgrammingError) or "no such table" in str(problem):
        return _("The database holds no tables yet, or old ones: run `seereya migrate` first.")
    if isinstance(problem, OperationalError):
        return _("The database does not answer: %(why)s") % {"why": str(problem).strip().splitlines()[0]}
    raise problem


def _refuse(words: str, code: int) -> NoReturn:
    sys.stderr.write(f"{words}\n")
    sys.exit(code)


def _print_help() -> None:
    from seereya.site.verbs import listing

    _print(listing)


def _print_version() -> None:
    from seereya import __version__

    _print(lambda: f"seereya {__version__}\n")


def _print(said: Callable[[], str]) -> None:
    sys.stdout.write(said())
