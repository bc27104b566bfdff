"""The organisation's pages, as colleagues use them."""

import pytest

from seereya.accounts import services
from seereya.accounts.models import Invitation, Member, Session
from seereya.accounts.rules import MemberStatus, Role
from seereya.accounts.services.enrolment import FOUNDERS
from seereya.accounts.wording import REFUSALS
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Grant, GrantRequest, Vault
from seereya.vault.rules import VaultKind
from tests.accounts.steps import enrol, errors, offered
from tests.factories import accounts, vault

pytestmark = pytest.mark.django_db
COUNTRIES = {f"country_{number}": name for number, name in enumerate(["Mali", "Mali", "France", "Canada", "Sénégal"], 1)}


@pytest.fixture
def office():
    return vault.office("AMDH")


@pytest.fixture
def browser(office):
    return accounts.browser_for(office.first)


@pytest.fixture
def colleague(office):
    return office.join(Role.DOCUMENTALIST, handle="colleague")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", ["", "invite/", "ceremony/", "members/{id}/", "members/{id}/roles/", "members/{id}/suspend/", "members/{id}/leave/", "members/{id}/recover/", "vaults/{vault}/revoke/{id}/", "vaults/{vault}/reopen/", "trail/{id}/"])  # fmt: skip
def test_every_page_answers_in_both_languages(office, browser, colleague, language, page):
    office.first.member.language = language
    office.first.member.save()
    where = page.format(id=colleague.id, vault=office.vaults[VaultKind.DOCUMENTATION].id)
    answer = browser.get(f"/organisation/{where}")
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language


def test_invitation_from_one_person_through_another_to_a_third(office, browser):
    page = browser.post("/organisation/invite/", {"roles": ["RO-MON"]})
    path = page.context["link"].removeprefix("http://localhost:8000")
    invitation = Invitation.objects.get()
    assert accounts.stranger().get(path).status_code == 409
    own = browser.post(f"/organisation/invitations/{invitation.id}/approve/")
    assert (own.status_code, own.context["refusal"]) == (409, str(REFUSALS["second_person_needed"]))
    second = accounts.browser_for(office.second)
    assert second.post(f"/organisation/invitations/{invitation.id}/approve/").status_code == 302
    _, _, last = enrol(accounts.stranger(), path.split("/")[2], handle="monitor")
    assert last.status_code == 200
    assert "monitor" in browser.get("/organisation/").content.decode()


def test_withdrawn_invitation_works_no_more(browser):
    link = browser.post("/organisation/invite/", {"roles": ["RO-MON"]}).context["link"]
    browser.post(f"/organisation/invitations/{Invitation.objects.get().id}/withdraw/")
    page = accounts.stranger().get(link.removeprefix("http://localhost:8000"))
    assert page.context["refusal"] == str(REFUSALS["invitation_withdrawn"])


def test_invitation_without_a_role_is_refused(browser):
    assert browser.post("/organisation/invite/").status_code == 422


def test_key_asked_for_by_one_and_given_by_another(office, browser):
    newcomer = office.join(Role.MONITOR, holding=())
    documentation = office.vaults[VaultKind.DOCUMENTATION]
    assert browser.post(f"/organisation/vaults/{documentation.id}/ask/{newcomer.id}/").status_code == 302
    request = GrantRequest.objects.get()
    assert "mine_to_decide=True" not in str(browser.get("/organisation/").context["requests"])
    assert browser.post(f"/organisation/grants/{request.id}/give/").status_code == 409
    second = accounts.browser_for(office.second)
    assert second.get("/organisation/").context["requests"][0].mine_to_decide
    assert second.post(f"/organisation/grants/{request.id}/give/").status_code == 302
    assert Grant.objects.filter(member=newcomer.member, vault=documentation).exists()
    assert second.post(f"/organisation/grants/{request.id}/refuse/").status_code == 409


def test_any_colleague_suspends_and_a_manager_restores(office, colleague):
    monitor = office.join(Role.MONITOR)
    browser = accounts.browser_for(monitor)
    assert browser.get(f"/organisation/members/{colleague.id}/suspend/").status_code == 200
    assert Member.objects.get(id=colleague.id).status == MemberStatus.ACTIVE
    assert browser.post(f"/organisation/members/{colleague.id}/suspend/").status_code == 302
    assert not Session.objects.filter(member=colleague.member).exists()
    assert browser.post(f"/organisation/members/{colleague.id}/restore/").status_code == 403
    manager = accounts.browser_for(office.second)
    assert manager.post(f"/organisation/members/{colleague.id}/restore/").status_code == 302
    assert Member.objects.get(id=colleague.id).status == MemberStatus.ACTIVE


def test_end_of_a_membership(browser, colleague):
    assert browser.post(f"/organisation/members/{colleague.id}/leave/").status_code == 302
    assert Member.objects.get(id=colleague.id).status == MemberStatus.LEFT
    assert browser.post(f"/organisation/members/{colleague.id}/leave/").status_code == 409


def test_end_of_a_membership_that_would_close_a_vault_is_refused_in_words(office, browser):
    page = browser.post(f"/organisation/members/{office.second.id}/leave/")
    assert (page.status_code, page.context["refusal"]) == (409, str(REFUSALS["last_holder"]))


def test_roles_are_changed_by_a_manager_and_never_ones_own(office, browser, colleague):
    browser.post(f"/organisation/members/{colleague.id}/roles/", {"roles": ["RO-MON", "RO-FIN"]})
    assert {one.role for one in colleague.member.roles_held.all()} == {"RO-MON", "RO-FIN"}
    page = browser.post(f"/organisation/members/{office.first.id}/roles/", {"roles": ["RO-AVO"]})
    assert page.status_code == 422
    assert browser.post(f"/organisation/members/{colleague.id}/roles/", {"roles": ["RO-XXX"]}).status_code == 422


@pytest.mark.parametrize(
    "path", ["members/{id}/", "members/{id}/suspend/", "members/{id}/leave/", "members/{id}/roles/", "members/{id}/recover/"]
)
def test_member_of_another_organisation_is_not_there(browser, path):
    stranger = vault.office().first
    nobody = new_id()
    answers = [browser.get(f"/organisation/{path.format(id=one)}") for one in (stranger.id, nobody)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert browser.post(f"/organisation/{path.format(id=stranger.id)}").status_code in {404, 405}


def test_new_key_with_one_button(office, browser):
    documentation = office.vaults[VaultKind.DOCUMENTATION]
    assert browser.post(f"/organisation/vaults/{documentation.id}/rotate/").status_code == 302
    assert Vault.objects.get(id=documentation.id).version == 2
    casework = office.vaults[VaultKind.CASEWORK]
    assert browser.post(f"/organisation/vaults/{casework.id}/rotate/").status_code in {403, 409}


def test_key_taken_back_after_a_page_that_asks(office, browser, colleague):
    documentation = office.vaults[VaultKind.DOCUMENTATION]
    where = f"/organisation/vaults/{documentation.id}/revoke/{colleague.id}/"
    assert browser.get(where).status_code == 200
    assert browser.post(where).status_code == 302
    assert browser.get(where).status_code == 404
    assert Vault.objects.get(id=documentation.id).version == 2


def test_rotation_that_was_due_happens_at_the_next_login(office, colleague):
    person = office.join(Role.DOCUMENTALIST, totp=True, stage=None)
    documentation = office.vaults[VaultKind.DOCUMENTATION]
    Vault.objects.filter(id=documentation.id).update(rotation_due_at=documentation.made_at)
    browser = accounts.stranger()
    browser.post("/login/", {"handle": person.member.handle, "passphrase": person.passphrase})
    browser.post("/second-factor/", {"code": person.code})
    documentation.refresh_from_db()
    assert (documentation.version, documentation.rotation_due_at) == (2, None)


@pytest.fixture
def founders():
    organisation = accounts.organisation("FIDH")
    return [accounts.member(*sorted(roles), organisation=organisation) for roles in FOUNDERS]


def test_founding_ceremony_prints_five_sheets(founders):
    first, second = founders
    browser = accounts.browser_for(first)
    assert browser.get("/organisation/").context["ceremony_due"]
    words = {"handle": second.member.handle, "passphrase": second.passphrase, **COUNTRIES}
    wrong = browser.post("/organisation/ceremony/", words | {"passphrase": "wrong"})
    assert errors(wrong) == str(REFUSALS["wrong_second_person"])
    page = browser.post("/organisation/ceremony/", words)
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count("page-break") == 4
    assert all(share.text in text for share in page.context["shares"])
    assert "no-store" in page.headers["Cache-Control"]
    assert Vault.objects.count() == 5


def test_colleague_who_lost_everything_comes_back_with_three_sheets(founders):
    first, second = founders
    browser = accounts.browser_for(first)
    words = {"handle": second.member.handle, "passphrase": second.passphrase, **COUNTRIES}
    sheets = [share.text for share in browser.post("/organisation/ceremony/", words).context["shares"]]
    where = f"/organisation/members/{second.id}/recover/"
    fields = offered(browser.get(where), shares="\n".join(sheets[:2]))
    assert errors(browser.post(where, fields)) == str(REFUSALS["too_few_shares"])
    done = browser.post(where, fields | {"shares": "\r\n\r\n".join(sheets[2:])})
    assert done.status_code == 200
    step = services.give_passphrase(handle=second.member.handle, passphrase=fields["passphrase"], browser=b"")
    assert step.actor.private_key == second.private_key


def test_vault_that_nobody_holds_is_opened_with_three_sheets(founders):
    first, second = founders
    browser = accounts.browser_for(first)
    words = {"handle": second.member.handle, "passphrase": second.passphrase, **COUNTRIES}
    sheets = [share.text for share in browser.post("/organisation/ceremony/", words).context["shares"]]
    casework = Vault.objects.get(kind=VaultKind.CASEWORK)
    Grant.objects.filter(vault=casework).delete()
    where = f"/organisation/vaults/{casework.id}/reopen/"
    assert where in browser.get("/organisation/").content.decode()
    refused = browser.post(where, {"member_id": str(first.id), "shares": "\n".join(sheets[:3])})
    assert errors(refused) == str(REFUSALS["role_may_not_hold_vault"])
    assert browser.post(where, {"member_id": str(second.id), "shares": "\n".join(sheets[:3])}).status_code == 302
    assert Grant.objects.filter(vault=casework, member=second.member).exists()
