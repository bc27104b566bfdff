"""The product's tables seen from outside: every model, its name, its rows and its sealed columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

Table = type[models.Model]


def ours() -> list[Table]:
    """Every model of the product (all declare the class of each field), in a steady order."""
    return sorted((model for model in apps.get_models() if hasattr(model, "classes")), key=label)


def label(model: Table) -> str:
    """`room.Model`."""
    return str(model._meta.label)  # noqa: SLF001 - Django's documented way to a model's name


def name(model: Table) -> str:
    """The table's name in the database."""
    return str(model._meta.db_table)  # noqa: SLF001 - same


def rows(model: Table) -> Any:
    """All rows of a model, whoever they belong to: the caller's view decides on PostgreSQL."""
    return model._default_manager.all()  # noqa: SLF001 - same


def fields(model: Table) -> list[models.Field[Any, Any]]:
    """The model's own columns."""
    return list(model._meta.concrete_fields)  # noqa: SLF001 - same


def sealed_fields() -> Iterator[tuple[Table, str]]:
    """Every field that a model declares sealed."""
    for model in ours():
        classes: dict[str, str] = model.classes  # type: ignore[attr-defined]
        for field, kind in sorted(classes.items()):
            if kind.startswith("sealed:"):
                yield model, field
