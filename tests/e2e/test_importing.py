"""A file of UCDP GED in the browser: checked, taken in, looked at, attached, undone; a bad file refused in words."""

from __future__ import annotations

from tests.e2e.browsing import faults, picture, submit
from tests.factories.events import csv_of, row

GOOD = [row(9000 + number, where_coordinates="Ouahigouya-essai") for number in range(25)]
BAD = row(9999, best=9, high=7)


def send(page, data: bytes, name: str = "GEDEvent_v25_1.csv", *, check: bool = True) -> None:
    page.goto("/imports/new/")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    box = page.locator("main form input[type=checkbox]")
    box.set_checked(check)
    submit(page, "Send the file")
    result(page)


def result(page) -> None:
    """Follows the work until it is done, as its page shows it, and looks at what came of it."""
    page.locator("main .progress a.button, main .progress p a, main #counts, main .notice.late").first.wait_for(timeout=60_000)
    if page.locator("#counts, main .notice.late").count() == 0:
        page.get_by_role("link", name="See the result").click()


def test_a_file_is_checked_taken_in_and_undone(visit):
    page = visit("oumar", language="en")
    send(page, csv_of([*GOOD, BAD]))
    told = page.locator("main").inner_text()
    assert "nothing was imported" in told
    assert "best is above high" in told
    assert faults(page) == []
    picture(page, "import-checked-en-1280")
    page.goto("/events/?q=ouahigouya*")
    assert page.locator("table.list tbody tr").count() == 0
    page.go_back()
    submit(page, "Import these rows")
    result(page)
    picture(page, "import-done-en-1280")
    batch = page.url
    page.goto("/events/")
    assert "Ouahigouya-essai" in page.locator("table.list").inner_text()
    page.locator("table.list tbody a").first.click()
    assert faults(page) == []
    page.goto(batch)
    page.get_by_role("link", name="Undo this import").click()
    assert faults(page) == []
    submit(page, "Undo")
    page.goto("/events/")
    assert "Ouahigouya-essai" not in page.locator("main").inner_text()


def test_a_file_that_is_not_one_is_refused_in_words(visit):
    page = visit("oumar", language="en")
    send(page, b"nom;age\nAwa;34\n", "liste.csv")
    told = page.locator("main").inner_text()
    assert "not imported" in told
    assert "Nothing of it was kept" in told
    assert faults(page) == []
    picture(page, "import-refused-en-1280")


def test_who_may_not_import_is_told_who_may(visit):
    page = visit("salif", language="en")
    page.goto("/imports/")
    assert page.get_by_role("link", name="Import events").count() == 0
    assert page.goto("/imports/new/").status == 403
    assert faults(page) == []
    picture(page, "forbidden-en-1280")
