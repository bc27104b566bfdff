"""The classes of data every model field declares, and the fields that hold sealed bytes."""

from __future__ import annotations

from typing import Final

PUBLIC: Final = "public"
INTERNAL: Final = "internal"
CONTENT: Final = "sealed:content"
IDENTITY: Final = "sealed:identity"
CONTACT: Final = "sealed:contact"
PLACE: Final = "sealed:place"
TESTIMONY: Final = "sealed:testimony"
KEY: Final = "sealed:key"

ALL: Final = frozenset({PUBLIC, INTERNAL, CONTENT, IDENTITY, CONTACT, PLACE, TESTIMONY, KEY})


def classify(public: str = "", internal: str = "", **sealed: str) -> dict[str, str]:
    """A model's `classes`: field names by class, each given as one string of names separated by blanks.

    The keyword of a sealed class is the word behind the colon: `content`, `identity`, `contact`, `place`, `testimony`, `key`.
    """
    named = {
        PUBLIC: public,
        INTERNAL: internal,
        **{f"sealed:{word}": names for word, names in sealed.items()},
    }
    return {field: kind for kind, names in named.items() for field in names.split()}
