"""Partners see of each other court, counts and period, area and months; sealed words stay with their organisation. And striking out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.foundation import layers
from seereya.observatory import services
from seereya.observatory.models import TrialObservation
from seereya.observatory.pages import gaps as gap_pages
from seereya.observatory.queries import courts, trials
from seereya.observatory.rules import Refused
from tests.factories.accounts import browser_for
from tests.factories.documentation import packs_loaded
from tests.factories.observatory import COURT, activity, gap, hearing, observation
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
SEALED = (
    "Zseat",
    "Znumber",
    "Zresult",
    "Zobserver",
    "Zwho",
    "Zmeans",
    "Znotes",
    "Zsource",
    "Zremark",
    "Zwording",
    "Zurl",
    "Insecurity",
)


@pytest.fixture
def monitor():
    packs_loaded()
    return office("AMDH").join(Role.MONITOR, language="en")


@pytest.fixture
def coordinator(monitor):
    return office("ASFC").join(Role.COORDINATOR, language="en")


def page(person, name, query=""):
    return browser_for(person).get(reverse(f"observatory:{name}") + query).content.decode()


def test_a_partner_sees_courts_coarsely(monitor, coordinator):
    for outcome in ("HO-ADJ", "HO-CNV"):
        observation(by=monitor, on="2025-04-17", outcome=outcome, adjourned_why="AJ-ABS" if outcome == "HO-ADJ" else "",
                    seat="Zseat", number="Znumber", result="Zresult", observer="Zobserver")  # fmt: skip
    activity(by=monitor, source="Zsource", remark="Zremark", wording="Zwording", seat="Zseat", source_url="Zurl", entered=5120)
    text = page(coordinator, "courts")
    assert "AMDH" in text
    assert "5,120" in text
    assert "2025" in text
    assert not [mark for mark in SEALED if mark in text]
    assert "April" not in text
    (seen,) = courts.seen_by_partners(coordinator)
    assert (seen.organisation, seen.court, seen.hearings, seen.adjourned, seen.first) == ("AMDH", COURT, 2, 1, "2025")
    assert courts.seen(coordinator) == []
    assert "5,120" not in page(coordinator, "courts", "?family=ML01-209")


def test_a_partner_sees_areas_and_months_of_gaps(monitor, coordinator, django_assert_num_queries):
    row = gap(by=monitor, began="12 March 2026", who="Zwho", means="Zmeans", notes="Znotes")
    text = page(coordinator, "gaps")
    assert "since March 2026" in text
    assert "AMDH" in text
    body = text.split('id="partners"')[1]
    assert not [mark for mark in (*SEALED, row.reference, str(row.id)) if mark in body]
    assert 'id="partners"' not in page(coordinator, "gaps", "?reason=CV-SEC")
    with django_assert_num_queries(1):
        layer = gap_pages.layer(coordinator, layers.Asked())
    (mark,) = layer.marks
    assert mark.url == ""
    assert row.reason not in mark.note
    assert "AMDH" in mark.note
    (own,) = gap_pages.layer(monitor, layers.Asked()).marks
    assert own.url == reverse("observatory:gap", args=[row.id])


def test_neither_funder_nor_auditor_comes_in(monitor):
    house = office("XEUR")
    gap(by=monitor)
    for role in (Role.DONOR, Role.AUDITOR):
        person = house.join(role)
        assert browser_for(person).get(reverse("observatory:gaps")).status_code == 403
        assert browser_for(person).get(reverse("observatory:courts")).status_code == 403
        assert gap_pages.layer(person, layers.Asked()) is None


def test_struck_out_with_a_reason_it_stays_and_counts_nowhere(monitor, coordinator):
    row = observation(by=monitor, number="12/2026", on="2026-10-05", outcome="HO-CNV")
    other = observation(by=monitor, number="13/2026", on="2026-10-06", outcome="HO-CNV")
    at = reverse("observatory:observation-strike", args=[row.id])
    browser = browser_for(monitor)
    missing = browser.post(at, {"version": "1", "why": " "})
    assert "Say why it is struck out" in missing.content.decode()
    answered = browser.post(at, {"version": "1", "why": "Recorded twice"})
    assert answered["Location"] == reverse("observatory:observation", args=[row.id])
    text = browser.get(answered["Location"]).content.decode()
    assert "Recorded twice" in text
    assert "observation-strike" not in text
    assert reverse("observatory:observation-edit", args=[row.id]) not in text
    assert "Recorded twice" in browser.get(reverse("observatory:observation-history", args=[row.id])).content.decode()
    kept = TrialObservation.objects.get(pk=row.pk)
    assert (kept.court, kept.month, kept.outcome) == ("", "", "")
    assert [(one.court, one.hearings) for one in courts.seen(monitor)] == [(COURT, 1)]
    assert [one.hearings for one in courts.seen_by_partners(coordinator)] == [1]
    assert [card["ref"] for card in trials.cards(monitor, frozenset({"HO-CNV"}))] == [other.reference]
    assert "struck out" in page(monitor, "observations")
    assert row.reference not in page(monitor, "observations", "?outcome=HO-CNV")
    assert AuditEntry.objects.filter(tag=Tag.OBSERVATION_STRUCK, subject=row.id).count() == 1


def test_what_was_struck_out_is_not_changed_or_struck_again(monitor, coordinator):
    row = observation(by=monitor)
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.strike_observation(by=monitor, observation_id=row.id, version=7, why="x")
    services.strike_observation(by=monitor, observation_id=row.id, version=1, why="x")
    with pytest.raises(Refused, match="struck_already"):
        services.strike_observation(by=monitor, observation_id=row.id, version=2, why="y")
    with pytest.raises(Refused, match="struck_already"):
        services.change_observation(by=monitor, observation_id=row.id, version=2, content=hearing())
    with pytest.raises(services.NotThere):
        services.strike_observation(by=coordinator, observation_id=row.id, version=2, why="y")
