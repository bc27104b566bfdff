"""Bad files: what is wrong is named by line and column, and nothing of a file that cannot be used is imported."""

import csv
import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.documentation import wording_events as words
from seereya.documentation.importing import correcting
from seereya.documentation.importing.rows import release_of
from seereya.documentation.models import EventImport, EventVersion
from tests.factories.events import COLUMNS_41, csv_of, row, take

pytestmark = pytest.mark.django_db


def refused(data, **asked):
    """The problems of the rows not taken."""
    return [(one.line, one.column, one.code) for one in take(data, **asked).problems.order_by("id")]


@pytest.mark.parametrize(
    ("wrong", "column", "code"),
    [
        ({"type_of_violence": 4}, "type_of_violence", "choice"),
        ({"type_of_violence": "war"}, "type_of_violence", "integer"),
        ({"where_prec": 8}, "where_prec", "choice"),
        ({"date_start": "2021-02-30"}, "date_start", "date"),
        ({"date_start": "03/04/2021"}, "date_start", "ambiguous_date"),
        ({"date_start": "2021-03-16"}, "date_start", "order"),
        ({"year": 2020}, "year", "year"),
        ({"low": 6}, "low", "order"),
        ({"best": 8}, "best", "order"),
        ({"best": -1}, "best", "negative"),
        ({"best": ""}, "best", "empty"),
        ({"best": 5.5}, "best", "integer"),
        ({"deaths_a": 2**31}, "deaths_a", "too_large"),
        ({"latitude": 91}, "latitude", "range"),
        ({"longitude": "east"}, "longitude", "number"),
        ({"country": " "}, "country", "empty"),
        ({"id": "x"}, "id", "integer"),
    ],
)
def test_a_wrong_value_is_named_and_the_others_are_taken(wrong, column, code):
    batch = take(csv_of([row(1), row(2, **wrong), row(3)]))
    problem = batch.problems.order_by("id")[0]
    assert (problem.line, problem.column, problem.code) == (3, column, code)
    assert (batch.state, batch.rows, batch.created, batch.refused) == ("complete", 3, 2, 1)
    said = words.fault(**correcting.place(problem), row=True)
    assert column in said
    assert "3" in said


def test_all_that_is_wrong_with_a_row_is_said_and_the_row_is_counted_once():
    batch = take(csv_of([row(1, best="x", latitude=99, date_end="2021-13-01")]))
    assert (batch.rows, batch.refused, batch.created) == (1, 1, 0)
    assert [one.column for one in batch.problems.order_by("id")] == ["latitude", "date_end", "best"]


def test_repeated_lines_are_named_with_the_line_they_repeat_and_lose_no_other_row():
    batch = take(csv_of([row(1), row(2), row(1), row(3), row(2)]))
    assert (batch.created, batch.duplicates, batch.refused) == (3, 2, 0)
    assert [(one.line, one.code, json.loads(one.detail)) for one in batch.problems.order_by("id")] == [
        (4, "duplicate", {"line": "2"}),
        (6, "duplicate", {"line": "3"}),
    ]


def test_rows_with_too_few_or_too_many_values_are_refused_alone():
    lines = csv_of([row(1), row(2), row(3)]).decode().splitlines(keepends=True)
    lines[2] = lines[2].replace(",", "", 1)
    lines[3] = lines[3].rstrip("\n") + ",more\n"
    batch = take("".join(lines).encode())
    assert [(one.line, one.code) for one in batch.problems.order_by("id")] == [(3, "too_few"), (4, "too_many")]
    assert (batch.created, batch.refused) == (1, 2)


def test_a_quotation_mark_in_the_wrong_place_is_named():
    lines = csv_of([row(1), row(2), row(3)]).decode().splitlines(keepends=True)
    lines[2] = lines[2].replace("JNIM - Civilians", '"JNIM" - Civilians', 1)
    assert refused("".join(lines).encode()) == [(3, "conflict_name", "quote")]


def fault(data, **asked):
    """How a file that cannot be used ended."""
    take(csv_of([row(1)]))
    batch = take(data, **asked)
    assert batch.state == "failed"
    assert EventVersion.objects.count() == 1, "nothing of it is kept"
    assert words.import_fault(batch.problem)
    return batch.problem


MANY = [row(number) for number in range(1, 700)]


def test_a_file_cut_in_the_middle_is_not_imported():
    data = csv_of(MANY)
    assert fault(data[: len(data) // 2])["code"] == "cut"


def test_a_compressed_file_cut_in_the_middle_is_not_imported():
    data = gzip.compress(csv_of([row(number, source_article=str(number) * 40) for number in range(1, 9000)]))
    assert fault(data[: len(data) // 2])["code"] == "gzip_cut"


def test_a_wrong_encoding_is_named_by_line_and_column_and_can_be_chosen():
    data = csv_of([*MANY, row(900, where_coordinates="Ménaka")]).decode().encode("windows-1252")
    problem = fault(data)
    assert (problem["code"], problem["line"], problem["column"]) == ("encoding", 701, "where_coordinates")
    batch = take(data, encoding="windows-1252")
    assert batch.created == 699
    assert EventVersion.objects.get(external_id="900").where == "Ménaka"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "not_text"),
        (b"\x1f\x8b\x08\x00nothing", "gzip_damaged"),
        (b"id,name\n1,x\n", "missing_columns"),
        (csv_of([row(1)]).replace(b"JNIM", b"JN\0IM"), "nul"),
        (csv_of([row(1)], [*COLUMNS_41, "id"]), "duplicate_column"),
        (csv_of(MANY) + b'"left open,', "cut"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(data, code):
    assert fault(data)["code"] in {code, "gzip_cut" if code == "gzip_damaged" else code}


def test_the_rows_not_taken_can_be_corrected_and_sent_again():
    take(csv_of([row(1)]))
    lines = csv_of([row(2, best="many"), row(3), row(4, country="")], delimiter=";").decode()
    first = take(lines.encode())
    assert (first.created, first.refused) == (1, 2)
    table = list(correcting.lines(first))
    header, one, two = table
    assert one[header.index("problem_line")] == "2"
    assert "best" in one[header.index("problem")]
    one[header.index("best")], two[header.index("country")] = "5", "Mali"
    text = io.StringIO()
    csv.writer(text).writerows(table)
    second = take(text.getvalue().encode())
    assert (second.created, second.refused, second.unchanged) == (2, 0, 0)


def test_values_longer_than_their_column_are_kept_whole_beside():
    take(csv_of([row(1, where_coordinates="x" * 500)]))
    version = EventVersion.objects.get()
    assert len(version.where) == 400
    assert version.facts["where_whole"] == "x" * 500


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("ged191.csv", "19.1"),
        ("ucdp_ged191_syria.csv.gz", "19.1"),
        ("GEDEvent_v25_1.csv", "25.1"),
        ("GEDEvent_v25_0_3.csv", "25.0.3"),
        ("ged251-csv.zip", "25.1"),
        ("events.csv", ""),
        ("damaged.csv", ""),
    ],
)
def test_the_release_is_read_from_the_name_of_a_file(name, release):
    assert release_of(name) == release


cells = st.text(alphabet="ab1,;\"\n\r'\t é\x7f-", max_size=12)


@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=6), st.sampled_from([1, 2]))
def test_whatever_stands_in_a_file_every_row_is_accounted_for(lines, copies):
    """Never an exception: the file is taken in, or refused whole with its fault."""
    body = "\n".join(",".join(line) for line in lines)
    batch = take(csv_of([row(1)] * copies) + body.encode())
    assert batch.state in {"complete", "failed"}
    if batch.state == "complete":
        assert batch.rows == batch.created + batch.updated + batch.unchanged + batch.refused + batch.duplicates
    else:
        assert words.import_fault(batch.problem)
        assert not EventVersion.objects.filter(batch=batch).exists()
    assert not EventImport.objects.filter(state__in=["checking", "staging"]).exists()
