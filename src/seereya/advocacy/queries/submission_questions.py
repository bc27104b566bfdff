"""The questions of a form, read from its vocabulary: what is asked, of what kind, what is required, what is sealed apart."""

from __future__ import annotations

from datetime import date

from seereya.advocacy.rules.submissions import Question
from seereya.reference import terms

FORM = "form_fields_wgeid"
TYPES = "submission_types"


def questions() -> list[Question]:
    """Every row of the form in its order, sections included."""
    return [
        Question(
            code=word.code,
            section=word.path[0],
            kind=word.extra.get("type", "text"),
            required=word.extra.get("required") == "required",
            sealed=word.extra.get("sealed") or "content",
            by_language=word.extra.get("by_language") == "yes",
            limit=_number(word.extra.get("limit_words", "")),
            element=word.extra.get("element", ""),
            prefill=word.extra.get("prefill", ""),
            verified_on=day_of(word.extra.get("verified_on", "")),
        )
        for word in terms.vocabulary(FORM).values()
        if word.retired_on is None
    ]


def asked(sealed: str) -> list[Question]:
    """The questions of one part (`content` or `identity`), without the sections' headings."""
    return [one for one in questions() if one.kind != "section" and one.sealed == sealed]


def limits_checked(kind: str) -> date | None:
    """On which day the body's own page was last compared with what the pack says of this submission."""
    word = terms.vocabulary(TYPES).get(kind)
    return day_of(word.extra.get("verified_on", "")) if word else None


def _number(typed: str) -> int:
    return int(typed) if typed.isdigit() else 0


def day_of(typed: str) -> date | None:
    """A day out of a vocabulary's column; nothing where it is empty or no day."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
