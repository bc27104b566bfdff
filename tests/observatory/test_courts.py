"""Figures of courts: sources side by side, impossible counts, the page, the files, the indicators."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.foundation.identifiers import new_id
from seereya.observatory.models import CourtActivity
from seereya.observatory.queries import indicators
from tests.factories.accounts import browser_for
from tests.factories.documentation import packs_loaded
from tests.factories.observatory import activity, observation
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


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
    return {
        "token": str(new_id()), "court": "NAT-TGI", "starts": "2025-01-01", "ends": "2025-12-31", "source_kind": "public",
        "source": "Yearbook 2025, p. 3", "entered": "120", "pending": "40", "judged": "90", "wording": "120 affaires nouvelles",
    } | more  # fmt: skip


def test_two_sources_stand_side_by_side_and_are_not_summed(monitor):
    activity(by=monitor, source="Yearbook", entered=120, pending=40, judged=90)
    activity(by=monitor, source="Speech", entered=120, judged=151)
    shown = browser_for(monitor).get(at("courts")).content.decode()
    assert "the sources contradict each other: judged" in shown
    assert "Yearbook" in shown
    assert "Speech" in shown
    assert "241" not in shown
    assert "<svg" in shown


def test_form_saves_once_and_is_corrected_over_the_version_read(monitor):
    browser, fields = browser_for(monitor), typed()
    for _ in range(2):
        browser.post(at("activity-new"), fields)
    row = CourtActivity.objects.get()
    assert (row.entered, row.dismissed, row.version) == (120, None, 1)
    browser.post(at("activity-edit", row.id), typed(version="1", judged="91"))
    assert CourtActivity.objects.get().judged == 91
    assert browser.post(at("activity-edit", row.id), typed(version="1", judged="92")).status_code == 409


def test_published_impossible_count_is_marked_and_our_own_refused(monitor):
    browser = browser_for(monitor)
    browser.post(at("activity-new"), typed(judged="500"))
    assert CourtActivity.objects.get().impossible
    assert "more closed than there were" in browser.get(at("courts")).content.decode()
    answered = browser.post(at("activity-new"), typed(judged="500", source_kind="own"))
    assert answered.status_code == 409
    assert "one of our own counts is wrong" in answered.content.decode()


def test_observed_shares_carry_their_denominators(monitor):
    observation(by=monitor, outcome="HO-ADJ", adjourned_why="AJ-UNS", next_on="2026-10-15")
    observation(by=monitor, outcome="HO-ADJ", adjourned_why="AJ-UNS")
    observation(by=monitor)
    shown = " ".join(browser_for(monitor).get(at("courts")).content.decode().split())
    assert "67%" in shown
    assert "2 of 3" in shown
    assert "day announced in 1 of 2" in shown


def test_who_holds_no_vault_sees_counts_and_no_wait(house, monitor):
    observation(by=monitor, outcome="HO-ADJ", adjourned_why="AJ-UNS", next_on="2026-10-15")
    shown = browser_for(house.join(Role.EVALUATION, language="en")).get(at("courts")).content.decode()
    assert "1 of 1" in shown
    assert "Median days" not in shown


def test_files_hold_words_and_no_formula(monitor):
    activity(by=monitor, source="=HYPERLINK(1)", entered=7)
    browser = browser_for(monitor)
    lines = list(csv.reader(io.StringIO(browser.get(at("activity-export", "csv")).content.decode("utf-8-sig"))))
    assert len(lines) == 2
    assert "'=HYPERLINK(1)" in lines[1]
    sheet = load_workbook(io.BytesIO(browser.get(at("activity-export", "xlsx")).content)).active
    assert sheet["F2"].value == 7
    assert sheet["L2"].value == "=HYPERLINK(1)"
    assert sheet["L2"].data_type == "s"
    assert sheet["G2"].value is None
    assert AuditEntry.objects.filter(tag=Tag.COURT_FIGURES_EXPORTED).count() == 2
    assert browser.get(at("activity-export", "pdf")).status_code == 404
    assert browser.get(at("activity-export", "csv"), {"unknown": "1"}).status_code == 400


def test_strangers_and_donors(house, monitor):
    row = activity(by=monitor, source="Zsource")
    stranger = browser_for(office("FIDH").join(Role.DOCUMENTALIST))
    assert stranger.get(at("activity-edit", row.id)).status_code == 404
    assert "Zsource" not in stranger.get(at("courts")).content.decode()
    assert browser_for(house.join(Role.DONOR)).get(at("courts")).status_code == 403


def test_indicators_count_whole_months_of_the_organisations_asked(house, monitor):
    assert indicators([house.organisation], date(2026, 1, 1), date(2026, 12, 31)) == {
        "hearings_observed": 0, "courts_observed": 0, "hearings_adjourned": 0,
    }  # fmt: skip
    observation(by=monitor, outcome="HO-ADJ", adjourned_why="AJ-UNS")
    observation(by=monitor)
    observation(by=monitor, court="NAT-TM", on="2026-02-01")
    observation(by=office("FIDH").join(Role.DOCUMENTALIST))
    found = indicators([house.organisation.id], date(2026, 10, 1), date(2026, 10, 31))
    assert found == {
        "hearings_observed": 2, "courts_observed": 1, "hearings_adjourned": 1, "adjourned_share": Decimal("0.500"),
    }  # fmt: skip
