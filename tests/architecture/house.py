"""Where things stand in the checkout, for the tests of this folder."""

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "seereya"


def modules():
    """The modules we write by hand."""
    return sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)


def templates():
    return sorted(SRC.rglob("templates/**/*.html"))


def static():
    """Scripts and styles of our own; copies of others' stand under `vendor`."""
    files = [*SRC.rglob("static/**/*.js"), *SRC.rglob("static/**/*.css")]
    return sorted(path for path in files if "vendor" not in path.parts)


def name(path):
    return str(path.relative_to(ROOT))


def rooms():
    """The rooms from the floor up, as the layers contract has them; rooms side by side share a height."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    layers = contract["importlinter:contract:rooms"]["layers"].split("\n")
    rows = [re.findall(r"\w+", layer) for layer in layers if layer.strip()]
    return {room: height for height, row in enumerate(reversed(rows)) for room in row}
