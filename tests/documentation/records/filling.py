"""What a browser sends when a form is filled in."""


def rows(prefix, count):
    """The management fields of rows of a small form."""
    return {f"{prefix}-TOTAL_FORMS": str(count), f"{prefix}-INITIAL_FORMS": "0"}


def new_incident(**typed):
    """A new incident's form with nothing but what is needed, and what was typed."""
    empty = {
        "title": "Something happened",
        "sensitivity": "ordinary",
        "account-reliability": "SR-F",
        "account-credibility": "IC-6",
        **rows("account-quantities", 2),
        **rows("account-blames", 1),
    }
    return empty | typed


def account(**typed):
    """An account's form."""
    empty = {
        "source_words": "a relay",
        "reliability": "SR-B",
        "credibility": "IC-2",
        **rows("quantities", 2),
        **rows("blames", 1),
    }
    return empty | typed
