"""A home that is thrown away: each benchmark runs in a process of its own that knows no other."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from seereya.site.benchmarks.tables import Report


class NotMeasured(Exception):
    """Something did not run; what it said stands on the error stream."""


def measure(what: str, *, home: Path | None, database_url: str, options: Sequence[str]) -> Report:
    """Runs one benchmark in an empty home (a temporary one, unless a folder is named) and reads its figures."""
    with _folder(home) as place:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("SEEREYA_", "DJANGO_"))}
        environment |= {
            "SEEREYA_HOME": str(place),
            "SEEREYA_DATABASE_URL": database_url,
            "SEEREYA_PACKS": str(settings.PACKS),
            "SEEREYA_BULK_OPENINGS": "1000000",  # a benchmark opens the same page again and again
            "PYTHONPATH": str(settings.SOURCE.parent),
        }
        ended = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "seereya", "bench", what, "--inside", *options],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=False,
        )
    if ended.returncode:
        raise NotMeasured(f"bench {what} ended with {ended.returncode}.")
    return Report.from_json(ended.stdout.decode().splitlines()[-1])


@contextmanager
def _folder(home: Path | None) -> Iterator[Path]:
    if home is not None:
        if home.exists() and any(home.iterdir()):
            raise NotMeasured(f"{home} is not empty; a benchmark is made in an empty home only.")
        yield home
        return
    with tempfile.TemporaryDirectory(prefix="seereya-bench-") as place:
        yield Path(place)


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of an empty database in a cluster of its own. It does not wait for the disk: figures of writing flatter it."""
    import psycopg  # not needed by an installation on SQLite

    path = Path(settings.SOURCE).parent.parent / "script" / "postgres.py"
    described = importlib.util.spec_from_file_location("seereya_script_postgres", path) if path.exists() else None
    if described is None or described.loader is None:
        raise NotMeasured("A cluster of its own is made from a checkout only; name a database with --database-url.")
    script = importlib.util.module_from_spec(described)
    described.loader.exec_module(script)
    try:
        with script.cluster() as url:
            with psycopg.connect(url.replace("/seereya?", "/postgres?"), autocommit=True) as connection:
                connection.execute("CREATE DATABASE seereya")
            yield url
    except script.NoPostgreSQL as fault:
        raise NotMeasured(str(fault)) from fault
