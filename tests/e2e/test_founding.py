"""The ceremony as its guide tells it: the operator's links, two members, five sheets; and what three sheets bring back."""

from __future__ import annotations

import re

from tests.e2e import acts
from tests.e2e.browsing import faults, picture, submit

COUNTRIES = ("Mali", "Mali", "France", "Canada", "Sénégal")


def founders(visits, code: str) -> list[acts.Newcomer]:
    told = visits.house.command("organisation", code, f"Association {code}", "--country", "ML")
    links = re.findall(r"https?://\S+/enrol/\S+", told)
    assert len(links) == 2
    return [acts.enrol(visits, link, acts.fresh_handle(), seen=f"found-{number}") for number, link in enumerate(links)]


def ceremony(first: acts.Newcomer, second: acts.Newcomer, countries: tuple[str, ...] = COUNTRIES) -> list[str]:
    """Makes the shares; what stands on the five sheets."""
    first.page.goto("/organisation/")
    first.page.get_by_role("link", name="Hold the founding ceremony").click()
    first.page.locator("[name=handle]").fill(second.handle)
    first.page.locator("[name=passphrase]").fill(second.passphrase)
    for number, country in enumerate(countries, 1):
        first.page.locator(f"[name=country_{number}]").fill(country)
    submit(first.page, "Make the shares")
    return first.page.locator("p.reference b").all_inner_texts()


def test_two_people_found_an_organisation_and_three_sheets_bring_one_of_them_back(visits):
    first, second = founders(visits, "ESSAI")
    assert faults(first.page) == []
    assert ceremony(first, second, ("Mali", "Mali", "Mali", "France", "Canada")) == []
    assert "would be in one country (Mali)" in first.page.locator("main").inner_text()
    first.page.locator("[name=passphrase]").fill(second.passphrase)
    first.page.locator("[name=country_3]").fill("Sénégal")
    submit(first.page, "Make the shares")
    sheets = first.page.locator("p.reference b").all_inner_texts()
    assert len(set(sheets)) == 5
    assert faults(first.page) == []
    picture(first.page, "shares-en-1280")
    first.page.get_by_role("link", name="All sheets are printed: continue").click()
    assert first.page.locator("table.list").nth(1).locator("tbody tr").count() == 5
    second.page.goto("/me/")
    lost = second.handle
    first.page.get_by_role("link", name=lost).click()
    first.page.get_by_role("link", name="Bring back with the custodians").click()
    first.page.locator("[name=shares]").fill("\n".join(sheets[:2]))
    acts.take_passphrase(first.page)
    submit(first.page, "Bring back")
    assert "not enough different shares" in first.page.locator("main").inner_text()
    first.page.locator("[name=shares]").fill("\n".join(sheets[1:4]).lower())
    passphrase = acts.take_passphrase(first.page)
    submit(first.page, "Bring back")
    assert "The account is back" in first.page.locator("h1").inner_text()
    second.page.goto("/me/")
    assert "/login/" in second.page.url
    second.page.locator("[name=handle]").fill(lost)
    second.page.locator("[name=passphrase]").fill(passphrase)
    submit(second.page, "Continue")
    seed = second.page.locator("p.reference b").inner_text().replace(" ", "")
    second.page.locator("[name=code]").fill(visits.house.code(seed))
    submit(second.page, "Continue with this application")
    second.page.get_by_role("link", name="It is on paper: continue").click()
    second.page.goto("/incidents/")
    assert second.page.locator("h1").inner_text() == "Incidents"
    visits.close()
