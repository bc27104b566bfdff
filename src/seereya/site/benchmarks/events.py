"""Invented events in the layout of UCDP GED, for measuring an import without the real file."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

RELEASE = "99.1"
_FIRST, _DAYS = date(2012, 1, 1), 2500
_SIDES = ("Government of Northland", "Southland insurgents", "Eastern Front", "Western Front", "Civilians")


def write(path: Path, count: int, *, first_id: int = 1) -> Path:
    """A file of so many events, always the same for a first number; returns its path."""
    chance = random.Random(first_id)  # noqa: S311 - the same at every run
    with path.open("w", newline="", encoding="utf-8") as file:
        writer: csv.DictWriter[str] | None = None
        for number in range(first_id, first_id + count):
            row = _row(chance, number)
            if writer is None:
                writer = csv.DictWriter(file, list(row))
                writer.writeheader()
            writer.writerow(row)
    return path


def _row(chance: random.Random, number: int) -> dict[str, Any]:
    day = _FIRST + timedelta(days=chance.randrange(_DAYS))
    end = day + timedelta(days=chance.choice([0, 0, 0, 1, 7]))
    one, other = chance.sample(range(len(_SIDES)), 2)
    deaths = [chance.choice([0, 0, 1, 2, 5]) for _ in range(4)]
    source = f"Agency {chance.randrange(40)},{day.isoformat()},{chance.randrange(2, 90)} dead in fighting"
    return {
        "id": number,
        "year": day.year,
        "active_year": 1,
        "type_of_violence": chance.randint(1, 3),
        "conflict_new_id": 10 + one,
        "conflict_name": "Northland: Government",
        "dyad_new_id": 100 * one + other,
        "dyad_name": f"{_SIDES[one]} - {_SIDES[other]}",
        "side_a_new_id": one,
        "side_a": _SIDES[one],
        "side_b_new_id": other,
        "side_b": _SIDES[other],
        "number_of_sources": 1,
        "source_article": f'"{source}"',
        "source_headline": source,
        "where_prec": chance.randint(1, 5),
        "where_coordinates": f"Village {chance.randrange(3000)}",
        **_where(chance),
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": day.isoformat(),
        "date_end": end.isoformat(),
        **dict(zip(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), deaths, strict=True)),
        "low": sum(deaths),
        "best": sum(deaths),
        "high": sum(deaths) + chance.choice([0, 0, 3]),
    }


def _where(chance: random.Random) -> dict[str, Any]:
    governorate = chance.randrange(14)
    return {
        "adm_1": f"Governorate {governorate}",
        "adm_2": f"District {governorate}-{chance.randrange(5)}",
        "latitude": round(33 + chance.random() * 4, 6),
        "longitude": round(36 + chance.random() * 6, 6),
        "country": "Northland",
        "country_id": 999,
        "region": "Middle East",
    }
