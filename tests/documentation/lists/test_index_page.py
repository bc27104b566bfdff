"""An index that does not open is said so, and built anew by a job that holds the vault's keys in memory only."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.jobs.models import Job
from seereya.jobs.services import run_next
from seereya.vault import indexing
from seereya.vault.models import IndexEntry, IndexSnapshot
from tests.factories import documentation as make
from tests.factories.accounts import browser_for
from tests.factories.jobs import TestHand

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lost(desk):
    make.incident(by=desk, title="Drone")
    make.person(by=desk, name="Aminata Keïta")
    IndexEntry.objects.all().delete()
    indexing.forget_everything()
    return desk


@pytest.mark.parametrize(("name", "query"), [("incidents", {}), ("search", {"q": "drone"})])
def test_a_lost_index_is_said_and_never_answers_less(lost, name, query):
    answer = browser_for(lost).get(reverse(f"documentation:{name}"), query)
    assert answer.status_code == 503
    assert reverse("documentation:index-rebuild") in answer.content.decode()


def test_it_is_built_anew_by_a_job(lost, total):
    hand = TestHand()
    browser = browser_for(lost)
    page = browser.post(reverse("documentation:index-rebuild"), follow=True)
    assert page.status_code == 200
    jobs = list(Job.objects.order_by("made_at"))
    assert len(jobs) == 2  # one for each vault, whatever the number of its indexes
    progress = [index["progress"]["url"] for index in page.context["indexes"]]
    while run_next(hand):
        pass
    assert {job.state for job in Job.objects.all()} == {"done"}
    assert total(lost) == 1
    assert IndexSnapshot.objects.count() == 6
    for url in progress:
        fragment = browser.get(url).content.decode()
        assert "data-progress-url" not in fragment
        assert 'class="progress done"' in fragment


def test_without_a_worker_nothing_is_queued(lost):
    page = browser_for(lost).post(reverse("documentation:index-rebuild"), follow=True)
    assert not Job.objects.exists()
    assert page.status_code == 200


def test_a_job_is_seen_by_who_asked_for_it_only(lost, house):
    TestHand()
    browser_for(lost).post(reverse("documentation:index-rebuild"))
    job = Job.objects.first()
    colleague = house.join(Role.DOCUMENTALIST)
    assert browser_for(colleague).get(reverse("documentation:index-progress", args=[job.id])).status_code == 404


def test_the_queue_holds_no_key_in_clear(lost):
    TestHand()
    browser_for(lost).post(reverse("documentation:index-rebuild"))
    from seereya.vault.keyring import keyring_of

    secrets = [private for keys in keyring_of(lost).all() for private in keys.privates.values()]
    kept = [bytes(job.keys_sealed) for job in Job.objects.all()]
    assert kept
    assert all(kept)
    assert not any(secret in blob or secret.hex().encode() in blob for secret in secrets for blob in kept)


def test_who_holds_nothing_is_told(house):
    make.packs_loaded()
    nobody = house.join(Role.MONITOR, holding=(), language="en")
    assert "No vault with an index" in browser_for(nobody).get(reverse("documentation:index")).content.decode()
