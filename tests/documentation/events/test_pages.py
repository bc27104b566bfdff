"""Events in the browser: found, read, attached; a file sent, checked, watched, imported, corrected, undone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.documentation.importing import running, sources, tasks
from seereya.documentation.models import EventImport, EventVersion
from seereya.jobs import context
from seereya.jobs import services as jobs
from seereya.jobs.models import Job
from tests.factories.accounts import browser_for, member
from tests.factories.events import csv_of, row, take
from tests.factories.jobs import TestHand

pytestmark = pytest.mark.django_db


@pytest.fixture
def documentalist():
    return member(Role.DOCUMENTALIST, language="en")


@pytest.fixture
def browser(documentalist):
    return browser_for(documentalist)


@pytest.fixture
def hand(settings, tmp_path):
    """A worker alive, and a home of its own for the uploads."""
    settings.HOME = tmp_path
    return TestHand()


def send(browser, data, name="ged251.csv", **fields):
    file = SimpleUploadedFile(name, data)
    values = {"file": file, "encoding": "utf-8", "release": "", "check_first": "on", **fields}
    return browser.post(reverse("documentation:import-new"), {key: value for key, value in values.items() if value is not None})


def uploads():
    return sorted(path.suffix for path in (Path(settings.HOME) / "uploads").glob("*"))


def text(response):
    return " ".join(response.content.decode().split())


def test_the_list_shows_events_with_exact_counts(browser):
    take(csv_of([row(1), row(2, country="Niger", low=5, high=5)]))
    response = browser.get(reverse("documentation:events"))
    assert response.status_code == 200
    assert "4 to 7, best estimate 5" in text(response)
    assert "CC BY 4.0" in text(response)
    assert "Niger" in text(browser.get(reverse("documentation:events"), {"country": "Niger"}))


@pytest.mark.parametrize(
    "asked", [{"colour": "red"}, {"from": "yesteryear"}, {"near": "1,2"}, {"kind": "9"}, {"sort": "name"}, {"place": "XX"}]
)
def test_a_filter_that_is_not_understood_is_refused_not_dropped(browser, asked):
    take(csv_of([row(1)]))
    response = browser.get(reverse("documentation:events"), asked)
    assert response.status_code == 400
    assert "Koro" not in text(response)


def test_an_event_says_what_its_source_says_and_what_imports_changed(browser):
    take(csv_of([row(1)]), release="24.1")
    take(csv_of([row(1, best=6)]), release="25.1")
    event = EventVersion.objects.first().event
    page = text(browser.get(reverse("documentation:event", args=[event])))
    assert "Koro town" in page
    assert "UCDP GED 25.1" in page
    assert "UCDP GED 24.1" in page
    assert "Local elected official" in page


def test_an_event_that_is_not_there_is_not_there(browser):
    take(csv_of([row(1)]))
    batch = EventImport.objects.get()
    event = EventVersion.objects.get().event
    EventImport.objects.filter(pk=batch.pk).update(state="undone")
    assert browser.get(reverse("documentation:event", args=[event])).status_code == 404


def test_a_file_is_checked_first_then_imported(browser, hand):
    response = send(browser, gzip.compress(csv_of([row(1), row(2), row(3, best="x")])))
    check = EventImport.objects.get()
    assert response.url == reverse("documentation:import", args=[check.id])
    assert "data-progress-url" in text(browser.get(response.url))
    assert jobs.run_next(hand)
    page = text(browser.get(response.url))
    assert "Import these rows" in page
    assert "this is not a whole number" in page
    assert not EventVersion.objects.exists()
    taken = browser.post(reverse("documentation:import-checked", args=[check.id]))
    assert jobs.run_next(hand)
    batch = EventImport.objects.get(number=1)
    assert taken.url == reverse("documentation:import", args=[batch.id])
    assert (batch.created, batch.refused, batch.problem["release"]) == (2, 1, "25.1")
    assert "Undo this import" in text(browser.get(taken.url))
    assert AuditEntry.objects.get(tag=Tag.EVENTS_IMPORTED).actor == check.started_by
    assert uploads() == []


def test_no_clear_byte_of_an_upload_stands_on_disk(browser, hand):
    send(browser, csv_of([row(1)]))
    assert uploads() == [".key", ".sealed"]
    kept = b"".join(path.read_bytes() for path in (Path(settings.HOME) / "uploads").glob("*"))
    assert b"JNIM" not in kept
    assert jobs.run_next(hand)


def test_an_unchecked_file_is_imported_at_once(browser, hand):
    send(browser, csv_of([row(1)]), check_first=None)
    assert jobs.run_next(hand)
    assert EventImport.objects.get().created == 1
    assert uploads() == []


def test_a_file_that_cannot_be_used_is_said_on_its_page(browser, hand):
    response = send(browser, b"id,name\n1,x\n", check_first=None)
    assert jobs.run_next(hand)
    page = text(browser.get(response.url))
    assert "This file was not imported" in page
    assert "these columns are missing" in page
    assert Job.objects.get().state == "failed"
    assert uploads() == []


def test_the_fragment_says_how_far_and_then_that_it_is_done(browser, hand):
    response = send(browser, csv_of([row(1)]), check_first=None)
    batch = EventImport.objects.get()
    fragment = reverse("documentation:import-progress", args=[batch.id])
    assert "data-progress-url" in text(browser.get(fragment))
    assert jobs.run_next(hand)
    assert "data-progress-url" not in text(browser.get(fragment))
    assert response.url in text(browser.get(fragment))


def test_a_waiting_import_is_stopped(browser, hand):
    send(browser, csv_of([row(1)]), check_first=None)
    batch = EventImport.objects.get()
    browser.post(reverse("documentation:import-cancel", args=[batch.id]))
    batch.refresh_from_db()
    assert batch.state == "cancelled"
    assert not jobs.run_next(hand)
    assert uploads() == []


def test_a_running_import_is_stopped_at_its_next_step(browser, hand, monkeypatch):
    monkeypatch.setattr(context, "_BETWEEN_WRITES", -1)
    send(browser, csv_of([row(1)]), check_first=None)
    Job.objects.update(cancel_asked=True)
    assert jobs.run_next(hand)
    assert (Job.objects.get().state, EventImport.objects.get().state) == ("cancelled", "cancelled")
    assert not EventVersion.objects.exists()
    assert uploads() == []


def test_an_interrupted_import_begins_anew(browser, hand):
    send(browser, csv_of([row(number) for number in range(1, 600)]), check_first=None)
    hand.asked_to_stop = True
    assert jobs.run_next(hand)
    batch = EventImport.objects.get()
    assert (Job.objects.get().state, batch.state) == ("needs_key", "staging")
    hand.asked_to_stop = False
    browser.post(reverse("documentation:import-go-on", args=[batch.id]))
    assert jobs.run_next(hand)
    batch.refresh_from_db()
    assert (batch.state, batch.rows, batch.created, EventVersion.objects.count()) == ("complete", 599, 599, 599)


def test_more_problems_than_are_kept_are_counted_and_said(browser, monkeypatch):
    monkeypatch.setattr(running, "MOST_PROBLEMS", 101)
    batch = take(csv_of([row(number, best="x") for number in range(1, 200)]))
    assert (batch.refused, batch.problems.count()) == (199, 101)
    page = text(browser.get(reverse("documentation:import", args=[batch.id])))
    assert "More rows were refused than are kept" in page


def test_after_a_restart_whoever_sent_the_file_hands_the_key_over_again(browser, hand, documentalist):
    send(browser, csv_of([row(1)]), check_first=None)
    batch = EventImport.objects.get()
    hand.drop_dead()
    jobs.recover_dead()
    assert "Go on" in text(browser.get(reverse("documentation:import", args=[batch.id])))
    colleague = browser_for(member(Role.DOCUMENTALIST, organisation=documentalist.member.organisation, language="en"))
    refused = colleague.post(reverse("documentation:import-go-on", args=[batch.id]))
    assert refused.status_code == 409
    assert "Only the person who sent this file" in text(refused)
    again = TestHand()
    browser.post(reverse("documentation:import-go-on", args=[batch.id]))
    assert jobs.run_next(again)
    batch.refresh_from_db()
    assert batch.created == 1


def test_the_file_of_a_check_can_be_thrown_away(browser, hand):
    send(browser, csv_of([row(1)]))
    assert jobs.run_next(hand)
    check = EventImport.objects.get()
    browser.post(reverse("documentation:import-throw-away", args=[check.id]))
    assert uploads() == []
    refused = browser.post(reverse("documentation:import-checked", args=[check.id]))
    assert refused.status_code == 409
    assert "Send it again" in text(refused)


def test_an_upload_nobody_came_back_for_is_thrown_away_after_a_day(browser, hand, monkeypatch):
    send(browser, csv_of([row(1)]))
    assert jobs.run_next(hand)
    tasks.sweep()
    assert uploads() == [".key", ".sealed"]
    monkeypatch.setattr(sources, "KEPT", -sources.KEPT)
    tasks.sweep()
    assert uploads() == []


def test_without_a_worker_nothing_is_kept_and_the_page_says_who_can_help(browser, settings, tmp_path):
    settings.HOME = tmp_path
    response = send(browser, csv_of([row(1)]))
    assert response.status_code == 409
    assert "Whoever runs this installation can start one" in text(response)
    assert uploads() == []
    assert not EventImport.objects.exists()


def test_a_form_that_is_refused_keeps_no_file(browser, hand):
    response = send(browser, csv_of([row(1)]), release="the newest")
    assert response.status_code == 400
    assert "Write the release as numbers" in text(response)
    assert uploads() == []


def test_the_rows_not_taken_are_fetched_as_a_file(browser):
    batch = take(csv_of([row(1), row(2, best="x")]))
    response = browser.get(reverse("documentation:import-problems", args=[batch.id]))
    assert response.headers["Content-Type"].startswith("text/csv")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("problem_line,problem,problem_rest")


def test_undo_asks_first(browser):
    batch = take(csv_of([row(1)]))
    where = reverse("documentation:import-undo", args=[batch.id])
    assert "Undo this import?" in text(browser.get(where))
    assert browser.post(where).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "undone"
    again = browser.post(where)
    assert again.status_code == 409
    assert "Only the newest import can be undone" in text(again)


@pytest.mark.parametrize(
    ("role", "reads", "imports"),
    [
        (Role.DOCUMENTALIST, True, True),
        (Role.ADMINISTRATOR, True, True),
        (Role.MONITOR, True, False),
        (Role.VERIFIER, True, False),
        (Role.DONOR, False, False),
    ],
)
def test_who_documents_reads_and_two_roles_import(role, reads, imports):
    browser = browser_for(member(role, language="en"))
    batch = take(csv_of([row(1)]))
    event = EventVersion.objects.get().event
    for name, args in (("events", []), ("event", [event]), ("imports", []), ("import", [batch.id])):
        assert (browser.get(reverse(f"documentation:{name}", args=args)).status_code == 200) is reads, name
    assert (browser.get(reverse("documentation:import-new")).status_code == 200) is imports
    undone = browser.post(reverse("documentation:import-undo", args=[batch.id])).status_code
    assert (undone == 302) is imports


@pytest.mark.parametrize(("name", "queries"), [("events", 5), ("event", 4), ("import", 5), ("imports", 4)])
@pytest.mark.parametrize("events", [3, 60])
def test_pages_ask_the_database_as_much_for_few_events_as_for_many(browser, django_assert_num_queries, name, queries, events):
    batch = take(csv_of([row(number) for number in range(1, events)]))
    args = {"event": [EventVersion.objects.first().event], "import": [batch.id]}.get(name, [])
    browser.get(reverse(f"documentation:{name}", args=args))
    with django_assert_num_queries(queries):
        assert browser.get(reverse(f"documentation:{name}", args=args)).status_code == 200
