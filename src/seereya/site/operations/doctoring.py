"""What is well on this machine and what is not: one finding for each check, in words, skipped with a reason where it does not apply."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from django.db import DatabaseError
from django.utils.translation import gettext as _

from seereya.site.operations import doctoring_database, doctoring_installation, doctoring_machine
from seereya.site.operations.findings import CHECKS, Finding, State

# Importing them registers their checks.
_WHERE: Final[tuple[ModuleType, ...]] = (doctoring_machine, doctoring_installation, doctoring_database)


def examine() -> list[Finding]:
    """Runs every check. One that cannot be done because the database does not answer fails with those words."""
    found = []
    for code, run in CHECKS.items():
        try:
            state, words = run()
        except DatabaseError as problem:
            state, words = State.FAIL, _("The database does not answer: %(why)s") % {"why": str(problem).strip().splitlines()[0]}
        except OSError as problem:
            state, words = State.WARN, _("Could not be looked at: %(why)s") % {"why": problem.strerror or problem}
        found.append(Finding(code, state, words))
    return found
