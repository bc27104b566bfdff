"""Extracts the messages of a checkout into its French catalogue; `script/strings` and the test of catalogues both use it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

CATALOGUE = Path("src/seereya/site/locale/fr/LC_MESSAGES/django.po")
NARROW, WIDE = "\u202f", "\u00a0"
_OPENING = re.compile(r"«[ \u202f]?(?=\S)")
_CLOSING = re.compile(r"(?<=\S)[ \u202f]?»")
_HIGH = re.compile(r"(?<=\S) (?=[;!?](?:\s|$|»))")
_COLON = re.compile(r"(?<=\S) (?=:(?:\s|$))")


def spaced(french: str) -> str:
    """A French sentence with its no-break spaces: narrow before ; ! ?, wide before : and inside « »."""
    french = _OPENING.sub("«" + WIDE, french)
    french = _CLOSING.sub(WIDE + "»", french).replace(WIDE + WIDE, WIDE)
    return _COLON.sub(WIDE, _HIGH.sub(NARROW, french))


def extract(root: Path) -> None:
    """Runs Django's extraction over the source of `root`, into its catalogue."""
    (root / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    words = [
        "-m",
        "django",
        "makemessages",
        "-l",
        "fr",
        "--no-wrap",
        "--no-obsolete",
        "--add-location",
        "file",
        "--verbosity",
        "0",
    ]
    with tempfile.TemporaryDirectory() as home:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SEEREYA_")}
        environ = {
            **kept,
            "PYTHONPATH": str(root / "src"),
            "SEEREYA_HOME": home,
            "DJANGO_SETTINGS_MODULE": "seereya.site.settings",
        }
        subprocess.run([sys.executable, *words], cwd=root / "src/seereya", env=environ, check=True)


def mend(path: Path) -> None:
    """Puts the no-break spaces into every translation of a catalogue."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        entry.msgstr = spaced(entry.msgstr)
        entry.msgstr_plural = {number: spaced(text) for number, text in entry.msgstr_plural.items()}
    catalogue.save()


def main() -> None:
    """Extract, mend, compile, and say what still waits for a translator."""
    root = Path(sys.argv[1])
    extract(root)
    mend(root / CATALOGUE)
    extract(root)  # in gettext's own layout again
    subprocess.run(
        [sys.executable, "-m", "seereya.site.catalogues"], cwd=root, env={**os.environ, "PYTHONPATH": "src"}, check=True
    )
    catalogue = polib.pofile(str(root / CATALOGUE))
    missing, doubtful = len(catalogue.untranslated_entries()), len(catalogue.fuzzy_entries())
    print(f"{len(catalogue)} messages, {missing} without French, {doubtful} to look at again")


if __name__ == "__main__":
    main()
