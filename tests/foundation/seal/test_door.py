"""Cryptography has one door, and the key stretching that hangs is behind none."""

import ast
from pathlib import Path

import seereya

ROOT = Path(seereya.__file__).parent
DOOR = ROOT / "foundation" / "seal"
BEHIND = {"cryptography", "argon2", "pyrage", "nacl", "Crypto", "OpenSSL"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_only_the_sealing_package_imports_ciphers():
    outside = [path for path in ROOT.rglob("*.py") if not path.is_relative_to(DOOR)]
    assert outside
    found = {(path.name, name) for path in outside for name in imported(path) if name.split(".")[0] in BEHIND}
    assert not found


def test_argon2_of_the_cryptography_library_is_nowhere_because_it_hangs_under_concurrency():
    names = {name for path in ROOT.rglob("*.py") for name in imported(path)}
    assert not [name for name in names if "kdf.argon2" in name]
    text = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    assert "Argon2id(" not in text
    assert "kdf.argon2" not in text


def test_the_sealing_package_does_not_know_django_or_any_room():
    names = {name for path in DOOR.rglob("*.py") for name in imported(path)}
    assert not [name for name in names if name.split(".")[0] in {"django", "seereya"}]
