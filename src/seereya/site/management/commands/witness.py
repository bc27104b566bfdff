"""`seereya witness`: checkpoints of the log, made, compared and cosigned."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from seereya.foundation import note
from seereya.site.operations import Trouble, witnessing


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise Trouble(_("%(path)s cannot be read.") % {"path": path}) from problem


class Command(BaseCommand):
    # The checks of code and addresses run in the tests; here they would be a third of a short command's time.
    requires_system_checks: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Prints a signed checkpoint of the log for a partner to keep; compares an earlier one with today's log; cosigns one."
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--public", action="store_true", help=_("print the key with which others check this log's checkpoints"))
        act.add_argument(
            "--check", type=Path, metavar="FILE", help=_("show that an earlier checkpoint is the beginning of today's log")
        )
        act.add_argument(
            "--cosign", type=Path, metavar="FILE", help=_("add your signature to a partner's checkpoint: “I saw this”")
        )
        act.add_argument("--new-key", type=Path, metavar="FILE", help=_("make a key to cosign with, in a new file"))
        parser.add_argument("--name", default="", help=_("with --new-key: the name it signs under, without spaces"))
        parser.add_argument("--key", type=Path, metavar="KEYFILE", help=_("with --cosign: your key"))
        parser.add_argument(
            "--log",
            default="",
            metavar="KEY",
            help=_("with --cosign: the log's public key, as its keeper prints it with --public"),
        )
        parser.add_argument(
            "--proof", type=Path, metavar="FILE", help=_("with --cosign: the proof that it continues what you cosigned before")
        )

    def handle(self, **options: Any) -> None:
        """One of five acts; a checkpoint where none is named."""
        if options["public"]:
            self.stdout.write(witnessing.log_key().vkey)
        elif options["check"]:
            self._check(options["check"])
        elif options["cosign"]:
            self._cosign(options)
        elif options["new_key"]:
            if not options["name"]:
                raise Trouble(_("Say the name it signs under: --name partner.example/witness"))
            self.stdout.write(witnessing.make_key(options["new_key"], options["name"], note.COSIGNATURE).vkey)
        else:
            self.stdout.write(witnessing.checkpoint(), ending="")

    def _check(self, path: Path) -> None:
        """The proof goes to standard output, so that a partner can be sent it; the words go beside it."""
        compared = witnessing.compare(_text(path))
        counts = {"before": compared.earlier.size, "now": compared.size}
        if not compared.agrees:
            raise Trouble(
                _(
                    "Today's log of %(now)s entries does not continue this checkpoint of %(before)s: entries were removed or altered."
                )
                % counts
            )
        self.stdout.write(witnessing.proof_lines(compared.proof), ending="")
        self.stderr.write(_("Today's log of %(now)s entries continues this checkpoint of %(before)s.") % counts)

    def _cosign(self, options: dict[str, Any]) -> None:
        if not options["key"] or not options["log"]:
            raise Trouble(_("To cosign, give your key (--key) and the log's public key (--log)."))
        key_file: Path = options["key"]
        proof = witnessing.read_proof(_text(options["proof"])) if options["proof"] else None
        whole = witnessing.cosign(
            _text(options["cosign"]),
            key=witnessing.read_key(key_file),
            log_vkey=options["log"],
            seen=key_file.with_name(key_file.name + ".seen"),
            proof=proof,
        )
        self.stdout.write(whole, ending="")
