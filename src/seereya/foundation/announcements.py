"""News from a lower room to those above it: typed, delivered after the transaction is committed, never by Django's signals.

A lower room never calls up. It defines a frozen dataclass of codes and ids (never a sealed value) and announces it; an upper
room subscribes when the product starts. All of them are listed in `docs/reference/announcements.md`, which a test compares.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import transaction

News = TypeVar("News")
_heard: dict[type[Any], list[Callable[[Any], None]]] = {}


def announcement(kind: type[News]) -> type[News]:
    """Marks a frozen dataclass as an announcement, so that it is listed even before anybody hears it."""
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is not a dataclass")
    _heard.setdefault(kind, [])
    return kind


def subscribe(kind: type[News], hear: Callable[[News], None]) -> None:
    """Calls `hear` with each announcement of this kind, after the announcing transaction is committed."""
    if kind not in _heard:
        raise LookupError(f"{kind.__name__} is not marked as an announcement")
    if hear not in _heard[kind]:
        _heard[kind].append(hear)


def announce(news: object) -> None:
    """Tells whoever subscribed, once the transaction is committed; at once where there is none. Nothing is told after a rollback."""
    for hear in _heard[type(news)]:
        transaction.on_commit(lambda hear=hear: hear(news))  # type: ignore[misc]  # mypy: default of a lambda


def listed() -> Mapping[type[Any], tuple[str, ...]]:
    """Every kind of announcement with the names of those who hear it."""
    return {kind: tuple(f"{one.__module__}.{one.__qualname__}" for one in hearers) for kind, hearers in _heard.items()}
