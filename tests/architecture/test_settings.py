"""Every variable that the product reads is declared once and documented in both languages."""

import re
import subprocess
import sys

import pytest

from . import house

env = pytest.importorskip("seereya.site.env")


def test_reference_page_is_generated_from_the_declarations():
    ended = subprocess.run([sys.executable, house.ROOT / "script/docs", "--check"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("variable", env.VARIABLES, ids=lambda variable: variable.name)
def test_french_page_names_the_variable(variable):
    assert f"`{variable.name}`" in (house.ROOT / "docs/fr/reference/reglages.md").read_text(encoding="utf-8")


def test_no_variable_is_read_behind_the_declarations():
    read = re.compile(r"environ(?:\.get\(|\[)\s*[\"']SEEREYA_|getenv\(\s*[\"']SEEREYA_")
    found = [
        house.name(path) for path in house.modules() if path.name != "env.py" and read.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
