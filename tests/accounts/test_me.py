"""One's own account."""

import pytest

from seereya.accounts import services
from seereya.accounts.models import Authenticator, Member, Session
from seereya.accounts.rules import MemberStatus, Refused
from seereya.accounts.wording import REFUSALS
from tests.accounts.steps import code_of, errors, offered
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return accounts.member(handle="awa", totp=True)


@pytest.fixture
def browser(person):
    return accounts.browser_for(person)


@pytest.mark.parametrize(
    "path", ["/me/", "/me/trail/", "/me/code/", "/me/passkey/", "/me/recovery-code/", "/me/passphrase/", "/me/suspend/"]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_the_account_answers(person, browser, path, language):
    person.member.language = language
    person.member.save()
    assert browser.get(path).status_code == 200


def test_new_code_application_replaces_the_old_one(person, browser):
    seed = browser.get("/me/code/").context["seed"].seed
    wrong = browser.post("/me/code/", {"code": code_of(seed), "passphrase": "wrong"})
    assert errors(wrong) == str(REFUSALS["wrong_passphrase"])
    assert browser.post("/me/code/", {"code": code_of(seed), "passphrase": person.passphrase}).url == "/me/"
    assert Authenticator.objects.filter(member=person.member, kind="totp").count() == 1
    person.seed = seed
    accounts.stranger().post("/login/", {"handle": "awa", "passphrase": person.passphrase})


def test_new_recovery_code_asks_for_the_passphrase_and_is_shown_once(person, browser):
    old = accounts.printed_code(person)
    assert browser.post("/me/recovery-code/", {"passphrase": "wrong"}).status_code == 422
    page = browser.post("/me/recovery-code/", {"passphrase": person.passphrase})
    with pytest.raises(Refused, match="wrong_recovery_code"):
        services.recover_with_code(handle="awa", code=old, passphrase="x", browser=b"")
    services.recover_with_code(handle="awa", code=page.context["code"], passphrase="x", browser=b"")


def test_new_passphrase_ends_the_other_sessions(person, browser):
    other = accounts.browser_for(accounts.log_in(person))
    words = offered(browser.get("/me/passphrase/"), old=person.passphrase)
    assert browser.post("/me/passphrase/", words | {"old": "wrong"}).status_code == 422
    assert browser.post("/me/passphrase/", words).url == "/me/"
    assert other.get("/me/").url.startswith("/login/")
    assert browser.get("/me/").status_code == 200
    with pytest.raises(Refused, match="wrong_passphrase"):
        services.give_passphrase(handle="awa", passphrase=person.passphrase, browser=b"")
    assert (
        services.give_passphrase(handle="awa", passphrase=words["passphrase"], browser=b"").actor.private_key
        == person.private_key
    )


def test_other_sessions_are_closed_and_this_one_stays(person, browser):
    other = accounts.browser_for(accounts.log_in(person))
    assert "1" in browser.get("/me/").content.decode()
    browser.post("/me/sessions/close/")
    assert Session.objects.count() == 1
    assert browser.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


def test_suspend_me_ends_everything_at_once(person, browser):
    page = browser.post("/me/suspend/")
    assert page.status_code == 200
    assert Member.objects.get(handle="awa").status == MemberStatus.SUSPENDED
    assert not Session.objects.exists()
    with pytest.raises(Refused, match="suspended"):
        services.give_passphrase(handle="awa", passphrase=person.passphrase, browser=b"")


def test_last_factor_stays(person, browser):
    only = Authenticator.objects.get(member=person.member)
    page = browser.post(f"/me/factor/{only.id}/remove/", {"passphrase": person.passphrase})
    assert errors(page) == str(REFUSALS["last_factor"])


def test_factor_of_somebody_else_is_not_there(browser, person):
    other = Authenticator.objects.get(member=accounts.member(totp=True).member)
    page = browser.post(f"/me/factor/{other.id}/remove/", {"passphrase": person.passphrase})
    assert errors(page) == str(REFUSALS["no_such_factor"])


def test_trail_names_what_others_did_to_my_account(person, browser):
    colleague = accounts.member(organisation=person.member.organisation, handle="bintou")
    services.suspend(by=colleague, member_id=person.id)
    services.restore(by=colleague, member_id=person.id)
    again = accounts.browser_for(accounts.log_in(person))
    page = again.get("/me/trail/", headers={"accept-language": "en"})
    assert [line.who for line in page.context["trail"]][:2] == ["bintou", "bintou"]


def test_long_trail_goes_on_on_the_next_page(person, browser):
    for _ in range(60):
        services.sessions.record(
            tag=services.sessions.Tag.SESSION_UNLOCKED, actor=person.id, organisation=person.organisation_id, subject=person.id
        )
    first = browser.get("/me/trail/")
    assert len(first.context["trail"]) == 50
    second = browser.get(f"/me/trail/?before={first.context['before']}")
    assert len(second.context["trail"]) >= 10
    assert second.context["before"] is None
    assert browser.get("/me/trail/?before=x'--").status_code == 200
