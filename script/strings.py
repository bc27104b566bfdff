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
    """Gives a catalogue its header, and every translation its no-break spaces."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.header, catalogue.metadata_is_fuzzy = "French messages of Seereya.", False
    kept = ("POT-Creation-Date", "PO-Revision-Date", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
    named = {name: catalogue.metadata[name] for name in kept if name in catalogue.metadata}
    catalogue.metadata = {"Project-Id-Version": "Seereya", "Language": "fr", **named}
    for entry in catalogue:
        entry.msgstr = spaced(entry.msgstr)
        entry.msgstr_plural = {number: spaced(text) for number, text in entry.msgstr_plural.items()}
    catalogue.save()


def merge(path: Path, fragments: list[Path]) -> None:
    """Fills entries that have no French from fragments (`.po` files of a person or a tool)."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    waiting = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.translated()}
    for fragment in fragments:
        for entry in polib.pofile(str(fragment)):
            target = waiting.get((entry.msgctxt, entry.msgid))
            if target is None or not entry.translated():
                continue
            target.msgstr, target.msgstr_plural = entry.msgstr, entry.msgstr_plural
            target.flags = [flag for flag in target.flags if flag != "fuzzy"]
            target.previous_msgid = target.previous_msgctxt = target.previous_msgid_plural = None
    catalogue.save()


def main() -> None:
    """Extract, merge fragments named on the command line, mend, compile, and say what still waits for a translator."""
    root = Path(sys.argv[1])
    extract(root)
    merge(root / CATALOGUE, [Path(name) for name in sys.argv[2:]])
    mend(root / CATALOGUE)
    extract(root)  # in gettext's own layout again
    words = [sys.executable, "-m", "seereya.site.catalogues"]
    subprocess.run(words, cwd=root, env={**os.environ, "PYTHONPATH": "src"}, check=True)
    catalogue = polib.pofile(str(root / CATALOGUE))
    waiting = [entry for entry in catalogue if not entry.translated()]
    for entry in waiting:
        print(entry.msgid)
    print(f"{len(catalogue)} messages, {len(waiting)} without French")


if __name__ == "__main__":
    main()
