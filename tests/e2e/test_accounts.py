"""Becoming a member, logging in, losing things, stopping: what happens to somebody at the door."""

from __future__ import annotations

import pytest

from tests.e2e import acts
from tests.e2e.browsing import faults, picture, submit


def test_an_invited_person_becomes_a_member_with_a_code_application(visits, visit):
    link = acts.invitation(visits, "RO-DOC", "RO-EDU")
    who = acts.enrol(visits, link, acts.fresh_handle(), seen="enrol-en-1280")
    assert who.page.locator(".menu summary").inner_text() == who.handle
    assert len(who.passphrase.split()) == 6
    page = visit("awa", language="en")
    page.goto("/organisation/")
    assert "Documentalist, Educator or trainer" in page.get_by_role("row", name=who.handle).inner_text()


def test_one_becomes_a_member_on_a_phone_in_french(visits):
    link = acts.invitation(visits, "RO-MON")
    acts.enrol(visits, link, acts.fresh_handle(), language="fr", width=390, seen="enrol-fr-390")
    visits.close()


def test_an_invitation_waits_for_a_second_person_and_works_once(visits, visit):
    link = acts.invitation(visits, "RO-DOC", approve=False)
    page = visit(language="en")
    page.goto(link)
    assert "still waits for a second colleague" in page.locator("main").inner_text()
    assert faults(page) == []
    other = visits.open("bakary", language="en")
    other.goto("/organisation/")
    other.get_by_role("button", name="Approve", exact=True).last.click()
    acts.enrol(visits, link, acts.fresh_handle())
    page.goto(link)
    assert "already used" in page.locator("main").inner_text()
    assert "tell your organisation at once" in page.locator("main").inner_text()


@pytest.mark.parametrize(("language", "words"), [("en", "has expired. Ask"), ("fr", "a expiré")])
def test_an_expired_invitation_says_whom_to_ask(visits, visit, house, language, words):
    link = acts.invitation(visits, "RO-DOC")
    house.rows("UPDATE accounts_invitation SET expires_at = '2020-01-01 00:00:00' WHERE used_by_id IS NULL")
    page = visit(language=language)
    page.goto(link)
    assert words in page.locator("main").inner_text()
    assert faults(page) == []
    picture(page, f"invitation-expired-{language}-1280")


def test_a_passkey_enrols_and_logs_in(visits, visit):
    link = acts.invitation(visits, "RO-DOC")
    page = visit(language="en")
    acts.virtual_key(page)
    page.goto(link)
    handle = acts.fresh_handle()
    page.locator("[name=handle]").fill(handle)
    passphrase = acts.take_passphrase(page)
    submit(page, "I wrote it down: continue")
    submit(page, "Make a passkey")
    page.get_by_role("link", name="It is on paper: continue").click()
    page.locator("body.house").wait_for()
    acts.log_out(page)
    page.goto("/login/")
    page.locator("[name=handle]").fill(handle)
    page.locator("[name=passphrase]").fill(passphrase)
    submit(page, "Continue")
    assert page.locator("[name=code]").count() == 0
    submit(page, "Use my passkey")
    page.locator("body.house").wait_for()
    page.goto("/me/")
    assert "Passkey or security key" in page.locator("main").inner_text()


def test_words_that_do_not_go_together_are_refused_in_words(visit):
    page = visit(language="en")
    page.goto("/login/")
    page.locator("[name=handle]").fill("oumar")
    page.locator("[name=passphrase]").fill("six words that are not it")
    submit(page, "Continue")
    assert "Handle and passphrase do not go together" in page.locator("main").inner_text()
    assert page.locator("[name=handle]").input_value() == "oumar"
    assert page.locator("[name=passphrase]").input_value() == ""
    assert faults(page) == []
    page.locator("[name=handle]").fill("nobody-here")
    page.locator("[name=passphrase]").fill("six words that are not it")
    submit(page, "Continue")
    assert "Handle and passphrase do not go together" in page.locator("main").inner_text()


def test_the_printed_code_brings_back_somebody_who_lost_everything(visits, visit):
    who = acts.newcomer(visits, "RO-EDU")
    page = visit(language="en")
    page.goto("/recover/")
    page.locator("[name=handle]").fill(who.handle)
    page.locator("[name=code]").fill("AAAA-" + who.recovery_code[5:])
    acts.take_passphrase(page)
    submit(page, "Come back")
    assert "do not go together" in page.locator("main").inner_text()
    page.locator("[name=code]").fill(who.recovery_code.lower().replace("-", " "))
    passphrase = acts.take_passphrase(page)
    submit(page, "Come back")
    seed = page.locator("p.reference b").inner_text().replace(" ", "")
    assert seed != who.seed
    page.locator("[name=code]").fill(visits.house.code(seed))
    submit(page, "Continue with this application")
    assert page.locator("p.reference b").inner_text() != who.recovery_code
    page.get_by_role("link", name="It is on paper: continue").click()
    page.locator("body.house").wait_for()
    assert passphrase != who.passphrase
    who.page.goto("/me/")
    assert "/login/" in who.page.url


def test_somebody_in_danger_suspends_the_account_and_a_colleague_restores_it(visits, visit):
    who = acts.newcomer(visits, "RO-EDU")
    who.page.goto("/me/")
    who.page.get_by_role("link", name="Suspend my account").click()
    submit(who.page, "Suspend my account")
    assert "Nothing opens any more" in who.page.locator("main").inner_text()
    who.page.goto("/me/")
    assert "/login/" in who.page.url
    page = visit(language="en")
    page.goto("/login/")
    page.locator("[name=handle]").fill(who.handle)
    page.locator("[name=passphrase]").fill(who.passphrase)
    submit(page, "Continue")
    assert "This account is suspended" in page.locator("main").inner_text()
    assert faults(page) == []
    picture(page, "suspended-en-1280")
    boss = visit("awa", language="en")
    boss.goto("/organisation/")
    boss.get_by_role("link", name=who.handle).click()
    submit(boss, "Restore the account")
    page.locator("[name=passphrase]").fill(who.passphrase)
    submit(page, "Continue")
    assert page.locator("[name=code]").is_visible()


def test_any_colleague_suspends_another_at_once(visits, visit):
    who = acts.newcomer(visits, "RO-EDU")
    page = visit("moussa", language="en")
    page.goto("/organisation/")
    page.get_by_role("link", name=who.handle).click()
    page.get_by_role("link", name="Suspend the account").click()
    submit(page, "Suspend now")
    who.page.goto("/me/")
    assert "/login/" in who.page.url


def test_a_pause_locks_the_screen_and_the_passphrase_alone_opens_it(visits, house):
    who = acts.newcomer(visits, "RO-EDU")
    assert house.rows(
        "UPDATE accounts_session SET seen_at = '2020-01-01 00:00:00' WHERE member_id = (SELECT id FROM accounts_member"
        " WHERE handle = ?) RETURNING stage",
        who.handle,
    )
    who.page.goto("/me/trail/")
    assert "/unlock/" in who.page.url
    assert who.handle in who.page.locator("main").inner_text()
    assert faults(who.page) == []
    who.page.locator("[name=passphrase]").fill("not this")
    submit(who.page, "Unlock")
    who.page.locator("[name=passphrase]").fill(who.passphrase)
    submit(who.page, "Unlock")
    assert who.page.url.endswith("/me/trail/")


def test_a_vault_is_entrusted_by_two_people_and_opens_without_a_new_login(visits, visit):
    who = acts.newcomer(visits, "RO-DOC")
    who.page.goto("/incidents/")
    assert who.page.locator("table.list tbody tr").count() == 0
    asker = visit("awa", language="en")
    asker.goto("/organisation/")
    asker.get_by_role("link", name=who.handle).click()
    submit(asker, "Documentation")
    asker.goto("/organisation/")
    assert "A colleague who holds the vault and did not ask decides" in asker.locator("main").inner_text()
    giver = visit("bakary", language="en")
    giver.goto("/organisation/")
    submit(giver, "Give the key")
    who.page.goto("/incidents/")
    assert who.page.locator("table.list tbody tr").count() > 0


def test_a_draft_outlives_the_pause_that_locks_the_screen(visits, visit, house):
    page = visit("moussa", language="en")
    page.goto("/incidents/new/")
    page.locator("[name=title]").fill("Begun before the pause")
    page.locator("[data-autosave-status]", has_text=":").first.wait_for()
    house.rows(
        "UPDATE accounts_session SET seen_at = '2020-01-01 00:00:00' WHERE member_id = (SELECT id FROM accounts_member"
        " WHERE handle = 'moussa') RETURNING stage"
    )
    page.goto("/incidents/new/")
    assert "/unlock/" in page.url
    page.locator("[name=passphrase]").fill(house.member("moussa")["passphrase"])
    submit(page, "Unlock")
    assert page.url.endswith("/incidents/new/")
    assert page.locator("[name=title]").input_value() == "Begun before the pause"
    submit(page, "Throw the draft away")
    assert page.locator("[name=title]").input_value() == ""
    visits.forget("moussa")
