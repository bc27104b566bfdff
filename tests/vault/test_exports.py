"""Exports under two persons (A12): alone, even with the whole database, nobody opens one."""

import hashlib
from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.http import Http404

from seereya.accounts.rules import Refused, Role
from seereya.foundation import clock, seal
from seereya.vault import services
from seereya.vault.basis import ExportContent
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Disclosure, Export, ExportChunk, ExportHalf
from seereya.vault.services.exports import GIVEN, expire_exports
from tests.factories.documentation import packs_loaded, person
from tests.factories.exits import consent
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
CLEAR = b"Zexportedqk " * 300_000


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def asker(house):
    return house.join(Role.DOCUMENTALIST)


@pytest.fixture
def second(house):
    return house.join(Role.COUNSEL)


@pytest.fixture
def aminata(asker):
    found = person(by=asker).id
    consent(asker, found)
    return found


def content(*named, level="ID-3"):
    ids = [str(one) for one in named]
    return ExportContent("C-UN", "GTDFI", level, "Zpurposeqk", ["AMDH-INC-0001"], ids, ids)


def ask(asker, *named, **more):
    return services.ask_export(by=asker, content=content(*named, **more), pack=lambda target: target.write(CLEAR))


def code_of(act, **values):
    with pytest.raises(Refused) as refused:
        act(**values)
    return refused.value.code


def test_two_people_and_then_once(asker, second, aminata):
    row = ask(asker, aminata)
    assert ExportChunk.objects.filter(export=row).count() > 1
    assert all(b"Zexported" not in bytes(one.blob) for one in ExportChunk.objects.all())
    fetch = {"by": asker, "export_id": row.id}
    assert code_of(services.fetch_export, **fetch) == "export_not_there"
    assert code_of(services.approve_export, **fetch) == "second_person_needed"
    services.approve_export(by=second, export_id=row.id)
    with pytest.raises(Http404):
        services.fetch_export(by=second, export_id=row.id)
    packed, stream = services.fetch_export(**fetch)
    assert b"".join(stream) == CLEAR
    assert packed.content.purpose == "Zpurposeqk"
    gone = services.disclosures_of(by=asker, subject=aminata)[0]
    assert (gone.digest.sha256, gone.row.kind) == (hashlib.sha256(CLEAR).hexdigest(), "record_export")
    assert code_of(services.fetch_export, **fetch) == "export_not_there"
    assert not ExportHalf.objects.exists()


def openable(person):
    """Everything one person can open of the table of halves, trying every row as every part."""
    found = []
    for half, part in product(ExportHalf.objects.all(), ("own", "approver", "given")):
        try:
            context = seal.context("export-half", half.export_id, person.id, part)
            found.append(seal.open_with(person.private_key, bytes(half.blob), context))
        except seal.Broken:
            continue
    return found


def test_alone_nobody_opens_it_even_with_the_whole_database(house, asker, second, aminata):
    """A12: each single account, with every row of the database, tries what it can open as the key, and all pairs of it."""
    row = ask(asker, aminata)
    sealed = b"".join(bytes(one.blob) for one in ExportChunk.objects.filter(export=row).order_by("number"))
    people = [house.first, house.second, asker, second, house.join(Role.ADMINISTRATOR), house.join(Role.DATA_PROTECTION)]
    opened = {one.id: openable(one) for one in people}
    assert len(opened[asker.id]) == len(opened[second.id]) == 1
    tried = 0
    for one in people:
        held = [key for keys in keyring_of(one).all() for key in keys.privates.values()]
        mine = opened[one.id]
        for key in [*mine, *held, *(seal.join_two(a, b) for a, b in product(mine, mine)), one.private_key]:
            tried += 1
            with pytest.raises(seal.Broken):
                list(seal.iter_stream(_Bytes(sealed), key[:32].ljust(32, b"\0"), seal.context("export", row.id)))
    assert tried > len(people)
    key = seal.join_two(*(opened[one.id][0] for one in (asker, second)))
    assert b"".join(seal.iter_stream(_Bytes(sealed), key, seal.context("export", row.id))) == CLEAR


def test_database_that_says_approved_gives_nothing(asker, second, aminata):
    """Somebody who writes the database marks it approved and copies the approver's half over: it stays shut."""
    row = ask(asker, aminata)
    Export.objects.filter(id=row.id).update(state="approved", decided_by=second.id)
    assert code_of(services.fetch_export, by=asker, export_id=row.id) == "export_not_there"
    ExportHalf.objects.filter(member=second.member).update(member=asker.member, part=GIVEN)
    assert code_of(services.fetch_export, by=asker, export_id=row.id) == "export_not_there"
    assert not Disclosure.objects.exists()


class _Bytes:
    def __init__(self, data):
        self._data, self._at = data, 0

    def read(self, size=-1):
        found = self._data[self._at :] if size < 0 else self._data[self._at : self._at + size]
        self._at += len(found)
        return found


def test_consent_withdrawn_after_approval(asker, second, aminata):
    row = ask(asker, aminata)
    services.approve_export(by=second, export_id=row.id)
    services.withdraw_consent(by=asker, subject=aminata)
    assert code_of(services.fetch_export, by=asker, export_id=row.id) == "no_basis"
    assert not Disclosure.objects.exists()


def test_refused_with_a_reason(asker, second, aminata):
    row = ask(asker, aminata)
    assert code_of(services.refuse_export, by=second, export_id=row.id, reason="") == "reason_needed"
    services.refuse_export(by=second, export_id=row.id, reason="too wide")
    assert not ExportChunk.objects.exists()
    assert [(one.row.state, one.content.refused) for one in services.exports_of(by=asker)] == [("refused", "too wide")]
    assert code_of(services.approve_export, by=second, export_id=row.id) == "export_decided"


def test_runs_out_after_72_hours(asker, second, aminata):
    row = ask(asker, aminata)
    assert expire_exports() == 0
    with time_machine.travel(clock.now() + timedelta(hours=73)):
        assert code_of(services.approve_export, by=second, export_id=row.id) == "export_expired"
        assert expire_exports() == 1
    assert (ExportChunk.objects.count(), ExportHalf.objects.count(), Export.objects.get().state) == (0, 0, "expired")


def test_needs_somebody_who_could_approve(aminata, house):
    alone = office("FIDH").join(Role.DOCUMENTALIST)
    from seereya.vault.models import Grant

    Grant.objects.exclude(member=alone.member).filter(vault__organisation_id=alone.organisation_id).delete()
    assert code_of(services.ask_export, by=alone, content=content(), pack=lambda _target: None) == "no_approver"
    assert not Export.objects.exists()


def test_stranger_sees_nothing(asker, second, aminata):
    row = ask(asker, aminata)
    other = office("FIDH").join(Role.COUNSEL)
    for act in (services.approve_export, services.fetch_export):
        with pytest.raises(Http404):
            act(by=other, export_id=row.id)
    assert services.exports_of(by=other) == []
