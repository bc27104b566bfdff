"""Every row of a GED file becomes an event or a reason, in both layouts, in any column order."""

import csv
import gzip
import io
import random
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.ged import LAYOUT_49, NEEDED, GEDEvent, RowProblem, open_ged, read_ged, unknown_columns
from seereya.foundation.tables import TableError

REAL = Path(__file__).resolve().parents[4] / "shared/data/ucdp_ged191_syria.csv.gz"

SAMPLE = {
    "id": "412700",
    "relid": "AAA-2021-1-123-4",
    "year": "2021",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_dset_id": "11347",
    "conflict_new_id": "11347",
    "conflict_name": "A: Government",
    "dyad_dset_id": "14072",
    "dyad_new_id": "14072",
    "dyad_name": "Government of A - B",
    "side_a_dset_id": "72",
    "side_a_new_id": "72",
    "side_a": "Government of A",
    "side_b_dset_id": "1076",
    "side_b_new_id": "1076",
    "side_b": "B",
    "number_of_sources": "2",
    "source_article": '"Agency, 2021-01-04, At least ten"',
    "source_office": "Agency",
    "source_date": "2021-01-04",
    "source_headline": "At least ten",
    "source_original": "villagers",
    "where_prec": "2",
    "where_coordinates": "X village",
    "where_description": "near X",
    "adm_1": "North",
    "adm_2": "East",
    "latitude": "14.5",
    "longitude": "-4.2",
    "geom_wkt": "POINT (-4.2 14.5)",
    "priogrid_gid": "150472",
    "country": "A",
    "country_id": "432",
    "region": "Africa",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2021-01-03 00:00:00.000",
    "date_end": "2021-01-03 00:00:00.000",
    "deaths_a": "0",
    "deaths_b": "3",
    "deaths_civilians": "16",
    "deaths_unknown": "0",
    "best": "19",
    "high": "22",
    "low": "15",
    "gwnoa": "432",
    "gwnob": "",
}


def content(*rows, columns=LAYOUT_49, delimiter=",", header=True):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, extrasaction="ignore", lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows([SAMPLE | row for row in rows])
    return out.getvalue().encode()


def read(*rows, **options):
    return list(read_ged(open_ged(io.BytesIO(content(*rows, **options)))))


def only(**changes):
    (found,) = read(changes)
    return found


def test_a_row_of_the_49_columns():
    event = only()
    assert isinstance(event, GEDEvent)
    assert (event.line, event.id, event.relid, event.year) == (2, 412700, "AAA-2021-1-123-4", 2021)
    assert (event.dyad_id, event.side_a_id, event.side_b_id, event.conflict_id) == (14072, 72, 1076, 11347)
    assert (event.low, event.best, event.high, event.deaths_civilians) == (15, 19, 22, 16)
    assert (event.latitude, event.longitude, event.where_prec) == (14.5, -4.2, 2)
    assert event.source_article == '"Agency, 2021-01-04, At least ten"'
    assert (event.earliest, event.latest, event.precision) == (date(2021, 1, 3), date(2021, 1, 3), "day")
    assert event.active_year is True


def test_the_layout_has_49_columns_and_the_needed_ones_are_among_them():
    assert len(LAYOUT_49) == len(set(LAYOUT_49)) == 49
    assert set(NEEDED) <= set(LAYOUT_49)
    assert unknown_columns(LAYOUT_49) == ()


def test_a_file_without_header_line_is_read_by_position():
    (event,) = read({}, header=False)
    assert (event.id, event.line) == (412700, 1)


def test_unknown_columns_are_listed_and_passed_over():
    columns = [*LAYOUT_49, "my_note"]
    table = open_ged(io.BytesIO(content({"my_note": "x"}, columns=columns)))
    assert unknown_columns(table.header) == ("my_note",)
    assert isinstance(next(read_ged(table)), GEDEvent)


def test_a_missing_needed_column_makes_the_file_unusable():
    columns = [name for name in LAYOUT_49 if name not in {"best", "date_end"}]
    with pytest.raises(TableError) as caught:
        read({}, columns=columns)
    assert caught.value.code == "missing_columns"
    assert caught.value.values == {"columns": "date_end, best"}


@given(order=st.permutations(LAYOUT_49), delimiter=st.sampled_from([",", ";", "\t"]))
def test_column_order_and_delimiter_change_nothing(order, delimiter):
    (event,) = read({}, columns=order, delimiter=delimiter)
    assert event == only()
    assert event.row_hash == only().row_hash


def test_the_hash_follows_the_content_and_nothing_else():
    assert only(date_start="1/3/2021 12:00:00 AM", best="19.0").row_hash == only().row_hash
    assert only(best="20").row_hash != only().row_hash
    assert only(source_original="a", source_headline="b").row_hash != only(source_original="b", source_headline="a").row_hash


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-01-03", date(2021, 1, 3)),
        ("2021-01-03T00:00:00", date(2021, 1, 3)),
        ("2021-01-03 00:00:00", date(2021, 1, 3)),
        ("1/3/2021 12:00:00 AM", date(2021, 1, 3)),
        ("1/13/2021", date(2021, 1, 13)),
        ("02/02/2021", date(2021, 2, 2)),
    ],
)
def test_dates_as_releases_wrote_them(written, meant):
    assert only(date_start=written, date_end="2021-12-31").date_start == meant


@pytest.mark.parametrize(
    ("start", "end", "prec", "earliest", "latest", "word"),
    [
        ("2021-01-03", "2021-01-05", "2", "2021-01-03", "2021-01-05", "days"),
        ("2021-01-04", "2021-01-10", "3", "2021-01-04", "2021-01-10", "week"),
        ("2021-01-06", "2021-01-06", "3", "2021-01-04", "2021-01-10", "week"),
        ("2021-02-11", "2021-02-11", "4", "2021-02-01", "2021-02-28", "month"),
        ("2021-02-11", "2021-02-11", "5", "2021-01-01", "2021-12-31", "year"),
        ("2021-03-01", "2021-09-30", "5", "2021-03-01", "2021-09-30", "year"),
    ],
)
def test_precision_becomes_a_span(start, end, prec, earliest, latest, word):
    event = only(date_start=start, date_end=end, date_prec=prec)
    assert (str(event.earliest), str(event.latest), event.precision) == (earliest, latest, word)


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"best": "nineteen"}, "best", "integer"),
        ({"best": "19.5"}, "best", "integer"),
        ({"best": ""}, "best", "empty"),
        ({"deaths_a": "-1"}, "deaths_a", "negative"),
        ({"date_start": "2021-02-30", "date_end": "2021-03-01"}, "date_start", "date"),
        ({"date_start": "13/13/2021"}, "date_start", "date"),
        ({"date_start": "3/1/2021"}, "date_start", "ambiguous_date"),
        ({"date_start": "soon"}, "date_start", "date"),
        ({"date_start": "2021-01-04", "date_end": "2021-01-03"}, "date_start", "order"),
        ({"low": "20"}, "low", "order"),
        ({"high": "18"}, "best", "order"),
        ({"latitude": "94.5"}, "latitude", "range"),
        ({"longitude": "-200"}, "longitude", "range"),
        ({"latitude": "nan"}, "latitude", "number"),
        ({"latitude": "14,5"}, "latitude", "number"),
        ({"type_of_violence": "4"}, "type_of_violence", "choice"),
        ({"where_prec": "0"}, "where_prec", "choice"),
        ({"date_prec": "6"}, "date_prec", "choice"),
        ({"year": "2019"}, "year", "year"),
        ({"country": " "}, "country", "empty"),
        ({"active_year": "maybe"}, "active_year", "choice"),
    ],
)
def test_what_is_wrong_is_named(changes, column, code):
    (problem,) = read(changes)
    assert isinstance(problem, RowProblem)
    assert (problem.line, problem.column_name, problem.code, problem.row_id) == (2, column, code, "412700")
    assert problem.column == LAYOUT_49.index(column) + 1
    assert str(problem).startswith(f"line 2, column {problem.column} ({column}): ")


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    found = read({"best": "x", "latitude": "100"})
    assert {(one.column_name, one.code) for one in found} == {("best", "integer"), ("latitude", "range")}


def test_the_same_id_twice_names_the_first_line():
    first, problem, third = read({}, {"best": "20"}, {"id": "5"})
    assert isinstance(first, GEDEvent)
    assert isinstance(third, GEDEvent)
    assert (problem.code, problem.line, problem.values) == ("duplicate", 3, {"line": "2"})


def test_a_broken_row_is_a_problem_and_the_next_is_read():
    text = content({}, {"id": "2"}).decode().splitlines()
    found = list(read_ged(open_ged(io.BytesIO("\n".join([text[0], "1,2,3", text[2], ""]).encode()))))
    assert (found[0].code, found[0].line) == ("table", 2)
    assert found[1].id == 2


def test_a_cut_file_is_unusable():
    whole = content({}, {"id": "2"}, {"id": "3"})
    with pytest.raises(TableError) as caught:
        list(read_ged(open_ged(io.BytesIO(whole[:-60]))))
    assert (caught.value.code, caught.value.line) == ("cut", 4)


@given(
    st.fixed_dictionaries(
        {}, optional={name: st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8) for name in LAYOUT_49}
    )
)
def test_any_cells_are_read_or_refused(changes):
    for found in read(changes):
        if isinstance(found, GEDEvent):
            assert found.low <= found.best <= found.high
            assert found.earliest <= found.date_start <= found.date_end <= found.latest
        else:
            assert found.detail
            assert found.line >= 2


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 3), st.integers(1, 5))
def test_the_span_holds_the_dates_given(start, length, prec):
    end = min(start + timedelta(days=length), date(start.year, 12, 31))
    event = only(year=str(start.year), date_start=str(start), date_end=str(end), date_prec=str(prec))
    assert event.earliest <= start <= end <= event.latest


@pytest.mark.skipif(not REAL.exists(), reason="the public extract is not beside this checkout")
def test_the_real_extract_of_41_columns():
    started = time.process_time()
    found = list(read_ged(open_ged(REAL)))
    took = time.process_time() - started
    events = [one for one in found if isinstance(one, GEDEvent)]
    problems = [one for one in found if isinstance(one, RowProblem)]
    assert len(events) + len({one.line for one in problems}) == 16_566
    assert {one.code for one in problems} == {"order"}
    assert len(problems) == 101
    assert took < 3


@pytest.mark.skipif(not REAL.exists(), reason="the public extract is not beside this checkout")
def test_the_real_extract_with_shuffled_columns_is_the_same():
    with gzip.open(REAL, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row, _ in zip(csv.DictReader(file), range(200), strict=False)]
    names = list(rows[0])
    hashes = []
    for _ in range(2):
        out = io.StringIO()
        writer = csv.DictWriter(out, names, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
        found = read_ged(open_ged(io.BytesIO(out.getvalue().encode())))
        hashes.append([getattr(one, "row_hash", None) for one in found])
        random.Random(1).shuffle(names)
    assert hashes[0] == hashes[1]
