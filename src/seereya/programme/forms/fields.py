"""Fields the forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms

from seereya.reference import places
from seereya.reference.saying import language


def day_field(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    """A calendar day, with the browser's own picker."""
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def amount_field(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DecimalField:
    """A number with up to two decimals."""
    return forms.DecimalField(
        label=label, help_text=help_text, required=required, max_digits=14, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip


def regions() -> list[tuple[str, str]]:
    """The regions of the place tree: no smaller place is ever asked for here."""
    found = [node for node in places.tree().nodes.values() if node.kind == "region"]
    return [(node.code, node.label(language())) for node in sorted(found, key=lambda node: node.label(language()))]
