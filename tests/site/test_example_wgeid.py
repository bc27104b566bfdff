"""The filled form in the manual is what the demonstration gives, told on the day the page names.

Written anew with `WRITE_EXAMPLES=1` in the environment; then look at what changed before keeping it.
"""

import os

import pytest
import yaml
from django.conf import settings
from tests.architecture import house
from tests.factories.documentation import packs_loaded

from seereya.foundation import clock
from seereya.foundation.geo import PlaceRow
from seereya.reference import places
from seereya.reference.services.loading import load_places
from seereya.site.demo import example_wgeid, people, submitting
from seereya.site.demo.past import days_ago

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = house.ROOT / "docs" / "examples"


def _read(name):
    return yaml.safe_load((settings.PACKS / "mali" / "demo" / name).read_text(encoding="utf-8"))


@pytest.fixture
def told(db):
    """The demonstration's organisation and its submissions, told on the day of the manual."""
    packs_loaded()
    described = _read("organisations.yaml")
    one = described["place"]
    row = PlaceRow(one["code"], "settlement", one["parent"], {"fr": one["fr"], "en": one["en"]})
    load_places([row], source="demonstration")
    places.changed()
    actors, _secrets, _shares = people.found(described["organisations"][0])
    with days_ago((clock.today() - example_wgeid.TOLD_ON).days):
        rows = submitting.tell(_read("submissions.yaml"), actors)
    return actors["bakary"], next(row for row in rows if row.sent_on)


def test_the_page_equals_what_the_demonstration_gives(told):
    by, row = told
    for language in example_wgeid.LANGUAGES:
        page = EXAMPLES / f"wgeid-{language}.md"
        text = example_wgeid.page(by, row, language)
        if os.environ.get("WRITE_EXAMPLES"):
            page.parent.mkdir(exist_ok=True)
            page.write_text(text, encoding="utf-8")
        assert page.read_text(encoding="utf-8") == text
        assert "Bocoum" in text


def test_the_page_says_that_it_is_invented():
    assert "Tout ici est inventé" in (EXAMPLES / "wgeid-fr.md").read_text(encoding="utf-8")
    assert "Everything here is invented" in (EXAMPLES / "wgeid-en.md").read_text(encoding="utf-8")
