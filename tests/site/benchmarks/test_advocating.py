"""Actions written in large batches are those that the service writes: listed, opened, numbered on."""

import pytest
from django.urls import reverse
from tests.factories.accounts import browser_for
from tests.factories.advocacy import action
from tests.factories.documentation import packs_loaded
from tests.factories.vault import office

from seereya.accounts.rules import Role
from seereya.advocacy.models import Action
from seereya.advocacy.services.openings import open_action
from seereya.site.benchmarks.advocating import Advocacy

pytestmark = pytest.mark.django_db


def test_actions_in_batches_open_like_any_other():
    packs_loaded()
    officer = office().join(Role.ADVOCACY)
    Advocacy(officer).fill(60)
    row = Action.objects.earliest("reference")
    assert open_action(by=officer, row=row).subject == f"Bench {row.reference}"
    assert browser_for(officer).get(reverse("advocacy:actions") + "?page=2").status_code == 200
    assert action(by=officer).reference.endswith("-0061")
