"""Vocabularies: everybody reads them, technical administrators change words, nothing is ever deleted."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.reference import terms
from seereya.reference.models import Term
from tests.factories import documentation as make
from tests.factories.accounts import browser_for, member

pytestmark = pytest.mark.django_db
TYPES = "violation_types"


@pytest.fixture
def administrator():
    make.packs_loaded()
    return member(Role.ADMINISTRATOR, language="en")


def test_the_lists_are_there_with_their_terms(administrator):
    browser = browser_for(administrator)
    assert "Types of violation" in browser.get(reverse("documentation:vocabularies")).content.decode().replace(
        "Violation types", "Types of violation"
    )
    page = browser.get(reverse("documentation:vocabulary", args=[TYPES])).content.decode()
    assert "Death by air or drone strike" in page
    assert "Mort lors d’une frappe aérienne ou de drone" in page
    assert page.index("V-LIFE-ATT") < page.index("V-LIFE-AIR") < page.index("V-DIS-ENF")


def test_a_term_is_added_reworded_retired_and_used_again(administrator, django_capture_on_commit_callbacks):
    browser = browser_for(administrator)

    def post(name, given, *code):
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(reverse(f"documentation:{name}", args=[TYPES, *code]), given)

    new = {"code": "v-life-dro", "fr": "Mort par drone", "en": "Death by drone", "parent": "V-LIFE-ATT"}
    answer = post("term-new", new)
    assert answer.url == reverse("documentation:vocabulary", args=[TYPES]) + "#V-LIFE-DRO"
    assert terms.with_ancestors(TYPES, "V-LIFE-DRO") == ("V-LIFE", "V-LIFE-ATT", "V-LIFE-DRO")
    post("term-edit", {"fr": "Frappe de drone", "en": "Drone strike"}, "V-LIFE-DRO")
    assert terms.label(TYPES, "V-LIFE-DRO", "en") == "Drone strike"
    post("term-retire", {"retired": "1"}, "V-LIFE-DRO")
    assert "V-LIFE-DRO" not in dict(terms.choices(TYPES, "en"))
    assert "V-LIFE-DRO" in dict(terms.choices(TYPES, "en", keep=frozenset({"V-LIFE-DRO"}))), "old records keep it"
    post("term-retire", {"retired": "0"}, "V-LIFE-DRO")
    assert "V-LIFE-DRO" in dict(terms.choices(TYPES, "en"))


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"code": "V-LIFE", "fr": "x", "en": "x"}, "already used"),
        ({"code": "é", "fr": "x", "en": "x"}, "Only capital letters"),
        ({"code": "V-NEW", "fr": "x", "en": ""}, "This field is required"),
        ({"code": "V-NEW", "fr": "x", "en": "x", "parent": "PC-STA"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_added_is_said(administrator, given, named):
    before = Term.objects.count()
    answer = browser_for(administrator).post(reverse("documentation:term-new", args=[TYPES]), given)
    assert answer.status_code == 422
    assert named in answer.content.decode()
    assert Term.objects.count() == before


def test_codes_that_rules_know_are_only_reworded(administrator):
    browser, fixed = browser_for(administrator), "attribution_confidence"
    page = browser.get(reverse("documentation:vocabulary", args=[fixed])).content.decode()
    assert reverse("documentation:term-new", args=[fixed]) not in page
    code = next(iter(terms.vocabulary(fixed)))
    answer = browser.post(reverse("documentation:term-new", args=[fixed]), {"code": "X-NEW", "fr": "x", "en": "x"})
    assert answer.status_code == 422
    browser.post(reverse("documentation:term-retire", args=[fixed, code]), {"retired": "1"})
    assert terms.vocabulary(fixed)[code].retired_on is None


@pytest.mark.parametrize("role", [Role.DOCUMENTALIST, Role.COORDINATOR, Role.DONOR])
def test_others_read_and_do_not_change(role):
    make.packs_loaded()
    browser = browser_for(member(role))
    assert browser.get(reverse("documentation:vocabulary", args=[TYPES])).status_code == 200
    for name, args in (("term-new", [TYPES]), ("term-edit", [TYPES, "V-LIFE"]), ("term-retire", [TYPES, "V-LIFE"])):
        assert browser.post(reverse(f"documentation:{name}", args=args), {"fr": "x", "en": "x"}).status_code == 403


def test_what_is_not_there_is_not_there(administrator):
    browser = browser_for(administrator)
    assert browser.get(reverse("documentation:vocabulary", args=["nothing"])).status_code == 404
    assert browser.get(reverse("documentation:term-edit", args=[TYPES, "NOTHING"])).status_code == 404


def test_without_a_pack_the_page_says_how_to_load_one():
    page = browser_for(member(Role.ADMINISTRATOR, language="en")).get(reverse("documentation:vocabularies"))
    assert "seereya pack load" in page.content.decode()
