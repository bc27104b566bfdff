"""Dataclasses that are written to JSON for sealing and read back; and an uncertain date as such a value. Pure."""

from __future__ import annotations

import dataclasses
import functools
import json
from dataclasses import dataclass
from types import UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints


class Sealable:
    """A dataclass that is written to JSON for sealing and read back; fields it does not know are kept aside, never lost."""

    def to_json(self) -> bytes:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, separators=(",", ":")).encode()  # type: ignore[call-overload]

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        built: Self = _build(cls, json.loads(data))
        return built


def _build(kind: Any, value: Any) -> Any:
    """A dataclass, or a list of them, from JSON values, following the field's annotation."""
    if get_origin(kind) is UnionType and value is not None:
        kind = next(one for one in get_args(kind) if one is not type(None))
    if get_origin(kind) is list:
        return [_build(get_args(kind)[0], one) for one in value]
    if dataclasses.is_dataclass(kind) and isinstance(value, dict):
        fields = _fields(kind)  # type: ignore[arg-type]
        return kind(**{name: _build(fields[name], one) for name, one in value.items() if name in fields})  # type: ignore[operator]
    return value


@functools.cache
def _fields(kind: type) -> dict[str, Any]:
    """The fields of a dataclass with their annotations; resolving them takes longer than reading a record."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


@dataclass
class When(Sealable):
    """An uncertain date as `foundation.dates` records it."""

    earliest: str | None = None
    latest: str | None = None
    precision: str = "unknown"
    circa: bool = False
    words: str = ""
