"""Who opened this: who sees the trail, who is named in it, and the words given for opening."""

import pytest

from seereya.accounts.rules import Role
from seereya.foundation.identifiers import new_id
from seereya.vault.queries import readable_trail
from seereya.vault.rules import Group, VaultKind
from seereya.vault.services import open_records, share_record, withdraw_share
from tests.factories import accounts, vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return vault.office("AMDH")


@pytest.fixture
def partner():
    return vault.office("FIDH")


@pytest.fixture
def record(office, partner):
    keys = vault.record(office.first, into={office.vaults[VaultKind.DOCUMENTATION]: None})
    open_records(by=office.second, records=[keys.record], group=Group.IDENTITY, purpose="hearing of Thursday")
    share_record(
        by=office.first,
        record_id=keys.record,
        with_vault=partner.vaults[VaultKind.DOCUMENTATION].id,
        groups=frozenset({Group.CONTENT}),
    )
    open_records(by=partner.first, records=[keys.record])
    return keys.record


def test_colleagues_are_named_and_partners_by_their_organisation(office, record):
    lines = readable_trail(office.first, record)
    assert [line.who for line in lines] == ["FIDH", "FIDH", office.first.member.handle, office.second.member.handle] or {
        line.who for line in lines
    } == {"FIDH", office.first.member.handle, office.second.member.handle}
    assert lines[-1].purpose == "hearing of Thursday"
    assert lines[0].at >= lines[-1].at


def test_partner_sees_no_handle_and_no_purpose_of_ours(office, partner, record):
    lines = readable_trail(partner.first, record)
    said = {line.who for line in lines} | {line.purpose for line in lines}
    assert office.first.member.handle not in said
    assert "hearing of Thursday" not in said
    assert partner.first.member.handle in said


def test_trail_of_what_i_cannot_open_is_empty_like_that_of_what_is_not_there(office, record):
    monitor = office.join(Role.MONITOR, holding=())
    assert readable_trail(monitor, record) == readable_trail(monitor, new_id()) == []
    browser = accounts.browser_for(monitor)
    pages = [browser.get(f"/organisation/trail/{one}/") for one in (record, new_id())]
    assert pages[0].status_code == pages[1].status_code == 200
    assert len({page.content for page in pages}) <= 2
    assert pages[0].context["trail"] == pages[1].context["trail"] == []


def test_data_protection_officer_sees_who_opened_without_opening(office, record):
    officer = office.join(Role.DATA_PROTECTION, holding=())
    assert len(readable_trail(officer, record)) >= 4
    assert "hearing of Thursday" not in {line.purpose for line in readable_trail(officer, record)}
    assert readable_trail(accounts.member(Role.DATA_PROTECTION), record) == []


def test_partner_whose_share_was_withdrawn_sees_the_trail_no_more(office, partner, record):
    withdraw_share(by=office.first, record_id=record, from_vault=partner.vaults[VaultKind.DOCUMENTATION].id)
    assert readable_trail(partner.first, record) == []


def test_what_was_shared_with_us_is_not_ours_to_pass_on_or_withdraw(office, partner, record):
    from seereya.vault.rules import Refused

    third = vault.office()
    with pytest.raises(Refused, match="not_yours"):
        share_record(
            by=partner.first,
            record_id=record,
            with_vault=third.vaults[VaultKind.DOCUMENTATION].id,
            groups=frozenset({Group.CONTENT}),
        )
    for person, owner_vault in ((partner.first, office), (office.first, office)):
        with pytest.raises(Refused, match="not_shared"):
            withdraw_share(by=person, record_id=record, from_vault=owner_vault.vaults[VaultKind.DOCUMENTATION].id)


def test_page_opened_at_once_is_in_the_trail_of_each_record(office):
    documentation = office.vaults[VaultKind.DOCUMENTATION]
    records = [vault.record(office.first, into={documentation: None}).record for _ in range(3)]
    open_records(by=office.second, records=records)
    for one in records:
        (line,) = readable_trail(office.first, one)
        assert line.who == office.second.member.handle
        assert "3" in line.sentence


def test_page_shows_what_partners_opened_too(office, record):
    """On PostgreSQL each organisation reads its own entries; the trail of a record that is shared spans both."""
    lines = accounts.browser_for(office.first).get(f"/organisation/trail/{record}/").context["trail"]
    assert {line.who for line in lines} == {"FIDH", office.first.member.handle, office.second.member.handle}
