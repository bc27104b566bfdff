"""Which roles enter the observatory; whether this person can open this record is decided by keys, not here."""

from __future__ import annotations

from seereya.accounts.rules import Role

# Who goes to court and into the field, and writes what was seen.
WRITERS = frozenset({Role.MONITOR, Role.PARALEGAL, Role.COUNSEL, Role.DOCUMENTALIST})
# Records open by the keys of the documentation vault; counts and coarse gaps need none. A donor and an auditor never enter.
READERS = WRITERS | {Role.COORDINATOR, Role.ADVOCACY, Role.EVALUATION, Role.VERIFIER}
# Who asks people what they think, and reads what they answered: counts of nobody in particular, without a key.
SURVEYORS = frozenset({Role.MONITOR, Role.COORDINATOR, Role.EVALUATION})
# Who reads the incidents is warned of their gaps, by the coarse columns.
WARNED = READERS | {Role.PROTECTION, Role.DATA_PROTECTION, Role.SECURITY}
