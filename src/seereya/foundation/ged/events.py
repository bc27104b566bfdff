"""What a row of GED says, and what can be wrong with one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from seereya.foundation.tables.errors import place

Precision = Literal["day", "days", "week", "month", "year"]
PRECISIONS: dict[int, Precision] = {1: "day", 2: "days", 3: "week", 4: "month", 5: "year"}

ProblemCode = Literal[
    "table",  # the row itself is broken: too few or too many values, a stray quotation mark
    "empty",  # a needed value is missing
    "integer",  # not a whole number
    "negative",  # a count below zero
    "number",  # not a decimal number
    "range",  # a coordinate off the globe
    "choice",  # a code that the codebook does not have
    "date",  # not a date, or one that does not exist
    "ambiguous_date",  # day and month could be either
    "order",  # a range whose lower end is above its upper end
    "year",  # the year is outside the event's dates
    "duplicate",  # the same id stands on an earlier line
]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row was not turned into an event. One row may have several. Never holds the row's contents, except its id."""

    line: int
    column: int | None
    column_name: str | None
    code: ProblemCode
    detail: str
    row_id: str
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{place(self.line, self.column, self.column_name)}{self.detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GEDEvent:
    """One event as UCDP recorded it: an external account, never our own finding.

    `type_of_violence`: 1 State-based, 2 non-State, 3 one-sided. `earliest`–`latest` is the span in which it happened, as fine
    as `precision`. `where_prec` 1 (exact) to 7 (international waters). `low`, `best`, `high` are UCDP's estimates of all
    deaths; `deaths_a` and the like split `best`. `row_hash` is the same for the same row in any file, so that a second import
    changes nothing.
    """

    line: int
    id: int
    relid: str
    year: int
    active_year: bool | None
    code_status: str
    type_of_violence: int
    conflict_id: int | None
    conflict_name: str
    dyad_id: int | None
    dyad_name: str
    side_a_id: int | None
    side_a: str
    side_b_id: int | None
    side_b: str
    gwnoa: str
    gwnob: str
    number_of_sources: int | None
    source_article: str
    source_office: str
    source_date: str
    source_headline: str
    source_original: str
    where_prec: int
    where_coordinates: str
    where_description: str
    adm_1: str
    adm_2: str
    latitude: float
    longitude: float
    country: str
    country_id: int
    region: str
    event_clarity: int | None
    date_prec: int
    date_start: date
    date_end: date
    deaths_a: int
    deaths_b: int
    deaths_civilians: int
    deaths_unknown: int
    low: int
    best: int
    high: int
    earliest: date
    latest: date
    precision: Precision
    row_hash: str
