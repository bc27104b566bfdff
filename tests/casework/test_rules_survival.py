"""Time with open files: against a published example, and against another definition of the same estimate."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from seereya.casework.rules.survival import Spell, curve, median

# Freireich et al. 1963, weeks of remission under 6-mercaptopurine; the table of every textbook of survival analysis.
REMISSION = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}

spells = st.lists(
    st.builds(Spell, st.integers(0, 30), st.booleans(), st.integers(1, 4)),
    max_size=30,
)


def test_published_example():
    found = curve([Spell(one, moved_on=True) for one in REMISSION] + [Spell(one, moved_on=False) for one in CENSORED])
    assert {point.months: round(float(point.share), 3) for point in found} == PUBLISHED
    assert median([Spell(one, moved_on=True) for one in REMISSION] + [Spell(one, moved_on=False) for one in CENSORED]) == 23


def test_nothing_moved_on():
    assert curve([Spell(4, moved_on=False)]) == []
    assert median([Spell(4, moved_on=False)]) is None
    assert median([]) is None


def redistributed(watched: list[Spell]) -> dict[int, Fraction]:
    """Efron's definition: each stands for an equal part; what was only watched hands its part to all that were watched longer."""
    one_by_one = sorted(
        (spell for spell in watched for _ in range(spell.weight)), key=lambda spell: (spell.months, not spell.moved_on)
    )
    parts = [Fraction(1, len(one_by_one)) for _ in one_by_one]
    gone: dict[int, Fraction] = {}
    for number, spell in enumerate(one_by_one):
        later = len(one_by_one) - number - 1
        if spell.moved_on:
            gone[spell.months] = gone.get(spell.months, Fraction(0)) + parts[number]
        elif later:
            for other in range(number + 1, len(one_by_one)):
                parts[other] += parts[number] / later
    share, found = Fraction(1), {}
    for month in sorted(gone):
        share -= gone[month]
        found[month] = share
    return found


@given(spells)
def test_same_as_redistribution_to_the_right(watched):
    assert {point.months: point.share for point in curve(watched)} == (redistributed(watched) if watched else {})


@given(spells)
def test_share_never_grows_and_half_is_first(watched):
    points = curve(watched)
    assert all(a.share > b.share >= 0 for a, b in pairwise(points))
    half = median(watched)
    assert half == next((p.months for p in points if p.share <= Fraction(1, 2)), None)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20))
def test_without_open_files_it_is_the_share_that_took_longer(months):
    points = curve([Spell(one, moved_on=True) for one in months])
    assert all(point.share == Fraction(sum(one > point.months for one in months), len(months)) for point in points)
