"""Whether every value of a selection can be asked for at all: an unknown one is refused, because it would silently find nothing,
or exclude nothing, while somebody believes otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.accounts.queries import organisations
from seereya.documentation.models import Person, Source
from seereya.documentation.selection import BadSelection, Selection
from seereya.reference import places, terms

FLAGS = ("disputed", "sensitive", "unplaced", "undated")
VOCABULARIES = {"status": "verification_status", "type": "violation_types", "blames": "perpetrator_categories"}
_FOUR_DIGITS = 4


def organisation_names() -> dict[str, str]:
    """The organisations of the coalition by id, as lists name them. One query."""
    return {str(row.id): row.code for row in organisations()}


def check_values(selection: Selection, *, organisations: dict[str, str]) -> None:
    """Raises `BadSelection`: `no_such_value`, with the parameter's name and the value."""
    for prefix, filters in (("", selection.include), ("not_", selection.exclude)):
        for name, values in filters.items():
            known = _known(name, organisations)
            for value in values:
                if not known(value):
                    raise BadSelection("no_such_value", prefix + name, value)


def _known(name: str, organisations: dict[str, str]) -> Callable[[str], bool]:
    if name in VOCABULARIES:
        return terms.vocabulary(VOCABULARIES[name]).__contains__
    if name == "place":
        return places.tree().nodes.__contains__
    if name == "organisation":
        return organisations.__contains__
    if name == "flag":
        return FLAGS.__contains__
    return _is_year if name == "year" else _is_id


def _is_year(value: str) -> bool:
    return len(value) == _FOUR_DIGITS and value.isascii() and value.isdigit()


def _is_id(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def open_codes(*, by: Actor, selection: Selection) -> dict[str, str]:
    """Open codes of the persons and sources a selection names, the member's organisation's only; no query where it names none."""
    found: dict[str, str] = {}
    for name, model in (("person", Person), ("source", Source)):
        ids = [*selection.include.get(name, ()), *selection.exclude.get(name, ())]
        if ids:
            rows = model._default_manager.filter(id__in=ids, organisation_id=by.organisation_id)  # noqa: SLF001
            found |= {str(row_id): code for row_id, code in rows.values_list("id", "code")}
    return found
