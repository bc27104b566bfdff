"""`seereya pack load [CODE or FOLDER]`: vocabularies and places of a country pack, and of the packs it extends."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.foundation.packs import Pack, PackError, load_pack
from seereya.reference.services.loading import load_whole_pack
from seereya.site.operations import Trouble

SHOWN = 20


class Command(BaseCommand):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Loads a country pack with the packs it extends: new terms and places are added, others brought up to date. Words "
            "that an administrator has changed stay. A pack with any fault is not loaded at all, and every fault is named."
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["load", "list"], help=_("load a pack, or list those that are there"))
        parser.add_argument("pack", nargs="?", default="", help=_("a pack's code or folder; all that no other extends, if none"))

    def handle(self, **options: Any) -> None:
        """Loads or lists."""
        folders = [_folder(options["pack"])] if options["pack"] else _folders()
        try:
            packs = [load_pack(folder) for folder in folders]
        except PackError as fault:
            for problem in fault.problems:
                self.stderr.write(f"  {problem}")
            count = len(fault.problems)
            words = ngettext("Nothing was loaded: %(count)d fault.", "Nothing was loaded: %(count)d faults.", count)
            raise Trouble(words % {"count": count}) from None
        if options["what"] == "list":
            for pack in packs:
                self.stdout.write(f"{pack.code:16} {pack.version:12} {pack.names.get('fr', '')} / {pack.names.get('en', '')}")
            return
        extended = {base.code for pack in packs for base in pack.bases}
        for pack in packs:
            if pack.code not in extended:
                self._load(pack)

    def _load(self, pack: Pack) -> None:
        loaded = load_whole_pack(pack)
        words = _("%(pack)s %(version)s: %(created)d added, %(updated)d brought up to date, %(unchanged)d as they were.")
        counts = {"created": loaded.created, "updated": loaded.updated, "unchanged": loaded.unchanged}
        self.stdout.write(words % {"pack": pack.code, "version": pack.version, **counts})
        for problem in loaded.problems[:SHOWN]:
            self.stderr.write(f"  {problem.row_id} {problem}")
        if count := len(loaded.problems):
            words = ngettext("%(count)d place could not be taken.", "%(count)d places could not be taken.", count)
            raise Trouble(words % {"count": count})


def _folders() -> list[Path]:
    found = sorted(path.parent for path in settings.PACKS.glob("*/pack.yaml"))
    if not found:
        raise Trouble(_("There is no pack in %(folder)s.") % {"folder": settings.PACKS})
    return found


def _folder(named: str) -> Path:
    for folder in (settings.PACKS / named, Path(named)):
        if (folder / "pack.yaml").is_file():
            return folder.resolve()
    raise Trouble(
        _("There is no pack called “%(pack)s”: neither in %(folder)s nor as a folder.")
        % {"pack": named, "folder": settings.PACKS}
    )
