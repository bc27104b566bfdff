"""Passkeys, with a software authenticator: what is accepted, and what a thief might try."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts import services
from seereya.accounts.models import Authenticator, Session
from seereya.accounts.rules import Refused, Stage
from tests.accounts.authenticator import SoftPasskey, text
from tests.accounts.steps import enrol, offered
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def register(person, passkey):
    services.register_passkey(by=person, response=passkey.create(services.offer_passkey(by=person)), label="blue key")
    return passkey


@pytest.fixture
def person():
    return accounts.member(handle="awa")


@pytest.fixture
def passkey(person):
    made = register(person, SoftPasskey())
    accounts.log_in(person, Stage.HALF)
    return made


def test_enrol_and_log_in_with_a_passkey_only():
    _, tokens = services.found_organisation(code="AMDH", name="AMDH")
    browser, passkey = accounts.stranger(), SoftPasskey()
    words = offered(browser.get(f"/enrol/{tokens[0]}/"), handle="awa")
    browser.post(f"/enrol/{tokens[0]}/", words)
    options = browser.post("/new-passkey/options/").json()
    done = browser.post("/first-factor/passkey/", {"response": json.dumps(passkey.create(options))})
    assert done.context["code"]
    browser.post("/logout/")

    browser.post("/login/", {"handle": "awa", "passphrase": words["passphrase"]})
    page = browser.get("/second-factor/")
    assert page.context["kinds"] == {"passkey"}
    options = browser.post("/second-factor/passkey/options/").json()
    answer = {"response": json.dumps(passkey.get(options)), "next": "/me/"}
    assert browser.post("/second-factor/passkey/", answer).url == "/me/"
    assert browser.get("/me/").status_code == 200


def test_right_answer_opens(person, passkey):
    step = services.give_passkey(by=person, response=passkey.get(services.begin_passkey(by=person)), browser=b"")
    assert step.actor.session.stage == Stage.OPEN
    assert Authenticator.objects.get(kind="passkey").sign_count == passkey.count


def test_answer_serves_once(person, passkey):
    options = services.begin_passkey(by=person)
    answer = passkey.get(options)
    services.check_passkey(by=person, response=answer)
    with pytest.raises(Refused, match="passkey_failed"):
        services.check_passkey(by=person, response=answer)


def test_challenge_is_used_up_by_a_wrong_answer(person, passkey):
    options = services.begin_passkey(by=person)
    with pytest.raises(Refused, match="passkey_failed"):
        services.check_passkey(by=person, response=SoftPasskey().get(options))
    with pytest.raises(Refused, match="passkey_failed"):
        services.check_passkey(by=person, response=passkey.get(options))


def test_copied_authenticator_is_noticed(person, passkey):
    """Its counter stands behind that of the original."""
    services.check_passkey(by=person, response=passkey.get(services.begin_passkey(by=person)))
    with pytest.raises(Refused, match="passkey_failed"):
        services.check_passkey(by=person, response=passkey.get(services.begin_passkey(by=person), counted=False))


def test_authenticator_that_counts_nothing_is_accepted_again_and_again(person):
    passkey = register(person, SoftPasskey(count=0))
    for _ in range(2):
        services.check_passkey(by=person, response=passkey.get(services.begin_passkey(by=person)))


@pytest.mark.parametrize("change", [{"origin": "https://elsewhere.example"}, {"host": "elsewhere.example"}])
def test_answer_for_another_site_is_refused(person, passkey, change):
    vars(passkey).update(change)
    with pytest.raises(Refused, match="passkey_failed"):
        services.check_passkey(by=person, response=passkey.get(services.begin_passkey(by=person)))


def test_passkey_of_somebody_else_is_refused(person, passkey):
    other = accounts.member()
    theirs = register(other, SoftPasskey())
    with pytest.raises(Refused, match="passkey_failed"):
        services.check_passkey(by=person, response=theirs.get(services.begin_passkey(by=person)))


def test_challenge_to_make_a_key_does_not_serve_to_log_in(person, passkey):
    options = services.offer_passkey(by=person)
    with pytest.raises(Refused, match="passkey_failed"):
        services.check_passkey(by=person, response=passkey.get(options))


def test_code_application_and_passkey_offers_do_not_disturb_one_another():
    _, tokens = services.found_organisation(code="AMDH", name="AMDH")
    browser = accounts.stranger()
    words = offered(browser.get(f"/enrol/{tokens[0]}/"), handle="awa")
    browser.post(f"/enrol/{tokens[0]}/", words)
    seed = browser.get("/first-factor/").context["seed"].seed
    browser.post("/new-passkey/options/")
    assert browser.get("/first-factor/").context["seed"].seed == seed


def test_member_who_is_in_adds_and_removes_passkeys():
    browser = accounts.stranger()
    passphrase, _, _ = enrol(browser, services.found_organisation(code="AMDH", name="AMDH")[1][0])
    options = browser.post("/new-passkey/options/").json()
    fields = {"response": json.dumps(SoftPasskey().create(options)), "label": "blue key", "passphrase": passphrase}
    assert browser.post("/me/passkey/", fields).url == "/me/"
    row = Authenticator.objects.get(kind="passkey")
    assert "blue key" in browser.get("/me/").content.decode()
    assert browser.post(f"/me/factor/{row.id}/remove/", {"passphrase": "wrong"}).status_code == 422
    assert browser.post(f"/me/factor/{row.id}/remove/", {"passphrase": passphrase}).url == "/me/"
    last = Authenticator.objects.get()
    assert browser.post(f"/me/factor/{last.id}/remove/", {"passphrase": passphrase}).status_code == 422


def test_wrong_passkey_is_said_on_the_page(person, passkey):
    browser = accounts.browser_for(person)
    browser.post("/second-factor/passkey/options/")
    for junk in ("", "not json", "[]", "{}", '{"id": 3}'):
        assert browser.post("/second-factor/passkey/", {"response": junk}).status_code == 422
    assert Session.objects.get(token_hash=person.session.token_hash).stage == Stage.HALF


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40) | st.binary(max_size=80).map(text),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "rawId", "type", "response", "clientDataJSON", "attestationObject", "authenticatorData", "signature"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(answer=st.dictionaries(st.sampled_from(["id", "rawId", "type", "response"]), _json))
def test_nonsense_is_refused_and_breaks_nothing(answer):
    person = accounts.member()
    register(person, SoftPasskey())
    services.begin_passkey(by=person)
    with pytest.raises(Refused, match="passkey_failed"):
        services.check_passkey(by=person, response=answer)
    services.offer_passkey(by=person)
    with pytest.raises(Refused, match="passkey_failed"):
        services.register_passkey(by=person, response=answer)
