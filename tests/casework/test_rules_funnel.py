"""The funnel: its counting rules, and what nobody outside casework can find by subtraction."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from seereya.casework.rules.funnel import (
    OTHERS,
    SMALLEST_CELL,
    STEPS,
    FileSteps,
    Unit,
    by_group,
    counted,
    funnel,
    furthest,
    last_quarter,
    merged,
    months_between,
    reached,
    showable,
    spells,
)
from seereya.casework.rules.survival import Spell

UNTIL = "2024-12"
months = st.integers(0, 59).map(lambda n: f"{2020 + n // 12}-{n % 12 + 1:02d}")
files = st.builds(
    lambda steps, victims, region, paused: FileSteps(tuple(sorted(steps)), {"victim": victims}, {"region": region}, paused),
    st.lists(st.tuples(months, st.sampled_from(STEPS[:8])), min_size=1, max_size=5),
    st.integers(0, 9),
    st.sampled_from(["north", "centre", "south", ""]),
    st.just(False),
)


def walked(*steps: tuple[str, str], **more: object) -> FileSteps:
    return FileSteps(steps, **more)


def test_months():
    assert months_between("2021-03", "2021-03") == 0
    assert months_between("2020-11", "2021-02") == 3


def test_worked_example():
    """Three files: one moved on after four months, one skipped the mandate, one stands informed since January 2024."""
    known = [
        walked(("2021-01", "F2"), ("2021-05", "F3"), ("2021-05", "F4")),
        walked(("2021-01", "F2"), ("2021-11", "F4")),
        walked(("2024-01", "F2")),
    ]
    lines = {line.step: line for line in funnel(known, unit=Unit.FILE, until=UNTIL)}
    assert [lines[step].reached for step in ("F0", "F2", "F3", "F4", "F5")] == [3, 3, 2, 2, 0]
    assert lines["F3"].conversion == 2 / 3
    assert lines["F4"].conversion == 1.0
    assert lines["F5"].conversion == 0.0
    assert lines["F6"].conversion is None
    assert lines["F2"].standing == 1
    assert lines["F4"].standing == 2
    # Moved on after 4 and 10 months, one watched for 11: a third, then two thirds gone.
    assert lines["F2"].months == 10
    assert lines["F2"].watched == 3
    assert lines["F4"].months is None


def test_open_files_are_not_dropped():
    quick, slow = walked(("2024-01", "F4"), ("2024-03", "F5")), walked(("2020-01", "F4"))
    (line,) = [one for one in funnel([quick, slow, slow], unit=Unit.FILE, until=UNTIL) if one.step == "F4"]
    assert line.months is None


def test_file_that_goes_back():
    """A decision not to prosecute sends a file from referral back to the investigation."""
    back = walked(("2022-01", "F6"), ("2022-06", "F8"), ("2022-10", "F6"))
    lines = {line.step: line for line in funnel([back], unit=Unit.FILE, until=UNTIL)}
    assert lines["F8"].reached == 1
    assert lines["F8"].went_back == 1
    assert lines["F8"].standing == 0
    assert lines["F6"].standing == 1
    assert spells(back, "F8", UNTIL) == [Spell(4, moved_on=False)]
    assert spells(back, "F6", UNTIL) == [Spell(5, moved_on=True), Spell(26, moved_on=False)]


def test_paused_files_are_not_counted():
    assert counted([walked(("2021-01", "F4"), paused=True)], UNTIL) == []


def test_units_weigh():
    known = [walked(("2014-11", "F4"), units={"victim": 80, "suspect": 0})]
    assert reached(known, Unit.VICTIM)[4] == 80
    assert reached(known, Unit.SUSPECT)[4] == 0


def test_quarters():
    assert last_quarter("2024-01") == "2023-12"
    assert last_quarter("2024-03") == "2023-12"
    assert last_quarter("2024-04") == "2024-03"
    assert last_quarter("2024-12") == "2024-09"


@given(st.lists(files, max_size=25))
def test_reached_never_grows_and_is_who_came_that_far(known):
    totals = reached(known, Unit.FILE)
    assert totals == sorted(totals, reverse=True)
    assert all(totals[n] == sum(furthest(one) >= n for one in known) for n in range(len(STEPS)))


@given(st.lists(files, max_size=60), st.sampled_from([Unit.FILE, Unit.VICTIM]))
def test_no_small_set_is_found_by_subtraction(known, unit):
    """Every set that is a difference between two shown numbers, or sums of them over rows, is empty or at least five."""
    rows = merged(by_group(known, "region", UNTIL), unit)
    everybody = counted(known, UNTIL)
    overall = showable([everybody], unit)
    seen = [reached(everybody, unit)[number] for number, may in enumerate(overall) if may]
    assert all(part == 0 or part >= SMALLEST_CELL for part in seen + [a - b for a, b in combinations(seen, 2)])
    shown = showable(rows.values(), unit, within=overall)
    assert all(everybody_sees or not may for everybody_sees, may in zip(overall, shown, strict=True))
    steps = [number for number, may in enumerate(shown) if may]
    for chosen in range(1, len(rows) + 1):
        for names in combinations(rows, chosen):
            track = reached([one for name in names for one in rows[name]], unit)
            seen = [track[number] for number in steps]
            found = seen + [a - b for a, b in combinations(seen, 2)]
            assert all(part == 0 or part >= SMALLEST_CELL for part in found)


@given(st.lists(files, max_size=60))
def test_merging_loses_nobody(known):
    groups = by_group(known, "region", UNTIL)
    assert sum(map(len, merged(groups, Unit.FILE).values())) == sum(map(len, groups.values()))


@given(st.lists(files, min_size=5, max_size=60))
def test_no_group_is_small_once_merged(known):
    rows = merged(by_group(known, "region", UNTIL), Unit.FILE)
    assert all(len(found) >= SMALLEST_CELL for found in rows.values())


def test_small_groups_are_put_together():
    def some(region: str, number: int) -> list[FileSteps]:
        return [walked(("2021-01", "F4"), groups={"region": region})] * number

    rows = merged(by_group([*some("north", 9), *some("centre", 3), *some("south", 4)], "region", UNTIL), Unit.FILE)
    assert {name: len(found) for name, found in rows.items()} == {"north": 9, OTHERS: 7}


def test_hidden_steps_carry_no_number():
    known = [walked(("2021-01", "F4"))] * 6 + [walked(("2021-01", "F4"), ("2022-01", "F5"))] * 2
    shown = showable([known], Unit.FILE)
    lines = {line.step: line for line in funnel(known, unit=Unit.FILE, until=UNTIL, shown=shown)}
    assert lines["F4"].reached == 8
    assert lines["F5"].reached is None
    assert lines["F5"].conversion is None
    assert lines["F6"].reached == 0
    assert lines["F4"].standing is None
