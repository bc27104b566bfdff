"""Which roles enter the programme room; whether this grant is theirs is decided by who its partners are, inside the query."""

from __future__ import annotations

from seereya.accounts.rules import Role

# Those who run the programme and read its full internal figures.
INSIDE = frozenset({Role.COORDINATOR, Role.FINANCE, Role.EVALUATION})
# Who plans, edits the logframe, writes the report. The coordinator's organisation alone freezes and changes the grant itself.
PLANNERS = frozenset({Role.COORDINATOR, Role.EVALUATION})
STEERERS = frozenset({Role.COORDINATOR})
# The funder and its auditor: suppressed counts and frozen reports, never a list (decision 32).
OUTSIDE = frozenset({Role.DONOR, Role.AUDITOR})
READERS = INSIDE | OUTSIDE
