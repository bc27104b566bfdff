"""Every variable of the environment that Seereya reads, declared once; the reference page is generated from it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class BadEnvironment(SystemExit):
    """A variable is missing, unknown or unreadable: the product does not start; the message names it."""


@dataclass(frozen=True)
class Variable:
    """One variable: its name without prefix is never used; `secret` ones may be given as a file by NAME_FILE."""

    name: str
    help: str
    default: str = ""
    secret: bool = False


VARIABLES = (
    Variable("SEEREYA_HOME", "The one folder of an installation: database, sealed files, settings.", "./seereya-home"),
    Variable("SEEREYA_HOSTS", "Host names it answers to, separated by commas.", "localhost,127.0.0.1"),
    Variable("SEEREYA_ORIGIN", "The address members type; anything but localhost must be https.", "http://localhost:8000"),
    Variable(
        "SEEREYA_DATABASE_URL",
        "postgresql://user@host/name for PostgreSQL; empty for the SQLite file of the home.",
        "",
        secret=True,
    ),
    Variable("SEEREYA_SECRET_KEY", "Django's signing key; empty: made once and kept in the home.", "", secret=True),
    Variable(
        "SEEREYA_PRODUCT_NAME",
        "The name shown on pages and in file names; choose something neutral where the name endangers.",
        "Seereya",
    ),
    Variable("SEEREYA_LANGUAGE", "Language of pages before a person chooses: fr or en.", "fr"),
    Variable("SEEREYA_PACKS", "Folder of the country packs; empty: the packs shipped beside the source.", ""),
    Variable("SEEREYA_IDLE_MINUTES", "Minutes without activity after which a session locks.", "20"),
    Variable("SEEREYA_SESSION_HOURS", "Hours after which a session ends whatever happens.", "10"),
    Variable(
        "SEEREYA_BULK_OPENINGS",
        "Identities, contacts and testimonies one member may open within an hour before a colleague must lift the limit.",
        "60",
    ),
    Variable("SEEREYA_STRETCH", "Argon2id parameters for new passphrases; empty: 128 MiB, three passes.", ""),
    Variable("SEEREYA_WORKER", "inside: the web process does the background work; apart: `seereya worker` does it.", "inside"),
    Variable("SEEREYA_DEBUG", "1 shows Django's error pages; refused for anything but localhost.", ""),
    Variable("SEEREYA_TEST_DATABASE_URL", "PostgreSQL used by the test suite.", "", secret=True),
)
_BY_NAME = {variable.name: variable for variable in VARIABLES}


def read(name: str, environ: Mapping[str, str] | None = None) -> str:
    """The value of a declared variable; a secret may stand in the file that NAME_FILE names."""
    environ = os.environ if environ is None else environ
    variable = _BY_NAME[name]
    if variable.secret and (path := environ.get(f"{name}_FILE")):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadEnvironment(f"{name}_FILE: {path} cannot be read ({error.strerror}).") from error
    return environ.get(name, variable.default)


def number(name: str) -> int:
    """A variable that must be a whole number above zero."""
    value = read(name)
    if not value.isdigit() or int(value) < 1:
        raise BadEnvironment(f"{name}: a whole number above 0 is needed, not “{value}”.")
    return int(value)


def choice(name: str, *allowed: str) -> str:
    """A variable that must be one of a few words."""
    value = read(name)
    if value not in allowed:
        raise BadEnvironment(f"{name}: one of {', '.join(allowed)} is needed, not “{value}”.")
    return value


def check_names(environ: Mapping[str, str] | None = None) -> None:
    """Refuses to start on a SEEREYA_ variable nobody declared: a mistyped name must not be ignored."""
    environ = os.environ if environ is None else environ
    known = set(_BY_NAME) | {f"{v.name}_FILE" for v in VARIABLES if v.secret}
    unknown = sorted(name for name in environ if name.startswith("SEEREYA_") and name not in known)
    if unknown:
        raise BadEnvironment(f"Unknown variable {', '.join(unknown)}. `docs/fr/reference/reglages.md` lists them all.")
