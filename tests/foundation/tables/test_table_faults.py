"""A broken file is refused with the line and column of its fault, never read half-silently."""

import csv
import gzip
import io

import pytest

from seereya.foundation.tables import MAX_RECORD, TableError, open_table


def rows(content, **options):
    return [row.cells for row in open_table(io.BytesIO(content), **options)]


def fault(content, **options):
    with pytest.raises(TableError) as caught:
        rows(content, **options)
    return caught.value


def test_latin_text_is_named_by_line_column_and_byte():
    lines = ["id,name,place"] + [f"{n},a,b" for n in range(2, 37)] + ['37,"c, d",Sévaré']
    problem = fault("\n".join(lines).encode("windows-1252"))
    assert (problem.code, problem.line, problem.column, problem.column_name) == ("encoding", 37, 3, "place")
    assert str(problem).startswith("line 37, column 3 (place): this is not UTF-8 text (byte 0xE9)")
    assert "windows-1252" in problem.detail


def test_latin_text_in_the_header_is_named_too():
    problem = fault("id,nom,pr\u00e9nom\n".encode("windows-1252"))
    assert (problem.code, problem.line, problem.column) == ("encoding", 1, 3)


def test_encoding_fault_inside_a_quoted_value_over_several_lines():
    problem = fault(b'a,b,c\n1,"x,\ny,\n\xe9",3\n')
    assert (problem.line, problem.column, problem.column_name) == (4, 2, "b")


def test_windows_text_is_read_only_when_asked():
    assert rows("id;nom\n1;Ségou\n".encode("windows-1252"), encoding="windows-1252") == [["1", "Ségou"]]


def test_bytes_that_windows_does_not_know_are_refused_too():
    assert fault(b"id;nom\n1;\x81\n", encoding="windows-1252").code == "encoding"


def test_nul_byte():
    problem = fault(b"a,b\n1,2\n3,\x004\n")
    assert (problem.code, problem.line, problem.column, problem.column_name) == ("nul", 3, 2, "b")


@pytest.mark.parametrize("end", [b'3,"and then', b'3,"and then\n', b"3,", b"3"])
def test_a_file_cut_in_the_middle_of_a_row(end):
    content = b"a,b,c\n1,2,3\n" + end
    problem = fault(content)
    assert (problem.code, problem.line) == ("cut", 3)


def test_a_whole_last_row_needs_no_line_end():
    assert rows(b"a,b\n1,2") == [["1", "2"]]


def test_ragged_rows_come_as_faults_and_reading_goes_on():
    table = open_table(io.BytesIO(b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n"))
    seen = list(table.read())
    assert [getattr(one, "code", None) for one in seen] == [None, "too_few", "too_many", None]
    assert (seen[1].line, seen[1].column, seen[1].column_name, seen[1].values) == (3, 3, "c", {"found": "2", "expected": "3"})
    assert (seen[2].line, seen[2].column) == (4, 4)
    assert seen[3].cells == ["10", "11", "12"]


def test_text_after_a_closing_quote():
    table = open_table(io.BytesIO(b'a,b,c\n1,"two"2,3\n4,5,6\n'))
    first, second = table.read()
    assert (first.code, first.line, first.column, first.column_name) == ("quote", 2, 2, "b")
    assert second.cells == ["4", "5", "6"]


def test_stray_carriage_return():
    first, second = open_table(io.BytesIO(b"a,b\n1\r2,3\n4,5\n")).read()
    assert (first.code, first.line) == ("stray_return", 2)
    assert second.cells == ["4", "5"]


def test_truncated_gzip(tmp_path):
    whole = gzip.compress(b"a,b\n" + b"".join(b"%d,%d\n" % (n, n * 7919 % 104729) for n in range(50_000)))
    file = tmp_path / "cut.csv.gz"
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TableError) as caught:
        list(open_table(file))
    assert caught.value.code == "gzip_cut"


def test_damaged_gzip():
    whole = bytearray(gzip.compress(b"a,b\n" + b"1,2\n" * 50_000))
    whole[60] ^= 0xFF
    assert fault(bytes(whole)).code in {"gzip_damaged", "gzip_cut", "encoding", "nul", "too_many", "too_few"}


def test_a_quote_left_open_at_the_top_does_not_swallow_the_file():
    assert fault(b'a,b\n1,"open\n' + b"2,3\n" * (MAX_RECORD // 4)).code == "too_long"


def test_a_file_without_line_ends_is_refused_and_not_loaded():
    assert fault(b"x" * (MAX_RECORD + 10)).code == "too_long"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"%PDF-1.7", "PDF"),
        ("a,b\n".encode("utf-16"), "UTF-16"),
        (b"\xd0\xcf\x11\xe0", "Excel"),
    ],
)
def test_what_is_no_text_is_said_to_be_so(start, words):
    problem = fault(start)
    assert problem.code == "not_text"
    assert words in problem.detail


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_files(content):
    assert fault(content).code == "empty"


def test_missing_columns_are_listed():
    problem = fault(b"a,b\n1,2\n", expected=("a", "c", "d"))
    assert (problem.code, problem.line) == ("missing_columns", 1)
    assert problem.values == {"columns": "c, d"}


def test_two_columns_of_one_name():
    problem = fault(b"a,b,a\n1,2,3\n")
    assert (problem.code, problem.column, problem.column_name) == ("duplicate_column", 3, "a")


def test_a_long_value_meets_no_hidden_limit():
    before = csv.field_size_limit(1000)
    try:
        assert rows(b'a,b\n1,"' + b"x" * 500_000 + b'"\n')[0][1] == "x" * 500_000
    finally:
        csv.field_size_limit(max(before, MAX_RECORD))


def test_a_fault_never_holds_what_stands_in_the_cells():
    for content in (b'a,b\nsecret,"secret"x\n', b"a,b\nsecret,1,2\n", b"a,b\nsecret,\xe9\n"):
        table = open_table(io.BytesIO(content))
        try:
            problem = next(table.read())
        except TableError as raised:
            problem = raised
        assert "secret" not in f"{problem!s}{problem.values}"


def test_the_file_is_closed_when_opening_fails(tmp_path):
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    with pytest.raises(TableError):
        open_table(file)
