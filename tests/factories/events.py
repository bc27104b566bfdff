"""Files of UCDP GED made for a test, and what takes them in without a screen."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from seereya.documentation.importing import running, sources
from seereya.documentation.models import EventImport
from seereya.foundation.ged import LAYOUT_49

COLUMNS_41 = tuple(
    name
    for name in LAYOUT_49
    if name
    not in {
        "relid", "code_status", "conflict_dset_id", "dyad_dset_id", "side_a_dset_id", "side_b_dset_id", "where_description", "gwnoa",
    }
)  # fmt: skip
_ROW = {
    "relid": "MLI-2021-1-1",
    "year": "2021",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "3",
    "conflict_new_id": "581",
    "conflict_name": "JNIM - Civilians",
    "dyad_new_id": "1165",
    "dyad_name": "JNIM - Civilians",
    "side_a_new_id": "1165",
    "side_a": "JNIM",
    "side_b_new_id": "9999",
    "side_b": "Civilians",
    "number_of_sources": "2",
    "source_article": "AFP, 2021-03-16, Attack in Mopti",
    "source_office": "AFP",
    "source_date": "2021-03-16",
    "source_headline": "Attack in Mopti",
    "source_original": "Local elected official",
    "where_prec": "1",
    "where_coordinates": "Koro town",
    "where_description": "near Koro",
    "adm_1": "Mopti region",
    "adm_2": "Koro cercle",
    "latitude": "14.0681",
    "longitude": "-3.0789",
    "country": "Mali",
    "country_id": "432",
    "region": "Africa",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2021-03-15",
    "date_end": "2021-03-15",
    "deaths_a": "0",
    "deaths_b": "0",
    "deaths_civilians": "5",
    "deaths_unknown": "0",
    "low": "4",
    "best": "5",
    "high": "7",
}


def row(number: int, **more: object) -> dict[str, str]:
    """One event as GED has it; `more` replaces values."""
    return {**dict.fromkeys(LAYOUT_49, ""), **_ROW, "id": str(number), **{name: str(value) for name, value in more.items()}}


def csv_of(rows: Iterable[dict[str, str]], columns: Iterable[str] = LAYOUT_49, delimiter: str = ",") -> bytes:
    """A file of these rows."""
    names = list(columns)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([one[name] for name in names] for one in rows)
    return text.getvalue().encode()


class Silent:
    """Looks on without a word; `stop_after` raises when so many rows are done."""

    def __init__(self, stop: Callable[[int], None] = lambda _done: None) -> None:
        self.done: list[int] = []
        self.reasons: dict[str, int] = {}
        self._stop = stop

    def progress(self, done: int, total: int | None = None) -> None:  # noqa: ARG002
        self.done.append(done)
        self._stop(done)

    def failed(self, code: str, count: int = 1) -> None:
        self.reasons[code] = self.reasons.get(code, 0) + count


def take(data: bytes | Path, *, watch: Silent | None = None, **asked: object) -> EventImport:
    """Imports a file as the command line does."""
    how = running.Asked(**asked)  # type: ignore[arg-type]
    if isinstance(data, Path):
        with sources.from_file(data) as stream:
            return running.run(running.new_import(how), stream, how, watch or Silent())
    stream = sources.Passing(io.BytesIO(data), len(data))
    return running.run(running.new_import(how), stream, how, watch or Silent())
