"""Custody from hand to hand: offered, answered, late; corrected and linked without losing what was there."""

import pytest

from seereya.accounts.rules import Refused, Role
from seereya.evidence import services
from seereya.evidence.models import CustodyTransfer
from seereya.vault import services as vaults

pytestmark = pytest.mark.django_db


def kinds(by, row):
    return [said.event.kind for _, said in services.read_journal(services.read_item(by=by, item_id=row.id))]


def offered(writer, receiver, row):
    return services.offer_transfer(by=writer, item_id=row.id, organisation_id=receiver.organisation_id, words="for the analysis")


def test_a_partner_accepts_and_reads_the_file(writer, receiver, item):
    transfer = offered(writer, receiver, item)
    with pytest.raises(services.NotThere):
        services.read_item(by=receiver, item_id=item.id)
    words = services.read_offer(receiver, transfer, transfer.to_vault_id)
    assert (words.reference, words.words) == (item.reference, "for the analysis")
    services.accept_transfer(by=receiver, transfer_id=transfer.id, words="received whole")
    opened = services.open_item(by=receiver, item_id=item.id, purpose="to analyse")
    assert opened.read_at(0, 3) == b"\xff\xd8\xff"
    opened.close()
    assert kinds(writer, item) == ["receive", "offer", "accept", "open"]
    assert services.read_item(by=writer, item_id=item.id).row.status == "handed"
    with pytest.raises(Refused, match="item_of_a_partner"):
        services.link_item(by=receiver, item_id=item.id, kind="incident", target="x")


def test_a_partner_refuses_and_reads_nothing(writer, receiver, item):
    transfer = offered(writer, receiver, item)
    with pytest.raises(Refused, match="reason_needed_to_refuse"):
        services.refuse_transfer(by=receiver, transfer_id=transfer.id, words=" ")
    services.refuse_transfer(by=receiver, transfer_id=transfer.id, words="no safe place for it")
    with pytest.raises(services.NotThere):
        services.read_item(by=receiver, item_id=item.id)
    assert kinds(writer, item) == ["receive", "offer", "refuse"]
    assert bytes(CustodyTransfer.objects.get().wrapped) == b""
    with pytest.raises(Refused, match="already_answered"):
        services.accept_transfer(by=receiver, transfer_id=transfer.id)


def test_only_the_addressed_answers(writer, receiver, item, office):
    transfer = offered(writer, receiver, item)
    with pytest.raises(services.NotThere):
        services.accept_transfer(by=writer, transfer_id=transfer.id)
    with pytest.raises(services.NotThere):
        services.withdraw_transfer(by=receiver, transfer_id=transfer.id)
    with pytest.raises(Refused, match="already_offered"):
        offered(writer, receiver, item)
    services.withdraw_transfer(by=writer, transfer_id=transfer.id)
    with pytest.raises(Refused, match="already_answered"):
        services.accept_transfer(by=receiver, transfer_id=transfer.id)


def test_between_colleagues(writer, item, office):
    colleague, other = office.join(Role.VERIFIER), office.join(Role.VERIFIER)
    transfer = services.offer_transfer(by=writer, item_id=item.id, member_id=colleague.id)
    with pytest.raises(services.NotThere):
        services.accept_transfer(by=other, transfer_id=transfer.id)
    services.accept_transfer(by=colleague, transfer_id=transfer.id)
    assert kinds(writer, item) == ["receive", "offer", "accept"]
    assert services.read_item(by=writer, item_id=item.id).row.status == "kept"
    for wrong in (writer.id, None):
        with pytest.raises(Refused, match="no_such_receiver"):
            services.offer_transfer(by=writer, item_id=item.id, member_id=wrong)


def test_an_offer_outlives_the_vaults_new_key(writer, receiver, item, partner):
    transfer = offered(writer, receiver, item)
    partner.first.keyring = None
    vaults.rotate(by=partner.first, vault_id=transfer.to_vault_id)
    receiver.keyring = None
    services.accept_transfer(by=receiver, transfer_id=transfer.id)
    assert services.read_item(by=receiver, item_id=item.id).row.id == item.id


def test_a_correction_keeps_what_stood_there(writer, item):
    content = services.read_item(by=writer, item_id=item.id).content
    content.title, content.sha256 = "Cratère au sud", "00"
    with pytest.raises(Refused, match="reason_needed_to_correct"):
        services.correct_item(by=writer, item_id=item.id, version=1, content=content, reason="")
    services.correct_item(by=writer, item_id=item.id, version=1, content=content, reason="read on the map")
    opened = services.read_item(by=writer, item_id=item.id)
    assert (opened.content.title, opened.row.version) == ("Cratère au sud", 2)
    assert len(opened.content.sha256) == 64
    said = services.read_journal(opened)[-1][1].event
    assert (said.kind, said.words, said.details) == ("correct", "read on the map", {"title": "Cratère au nord du puits"})
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.correct_item(by=writer, item_id=item.id, version=1, content=content, reason="again")
    services.open_item(by=writer, item_id=item.id, purpose="still opens").close()


def test_links_are_kept_in_the_journal(writer, item):
    link = services.link_item(by=writer, item_id=item.id, kind="incident", target="t", locator=" 00:01:12–00:01:40 ")
    assert services.link_item(by=writer, item_id=item.id, kind="incident", target="t", locator="00:01:12–00:01:40") == link
    services.unlink_item(by=writer, item_id=item.id, link_id=link.id)
    assert kinds(writer, item) == ["receive", "link", "unlink"]
    with pytest.raises(Refused, match="no_such_link"):
        services.unlink_item(by=writer, item_id=item.id, link_id=link.id)
    with pytest.raises(Refused, match="unknown_link_kind"):
        services.link_item(by=writer, item_id=item.id, kind="person", target="t")
