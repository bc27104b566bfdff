"""Sessions written in large batches are those that the service writes: counted, opened, numbered on."""

import pytest
from django.urls import reverse
from tests.factories.accounts import browser_for
from tests.factories.documentation import packs_loaded
from tests.factories.education_sessions import session
from tests.factories.vault import office

from seereya.accounts.rules import Role
from seereya.education.models import Session
from seereya.education.rules.sessions import State
from seereya.education.services.opening_sessions import open_session
from seereya.reference.services.loading import load_places
from seereya.site.benchmarks.building import place_rows
from seereya.site.benchmarks.teaching import Education

pytestmark = pytest.mark.django_db


def test_sessions_in_batches_open_like_any_other():
    packs_loaded()
    load_places(place_rows(), source="bench")
    educator = office().join(Role.EDUCATOR)
    Education(educator).fill(120)
    row = Session.objects.filter(status=State.HELD).exclude(reference__endswith="-0001").earliest("reference")
    assert open_session(by=educator, session_id=row.id).content.title == f"Bench {row.reference}"
    assert row.present == sum(one.people for one in row.headcounts.all()) > 0
    assert Session.objects.filter(status=State.PLANNED).exists()
    browser = browser_for(educator)
    assert browser.get(reverse("education:sessions") + "?page=2").status_code == 200
    assert browser.get(reverse("education:session", args=[row.id])).status_code == 200
    assert session(by=educator).reference.endswith("-0122")
