"""Ways back in, for the owner and for nobody else."""

from itertools import combinations

import pytest

from seereya.accounts import services
from seereya.accounts.models import Member, Session
from seereya.accounts.rules import MemberStatus, Refused, Role, Stage
from seereya.accounts.wording import REFUSALS
from seereya.audit.models import AuditEntry
from tests.accounts.steps import code_of, errors, offered
from tests.factories import accounts

pytestmark = pytest.mark.django_db
COUNTRIES = ["Mali", "Mali", "France", "Canada", "Sénégal"]


@pytest.fixture
def person():
    return accounts.member(handle="awa", totp=True)


def test_lost_phone_is_replaced_with_the_printed_code(person):
    code = accounts.printed_code(person)
    browser = accounts.stranger()
    words = offered(browser.get("/recover/"), handle="Awa", code=code.lower().replace("-", " "))
    assert browser.post("/recover/", words).url == "/first-factor/"
    assert not Session.objects.exclude(stage=Stage.HALF).exists(), "sessions that were open somewhere have ended"
    seed = browser.get("/first-factor/").context["seed"].seed
    last = browser.post("/first-factor/", {"code": code_of(seed)})
    assert last.context["code"] != code
    assert browser.get("/me/").status_code == 200
    with pytest.raises(Refused, match="wrong_passphrase"):
        services.give_passphrase(handle="awa", passphrase=person.passphrase, browser=b"")
    assert (
        services.give_passphrase(handle="awa", passphrase=words["passphrase"], browser=b"").actor.private_key
        == person.private_key
    )


def test_printed_code_works_once(person):
    code = accounts.printed_code(person)
    browser = accounts.stranger()
    browser.post("/recover/", offered(browser.get("/recover/"), handle="awa", code=code))
    again = accounts.stranger()
    page = again.post("/recover/", offered(again.get("/recover/"), handle="awa", code=code))
    assert errors(page) == str(REFUSALS["wrong_recovery_code"])


@pytest.mark.parametrize(("handle", "code"), [("awa", "0000-0000"), ("nobody", "0000-0000"), ("awa", "é"), ("awa", "A" * 36)])
def test_wrong_code_and_wrong_handle_are_answered_alike(person, handle, code):
    accounts.printed_code(person)
    browser = accounts.stranger()
    page = browser.post("/recover/", offered(browser.get("/recover/"), handle=handle, code=code))
    assert page.status_code == 422
    assert errors(page) == str(REFUSALS["wrong_recovery_code"])


def test_strangers_who_try_codes_cannot_keep_the_owner_out(person):
    code = accounts.printed_code(person)
    for _ in range(40):
        with pytest.raises(Refused, match="wrong_recovery_code"):
            services.recover_with_code(handle="awa", code="0000", passphrase="x", browser=b"")
    assert AuditEntry.objects.filter(tag="accounts:member:refuse-login").count() <= 10
    assert services.recover_with_code(handle="awa", code=code, passphrase="x", browser=b"").actor.id == person.id


def test_passphrase_chosen_by_somebody_is_refused(person):
    with pytest.raises(Refused, match="offer_expired"):
        services.come_back(handle="awa", code=accounts.printed_code(person), passphrase="letmein", ticket="x", browser=b"")


def test_suspended_member_does_not_come_back_by_code(person):
    code = accounts.printed_code(person)
    services.suspend(by=person, member_id=person.id)
    with pytest.raises(Refused, match="wrong_recovery_code"):
        services.recover_with_code(handle="awa", code=code, passphrase="x", browser=b"")


def test_recovery_that_broke_off_before_the_factor_goes_on_at_login(person):
    step = services.recover_with_code(handle="awa", code=accounts.printed_code(person), passphrase="new words", browser=b"")
    step.actor.session.delete()
    browser = accounts.stranger()
    browser.post("/login/", {"handle": "awa", "passphrase": "new words"})
    assert browser.get("/second-factor/").url == "/first-factor/"


@pytest.fixture
def office():
    organisation = accounts.organisation()
    first = accounts.member(Role.COORDINATOR, organisation=organisation)
    lost = accounts.member(Role.DOCUMENTALIST, organisation=organisation, handle="lost")
    shares = services.make_recovery_shares(by=first, countries=COUNTRIES)
    lost.member.refresh_from_db()
    services.seal_to_organisation(by=lost)
    return first, lost, shares


def test_any_three_custodians_bring_somebody_back_and_no_two(office):
    first, lost, shares = office
    for two in combinations(shares, 2):
        with pytest.raises(Refused, match="too_few_shares"):
            services.recover_with_shares(by=first, member_id=lost.id, shares=list(two), passphrase="x y z")
    for number, three in enumerate(combinations(shares, 3)):
        services.recover_with_shares(by=first, member_id=lost.id, shares=list(three), passphrase=f"way {number}")
        assert (
            services.give_passphrase(handle="lost", passphrase=f"way {number}", browser=b"").actor.private_key == lost.private_key
        )
    assert number == 9


def test_same_share_twice_is_one_share(office):
    first, lost, shares = office
    with pytest.raises(Refused, match="too_few_shares"):
        services.recover_with_shares(
            by=first, member_id=lost.id, shares=[shares[0], shares[0].lower(), shares[1]], passphrase="x"
        )


def test_shares_of_another_organisation_open_nothing(office):
    first, lost, shares = office
    stranger = accounts.member(Role.COORDINATOR)
    foreign = services.make_recovery_shares(by=stranger, countries=COUNTRIES)
    with pytest.raises(Refused, match="bad_share"):
        services.recover_with_shares(by=first, member_id=lost.id, shares=foreign[:3], passphrase="x")
    with pytest.raises(Refused, match="mixed_shares"):
        services.recover_with_shares(by=first, member_id=lost.id, shares=[*shares[:2], foreign[0]], passphrase="x")
    with pytest.raises(Refused, match="no_such_member"):
        services.recover_with_shares(by=stranger, member_id=lost.id, shares=shares[:3], passphrase="x")


def test_nobody_brings_back_oneself(office):
    _, lost, shares = office
    with pytest.raises(Refused, match="second_person_needed"):
        services.recover_with_shares(by=lost, member_id=lost.id, shares=shares[:3], passphrase="x")


def test_shares_are_never_replaced_by_one_person(office):
    """Five fresh shares in one hand would open every account that logs in afterwards."""
    first, _, _ = office
    with pytest.raises(Refused, match="second_person_needed"):
        services.make_recovery_shares(by=first, countries=COUNTRIES)
    with pytest.raises(Refused, match="second_person_needed"):
        services.make_recovery_shares(by=first, countries=COUNTRIES, second=first)


def test_three_shares_in_one_country_are_refused():
    with pytest.raises(Refused, match="custodians_in_one_country") as refused:
        services.make_recovery_shares(by=accounts.member(), countries=["ML", "ML", "ML", "FR", "SN"])
    assert refused.value.values == {"country": "ML", "needed": 3}
    with pytest.raises(Refused, match="too_few_custodians"):
        services.make_recovery_shares(by=accounts.member(), countries=["ML", "FR"])


def test_closed_account_is_not_brought_back(office):
    first, lost, shares = office
    Member.objects.filter(id=lost.id).update(status=MemberStatus.LEFT)
    with pytest.raises(Refused, match="no_such_member"):
        services.recover_with_shares(by=first, member_id=lost.id, shares=shares[:3], passphrase="x")
