"""The home folder of an installation: what belongs to a backup, what is made anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

# Made anew on any machine: Django's signing key opens nothing and signs only what lives for minutes; static files are ours.
SIGNING_KEY: Final = "secret-key"
MADE_ANEW: Final = frozenset({SIGNING_KEY, "static"})
STAGING: Final = ".restoring"


def home() -> Path:
    """The folder of this installation."""
    folder: Path = settings.HOME
    return folder


def database_file() -> Path | None:
    """The SQLite file, where SQLite is used."""
    return Path(str(connection.settings_dict["NAME"])) if connection.vendor == "sqlite" else None


def sealed_files() -> Iterator[Path]:
    """Every file of the home that a backup may take along, in a steady order (`backup` passes over other backups)."""
    database = database_file()
    beside = {f"{database}{end}" for end in ("", "-wal", "-shm", "-journal")} if database else set()
    for folder, folders, names in os.walk(home()):
        at_top = Path(folder) == home()
        folders[:] = sorted(one for one in folders if not (at_top and (one in MADE_ANEW or one == STAGING)))
        for name in sorted(names):
            path = Path(folder) / name
            if not (at_top and name in MADE_ANEW) and str(path) not in beside and path.is_file() and not path.is_symlink():
                yield path


def used() -> list[str]:
    """What stands in the home beside what starting the command makes; an empty list where something can be restored into."""
    return sorted(path.name for path in home().iterdir() if path.name not in MADE_ANEW and path.name != STAGING)
