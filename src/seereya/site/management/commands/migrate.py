"""`seereya migrate`: Django's own, except that the tables of an empty database are laid at once."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from seereya.site.operations import laying

_ASKS_FOR_STEPS = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """Makes or updates the tables."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Lays what is empty, then lets Django find that nothing is left to do; or goes step by step as always."""
        connection = connections[options["database"]]
        if not any(options.get(name) for name in _ASKS_FOR_STEPS) and laying.is_untouched(connection):
            laying.lay(connection)
        super().handle(*args, **options)
