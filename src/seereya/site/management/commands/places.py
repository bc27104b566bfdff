"""`seereya places geonames FILE` and `seereya places geojson FILE`: places that an office fetches itself, into the tree."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from seereya.accounts.rules import Refused
from seereya.foundation.geo import KINDS
from seereya.foundation.tables import TableError
from seereya.reference.services.gazetteers import Gazetteer, load_boundaries, load_geonames
from seereya.site.operations import Trouble

SHOWN = 20


class Command(BaseCommand):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Adds places to the tree from a GeoNames file (CC BY 4.0: name the source) or from boundaries in GeoJSON. Places are "
            "known by their code: the same file a second time changes nothing. Each row that cannot be taken is named; the others "
            "are loaded. Ends with 0 when every row was taken, 1 otherwise."
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind_of_file", required=True)
        geonames = kinds.add_parser("geonames", help=_("a file of GeoNames, as published or as CSV; may be compressed (.gz)"))
        geonames.add_argument("--country", required=True, metavar="CODE", help=_("code of the country in the tree, such as ML"))
        geojson = kinds.add_parser("geojson", help=_("a GeoJSON feature collection"))
        geojson.add_argument("--code-property", required=True, metavar="NAME", help=_("property that holds the place's code"))
        geojson.add_argument("--name-property", required=True, metavar="NAME", help=_("property that holds its name"))
        geojson.add_argument("--parent-property", default="", metavar="NAME", help=_("property that holds the parent's code"))
        geojson.add_argument("--level", required=True, choices=KINDS, help=_("what the places are"))
        for one in (geonames, geojson):
            one.add_argument("file", type=Path)
            one.add_argument("--dry-run", action="store_true", help=_("only say what would come of it"))
            one.add_argument(
                "--all-problems", action="store_true", help=_("name every row that is not taken, not the first ones")
            )

    def handle(self, **options: Any) -> None:
        """Loads, or says what would come of it."""
        path: Path = options["file"]
        try:
            done = self._load(path, options)
        except TableError as fault:
            raise Trouble(f"{path}: {fault}") from None
        except OSError as fault:
            raise Trouble(_("%(file)s cannot be read: %(why)s") % {"file": path, "why": fault.strerror}) from None
        except Refused:
            raise Trouble(
                _("The tree has no country “%(code)s”. Load its pack first: seereya pack load") % {"code": options["country"]}
            ) from None
        self._report(done, options)

    def _load(self, path: Path, options: dict[str, Any]) -> Gazetteer:
        if options["kind_of_file"] == "geonames":
            return load_geonames(path, country=options["country"], dry_run=options["dry_run"])
        names = (options["code_property"], options["name_property"], options["parent_property"])
        return load_boundaries(path, names=names, kind=options["level"], dry_run=options["dry_run"])

    def _report(self, done: Gazetteer, options: dict[str, Any]) -> None:
        loaded = done.loaded
        if options["dry_run"]:
            self.stdout.write(_("Only tried; nothing was changed."))
        for words, count in (
            (_("added"), loaded.created),
            (_("brought up to date"), loaded.updated),
            (_("as they were"), loaded.unchanged),
            (_("passed over: a place of that name stands there"), done.known),
            (_("not taken"), len(loaded.problems)),
        ):
            self.stdout.write(f"{count:9d}  {words}")
        shown = loaded.problems if options["all_problems"] else loaded.problems[:SHOWN]
        for problem in shown:
            self.stderr.write(f"  {problem.row_id} {_named(problem.code, str(problem))}")
        if len(shown) < len(loaded.problems):
            self.stderr.write(_("  … --all-problems names all of them."))
        if loaded.problems:
            raise SystemExit(1)


def _named(code: str, words: str) -> str:
    """The problem; one about a parent says what to do."""
    if code == "unknown_parent":
        return _("%(problem)s (its parent is not in the tree: load the level above first)") % {"problem": words}
    return words
