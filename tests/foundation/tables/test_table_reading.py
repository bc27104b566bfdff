"""Whatever a spreadsheet writes is read as it was meant."""

import csv
import gzip
import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.tables import TableError, open_table


def rows(content, **options):
    return [row.cells for row in open_table(io.BytesIO(content), **options)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_found(delimiter):
    text = f"id{delimiter}name\n1{delimiter}a b\n2{delimiter}c\n"
    table = open_table(io.BytesIO(text.encode()))
    assert table.delimiter == delimiter
    assert [row["name"] for row in table] == ["a b", "c"]


def test_commas_in_a_semicolon_file_do_not_mislead():
    content = "nom;lieu;nombre\nA, B, C;Ségou, Mopti;1,5\nD;E, F;2,5\n".encode()
    assert open_table(io.BytesIO(content)).delimiter == ";"


def test_expected_names_decide_between_delimiters():
    content = b"id;name, first\n1;a, b\n"
    assert open_table(io.BytesIO(content), expected=("id",)).delimiter == ";"


def test_byte_order_mark_is_no_part_of_the_first_name():
    assert open_table(io.BytesIO(b"\xef\xbb\xbfid,b\n1,2\n")).header == ("id", "b")


def test_delimiter_line_of_spreadsheets():
    assert rows(b"sep=;\r\na;b\r\n1;2\r\n") == [["1", "2"]]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends(end):
    assert rows(end.join([b"a,b", b"1,2", b"3,4", b""])) == [["1", "2"], ["3", "4"]]


def test_empty_rows_below_the_table_are_passed_over():
    assert rows(b"a,b\n1,2\n,\n\n,\n") == [["1", "2"]]


def test_rows_know_the_line_on_which_they_begin():
    table = open_table(io.BytesIO(b'a,b\n1,"x\ny"\n\n2,z\n'))
    assert [(row.line, row["b"]) for row in table] == [(2, "x\ny"), (5, "z")]


def test_gzip_is_seen_by_its_bytes_not_its_name(tmp_path):
    file = tmp_path / "table.csv"
    file.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    with open_table(file) as table:
        assert [row.as_dict() for row in table] == [{"a": "1", "b": "2"}]


def test_streams_that_cannot_seek():
    class Trickle(io.RawIOBase):
        def __init__(self):
            self.left = io.BytesIO(b"a,b\n1,2\n" * 1)

        def read(self, size=-1):
            return self.left.read(min(size, 3))

    assert [row.cells for row in open_table(Trickle())] == [["1", "2"]]


def test_names_for_a_file_without_header():
    assert rows(b"1,2\n3,4\n", header=("a", "b")) == [["1", "2"], ["3", "4"]]
    assert rows(b"1,2\n3,4\n", fallback=("a", "b")) == [["1", "2"], ["3", "4"]]
    assert rows(b"b,a\n3,4\n", fallback=("a", "b")) == [["3", "4"]]


def test_quotes_as_plain_characters():
    assert rows(b'a\tb\n1\t"x" y\n', quotes=False) == [["1", '"x" y']]


cell = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)


@given(
    data=st.lists(st.tuples(cell, cell, cell).filter(any), max_size=8),
    delimiter=st.sampled_from([",", ";", "\t"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_program_writes_is_what_is_read(data, delimiter, line_end):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(["alpha", "beta", "gamma"])
    writer.writerows(data)
    content = out.getvalue().encode()
    expected = ("alpha", "beta", "gamma")
    assert [tuple(cells) for cells in rows(content, expected=expected)] == data
    assert [tuple(cells) for cells in rows(gzip.compress(content), expected=expected)] == data


def outcome(content):
    try:
        return rows(content)
    except TableError as problem:
        return problem


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content):
    problem = outcome(content)
    if isinstance(problem, TableError):
        assert problem.detail
        assert problem.line is None or 1 <= problem.line <= content.count(b"\n") + content.count(b"\r") + 1


@given(st.data())
def test_a_cut_file_never_passes_for_a_shorter_one(data):
    content = b"alpha,beta,gamma\n" + b"".join(b'%d,"a, b",c%d\n' % (n, n) for n in range(20))
    at = data.draw(st.integers(17, len(content) - 1))
    whole = len(rows(content))
    found = outcome(content[:at])
    if isinstance(found, TableError):
        assert found.code == "cut"
    else:
        assert len(found) <= whole
        last = content[:at].rsplit(b"\n", 1)[-1]
        assert not last or last.count(b",") == 3


MEMORY = """
import resource, sys
from seereya.foundation.tables import open_table
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = sum(1 for _ in open_table(sys.argv[1]))
print(count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.heavy
def test_200_megabytes_grow_memory_by_little(tmp_path):
    file = tmp_path / "big.csv"
    line = b'12345,"some words, and more of them, as sources have them",2021-01-03,14.5,-4.2\n' * 1000
    with file.open("wb") as out:
        out.write(b"id,text,day,latitude,longitude\n")
        for _ in range(200_000_000 // len(line)):
            out.write(line)
    ran = subprocess.run(
        [sys.executable, "-c", MEMORY, str(file)], capture_output=True, text=True, check=True, env={"PYTHONPATH": "src"}
    )
    count, megabytes = map(int, ran.stdout.split())
    assert count == 200_000_000 // len(line) * 1000
    assert megabytes <= 150
