"""Every address of the product, found by asking Django: pages that are added are covered the day they are added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from seereya.accounts.policies import Policy

# Not of any organisation: events that others counted, and the readings of their files; public facts that the coalition shares.
PUBLIC = frozenset({"event_id", "import_id", "public_commitment", "public_recommendation", "public_fact"})


@dataclass(frozen=True)
class Address:
    """One pattern: its name, its parameters, and the policy of its view."""

    name: str
    kinds: tuple[tuple[str, str], ...]
    policy: Policy | None

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.kinds)

    def at(self, values: dict[str, Any]) -> str:
        """The path with these values. A parameter nobody thought of is an incident's id where it is an id: that must be safe too."""
        return reverse(self.name, kwargs={name: values.get(name, _other(kind, values)) for name, kind in self.kinds})

    @property
    def owned(self) -> bool:
        """Whether it is about something that belongs to an organisation."""
        return any(kind == "UUIDConverter" and name not in PUBLIC for name, kind in self.kinds)


def _other(kind: str, values: dict[str, Any]) -> Any:
    return values.get("incident_id") if kind == "UUIDConverter" else 1 if kind == "IntConverter" else "unheard-of"


def _walk(resolver: Any, space: tuple[str, ...], before: tuple[tuple[str, str], ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        parameters = (*before, *((name, type(one).__name__) for name, one in entry.pattern.converters.items()))
        if isinstance(entry, URLPattern):
            yield Address(":".join([*space, entry.name or "?"]), parameters, getattr(entry.callback, "policy", None))
        else:
            yield from _walk(entry, (*space, entry.namespace) if entry.namespace else space, parameters)


def every() -> list[Address]:
    return sorted(_walk(get_resolver(), (), ()), key=lambda one: one.name)
