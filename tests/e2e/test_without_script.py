"""Without JavaScript: logging in, an incident with a place that several bear, an account with more lines, search, a move."""

from __future__ import annotations

from tests.e2e.browsing import submit


def test_a_documentalist_works_without_script(visits, visit):
    page = visit("oumar", language="en", script=False)
    page.goto("/")
    page.get_by_role("link", name="Document an incident").click()
    page.locator("[name=title]").fill("")
    submit(page, "Save the incident")
    assert "Say in a few words what happened" in page.locator(".error-summary").inner_text()
    page.locator("[name=title]").fill("Without a script")
    page.locator("[name=when]").fill("end of March 2021")
    page.locator("[name=place]").fill("nia")
    submit(page, "Save the incident")
    assert "Several places bear this name" in page.locator("main").inner_text()
    page.locator("[name=place_choice]").first.check()
    submit(page, "Save the incident")
    assert "between 21 and 31 March 2021" in page.locator("main").inner_text()
    page.get_by_role("link", name="Add an account").first.click()
    page.locator("[name=source_words]").fill("Radio of the region")
    lines = page.locator("[name$='-category'][name^='quantities']").count()
    page.locator("button[name=more][value=quantities]").click()
    assert page.locator("[name$='-category'][name^='quantities']").count() > lines
    assert page.locator("[name=source_words]").input_value() == "Radio of the region"
    submit(page, "Save the account")
    assert "Radio of the region" in page.locator("#accounts").inner_text()
    page.get_by_role("link", name="Take it up").click()
    submit(page, "Move it")
    assert "Moved." in page.locator("main").inner_text()


def test_the_door_needs_no_script(visits):
    visits.house.rows("UPDATE accounts_member SET language = 'en' WHERE handle = 'issa'")
    page = visits.context(None, language="en", script=False).new_page()
    page.goto("/login/")
    one = visits.house.member("issa")
    page.locator("[name=handle]").fill("issa")
    page.locator("[name=passphrase]").fill(one["passphrase"])
    submit(page, "Continue")
    page.locator("[name=code]").fill(visits.house.code(one["seed"]))
    submit(page, "Log in")
    assert page.locator("h1").is_visible()
    page.locator("form[action='/language/'] button").first.click()
    assert page.locator("html").get_attribute("lang") == "fr"
    visits.close()
    visits.forget("issa")
