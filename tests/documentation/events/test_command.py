"""`seereya import ged`: counts, problems and exit codes as the manual has them."""

import csv
import gzip
import json
import signal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from seereya.documentation.models import EventImport, EventVersion
from tests.factories.events import csv_of, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    before = signal.getsignal(signal.SIGTERM)
    with translation.override("en"):
        yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def file(tmp_path):
    def make(data, name="ged251.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return str(path)

    return make


def code_of(*arguments):
    """The exit code, as the shell sees it."""
    try:
        call_command("import", "ged", *arguments)
    except CommandError as refusal:
        return refusal.returncode
    except SystemExit as end:
        return end.code
    return 0


def test_a_whole_file_ends_with_0(file, capsys):
    assert code_of(file(csv_of([row(1), row(2)]))) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["Imported."],
        ["Rows", "read", "2"],
        ["New", "events", "2"],
        ["Changed", "events", "0"],
        ["Unchanged", "events", "0"],
        ["Rows", "refused", "0"],
        ["Rows", "repeated", "0"],
    ]
    assert EventVersion.objects.first().facts["release"] == "25.1"


def test_options_stand_before_the_file_or_after_it(file):
    path = file(csv_of([row(1)]))
    assert code_of("--dry-run", path, "--json") == 0
    assert code_of("--json", "--dry-run", path) == 0


def test_compressed_is_the_same(file):
    assert code_of(file(gzip.compress(csv_of([row(1)])), "ged251.csv.gz")) == 0


def test_refused_rows_end_with_1_and_are_listed(file, capsys):
    assert code_of(file(csv_of([row(1), row(2, best="x"), row(1)]))) == 1
    shown = capsys.readouterr().out
    assert "line 3, column best: this is not a whole number" in shown
    assert "line 4, column id: the same id stands on line 2" in shown


def test_only_the_first_problems_are_listed_and_the_rest_goes_to_a_file(file, capsys, tmp_path):
    rows = [row(number, best="x") for number in range(1, 31)]
    target = tmp_path / "again.csv"
    assert code_of(file(csv_of(rows)), "--problems", str(target)) == 1
    shown = capsys.readouterr().out
    assert shown.count("column best") == 20
    assert "and 10 more problems" in shown
    with target.open(newline="", encoding="utf-8") as written:
        assert len(list(csv.reader(written))) == 31


@pytest.mark.parametrize(
    "data", [b"", b"id,name\n1,x\n", csv_of([row(1)])[:-30], b"\x89PNG\r\n\x1a\n\x00"], ids=["empty", "other", "cut", "image"]
)
def test_a_file_that_cannot_be_used_ends_with_2(file, capsys, data):
    assert code_of(file(data)) == 2
    assert "Nothing was imported." in capsys.readouterr().err
    assert not EventVersion.objects.exists()


def test_a_file_that_is_not_there_ends_with_2():
    assert code_of("/nowhere/ged.csv") == 2


def test_no_file_ends_with_2():
    assert code_of() == 2


def test_a_dry_run_imports_nothing(file, capsys):
    assert code_of(file(csv_of([row(1)])), "--dry-run") == 0
    assert "nothing was imported" in capsys.readouterr().out
    assert not EventVersion.objects.exists()


def test_json_is_for_programs(file, capsys):
    assert code_of(file(csv_of([row(1), row(2, best="x")])), "--json") == 1
    out = capsys.readouterr()
    told = json.loads(out.out)
    assert (told["state"], told["created"], told["refused"]) == ("complete", 1, 1)
    assert told["problems"][0] == {
        "line": 3,
        "column": "best",
        "outcome": "refused",
        "code": "integer",
        "words": "line 3, column best: this is not a whole number",
    }
    assert out.err == ""


def test_undo_takes_the_newest_back(file, capsys):
    code_of(file(csv_of([row(1)])))
    assert code_of("--undo") == 0
    assert "Import 1 is undone. New events gone: 1." in capsys.readouterr().out
    assert EventImport.objects.get().state == "undone"
    assert code_of("--undo") == 2


def test_it_speaks_french(file, capsys):
    with translation.override("fr"):
        code_of(file(csv_of([row(1, best="x")])))
    assert "1" in capsys.readouterr().out
