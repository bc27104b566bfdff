"""`seereya organisation CODE NAME`: the installation operator's one act for an organisation: open its door to two founders."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts import queries, services
from seereya.accounts.rules import Refused
from seereya.accounts.wording import say


class Command(BaseCommand):
    help = (
        "Adds an organisation and prints two links, valid for a day, with which its first two members enrol and make its keys. "
        "The operator of the machine never holds a key. Without arguments: the organisations there are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="?", help="short code that opens its references, such as AMDH")
        parser.add_argument("name", nargs="?", help="the organisation's name")
        parser.add_argument("--country", default="", help="two letters of the country where it has its seat")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["code"]:
            self._list()
            return
        if not options["name"]:
            self.stderr.write(_("Give the organisation's code and its name."))
            raise SystemExit(2)
        try:
            organisation, tokens = services.found_organisation(
                code=options["code"].strip().upper(), name=options["name"].strip(), country=options["country"].strip().upper()
            )
        except Refused as refusal:
            self.stderr.write(say(refusal))
            raise SystemExit(1) from None
        self.stdout.write(
            _("%(code)s is added. Give each founder one link, by hand; each works once, until tomorrow:")
            % {"code": organisation.code}
        )
        for token in tokens:
            self.stdout.write(f"  {settings.ORIGIN}{reverse('accounts:enrol', args=[token])}")

    def _list(self) -> None:
        for one in queries.organisations():
            state = _("keys made") if one.recovery_public else _("waits for its two founders")
            self.stdout.write(f"{one.code:12} {one.name:50} {state}")
