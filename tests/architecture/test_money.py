"""Money is decimal everywhere: no floating-point number touches an amount in the rooms that keep accounts."""

import ast

import pytest

from . import house

KEPT = ("programme", "casework/rules/costs.py", "casework/services/costs.py", "foundation/money.py", "reference/fields_money.py")
TIMES = "src/seereya/programme/tasks.py"  # seconds of a schedule, no amounts
FILES = [
    path
    for path in house.modules()
    if any(house.name(path).startswith(f"src/seereya/{one}") for one in KEPT) and house.name(path) != TIMES
]


def _floats(path):
    """Calls of float, float fields, and literals with a point, which Python reads as floats."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = getattr(node, "id", None) or getattr(node, "attr", None)
        if name in {"float", "FloatField"}:
            yield f"{house.name(path)}:{node.lineno}: {name}"
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{house.name(path)}:{node.lineno}: {node.value}"


def test_there_is_money():
    assert len(FILES) > 20


@pytest.mark.parametrize("path", FILES, ids=house.name)
def test_no_float_touches_money(path):
    assert list(_floats(path)) == []
