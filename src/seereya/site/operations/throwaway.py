"""A throw-away installation for tests of the whole: its own home, its own people, nothing of it kept."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.foundation.packs import load_pack
from seereya.reference.services.loading import load_whole_pack
from seereya.site.demo import people

PACK: Final = "mali"
CHEAP: Final = "argon2id$v=19$m=64,t=1,p=1"
HOMES: Final = "seereya-throwaway-"
_PASSED_ON: Final = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LC_MESSAGES", "HOME", "SEEREYA_PACKS", "VIRTUAL_ENV")


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that only we read and that goes away."""
    with tempfile.TemporaryDirectory(prefix=HOMES) as made:
        Path(made).chmod(0o700)
        yield Path(made)


def environment(home: Path, scratch: Path, **more: str) -> dict[str, str]:
    """The environment of a process that works in a throw-away home: SQLite, cheap passphrases, its own temporary folder."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    ours = {"SEEREYA_HOME": str(home), "SEEREYA_STRETCH": CHEAP, "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}
    # Whoever looks for what was lost opens more identities in an hour than anybody should.
    return {**kept, **ours, "SEEREYA_BULK_OPENINGS": "1000000", **more}


def verb(*words: str) -> list[str]:
    """One of our own verbs, as a command to start."""
    return [sys.executable, "-m", "seereya", *words]


def must_be_throwaway() -> None:
    """Refuses to work in somebody's home."""
    if not any(part.startswith(HOMES) for part in settings.HOME.parts):
        raise SystemExit("This part of the command works in a throw-away home only.")


def found(code: str, country: str, members: dict[str, list[Role]]) -> tuple[dict[str, Actor], list[people.Secrets]]:
    """An organisation with its two founders (`first-…`, `second-…`), its vaults, its shares, and members by handle."""
    founders = [f"first-{code.lower()}", f"second-{code.lower()}"]
    described = {
        "code": code,
        "name": code,
        "country": country,
        "founders": founders,
        "members": {handle: [str(role) for role in roles] for handle, roles in members.items()},
    }
    actors, secrets, _shares = people.found(described)
    return actors, secrets


def begin() -> None:
    """Tables and vocabularies."""
    must_be_throwaway()
    call_command("migrate", verbosity=0)
    load_whole_pack(load_pack(settings.PACKS / PACK))
