"""`seereya model-check`: random acts against a simple model of who can open what, in a database of their own."""

from __future__ import annotations

import random
import secrets
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.test.utils import override_settings
from django.utils.translation import gettext as _

from seereya.vault.checking import Divergence, World

_STEPS_IN_A_WORLD = 400
_CHEAP = "argon2id$v=19$m=64,t=1,p=1"


class Command(BaseCommand):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _(
            "Plays enrolling, granting, sharing, rotating and leaving at random, and compares who can open what with a model. "
            "The installation's own database is not touched."
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--steps", type=int, default=100_000, help=_("how many acts"))
        parser.add_argument("--seed", type=int, default=None, help=_("the number that a run printed, to play it again"))

    def handle(self, **options: Any) -> None:
        """Plays until the steps are done or both sides disagree."""
        seed = secrets.randbits(32) if options["seed"] is None else options["seed"]
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(STRETCH=_CHEAP):
                self._play(options["steps"], seed)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)

    def _play(self, steps: int, seed: int) -> None:
        rng, began, done = random.Random(seed), time.monotonic(), 0  # noqa: S311 - a test, not a secret
        self.stdout.write(_("Seed %(seed)s.") % {"seed": seed})
        try:
            while done < steps:
                world = World(rng.choice)
                for _number in range(min(_STEPS_IN_A_WORLD, steps - done)):
                    world.step()
                    done += 1
        except Divergence as found:
            words = _("Step %(step)s, seed %(seed)s: %(found)s") % {"step": done + 1, "seed": seed, "found": found}
            raise SystemExit(words) from found
        words = _("%(steps)s steps in %(seconds).0f s: services and model agree.")
        self.stdout.write(words % {"steps": done, "seconds": time.monotonic() - began})
