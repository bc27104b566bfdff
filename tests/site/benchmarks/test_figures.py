"""The table says what clears its bar, and says it the same to machines."""

import json

import pytest

from seereya.site.benchmarks.tables import Line, Report, p95, timed


@pytest.mark.parametrize(
    ("line", "missed"),
    [
        (Line("under its bar", 10, bar=20), False),
        (Line("at its bar", 20, bar=20), False),
        (Line("over its bar", 21, bar=20), True),
        (Line("slower than the peer", 19, bar=20, peer=15), True),
        (Line("enough found", 96, "%", 95, least=True), False),
        (Line("too little found", 94, "%", 95, least=True), True),
        (Line("without a bar", 1000), False),
        (Line("not measured", None, bar=20), False),
    ],
)
def test_a_figure_on_the_wrong_side_of_its_bar_is_marked(line, missed):
    assert line.missed is missed
    shown = Report("t", "sqlite", [line]).to_text().splitlines()[-1]
    assert shown.startswith("!") is missed


def test_machines_read_what_people_read():
    report = Report("search", "postgresql", [Line("list", 12.5, bar=20, peer=25, also={"p95": 14.0}, note="once")])
    shape = json.loads(report.to_json())
    assert shape["engine"] == "postgresql"
    assert shape["lines"][0]["value"] == 12.5
    assert shape["lines"][0]["missed"] is False
    assert Report.from_json(report.to_json()) == report


def test_columns_stand_under_one_another():
    report = Report("t", "sqlite", [Line("a", 1, bar=2, also={"p95": 3}), Line("a longer name", 1234, bar=2, peer=5)])
    _, head, first, second = report.to_text().splitlines()
    assert head.index("≤") == first.rindex("2.0") + 2
    assert second.startswith("!")
    assert "1234 ms" in second


def test_95_of_100_stay_under_p95():
    assert p95(range(100)) == 95
    assert p95([7]) == 7


def test_warm_runs_are_not_measured():
    calls = []
    found = timed(lambda: calls.append(1), runs=5, warm=2)
    assert len(calls) == 7
    assert 0 <= found.median <= found.p95
