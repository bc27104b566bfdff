"""Pages of sessions: planned, counted, measured in the browser; lists with a fixed number of queries; who sees what."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.education import sealing
from seereya.education.content_sessions import SessionPlace
from seereya.education.models import Measure, Multiplier, Session
from seereya.foundation import clock
from tests.factories import education_sessions as make
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db
YESTERDAY = (clock.today() - timedelta(days=1)).isoformat()
PLAN = {
    "day": YESTERDAY,
    "format": "FM-CAU",
    "theme": "TM-PRO",
    "language": "fr",
    "audiences": ["AU-IDP"],
    "photographs": "none",
    "place": "Moura",
}


@pytest.fixture
def browser(educator):
    return browser_for(educator)


def page(browser, name, *args, query="", status=200):
    response = browser.get(reverse(f"education:{name}", args=args) + query)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def test_the_vault_is_made_with_one_button(ours):
    browser = browser_for(ours.join(Role.EDUCATOR, holding=()))
    assert reverse("education:vault-make") in page(browser, "sessions")
    assert browser.post(reverse("education:session-new"), PLAN).status_code == 409
    assert browser.post(reverse("education:vault-make")).status_code == 302
    assert reverse("education:vault-make") not in page(browser, "sessions")
    assert browser.post(reverse("education:vault-make")).status_code == 409


def test_planned_counted_and_measured(browser):
    fields = PLAN | {"title": "Après une arrestation", "place_words": "sous le grand arbre"}
    made = browser.post(reverse("education:session-new"), fields)
    assert made.status_code == 302, made.content.decode()
    row = Session.objects.get()
    shown = page(browser, "session", row.id)
    assert "Après une arrestation" in shown
    assert "grand arbre" not in shown
    opened = browser.post(reverse("education:session-place", args=[row.id]), {"purpose": "aller à la séance"})
    assert "grand arbre" in opened.content.decode()
    counts = {"day": YESTERDAY, "f18": "42", "m18": "11", "total": "50", "version": row.version}
    refused = browser.post(reverse("education:session-counts", args=[row.id]), counts)
    assert refused.status_code == 422
    assert re.search(r"50.*53", refused.content.decode())
    assert browser.post(reverse("education:session-counts", args=[row.id]), counts | {"total": "53"}).status_code == 302
    row.refresh_from_db()
    asked = {"level": "K2", "version": 0, "present_before": 53, "present_after": 53, "question_1": "Garde à vue ?"}
    where = reverse("education:measure-pebbles", args=[row.id, "k2"])
    refused = browser.post(where, asked | {"right_before_1": 12, "right_after_1": 60})
    assert refused.status_code == 422
    assert "60" in refused.content.decode()
    assert browser.post(where, asked | {"right_before_1": 12, "right_after_1": 40}).status_code == 302
    assert Measure.objects.get().number == 53
    assert "53" in page(browser, "session", row.id)
    assert page(browser, "measure-pebbles", row.id, "k2").count("Garde") == 1
    assert browser.get(reverse("education:measure-pebbles", args=[row.id, "k9"])).status_code == 404


def test_codes_are_typed_in_a_grid_and_collisions_are_marked(browser, educator):
    row = make.given(by=educator)
    where = reverse("education:measure-codes", args=[row.id, "k2"])
    lines = [("fa7", 2, 6), ("FA07", 3, 5), ("KO12", 4, ""), ("MA03", 4, 8)]
    fields = {"level": "K2", "version": 0, "best": 10}
    for number, (code, before, after) in enumerate(lines, start=1):
        fields |= {f"code_{number}": code, f"before_{number}": before, f"after_{number}": after}
    refused = browser.post(where, fields | {"code_9": "nobody", "before_10": 11, "code_10": "TO21"})
    assert refused.status_code == 422
    assert refused.content.decode().count("Two letters") + refused.content.decode().count("Deux lettres") >= 2
    assert browser.post(where, fields).status_code == 302
    shown = page(browser, "session", row.id)
    assert "FA07" in shown
    one = Measure.objects.get()
    assert (one.number, one.colliding, one.unmatched) == (1, 2, 1)
    assert "FA07" in page(browser, "measure-codes", row.id, "k2")


def test_a_mixed_audience_is_decided_on_its_page(browser):
    browser.post(reverse("education:session-new"), PLAN | {"audiences": ["AU-FDS", "AU-COM"], "place": ""})
    row = Session.objects.get()
    where = reverse("education:session-mix", args=[row.id])
    assert where in page(browser, "session", row.id)
    assert browser.post(where, {"version": row.version, "words": "Le chef seul est présent."}).status_code == 302
    shown = page(browser, "session", row.id)
    assert "Le chef seul" in shown
    row.refresh_from_db()
    cancel = reverse("education:session-cancel", args=[row.id])
    assert browser.post(cancel, {"version": row.version, "words": "route coupée"}).status_code == 302
    assert "route coupée" in page(browser, "session", row.id)


def test_corrected_without_losing_the_place(browser, educator):
    row = make.session(by=educator, place=SessionPlace("ML0503", "puits"))
    shown = page(browser, "session-edit", row.id)
    assert "puits" not in shown
    where = reverse("education:session-edit", args=[row.id])
    assert browser.post(where, PLAN | {"version": row.version, "place": "", "limited_to": "60"}).status_code == 302
    assert browser.post(where, PLAN | {"version": row.version, "place": ""}).status_code == 409
    row.refresh_from_db()
    assert (row.cercle, row.limited_to, row.place_version) == ("ML0503", 60, 1)


def test_multipliers_and_who_grew_quiet(browser, educator):
    training = make.given(by=educator, days_ago=200)
    where = reverse("education:multiplier-new", args=[training.id])
    assert browser.post(where, {"name": "Aïssata D.", "active": "on"}).status_code == 302
    row = Multiplier.objects.get()
    shown = page(browser, "multipliers")
    assert "Aïssata D." in shown
    assert "90" in shown
    make.given(by=educator, givers=(row,), days_ago=10)
    assert "90 jours" not in page(browser, "multipliers")
    named = reverse("education:multiplier", args=[row.id])
    assert browser.post(named, {"name": "Aïssata Diallo", "version": 1}).status_code == 302
    row.refresh_from_db()
    assert not row.active
    assert "Aïssata Diallo" in page(browser, "multiplier", row.id)


def test_a_coordinator_sees_counts_and_no_word(educator, coordinator):
    row = make.given(by=educator)
    one = make.multiplier(row, by=educator, name="Zaïnab")
    make.pebbles(row, by=educator, question="Que dire au juge ?")
    make.talk(row, by=educator)
    browser = browser_for(coordinator)
    for name, args in (("sessions", ()), ("session", (row.id,)), ("multipliers", ()), ("month", ()), ("follow-ups", ())):
        shown = page(browser, name, *args)
        assert "Zaïnab" not in shown
        assert "Que dire" not in shown
    shown = page(browser, "session", row.id)
    assert "53" in shown
    assert reverse("education:talk-new", args=[row.id]) not in shown
    assert one.code in shown
    page(browser, "session-edit", row.id, status=403)
    page(browser, "multiplier", one.id, status=403)
    assert browser.post(reverse("education:session-place", args=[row.id]), {"purpose": "x"}).status_code == 404


def test_the_sheet_has_boxes_and_no_place(browser, educator):
    row = make.session(by=educator, place=SessionPlace("ML0503", "puits"))
    shown = page(browser, "session-sheet", row.id)
    assert shown.count('class="box"') == 10 * 30
    assert "Bandiagara" not in shown


def test_the_month_adds_up(browser, educator):
    row = make.given(by=educator, days_ago=0)
    make.pebbles(row, by=educator)
    shown = page(browser, "month")
    assert row.reference in shown
    assert "42" in shown
    page(browser, "month", query="?month=2026-13", status=400)
    page(browser, "month", query="?x=1", status=400)


def test_the_list_asks_as_many_queries_for_many_sessions_as_for_one(browser, educator, django_assert_max_num_queries):
    first = make.given(by=educator)
    page(browser, "sessions")
    with django_assert_max_num_queries(60) as few:
        page(browser, "sessions")
    rows = [
        Session(
            **{f.attname: getattr(first, f.attname) for f in Session._meta.concrete_fields if f.name not in {"id", "reference"}},
            reference=f"X-{n}",
        )
        for n in range(200)
    ]
    Session.objects.bulk_create(rows)
    with django_assert_max_num_queries(60) as many:
        shown = page(browser, "sessions", query="?size=100&sort=-present")
    assert len(many) <= len(few)
    assert "201" in shown
    for query in ("?status=held&theme=TM-PRO&region=ML05", "?from=2020&to=2021", "?page=3"):
        page(browser, "sessions", query=query)
    for query in ("?q=x", "?not_status=held", "?view=map", "?colour=red", "?from=never", "?sort=name"):
        page(browser, "sessions", query=query, status=400)


def test_a_stranger_finds_nothing(educator):
    from tests.factories.vault import office

    row = make.given(by=educator)
    stranger = make.educator(office())
    assert sealing.holds_vault(stranger)
    browser = browser_for(stranger)
    for name in ("session", "session-edit", "session-counts", "session-sheet", "talk-new"):
        page(browser, name, row.id, status=404)
    assert row.reference not in page(browser, "sessions")


def test_the_home_page_says_what_waits(browser, educator):
    make.session(by=educator)
    make.given(by=educator, days_ago=130)
    shown = browser.get(reverse("home")).content.decode()
    assert "?status=planned" in shown
    assert reverse("education:follow-ups") in shown
