"""Lists, the desk and the funnel over many files: a fixed number of statements, and never an answer from before a change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seereya.accounts.rules import Role
from seereya.casework import services
from seereya.casework.content import Deadline
from seereya.casework.pages import cases as pages
from seereya.casework.pages import desk, funnel
from seereya.casework.queries import lists
from seereya.casework.services.funnel import record_step
from seereya.foundation import clock
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import packs_loaded
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
PAGES = ("/", "/cases/", "/cases/?flag=late&sort=due", "/cases/funnel/", "/cases/counts/")


@pytest.fixture
def counsel():
    packs_loaded()
    return office("AMDH").join(Role.COUNSEL)


def late(number):
    return Deadline(f"d-{number}", "D-POU", "2020-01-01", "2020-01-04")


def asked(browser, page):
    browser.get(page)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(page).status_code == 200
    return len(found)


def test_pages_ask_as_much_of_many_files_as_of_few(counsel):
    browser, counts = browser_for(counsel), []
    for _ in range(2):
        for number in range(6):
            case_file(by=counsel, title=f"Number {number}", deadlines=[late(number)])
        counts.append([asked(browser, page) for page in PAGES])
    assert counts[0] == counts[1]


def test_a_list_shows_what_changed_since_it_was_last_asked(counsel):
    first, second = (case_file(by=counsel, title=title, deadlines=[late(1)]) for title in ("First", "Second"))
    assert lists.cases(by=counsel, flag="late").total == 2
    services.meet_deadline(by=counsel, case_id=first.id, deadline_id="d-1", on=clock.today(), words="filed")
    assert [row.id for row in lists.cases(by=counsel, flag="late").rows] == [second.id]
    services.close_case(by=counsel, case_id=second.id, why="withdrawn")
    assert [row.id for row in lists.open_files(counsel)] == [first.id]
    third = case_file(by=counsel, title="Third")
    assert {row.id for row in lists.open_files(counsel)} == {first.id, third.id}


def test_days_pass_without_anybody_writing(counsel, monkeypatch):
    case_file(by=counsel, title="Asleep", remind_after=90, dormant_after=180)
    assert lists.cases(by=counsel, flag="dormant").total == 0
    later = clock.today().replace(year=clock.today().year + 1)
    monkeypatch.setattr("seereya.foundation.clock.today", lambda: later)
    assert lists.cases(by=counsel, flag="dormant").total == 1


def test_who_holds_no_casework_vault_finds_no_open_file(counsel):
    case_file(by=counsel)
    assert lists.open_files(office("ASFC").join(Role.DOCUMENTALIST)) == []


def test_the_funnel_is_reckoned_anew_when_a_file_changes(counsel):
    row, month = case_file(by=counsel), clock.today().isoformat()[:7]

    def filed():
        lines = funnel.page(counsel, {})["lines"]
        return next(one["reached"] for one in lines if one["code"] == "F4"), desk.figures(counsel)[0].value

    assert filed() == (0, 0)
    record_step(by=counsel, case_id=row.id, step="F4", month=month, why="seen")
    assert filed() == (1, 1)
    case_file(by=counsel)
    assert filed() == (1, 1)
    services.set_pause(by=counsel, case_id=row.id, paused="client", why="her wish")
    assert filed() == (0, 0)


def test_a_page_that_cannot_be_read_is_the_first_and_the_filter_stays_on_the_way_to_the_next(counsel, monkeypatch):
    monkeypatch.setattr(pages, "SIZE", 1)
    for title in ("First", "Second", "Third"):
        case_file(by=counsel, title=title, deadlines=[late(1)])
    browser = browser_for(counsel)
    for asked in ("", "²", "x", "0", "9" * 30):
        page = browser.get("/cases/", {"page": asked, "flag": "late"})
        assert page.status_code == 200
        assert "flag=late&amp;page=2" in page.content.decode().replace("page=2&amp;flag=late", "flag=late&amp;page=2")
    assert browser.get("/cases/holidays/", {"year": "²"}).status_code == 200
