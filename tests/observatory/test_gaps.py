"""Where nobody could look: coarse columns, the list, the end, and the layer over the map and the list of incidents."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.foundation import layers
from seereya.foundation.identifiers import new_id
from seereya.observatory import services
from seereya.observatory.models import CoverageGap
from tests.factories.accounts import browser_for
from tests.factories.documentation import incident, packs_loaded
from tests.factories.observatory import gap
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
MAP = "/incidents/?view=map"


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def monitor(house):
    return house.join(Role.MONITOR, language="en")


def at(name: str, *args: object) -> str:
    return reverse(f"observatory:{name}", args=args)


def typed(**more: object) -> dict[str, object]:
    return {"token": str(new_id()), "place": "ML-R10", "reason": "CV-SEC", "began": "March 2026"} | more


def test_place_months_and_reason_stand_in_clear_and_notes_do_not(monitor):
    row = gap(by=monitor, began="12 March 2026", notes="Znotes", who="Zwho", means="Zmeans")
    kept = CoverageGap.objects.get(pk=row.pk)
    assert (kept.place, kept.reason, kept.since, kept.until) == ("ML-R10", "CV-SEC", date(2026, 3, 1), None)
    assert not any(mark in bytes(kept.content) for mark in (b"Znotes", b"Zwho", b"Zmeans", b"2026-03-12"))
    assert services.open_gap(by=monitor, gap_id=row.id).content.notes == "Znotes"


def test_form_to_list_to_page_to_end(monitor):
    browser = browser_for(monitor)
    answered = browser.post(at("gap-new"), typed(means="Zmeans", notes="Znotes"))
    row = CoverageGap.objects.get()
    assert answered["Location"] == at("gap", row.id)
    page = browser.get(at("gap", row.id)).content.decode()
    assert "Zmeans" in page
    assert "Insecurity" in page
    listed = browser.get(at("gaps")).content.decode()
    assert "since March 2026" in listed
    assert "still so" in listed
    assert "Zmeans" not in listed
    browser.post(at("gap-end", row.id), {"version": "1", "ended": "August 2026", "why": "Zroad"})
    row.refresh_from_db()
    assert row.until == date(2026, 8, 31)
    assert "Zroad" in browser.get(at("gap", row.id)).content.decode()
    browser.post(at("gap-edit", row.id), typed(version="2", ended="August 2026", reason="CV-ROA"))
    assert services.open_gap(by=monitor, gap_id=row.id).content.ended_why == "Zroad"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"began": ""}, "Say since when"),
        ({"ended": "January 2026"}, "ends before it begins"),
        ({"place": "ML-NOWHERE"}, "valid choice"),
    ],
)
def test_gap_that_says_too_little_is_refused(monitor, more, words):
    answered = browser_for(monitor).post(at("gap-new"), typed(**more))
    assert answered.status_code in {409, 422}
    assert words in answered.content.decode()


def test_nothing_finer_than_a_cercle_stands_in_clear(monitor):
    from seereya.reference import places

    fine = next(node.code for node in places.tree().nodes.values() if node.kind == "settlement")
    with pytest.raises(services.Refused, match="gap_place_too_fine"):
        gap(by=monitor, place=fine)


def test_map_shows_gaps_with_a_legend_and_a_list(monitor):
    incident(by=monitor)
    gap(by=monitor)
    shown = browser_for(monitor).get(MAP).content.decode()
    assert 'fill="url(#hatch)"' in shown
    assert "Where nobody could look" in shown
    assert "A blank map is not peace" in shown
    assert "Insecurity, since March 2026, still so, AMDH" in shown


def test_filters_of_the_map_apply_to_its_gaps(monitor):
    incident(by=monitor)
    gap(by=monitor, place="ML-R10", began="March 2026", ended="May 2026")
    browser = browser_for(monitor)
    assert "Insecurity" in browser.get(f"{MAP}&from=April+2026").content.decode()
    assert "Insecurity" not in browser.get(f"{MAP}&from=July+2026").content.decode()
    assert "Insecurity" not in browser.get(f"{MAP}&place=ML05").content.decode()
    assert "Insecurity" in browser.get(f"{MAP}&place=ML-R10").content.decode()


def test_list_warns_only_where_it_is_narrowed_to_a_gap(monitor):
    incident(by=monitor)
    gap(by=monitor, place="ML0501")
    browser = browser_for(monitor)
    assert "A blank map is not peace" not in browser.get("/incidents/").content.decode()
    for asked in ("?place=ML05", "?place=ML0501", "?from=April+2026", "?place=ML-R19"):
        assert "A blank map is not peace" in browser.get(f"/incidents/{asked}").content.decode(), asked
    for asked in ("?place=ML07", "?to=2025"):
        assert "A blank map is not peace" not in browser.get(f"/incidents/{asked}").content.decode(), asked


def test_layer_costs_one_query_however_many_gaps(monitor):
    asked = layers.Asked()
    for more in (1, 10):
        for _ in range(more):
            gap(by=monitor)
        with CaptureQueriesContext(connection) as queries:
            layers.layers(by=monitor, asked=asked)
        assert len(queries) == 1


def test_strangers_donors_and_who_holds_no_vault(house, monitor):
    row = gap(by=monitor, means="Zmeans")
    stranger = browser_for(office("FIDH").join(Role.DOCUMENTALIST))
    assert stranger.get(at("gap", row.id)).status_code == 404
    assert row.reference not in stranger.get(at("gaps")).content.decode()
    assert browser_for(house.join(Role.DONOR)).get(at("gaps")).status_code == 403
    evaluator = browser_for(house.join(Role.EVALUATION))
    listed = evaluator.get(at("gaps")).content.decode()
    assert row.reference in listed
    assert at("gap", row.id) not in listed
    assert evaluator.get(at("gap", row.id)).status_code == 404


def test_list_narrows_and_refuses_what_it_does_not_know(monitor):
    gap(by=monitor, place="ML0501", began="2025", ended="June 2025")
    gap(by=monitor, reason="CV-NET")
    browser = browser_for(monitor)
    assert "No network" not in browser.get(at("gaps"), {"lasting": "no"}).content.decode().split("<table", 1)[1]
    only = browser.get(at("gaps"), {"place": "ML05"}).content.decode()
    assert "1 gap." in only
    for asked in ({"reason": "x"}, {"unknown": "1"}, {"page": "0"}, {"lasting": ["yes", "no"]}):
        assert browser.get(at("gaps"), asked).status_code == 400
