"""What the index refuses, and why."""


class SearchError(Exception):
    """Anything the index refuses; `code` is for the room that words it."""

    code = "search"


class BrokenIndex(SearchError):
    """The bytes are not an index that this code wrote, or were damaged. Rebuild from the records."""

    code = "search.broken"


class StaleIndex(SearchError):
    """A sound index of another schema or version. Rebuild from the records."""

    code = "search.stale"


class BadEntry(SearchError, ValueError):
    """A document that does not fit the schema; nothing of it was kept."""

    code = "search.entry"


class BadQuery(SearchError, ValueError):
    """A filter, field or order that the index does not know. Never dropped silently: that would widen the search."""

    code = "search.query"
