"""The tree of kinds of violation, and what the room's forms take from below."""

from __future__ import annotations

from typing import Any

from django import forms

from seereya.documentation import wording
from seereya.reference.fields import PlaceMixin, RecordForm, WhenField, area, choices, of, tree_of
from seereya.reference.saying import language

__all__ = ["LAZY", "PlaceMixin", "RecordForm", "TypesField", "WhenField", "area", "choices", "language", "of"]

LAZY: Any = wording.REFUSALS  # lazy words, as form fields want them


class TypeTree(forms.CheckboxSelectMultiple):
    """Checkboxes folded by branch of the tree."""

    template_name = "documentation/incidents/widgets/tree.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The branches; one that holds a ticked box stands open."""
        context = super().get_context(name, value, attrs)
        found = context["widget"]["optgroups"]
        context["branches"] = [
            {"label": label, "options": options, "ticked": sum(1 for one in options if one["selected"])}
            for label, options, _at in found
        ]
        return context


class TypesField(forms.MultipleChoiceField):
    """Kinds of violation, as a tree of checkboxes."""

    widget = TypeTree

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)

    def offer(self, kept: list[str]) -> None:
        """Puts the terms in use into the field, and those the record carries already."""
        self.choices = tree_of("violation_types", frozenset(kept))
