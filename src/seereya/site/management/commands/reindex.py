"""`seereya reindex HANDLE`: builds the sealed indexes of the vaults a member holds anew, inside that member's session."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from seereya.accounts import services as accounts
from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.accounts.wording import say
from seereya.site.operations import Trouble
from seereya.vault import wording as vault_wording
from seereya.vault.keyring import keyring_of
from seereya.vault.services.reindexing import Compared, Held, compare_index, held_indexes, rebuild_index


class Command(BaseCommand):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Builds the sealed search indexes anew from the records, in a session of the member named, who gives passphrase and "
            "code: nobody else's key opens records, the operator's least of all. With --check it only compares and says what "
            "differs. Ends with 0 when all is as it should be, 1 otherwise."
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("handle", help=_("whose session: a member who holds the vaults"))
        parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=_("read the passphrase here instead of asking"))
        parser.add_argument("--code", default="", help=_("the one-time code, instead of asking"))
        parser.add_argument(
            "--check", action="store_true", help=_("compare the present indexes with rebuilt ones, change nothing")
        )

    def handle(self, **options: Any) -> None:
        """Logs in, does it, logs out."""
        try:
            with _session(options) as actor:
                held = held_indexes(by=actor)
                if not held:
                    raise Trouble(_("%(handle)s holds no vault with an index.") % {"handle": actor.member.handle})
                sound = [self._check(actor, one) if options["check"] else self._rebuild(actor, one) for one in held]
        except Refused as refusal:
            raise Trouble(say(refusal)) from None
        if not all(sound):
            raise Trouble(
                _("Run “seereya reindex %(handle)s” without --check to build them anew.") % {"handle": options["handle"]}
            )

    def _rebuild(self, actor: Actor, held: Held) -> bool:
        count = rebuild_index(by=actor, held=held, progress=self._progress)
        self._line(held, _("built anew from %(count)d records") % {"count": count})
        return True

    def _check(self, actor: Actor, held: Held) -> bool:
        found = compare_index(by=actor, held=held, progress=self._progress)
        self._line(held, _compared(found))
        return found.sound

    def _line(self, held: Held, words: str) -> None:
        kind = vault_wording.KINDS[held.keys.vault.kind]
        self.stdout.write(f"{held.keys.vault.name or kind} ({held.index}): {words}")

    def _progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{done} / {total}" if done < total else "\r\x1b[K")
            sys.stderr.flush()


def _compared(found: Compared) -> str:
    if found.broken:
        return _("cannot be opened")
    if found.sound:
        return _("as the %(count)d records say") % {"count": found.held.records}
    counts = {"missing": found.missing, "left_over": found.left_over, "different": found.different}
    return _("%(missing)d missing, %(left_over)d too many, %(different)d different") % counts


@contextmanager
def _session(options: dict[str, Any]) -> Iterator[Actor]:
    """The steps of the web login, here; the session ends with the command."""
    step = accounts.give_passphrase(handle=options["handle"], passphrase=_passphrase(options["passphrase_file"]), browser=b"")
    code = options["code"] or getpass(_("One-time code: "))
    actor = accounts.give_totp(by=step.actor, code=code, browser=b"").actor
    keyring_of(actor)
    try:
        yield actor
    finally:
        accounts.close_session(by=actor)


def _passphrase(path: Path | None) -> str:
    if path is None:
        return getpass(_("Passphrase: "))
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise Trouble(_("%(file)s cannot be read: %(why)s") % {"file": path, "why": fault.strerror}) from None
