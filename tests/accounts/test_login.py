"""Logging in, locking, unlocking; what guessing costs an attacker and does not cost the owner."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings

from seereya.accounts import services
from seereya.accounts.middleware import BROWSER_COOKIE
from seereya.accounts.models import Session
from seereya.accounts.rules import GUESSES_CODE, GUESSES_UNKNOWN_BROWSER, MemberStatus, Refused, Stage
from seereya.accounts.wording import REFUSALS
from seereya.audit.models import AuditEntry
from seereya.foundation import clock
from tests.accounts.steps import code_of, errors
from tests.factories import accounts

pytestmark = pytest.mark.django_db
WRONG = "six words that are all wrong"


def give_passphrase(browser, person, passphrase=None, **more):
    return browser.post("/login/", {"handle": person.member.handle, "passphrase": passphrase or person.passphrase, **more})


def through(browser, person, path="/me/"):
    """Both steps; the last answer."""
    first = give_passphrase(browser, person, next=path)
    return browser.post(first.url, {"code": person.code, "next": path})


@pytest.fixture
def person():
    return accounts.member(handle="awa", totp=True, stage=None)


def test_wrong_handle_and_wrong_passphrase_are_answered_alike(person):
    answers = [
        give_passphrase(accounts.stranger(), person, WRONG),
        accounts.stranger().post("/login/", {"handle": "nobody", "passphrase": WRONG}),
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert {errors(answer) for answer in answers} == {str(REFUSALS["wrong_passphrase"])}


def test_passphrase_alone_opens_no_page(person):
    browser = accounts.stranger()
    give_passphrase(browser, person)
    for path in ("/", "/me/", "/me/trail/", "/organisation/"):
        assert browser.get(path).url.startswith("/second-factor/")
    assert browser.post("/me/suspend/").status_code == 302
    assert not Session.objects.filter(stage=Stage.OPEN).exists()


def test_token_changes_at_every_stage(person):
    browser = accounts.stranger()
    give_passphrase(browser, person)
    half = browser.cookies[settings.COOKIE_NAME].value
    browser.post("/second-factor/", {"code": person.code})
    assert browser.cookies[settings.COOKIE_NAME].value != half
    stale = accounts.stranger()
    stale.cookies[settings.COOKIE_NAME] = half
    assert stale.get("/me/").url.startswith("/login/")


def test_cookies_are_for_this_host_and_out_of_reach_of_scripts(person):
    browser = accounts.stranger()
    through(browser, person)
    for name in (settings.COOKIE_NAME, BROWSER_COOKIE):
        cookie = browser.cookies[name]
        assert name.startswith("__Host-")
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
            True,
            True,
            "Strict",
            "/",
            "",
        )
    assert browser.cookies[settings.COOKIE_NAME]["max-age"] == ""


@pytest.mark.parametrize(
    "path", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", "", "me"]
)
def test_next_never_leads_elsewhere(person, path):
    assert through(accounts.stranger(), person, path).url == "/"


def test_next_leads_back_to_the_page_asked_for(person):
    assert through(accounts.stranger(), person, "/organisation/?x=1").url == "/organisation/?x=1"


def test_code_works_once(person):
    """A code seen over the shoulder, or on the wire, is used up."""
    first, second = accounts.stranger(), accounts.stranger()
    code = person.code
    give_passphrase(first, person)
    give_passphrase(second, person)
    assert first.post("/second-factor/", {"code": code}).status_code == 302
    replayed = second.post("/second-factor/", {"code": code})
    assert replayed.status_code == 422
    assert errors(replayed) == str(REFUSALS["code_replayed"])


def test_older_code_is_refused_after_a_newer_one(person):
    browser, other = accounts.stranger(), accounts.stranger()
    old, new = code_of(person.seed), person.code
    give_passphrase(browser, person)
    browser.post("/second-factor/", {"code": new})
    give_passphrase(other, person)
    assert errors(other.post("/second-factor/", {"code": old})) == str(REFUSALS["code_replayed"])


def test_guessing_codes_ends_the_half_open_session(person):
    browser = accounts.stranger()
    give_passphrase(browser, person)
    wrong = "000000" if person.code != "000000" else "111111"
    answers = [browser.post("/second-factor/", {"code": wrong}).status_code for _ in range(GUESSES_CODE + 1)]
    assert answers == [422] * GUESSES_CODE + [429]
    assert not Session.objects.exists()
    assert browser.get("/second-factor/").url.startswith("/login/")


def test_attacker_is_locked_out_and_a_known_browser_is_not(person):
    owner, attacker = accounts.stranger(), accounts.stranger()
    through(owner, person)
    owner.post("/logout/")
    answers = [give_passphrase(attacker, person, WRONG).status_code for _ in range(GUESSES_UNKNOWN_BROWSER + 3)]
    assert answers == [422] * GUESSES_UNKNOWN_BROWSER + [429] * 3
    assert give_passphrase(attacker, person).status_code == 429, "even the right passphrase waits, for a browser nobody knows"
    assert give_passphrase(owner, person).status_code == 302
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert give_passphrase(attacker, person).status_code == 302


def test_guessing_at_one_account_locks_no_other(person):
    other = accounts.member(totp=True, stage=None)
    for _ in range(GUESSES_UNKNOWN_BROWSER + 1):
        give_passphrase(accounts.stranger(), person, WRONG)
    assert give_passphrase(accounts.stranger(), other).status_code == 302


def test_limit_acts_before_the_passphrase_is_stretched(person, monkeypatch):
    for _ in range(GUESSES_UNKNOWN_BROWSER):
        give_passphrase(accounts.stranger(), person, WRONG)
    stretched = []
    monkeypatch.setattr("seereya.foundation.seal.stretch", lambda *a, **_: stretched.append(a))
    assert give_passphrase(accounts.stranger(), person).status_code == 429
    assert stretched == []


def test_suspended_member_learns_it_only_with_the_right_passphrase(person):
    person.member.status = MemberStatus.SUSPENDED
    person.member.save()
    assert errors(give_passphrase(accounts.stranger(), person)) == str(REFUSALS["suspended"])
    assert errors(give_passphrase(accounts.stranger(), person, WRONG)) == str(REFUSALS["wrong_passphrase"])


def test_session_dies_with_the_account():
    person = accounts.member()
    browser = accounts.browser_for(person)
    assert browser.get("/me/").status_code == 200
    services.suspend(by=person, member_id=person.id)
    assert browser.get("/me/").url.startswith("/login/")


def test_session_ends_after_ten_hours_whatever_happens():
    browser = accounts.browser_for(accounts.member())
    with time_machine.travel(clock.now() + timedelta(hours=settings.SESSION_HOURS, seconds=1)):
        assert browser.get("/me/").url.startswith("/login/")


def test_half_open_session_lives_five_minutes(person):
    browser = accounts.stranger()
    give_passphrase(browser, person)
    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=1)):
        assert browser.get("/second-factor/").url.startswith("/login/")


def test_pause_locks_and_the_passphrase_alone_reopens():
    person = accounts.member()
    browser = accounts.browser_for(person)
    with time_machine.travel(clock.now() + timedelta(minutes=settings.SESSION_IDLE_MINUTES, seconds=1)):
        sent = browser.get("/me/?page=2")
        assert sent.url == "/unlock/?next=%2Fme%2F%3Fpage%3D2"
        session = Session.objects.get()
        assert (session.stage, bytes(session.private_boxed)) == (Stage.LOCKED, b"")
        assert browser.post(sent.url, {"passphrase": WRONG, "next": "/me/"}).status_code == 422
        before = browser.cookies[settings.COOKIE_NAME].value
        assert browser.post(sent.url, {"passphrase": person.passphrase, "next": "/me/?page=2"}).url == "/me/?page=2"
        assert browser.cookies[settings.COOKIE_NAME].value != before
        assert browser.get("/me/").status_code == 200


def test_form_sent_while_locked_leads_back_to_its_page():
    browser = accounts.browser_for(accounts.member(stage=Stage.LOCKED))
    sent = browser.post("/me/sessions/close/", headers={"referer": "https://testserver/me/"})
    assert sent.url == "/unlock/?next=%2Fme%2F"
    foreign = browser.post("/me/sessions/close/", headers={"referer": "https://elsewhere.example/me/"})
    assert foreign.url == "/unlock/"


def test_script_is_told_plainly_that_the_session_is_locked():
    browser = accounts.browser_for(accounts.member(stage=Stage.LOCKED))
    assert browser.get("/me/", headers={"sec-fetch-dest": "empty"}).status_code == 401


@pytest.mark.parametrize("path", ["/lock/", "/organisation/vaults/close/"])
def test_locking_on_wish_throws_the_key_away(path):
    browser = accounts.browser_for(accounts.member())
    assert browser.post(path).url == "/unlock/"
    assert bytes(Session.objects.get().private_boxed) == b""
    assert browser.get("/me/").url.startswith("/unlock/")


def test_forged_form_is_refused(person):
    browser = accounts.stranger(enforce_csrf_checks=True)
    assert give_passphrase(browser, person).status_code == 403
    inside = accounts.browser_for(accounts.member(), enforce_csrf_checks=True)
    assert inside.post("/me/suspend/").status_code == 403


def test_language_follows_the_member_into_other_browsers():
    person = accounts.member(language="fr")
    browser = accounts.browser_for(person)
    assert browser.get("/me/").headers["Content-Language"] == "fr"
    assert browser.post("/language/", {"language": "en", "next": "/me/"}).url == "/me/"
    assert accounts.browser_for(accounts.log_in(person)).get("/me/").headers["Content-Language"] == "en"
    guest = accounts.stranger()
    guest.post("/language/", {"language": "en"})
    assert guest.get("/login/").headers["Content-Language"] == "en"
    assert guest.post("/language/", {"language": "xx", "next": "//evil.example"}).url == "/"


def test_refused_logins_are_in_the_members_log(person):
    give_passphrase(accounts.stranger(), person, WRONG)
    browser = accounts.stranger()
    through(browser, person)
    page = browser.get("/me/trail/").content.decode()
    assert AuditEntry.objects.filter(tag="accounts:member:refuse-login", subject=person.id).count() == 1
    assert page.count("<li") >= 2


def test_handle_that_nobody_has_is_not_written_down():
    accounts.stranger().post("/login/", {"handle": "nobody-at-all", "passphrase": WRONG})
    assert not AuditEntry.objects.exists()


def test_locked_session_is_not_reopened_by_guessing():
    person = accounts.member(stage=Stage.LOCKED)
    browser = accounts.browser_for(person)
    answers = [browser.post("/unlock/", {"passphrase": WRONG}).status_code for _ in range(GUESSES_UNKNOWN_BROWSER + 1)]
    assert answers[-1] == 429


def test_cookie_of_nonsense_is_a_guest():
    browser = accounts.stranger()
    for value in ("", "x", "é", "A" * 5000, "-_-_"):
        browser.cookies[settings.COOKIE_NAME] = value
        assert browser.get("/me/").url.startswith("/login/")


def test_database_alone_does_not_hold_the_key(person):
    """A stolen database with live sessions opens nothing: the box's key is in the cookie only."""
    step = services.give_passphrase(handle="awa", passphrase=person.passphrase, browser=b"")
    row = Session.objects.get()
    assert person.private_key not in bytes(row.private_boxed)
    assert step.token not in bytes(row.token_hash) + bytes(row.private_boxed)


def test_two_steps_with_services_only(person):
    step = services.give_passphrase(handle="awa", passphrase=person.passphrase, browser=b"")
    with pytest.raises(Refused, match="wrong_code"):
        services.give_totp(by=step.actor, code="12", browser=b"")
    inside = services.give_totp(by=step.actor, code=person.code, browser=b"")
    assert inside.actor.private_key == person.private_key
    with pytest.raises(Refused, match="no_session"):
        services.give_totp(by=inside.actor, code=person.code, browser=b"")


def test_colleague_of_another_organisation_logs_in_where_somebody_is_logged_in_already(person):
    """On PostgreSQL the first one's wall must not hide the second one."""
    browser = accounts.browser_for(accounts.member())
    assert through(browser, person).url == "/me/"
    assert "awa" in browser.get("/me/").content.decode()
