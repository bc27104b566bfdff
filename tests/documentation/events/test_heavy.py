"""What only a whole process shows: the figures, kill -9 in the middle, memory, and others who work meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.factories.events import csv_of, row

pytestmark = [pytest.mark.heavy]
# Memory that does not grow with 60 MB does not grow with 200 (measured by hand: docs, figures).
SIZE = 60_000_000

ROWS = 16_566  # as many as the extract on which the figures were set
MEANWHILE = """
import django, json, sys, time
django.setup()
from pathlib import Path
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import walls
from seereya.foundation.identifiers import new_id
took = []
with walls.system("a test"):
    while not Path(sys.argv[1]).exists():
        began = time.perf_counter()
        record(tag=Tag.RECORD_OPENED, subject=new_id())
        took.append(time.perf_counter() - began)
        time.sleep(0.02)
print(json.dumps(sorted(took)))
"""


class Home:
    """An installation of its own, and what its operator types."""

    def __init__(self, folder: Path) -> None:
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SEEREYA_", "DJANGO_"))},
            "SEEREYA_HOME": str(folder),
            "SEEREYA_LANGUAGE": "en",
            "DJANGO_SETTINGS_MODULE": "seereya.site.settings",
            "PYTHONPATH": str(Path(__file__).resolve().parents[3] / "src"),
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *arguments], env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def ged(self, *arguments: str) -> dict[str, object]:
        out, err = self.start("-m", "seereya", "import", "ged", "--json", *arguments).communicate()
        told: dict[str, object] = json.loads(out) if out else {"state": err}
        return told


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home").mkdir()
    return Home(tmp_path / "home")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """As many events as the extract has, with texts as long."""
    path = tmp_path_factory.mktemp("ged") / "ged251.csv"
    path.write_bytes(
        csv_of(
            row(number, source_headline=f"Clashes near village {number % 3000}", source_article="SOHR, " + "words " * 40)
            for number in range(1, ROWS + 1)
        )
    )
    return str(path)


def _wait_until_it_runs(work: subprocess.Popen[str]) -> None:
    assert work.stderr is not None
    while line := work.stderr.readline():
        if "rows" in line:
            return
    raise AssertionError("it ended before it began")


def test_a_second_import_changes_nothing_and_is_the_quicker(home, whole):
    """How many seconds each takes is for `seereya bench import` to say."""
    began = time.monotonic()
    assert home.ged(whole)["created"] == ROWS
    first, began = time.monotonic() - began, time.monotonic()
    assert home.ged(whole)["unchanged"] == ROWS
    second = time.monotonic() - began
    assert second < first


def test_kill_9_in_the_middle_leaves_nothing_and_the_next_import_is_whole(home, whole):
    home.ged("--undo")  # makes the tables
    work = home.start("-m", "seereya", "import", "ged", whole)
    _wait_until_it_runs(work)
    work.send_signal(signal.SIGKILL)
    work.communicate()
    looked = home.ged("--undo")
    assert "There is no import to undo." in str(looked["state"])
    told = home.ged(whole)
    assert (told["created"], told["unchanged"], told["number"]) == (ROWS, 0, 1)


def test_stopping_it_in_the_middle_leaves_nothing(home, whole):
    home.ged("--undo")
    work = home.start("-m", "seereya", "import", "ged", whole)
    _wait_until_it_runs(work)
    work.send_signal(signal.SIGTERM)
    said = work.communicate()[1]
    assert (work.returncode, "Nothing was imported." in said) == (130, True)


def test_the_worker_works_until_it_is_told_to_stop(home):
    home.ged("--undo")
    worker = home.start("-m", "seereya", "worker")
    time.sleep(4)
    worker.send_signal(signal.SIGTERM)
    assert (worker.communicate()[1], worker.returncode) == ("", 0)


def test_others_write_meanwhile(home, whole, tmp_path):
    """An opening waits for its audit row: 95 of 100 within a second while an import runs."""
    home.ged("--undo")
    done = tmp_path / "done"
    other = home.start("-c", MEANWHILE, str(done))
    home.ged(whole)
    done.touch()
    out, err = other.communicate()
    assert other.returncode == 0, err
    took = json.loads(out)
    assert len(took) > 20
    assert took[int(len(took) * 0.95)] <= 1.0, took[-10:]


def test_a_large_file_needs_little_memory(home, tmp_path):
    path = tmp_path / "ged.csv"
    one = csv_of([row(1, source_article="SOHR, " + "words " * 40)]).split(b"\n", 1)
    line = one[1].split(b",", 1)[1]
    with path.open("wb") as file:
        file.write(one[0] + b"\n")
        number = 0
        while file.tell() < SIZE:
            number += 1
            file.write(str(number).encode() + b"," + line)
    home.ged("--undo")
    work = home.start("-m", "seereya", "import", "ged", "--json", str(path))
    resident: list[int] = []
    while work.poll() is None:
        status = Path(f"/proc/{work.pid}/status").read_text(encoding="ascii")
        resident += [int(words.split()[1]) for words in status.splitlines() if words.startswith("VmRSS")]
        time.sleep(0.25)
    assert json.loads(work.communicate()[0])["created"] == number
    started = resident[min(8, len(resident) - 1)]
    assert max(resident) - started <= 150 * 1024, (started, max(resident))
