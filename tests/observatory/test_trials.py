"""Observed trials: sealed, coarse columns, the form, the list, the paper, the history, strangers."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.observatory import services
from seereya.observatory.content import Check
from seereya.observatory.models import ObservationRevision, TrialObservation
from seereya.observatory.queries import trials
from seereya.vault import indexing
from seereya.vault.models import IndexEntry
from seereya.vault.services.reindexing import held_indexes, rebuild_index
from tests.factories.accounts import browser_for
from tests.factories.documentation import packs_loaded
from tests.factories.observatory import hearing, observation
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
    return {"token": str(new_id()), "court": "NAT-TGI", "on": "2026-10-05", "outcome": "HO-CNV"} | more


def test_hearing_is_sealed_and_only_court_month_and_outcome_stand_in_clear(monitor):
    row = observation(by=monitor, number="Znumber 12/2026", observer="Zobserver", result="Zresult")
    kept = TrialObservation.objects.get(pk=row.pk)
    assert (kept.reference, kept.court, kept.month, kept.outcome) == ("AMDH-OBS-0001", "NAT-TGI", "2026-10", "HO-CNV")
    for mark in (b"Znumber", b"Zobserver", b"Zresult", b"2026-10-05"):
        assert mark not in bytes(kept.content)
        assert not any(mark in bytes(entry.blob) for entry in IndexEntry.objects.all())
    assert services.open_observation(by=monitor, observation_id=row.id).content.observer == "Zobserver"


def test_form_to_list_to_page_to_paper(monitor):
    browser = browser_for(monitor)
    page = browser.get(at("observation-new"))
    assert page.status_code == 200
    assert "Informed of the charges" in page.content.decode()
    fields = typed(
        seat="Mopti", number="RP 14", offences=["ML01-209"], men="3", women="1", minors="1", present="3", absent="1",
        counsel="some", counsel_from="trial", interpreter_needed="yes", interpreter_given="no", public="public",
        outcome="HO-ADJ", adjourned_why="AJ-INT", next_on="2026-12-01", began="09:30", minutes="40",
        observer="Zobserver", **{"right_FT-TOR": "yes", "note_FT-TOR": "Two of them said so.", "right_FT-TOA": "no"},
    )  # fmt: skip
    answered = browser.post(at("observation-new"), fields)
    row = TrialObservation.objects.get()
    assert answered["Location"] == at("observation", row.id)
    shown = browser.get(at("observation", row.id)).content.decode()
    for words in (
        "Mopti",
        "RP 14",
        "Two of them said so.",
        "Adjourned to another day",
        "No interpreter",
        "1 December 2026",
        "09:30",
    ):
        assert words in shown
    listed = browser.get(at("observations")).content.decode()
    assert row.reference in listed
    assert "next: 01/12/2026" in listed
    paper = browser.get(at("observation-print", row.id)).content.decode()
    assert "presumed innocent" in paper
    assert AuditEntry.objects.filter(tag=Tag.OBSERVATION_PRINTED).exists()


def test_same_form_sent_twice_makes_one_record(monitor):
    browser, fields = browser_for(monitor), typed()
    for _ in range(2):
        browser.post(at("observation-new"), fields)
    assert TrialObservation.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": "2999-01-01"}, "today or before"),
        ({"outcome": "HO-ADJ"}, "why it was adjourned"),
        ({"next_on": "2026-10-05"}, "comes after the hearing"),
        ({"men": "2", "minors": "3"}, "more minors than accused"),
        ({"men": "2", "present": "2", "absent": "1"}, "more than the accused"),
        ({"court": "NAT-ASS"}, "did not exist on that day"),
    ],
)
def test_what_cannot_be_is_refused_in_words(monitor, more, words):
    answered = browser_for(monitor).post(at("observation-new"), typed(**more))
    assert answered.status_code == 409
    assert words in answered.content.decode()
    assert not TrialObservation.objects.exists()


def test_correction_keeps_the_earlier_version(monitor):
    row = observation(by=monitor, result="Zfirst")
    browser = browser_for(monitor)
    page = browser.get(at("observation-edit", row.id)).content.decode()
    assert "Zfirst" in page
    browser.post(at("observation-edit", row.id), typed(version="1", result="Zsecond"))
    assert ObservationRevision.objects.count() == 2
    told = browser.get(at("observation-history", row.id)).content.decode()
    assert "Zfirst" in told
    assert "Zsecond" in told
    stale = browser.post(at("observation-edit", row.id), typed(version="1", result="Zthird"))
    assert stale.status_code == 409
    assert "Zsecond" in stale.content.decode()


def test_right_with_its_note_survives_a_correction(monitor):
    row = observation(by=monitor, checks=[Check("FT-ARM", "partly", "Zarms")])
    page = browser_for(monitor).get(at("observation-edit", row.id)).content.decode()
    assert "Zarms" in page
    fields = typed(version="1", **{"right_FT-ARM": "partly", "note_FT-ARM": "Zarms"})
    browser_for(monitor).post(at("observation-edit", row.id), fields)
    assert services.open_observation(by=monitor, observation_id=row.id).content.checks == [Check("FT-ARM", "partly", "Zarms")]


def test_draft_is_kept_and_restored(monitor):
    browser = browser_for(monitor)
    where = reverse("vault:draft", args=["observation-new", "00000000-0000-0000-0000-000000000000", "-"])
    assert browser.post(where, typed(seat="Zdraftseat")).status_code == 204
    assert "Zdraftseat" in browser.get(at("observation-new")).content.decode()


def test_stranger_donor_and_who_holds_no_vault(house, monitor):
    row = observation(by=monitor)
    assert browser_for(office("FIDH").join(Role.DOCUMENTALIST)).get(at("observation", row.id)).status_code == 404
    assert browser_for(house.join(Role.DONOR)).get(at("observations")).status_code == 403
    evaluator = browser_for(house.join(Role.EVALUATION))
    assert evaluator.get(at("observation", row.id)).status_code == 404
    assert row.reference not in evaluator.get(at("observations")).content.decode()
    assert evaluator.get(at("observation-new")).status_code == 403


def test_who_holds_no_key_writes_and_gets_a_reference(house):
    writer = house.join(Role.PARALEGAL, holding=())
    answered = browser_for(writer).post(at("observation-new"), typed())
    assert "AMDH-OBS-0001" in answered.content.decode()
    assert browser_for(writer).get(at("observation", TrialObservation.objects.get().id)).status_code == 404
    reader = house.join(Role.DOCUMENTALIST)
    assert browser_for(reader).get(at("observation", TrialObservation.objects.get().id)).status_code == 200


def test_list_narrows_and_refuses_what_it_does_not_know(monitor):
    observation(by=monitor, seat="Mopti", outcome="HO-ADJ", adjourned_why="AJ-UNS")
    observation(by=monitor, seat="Gao", on="2026-03-02", number="Znumber")
    browser = browser_for(monitor)
    only = browser.get(at("observations"), {"outcome": "HO-ADJ"}).content.decode()
    assert "Mopti" in only
    assert "Gao" not in only
    assert "Gao" in browser.get(at("observations"), {"to": "June 2026"}).content.decode()
    assert "Gao" in browser.get(at("observations"), {"q": "Znumber"}).content.decode()
    for asked in ({"outcome": "nothing"}, {"view": "map"}, {"unknown": "1"}, {"year": "abcd"}):
        assert browser.get(at("observations"), asked).status_code == 400


def test_list_costs_the_same_however_long(monitor):
    browser = browser_for(monitor)
    counts = []
    for more in (3, 20):
        for number in range(more):
            observation(by=monitor, number=f"RP {number}")
        browser.get(at("observations"))
        with CaptureQueriesContext(connection) as asked:
            browser.get(at("observations"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16


def test_index_is_built_anew_from_the_records(monitor):
    observation(by=monitor, seat="Mopti")
    every = frozenset({"HO-CNV"})
    before = trials.cards(monitor, every)
    assert len(before) == 1
    held = next(one for one in held_indexes(by=monitor) if one.index == "hearings")
    assert rebuild_index(by=monitor, held=held) == 1
    indexing.forget_everything()
    assert trials.cards(monitor, every) == before


def test_next_hearing_stands_on_the_home_page_until_a_later_one_is_observed(monitor):
    coming = clock.today().replace(year=clock.today().year + 1).isoformat()
    observation(by=monitor, number="RP 9", seat="Mopti", outcome="HO-ADJ", adjourned_why="AJ-UNS", next_on=coming)
    browser = browser_for(monitor)
    assert "Hearing announced" in browser.get("/").content.decode()
    observation(by=monitor, number="RP 9", seat="Mopti", on="2026-11-02", outcome="HO-CNV")
    assert "Hearing announced" not in browser.get("/").content.decode()


def test_empty_form_is_one_page_in_both_languages(monitor):
    browser = browser_for(monitor)
    shown = browser.get(at("observation-blank")).content.decode()
    assert "Trial observation form" in shown
    assert "Equality of arms" in shown


def test_marked_vault_shows_no_coarse_column(house, monitor):
    from seereya.vault.models import Vault

    Vault.objects.filter(organisation=house.organisation).update(marked=True)
    row = services.record_observation(by=monitor, content=hearing())
    assert (row.court, row.month, row.outcome) == ("", "", "")
    assert row.reference != "AMDH-OBS-0001"
