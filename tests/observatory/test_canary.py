"""The canary types a string into every field of words that the room seals."""

from __future__ import annotations

import dataclasses

import pytest

from seereya.accounts.rules import Role
from seereya.observatory import services
from seereya.observatory.content import GapContent, ObservationContent
from seereya.observatory.models import CoverageGap, TrialObservation
from seereya.site.operations import canary_observatory
from tests.factories.documentation import packs_loaded
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
# Codes, days and numbers: no words of a person.
CODED = {
    *(
        "court",
        "on",
        "stage",
        "kind",
        "offences",
        "men",
        "women",
        "unsaid",
        "minors",
        "present",
        "absent",
        "counsel",
        "counsel_from",
    ),
    *("interpreter_needed", "interpreter_given", "interpreter_language", "public", "outcome", "adjourned_why", "next_on"),
    *("began", "minutes", "struck_by", "struck_on"),
}


def test_every_field_of_words_gets_a_string():
    packs_loaded()
    by = office("AMDH").join(Role.DOCUMENTALIST)
    canary_observatory.plant(by, lambda name: f"Zplanted {name}")
    seen = services.open_observation(by=by, observation_id=TrialObservation.objects.get().id).content
    unseen = services.open_gap(by=by, gap_id=CoverageGap.objects.get().id).content
    for one, kind, coded in ((seen, ObservationContent, CODED), (unseen, GapContent, set())):
        for field in dataclasses.fields(kind):
            if field.name not in coded:
                assert "Zplanted" in repr(getattr(one, field.name)), field.name
