"""Finding: filters kept and left out, dates, the map, saved searches, refusals in words, and never a word of others."""

from __future__ import annotations

import re

from tests.e2e.browsing import faults, picture, submit


def total(page) -> int:
    """How many incidents the page says there are."""
    return int(re.search(r"\d[\d\s]*", page.locator("main .lede").first.inner_text()).group(0).replace("\u202f", ""))


def test_a_value_is_kept_then_left_out_and_the_two_make_the_whole(visit):
    page = visit("oumar", language="en")
    page.goto("/incidents/")
    everything = total(page)
    value = page.locator(".facet li").first
    said = int(value.locator(".count").inner_text())
    value.locator("a.keep").click()
    kept = total(page)
    assert kept == said
    assert page.locator("table.list tbody tr").count() == min(kept, 25)
    page.goto("/incidents/")
    page.locator(".facet li").first.locator("a.drop").click()
    assert "not_" in page.url
    assert kept + total(page) == everything
    assert faults(page) == []
    picture(page, "incidents-without-en-1280")
    page.locator(".chip a").first.click()
    assert total(page) == everything


def test_dates_narrow_to_what_may_have_happened_then(visit):
    page = visit("oumar", language="fr")
    page.goto("/incidents/")
    everything = total(page)
    page.locator("#filter-from").fill("mars 2024")
    page.locator("#filter-to").fill("fin mars 2024")
    page.locator(".filter button[type=submit]").first.click()
    assert 0 < total(page) < everything
    assert "Tondibani" in page.locator("table.list").inner_text()
    page.locator("#filter-from").fill("31/02/2024")
    page.locator(".filter button[type=submit]").first.click()
    assert "31/02/2024" in page.locator("main").inner_text()
    assert faults(page) == []
    picture(page, "incidents-bad-date-fr-1280")


def test_the_map_says_in_a_table_what_it_draws(visit):
    page = visit("oumar", language="en")
    page.goto("/incidents/?view=map")
    assert page.locator("figure svg a").count() > 0
    assert page.locator(".map-table tbody tr").count() > 0
    page.locator(".map-table tbody a").first.click()
    assert "view=map" in page.url
    assert "place=" in page.url


def test_a_search_is_saved_under_a_name_and_found_again(visit):
    page = visit("oumar", language="en")
    page.goto("/incidents/?q=march%C3%A9&sort=-killed")
    found = total(page)
    page.get_by_text("Saved searches").click()
    page.locator("#saved-name").fill("Jours de marché")
    submit(page, "Save")
    page.goto("/incidents/")
    page.get_by_text("Saved searches").click()
    page.get_by_role("link", name="Jours de marché").click()
    assert total(page) == found
    other = visit("awa", language="en")
    other.goto("/incidents/")
    assert "Jours de marché" not in other.content()


def test_an_address_that_asks_for_the_unknown_is_refused_in_words(visit):
    page = visit("oumar", language="en")
    answer = page.goto("/incidents/?colour=red")
    assert answer.status == 400
    assert "colour" in page.locator("main").inner_text()
    assert "this list does not know" in page.locator("main").inner_text()
    assert faults(page) == []


def test_a_word_of_another_organisation_alone_finds_nothing(visits, visit):
    theirs = visit("tiemoko", language="en")
    theirs.goto("/incidents/new/")
    theirs.locator("[name=title]").fill("Xylographe saisi à la frontière")
    submit(theirs, "Save the incident")
    theirs.goto("/search/?q=xylographe")
    assert "Xylographe" in theirs.locator("main table").first.inner_text()
    page = visit("oumar", language="en")
    for address in ("/search/?q=xylographe", "/incidents/?q=xylographe", "/search/?q=xylo*"):
        page.goto(address)
        assert "saisi" not in page.content()
    page.goto("/incidents/?q=xylographe")
    strange = page.locator("main").inner_text()
    page.goto("/incidents/?q=zzzzzzzzzz")
    nothing = page.locator("main").inner_text()
    assert strange.replace("xylographe", "…") == nothing.replace("zzzzzzzzzz", "…")


def test_a_list_is_walked_by_keys(visit):
    page = visit("oumar", language="en")
    page.goto("/incidents/")
    page.wait_for_load_state("networkidle")
    for key in "jj":
        page.keyboard.press(key)
    wanted = page.locator("table.list tbody tr").nth(1).locator("a").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_closing_the_vaults_shuts_what_was_open(visit, visits):
    page = visit("salif", language="en")
    page.goto("/incidents/")
    assert total(page) > 0
    page.locator(".vaults button").click()
    page.goto("/incidents/")
    assert page.locator("table.list tbody tr").count() == 0 or "/unlock/" in page.url
    visits.forget("salif")


def test_a_name_is_found_under_another_spelling_and_the_search_is_on_the_record(visit):
    page = visit("oumar", language="en")
    page.goto("/names/")
    page.locator("main [name=name], main [name=q]").first.fill("Karambe")
    page.locator("main [name=purpose]").fill("to see whether he was recorded already")
    page.locator("main form button").first.click()
    assert page.locator("main a[href^='/persons/']").count() > 0
    assert "Karambe" not in page.url
    assert faults(page) == []
    page.goto("/me/trail/")
    assert "Found by a search of names" in page.locator("main").inner_text()
