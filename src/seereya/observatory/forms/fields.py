"""Fields that the room's forms share."""

from __future__ import annotations

from typing import Any

from django import forms

from seereya.reference import terms
from seereya.reference.saying import language

MOST = 100_000


def day_field(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    """A calendar day, with the browser's own picker."""
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def iso(value: Any) -> str:
    """A cleaned day as it is kept."""
    return value.isoformat() if value else ""


def count_field(label: Any, help_text: Any = "", *, most: int = MOST) -> forms.IntegerField:
    """A number of persons, cases or minutes; empty where it is not known, which is not nought."""
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=0, max_value=most)


def courts(keep: str = "") -> list[tuple[str, Any]]:
    """The bodies of the national level, those of the past included: a hearing of that time stood before them."""
    words = terms.vocabulary("bodies").values()
    national = [one for one in words if one.extra.get("level") == "national" and len(one.path) > 1]
    return [("", "—")] + [(one.code, one.label(language())) for one in national if one.retired_on is None or one.code == keep]
