"""Files and functions stay small enough to be read in one sitting."""

import ast

import pytest

from . import house

MODULE, TEMPLATE, TEST, FUNCTION = 400, 150, 400, 40


def _lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules_are_short():
    assert [house.name(path) for path in house.modules() if _lines(path) > MODULE] == []


def test_templates_are_short():
    assert [house.name(path) for path in house.templates() if _lines(path) > TEMPLATE] == []


def test_test_files_are_short():
    assert [house.name(path) for path in sorted((house.ROOT / "tests").rglob("*.py")) if _lines(path) > TEST] == []


def _long_functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        documented = ast.get_docstring(node) is not None
        first = node.body[0].end_lineno + 1 if documented and node.body[0].end_lineno else node.lineno
        signature = node.body[0].lineno - node.lineno if documented else 0
        if node.end_lineno - first + 1 + signature > FUNCTION:
            yield f"{node.name}, line {node.lineno}"


@pytest.mark.parametrize("folder", ["src/seereya", "script"])
def test_functions_are_short(folder):
    """Docstrings are not counted: they are asked for."""
    files = [path for path in sorted((house.ROOT / folder).rglob("*.py")) if "migrations" not in path.parts]
    assert [f"{house.name(path)}: {said}" for path in files for said in _long_functions(path)] == []
