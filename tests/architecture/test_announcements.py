"""The page of announcements names every kind, its room, what it carries and who hears it; and nothing else."""

import dataclasses
import re

import seereya.vault.announcements  # noqa: F401 - marks its kinds
from seereya.foundation.announcements import listed

from . import house

_ROW = re.compile(r"^\| `(\w+)` \| (\w+) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def _rows():
    for kind, hearers in listed().items():
        if not kind.__module__.startswith("seereya."):
            continue
        fields = ", ".join(f"`{one.name}`" for one in dataclasses.fields(kind))
        rooms = sorted({name.split(".")[1] for name in hearers if name.startswith("seereya.")})
        yield kind.__name__, kind.__module__.split(".")[1], fields, ", ".join(rooms) or "nobody yet"


def test_page_lists_every_announcement():
    page = (house.ROOT / "docs/reference/announcements.md").read_text(encoding="utf-8")
    assert sorted(_ROW.findall(page)) == sorted(_rows())
