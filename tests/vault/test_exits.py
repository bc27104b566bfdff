"""Bases in versions, the gate of every exit, the ledger, urgency and recall, the limit on openings in bulk."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.http import Http404

from seereya.accounts.rules import Refused, Role
from seereya.audit.models import AuditEntry
from seereya.foundation import announcements, clock
from seereya.vault import services
from seereya.vault.announcements import ConsentWithdrawn, LeftTheHouse
from seereya.vault.basis import Answer, BasisContent
from seereya.vault.models import Basis, BasisVersion, BulkLimit, Disclosed, Disclosure
from seereya.vault.rules import Group
from seereya.vault.rules_exits import BasisKind, ExitKind
from tests.factories.documentation import packs_loaded, person
from tests.factories.exits import consent, leaving
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def writer(house):
    return house.join(Role.DOCUMENTALIST)


@pytest.fixture
def aminata(writer):
    return person(by=writer).id


def code_of(act, **values):
    with pytest.raises(Refused) as refused:
        act(**values)
    return refused.value.code


def test_versions_are_added_and_sealed(writer, aminata):
    consent(writer, aminata, status="CS-NO", level="ID-0")
    consent(writer, aminata, condition="Zconditionqk", status="CS-YES-C")
    assert [one.version.number for one in services.versions_of(by=writer, subject=aminata)] == [2, 1]
    assert services.consent_of(by=writer, subject=aminata)[0].content.answers[0].condition == "Zconditionqk"
    assert all(b"Zcondition" not in bytes(one.content) for one in BasisVersion.objects.all())
    assert code_of(
        services.record_consent, by=writer, subject=aminata, content=BasisContent(), version=1
    ) == "changed_meanwhile"  # fmt: skip


def test_stranger_and_nothing_look_alike(writer, aminata):
    other = office("FIDH").join(Role.DOCUMENTALIST)
    for subject in (aminata, uuid4()):
        for act in (services.consent_of, services.versions_of, services.disclosures_of, services.withdraw_consent):
            with pytest.raises(Http404):
                act(by=other, subject=subject)
        assert [one.reason for one in services.assess_exit(by=other, leaving=leaving(subject))] == ["not_yours"]


def test_gate_says_who_may_and_writes_who_went(writer, aminata, django_assert_num_queries):
    moussa = person(by=writer, name="Moussa").id
    consent(writer, aminata)
    with django_assert_num_queries(3):
        verdicts = services.assess_exit(by=writer, leaving=leaving(aminata, moussa))
    assert [(one.allowed, one.reason) for one in verdicts] == [(True, "allowed"), (False, "no_basis")]
    with pytest.raises(Refused) as refused:
        services.let_out(by=writer, leaving=leaving(aminata, moussa))
    assert (refused.value.code, refused.value.values) == ("no_basis", {"count": 1, "total": 2})
    assert not Disclosure.objects.exists()
    row = services.let_out(by=writer, leaving=leaving(aminata, recipient="Zrecipientqk"))
    named = Disclosed.objects.get(disclosure=row)
    assert (named.subject, named.number, named.basis.kind) == (aminata, 1, "consent")
    assert b"Zrecipient" not in bytes(row.content)
    assert AuditEntry.objects.filter(tag="vault:exit:let-out", subjects__subject=aminata).exists()
    services.note_digest(by=writer, disclosure_id=row.id, sha256=b"\x01" * 32, size=7)
    gone = services.disclosures_of(by=writer, subject=aminata)
    assert [(one.content.recipient, one.digest.size) for one in gone] == [("Zrecipientqk", 7)]
    for _ in range(3):
        services.let_out(by=writer, leaving=leaving(aminata))
    with django_assert_num_queries(2):
        assert [one.row.id for one in services.ledger(by=writer)][-1] == row.id


def test_consent_withdrawn_between_looking_and_letting_out(writer, aminata):
    consent(writer, aminata)
    ready = leaving(aminata)
    assert services.assess_exit(by=writer, leaving=ready)[0].allowed
    services.withdraw_consent(by=writer, subject=aminata, reason="she is afraid")
    assert code_of(services.let_out, by=writer, leaving=ready) == "no_basis"
    assert code_of(services.let_out, by=writer, leaving=ready, urgent="today") == "no_basis"
    assert code_of(services.withdraw_consent, by=writer, subject=aminata) == "nothing_to_withdraw"


def test_news_is_told(writer, aminata, django_capture_on_commit_callbacks):
    heard = []

    def hear(news):
        heard.append(news)

    for kind in (ConsentWithdrawn, LeftTheHouse):
        announcements.subscribe(kind, hear)
    try:
        consent(writer, aminata)
        with django_capture_on_commit_callbacks(execute=True):
            row = services.let_out(by=writer, leaving=leaving(aminata))
            services.withdraw_consent(by=writer, subject=aminata, scopes=["C-UN"])
    finally:
        for kind in (ConsentWithdrawn, LeftTheHouse):
            announcements._heard[kind].remove(hear)
    organisation = writer.organisation_id
    assert heard == [
        LeftTheHouse((aminata,), "dossier", row.id, organisation),
        ConsentWithdrawn(aminata, organisation),
    ]


def test_part_can_be_withdrawn_and_recall_asked(writer, aminata):
    answers = [Answer("C-UN", "CS-YES", "ID-4"), Answer("C-LEG", "CS-YES", "ID-3")]
    services.record_consent(by=writer, subject=aminata, content=BasisContent(proof="CM-SIG", answers=answers))
    row = services.let_out(by=writer, leaving=leaving(aminata))
    services.withdraw_consent(by=writer, subject=aminata, scopes=["C-UN"])
    assert services.assess_exit(by=writer, leaving=leaving(aminata, scope="C-LEG"))[0].allowed
    assert services.ask_recall(by=writer, subject=aminata, disclosure_ids=[row.id, uuid4()], words="Zrecallqk") == 1
    gone = services.disclosures_of(by=writer, subject=aminata)[0]
    assert gone.recall == "Zrecallqk"
    assert gone.recalled_at


def test_urgent_is_ratified_by_another(house, writer, aminata):
    row = services.let_out(by=writer, leaving=leaving(aminata), urgent="he was taken this morning")
    assert row.ratify_by - row.made_at == timedelta(hours=72)
    assert Disclosed.objects.get(disclosure=row).basis is None
    values = {"disclosure_id": row.id, "agree": True, "reason": "right"}
    assert code_of(services.ratify, by=writer, **values) == "second_person_needed"
    other = house.join(Role.COORDINATOR)
    assert code_of(services.ratify, by=other, **(values | {"reason": " "})) == "reason_needed"
    assert services.ratify(by=other, **values).outcome == "ratified"
    assert code_of(services.ratify, by=other, **values) == "already_ratified"
    assert services.ledger(by=other)[0].content.settled == "right"
    with pytest.raises(Http404):
        services.ratify(by=office("FIDH").join(Role.COORDINATOR), **values)


def test_urgency_never_overrules_a_no_and_is_not_noted_where_a_basis_stands(writer, aminata):
    consent(writer, aminata)
    assert services.let_out(by=writer, leaving=leaving(aminata), urgent="now").ratify_by is None
    consent(writer, aminata, status="CS-NO", level="ID-0")
    assert code_of(services.let_out, by=writer, leaving=leaving(aminata), urgent="now") == "no_basis"


def test_case_package_is_readable_to_casework(house, writer, aminata):
    counsel = house.join(Role.COUNSEL)
    consent(writer, aminata)
    row = services.let_out(by=writer, leaving=leaving(aminata, kind=ExitKind.CASE_PACKAGE))
    assert [one.row.id for one in services.ledger(by=counsel, only=row.id)] == [row.id]


def test_one_thing_under_two_scopes_leaves_with_both_or_not_at_all(writer, aminata):
    witness = person(by=writer, name="Sekou").id
    consent(writer, aminata)
    both = [
        leaving(aminata, kind=ExitKind.SUBMISSION, level="ID-4"),
        leaving(witness, kind=ExitKind.SUBMISSION, scope="C-UN-CONF"),
    ]
    assert code_of(services.let_out_together, by=writer, leavings=both) == "no_basis"
    assert not Disclosure.objects.exists()
    consent(writer, witness, scope="C-UN-CONF", level="ID-3")
    rows = services.let_out_together(by=writer, leavings=both)
    assert [row.kind for row in rows] == ["submission", "submission"]
    assert [gone.content.scope for gone in services.disclosures_of(by=writer, subject=witness)] == ["C-UN-CONF"]
    assert code_of(services.let_out_together, by=writer, leavings=[replace_scope(one) for one in both]) == "no_such_scope"


def replace_scope(one):
    return replace(one, scope="C-NOTHING")


def test_family_and_claim_stand_beside_consent(writer, aminata):
    family = BasisContent(
        kind="family", relation="widow", dissent="an uncle is against", proof="CM-ORW", answers=[Answer("C-UN", "CS-YES", "ID-4")]
    )
    services.record_consent(by=writer, subject=aminata, content=family)
    verdict = services.assess_exit(by=writer, leaving=leaving(aminata))[0]
    assert (verdict.basis.kind, verdict.notes) == (BasisKind.FAMILY, ("an uncle is against",))
    claim = BasisContent(kind="legal_claim", reasons="complaint", answers=[Answer("C-LEG", "CS-YES", "ID-4")])
    services.record_consent(by=writer, subject=aminata, content=claim)
    assert services.assess_exit(by=writer, leaving=leaving(aminata, scope="C-LEG"))[0].basis.kind is BasisKind.LEGAL_CLAIM
    assert Basis.objects.get(kind="legal_claim").review_on is None


def test_old_consent_is_flagged(writer, aminata):
    consent(writer, aminata)
    with time_machine.travel(clock.now() + timedelta(days=366)):
        verdict = services.assess_exit(by=writer, leaving=leaving(aminata))[0]
    assert (verdict.allowed, verdict.review_due) == (True, True)


def test_openings_in_bulk_are_refused_told_and_lifted(house, writer, aminata, settings):
    settings.BULK_OPENINGS = 2
    look = {"by": writer, "records": [aminata], "group": Group.IDENTITY, "purpose": "p"}
    for _ in range(2):
        services.open_records(**look)
    assert code_of(services.open_records, **look) == "too_many_openings"
    assert code_of(services.open_records, **look) == "too_many_openings"
    services.open_records(by=writer, records=[aminata])
    notice = BulkLimit.objects.get()
    assert code_of(services.lift_limit, by=writer, limit_id=notice.id) == "second_person_needed"
    assert code_of(services.lift_limit, by=office("FIDH").join(Role.SECURITY), limit_id=notice.id) == "no_such_request"
    services.lift_limit(by=house.join(Role.SECURITY), limit_id=notice.id)
    services.open_records(**look)
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        services.open_records(**look)
