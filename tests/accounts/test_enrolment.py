"""From an invitation's link to a page and out again, as a person's browser does it; and every way an invitation fails."""

from datetime import timedelta

import pytest
import time_machine

from seereya.accounts import services
from seereya.accounts.models import Authenticator, Invitation, Member, Session
from seereya.accounts.rules import MemberStatus, Refused, Role, Stage
from seereya.accounts.wording import REFUSALS
from seereya.foundation import clock
from tests.accounts.steps import code_of, enrol, errors, offered
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def token():
    return services.found_organisation(code="AMDH", name="AMDH")[1][0]


def test_enrol_log_out_log_in_log_out(token):
    browser = accounts.stranger()
    passphrase, seed, last = enrol(browser, token)
    assert last.status_code == 200
    assert len(last.context["code"]) > 30
    assert browser.get("/me/").status_code == 200

    out = browser.post("/logout/")
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/me/").url.startswith("/login/")

    first = browser.post("/login/", {"handle": "AWA", "passphrase": passphrase.upper(), "next": "/me/"})
    assert first.url == "/second-factor/?next=%2Fme%2F"
    assert browser.get("/me/").url.startswith("/second-factor/")
    with time_machine.travel(clock.now() + timedelta(seconds=60)):
        second = browser.post(first.url, {"code": code_of(seed), "next": "/me/"})
        assert second.url == "/me/"
        assert "awa" in browser.get("/me/").content.decode()
    browser.post("/logout/")
    assert Session.objects.count() == 0


def _invitation(**changes):
    token = services.found_organisation(code="FIDH", name="FIDH")[1][0]
    Invitation.objects.filter(token_hash=services.find_invitation(token).token_hash).update(**changes)
    return token


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"expires_at": clock.now() - timedelta(seconds=1)}, "invitation_expired"),
        ({"withdrawn_at": clock.now()}, "invitation_withdrawn"),
        ({"ceremony": False}, "invitation_not_approved"),
    ],
)
def test_invitation_that_cannot_be_used_says_why(changes, code):
    page = accounts.stranger().get(f"/enrol/{_invitation(**changes)}/")
    assert page.status_code == 409
    assert page.context["refusal"] == str(REFUSALS[code])


def test_unknown_link_and_used_link_have_their_pages(token):
    browser = accounts.stranger()
    assert "invitation" in browser.get("/enrol/nothing-of-the-kind/").context["refusal"]
    enrol(browser, token)
    again = accounts.stranger().get(f"/enrol/{token}/")
    assert again.status_code == 409
    assert again.context["refusal"] == str(REFUSALS["invitation_used"])
    assert again.context["giver"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"handle": "A name with spaces"}, "bad_handle"),
        ({"handle": "taken"}, "handle_taken"),
        ({"passphrase": "six words that I made up"}, "passphrase_differs"),
        ({"ticket": "forged"}, "offer_expired"),
    ],
)
def test_mistake_is_said_and_the_same_passphrase_shown_again(token, changes, code):
    accounts.member(handle="taken")
    browser = accounts.stranger()
    words = offered(browser.get(f"/enrol/{token}/"), handle="awa") | changes
    page = browser.post(f"/enrol/{token}/", words)
    assert page.status_code == 422
    assert str(REFUSALS[code]) in errors(page)
    assert words["offered"] in page.content.decode()
    assert not Member.objects.filter(handle="awa").exists()


def test_passphrase_offered_to_one_is_no_good_after_an_hour(token):
    browser = accounts.stranger()
    words = offered(browser.get(f"/enrol/{token}/"), handle="awa")
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        assert str(REFUSALS["offer_expired"]) in errors(browser.post(f"/enrol/{token}/", words))


def test_enrolment_that_broke_off_goes_on_at_the_next_login(token):
    browser = accounts.stranger()
    words = offered(browser.get(f"/enrol/{token}/"), handle="awa")
    browser.post(f"/enrol/{token}/", words)
    later = accounts.stranger()
    first = later.post("/login/", {"handle": "awa", "passphrase": words["passphrase"]})
    page = later.get(first.url, follow=True)
    assert page.redirect_chain[-1][0] == "/first-factor/"
    done = later.post("/first-factor/", {"code": code_of(page.context["seed"].seed)})
    assert done.context["code"]
    assert Member.objects.get(handle="awa").status == MemberStatus.ACTIVE


def test_seed_is_nowhere_in_clear_between_showing_and_proving(token):
    browser = accounts.stranger()
    browser.post(f"/enrol/{token}/", offered(browser.get(f"/enrol/{token}/"), handle="awa"))
    seed = browser.get("/first-factor/").context["seed"].seed
    assert browser.get("/first-factor/").context["seed"].seed == seed
    session = Session.objects.get()
    assert session.challenge
    for model in (Session, Member, Authenticator):
        for row in model.objects.values_list():
            for value in row:
                data = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                assert seed.encode() not in data


def test_wrong_first_code_keeps_the_seed(token):
    browser = accounts.stranger()
    browser.post(f"/enrol/{token}/", offered(browser.get(f"/enrol/{token}/"), handle="awa"))
    seed = browser.get("/first-factor/").context["seed"].seed
    page = browser.post("/first-factor/", {"code": "000000" if code_of(seed) != "000000" else "111111"})
    assert page.status_code == 422
    assert page.context["seed"].seed == seed
    assert not Authenticator.objects.exists()


def test_whoever_has_a_factor_cannot_set_a_first_one_with_the_passphrase_alone():
    """Otherwise a stolen passphrase would be enough."""
    victim = accounts.member(totp=True, stage=Stage.HALF)
    thief = accounts.browser_for(victim)
    page = thief.get("/first-factor/")
    assert page.status_code == 409
    assert page.context["refusal"] == str(REFUSALS["factor_exists"])
    assert thief.post("/first-factor/", {"code": "123456"}).status_code == 409
    assert thief.post("/first-factor/passkey/", {"response": "{}"}).status_code in {409, 422}
    assert thief.post("/new-passkey/options/").status_code == 409
    assert not Session.objects.filter(stage=Stage.OPEN).exists()


def test_pages_for_guests_are_in_french_and_in_english(token):
    for language in ("fr", "en"):
        page = accounts.stranger().get(f"/enrol/{token}/", headers={"accept-language": language})
        assert page.headers["Content-Language"] == language
        assert page.status_code == 200


def test_invitation_needs_two_people():
    office = accounts.organisation()
    inviter = accounts.member(Role.COORDINATOR, organisation=office)
    token, invitation = services.invite(by=inviter, roles=[Role.MONITOR])
    with pytest.raises(Refused, match="second_person_needed"):
        services.approve_invitation(by=inviter, invitation_id=invitation.id)
    with pytest.raises(Refused, match="invitation_not_approved"):
        services.find_invitation(token)
    services.approve_invitation(by=accounts.member(Role.SECURITY, organisation=office), invitation_id=invitation.id)
    _, _, last = enrol(accounts.stranger(), token)
    assert last.status_code == 200


def test_stranger_organisation_cannot_approve():
    inviter = accounts.member(Role.COORDINATOR)
    _, invitation = services.invite(by=inviter, roles=[Role.MONITOR])
    with pytest.raises(Refused, match="no_such_invitation"):
        services.approve_invitation(by=accounts.member(Role.COORDINATOR), invitation_id=invitation.id)
