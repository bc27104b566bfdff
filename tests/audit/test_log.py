"""The log shows every alteration, removal and reordering, and refuses them (case A13)."""

import random

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from seereya.audit import protection, queries
from seereya.audit.models import AuditEntry, AuditLeaf, AuditNode, AuditSubject
from seereya.audit.queries import verify
from seereya.audit.rules import Said, commit
from seereya.audit.services import record, sequence
from seereya.audit.tags import Tag
from seereya.foundation import clock, merkle
from seereya.foundation.identifiers import new_id

pytestmark = pytest.mark.django_db


def write(count=9):
    """Entries of several kinds, with places in the tree."""
    made = [
        record(
            tag=Tag.RECORD_OPENED,
            actor=new_id(),
            organisation=new_id(),
            subject=new_id() if number % 2 else None,
            subjects=[new_id() for _ in range(3)] if number % 2 == 0 else (),
            facts={"group": "content", "count": number},
            sealed=b"purpose" if number % 3 == 0 else b"",
        )
        for number in range(count)
    ]
    sequence()
    return made


@pytest.fixture
def unprotected():
    """What somebody does who owns the database and takes the triggers away."""
    vendor = connection.vendor
    protection.run(connection, protection.removals(vendor))
    yield
    protection.run(connection, protection.removals(vendor))
    protection.run(connection, protection.statements(vendor))


def test_untouched_log_verifies():
    write(20)
    assert verify() == []
    size, root = queries.head()
    assert (size, len(root)) == (20, 32)


@pytest.mark.parametrize("model", [AuditEntry, AuditSubject, AuditLeaf, AuditNode], ids=lambda model: model.__name__)
@pytest.mark.parametrize("how", ["update", "delete"])
def test_database_refuses_to_change_the_log(model, how):
    write(4)
    rows = model.objects.all()
    column = {"AuditEntry": {"tag": "x"}, "AuditSubject": {"subject": new_id()}}.get(model.__name__, {})
    column = column or {field.name: b"x" for field in model._meta.fields if field.name.endswith("hash")}
    before = rows.count()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(**column) if how == "update" else rows._raw_delete(rows.db)
    assert rows.count() == before > 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_database_refuses_to_truncate_the_log():
    write(2)
    for table in protection.TABLES:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")


ALTERATIONS = {
    "tag": {"tag": "vault:record:make"},
    "actor": {"actor": new_id()},
    "organisation": {"organisation": new_id()},
    "subject": {"subject": new_id()},
    "facts": {"facts": {"group": "content", "count": 999}},
    "time": {"at": clock.now()},
    "purpose": {"sealed": b"another purpose"},
    "salt": {"salt": bytes(16)},
    "commitment": {"commitment": bytes(32)},
}


@pytest.mark.parametrize("what", ALTERATIONS)
@pytest.mark.usefixtures("unprotected")
def test_altered_entry_is_found(what):
    made = write()
    victim = random.Random(what).choice(made)
    AuditEntry.objects.filter(pk=victim.pk).update(**ALTERATIONS[what])
    assert [fault for fault in verify() if fault.entry == victim.pk and fault.kind == "altered"]


@pytest.mark.usefixtures("unprotected")
def test_alteration_with_a_commitment_to_match_is_found_in_the_tree():
    """Whoever recomputes the commitment as well meets the leaf; whoever recomputes the leaf meets the tree and its witnesses."""
    victim = write()[3]
    entry = AuditEntry.objects.get(pk=victim.pk)
    said = Said(
        entry.at, "vault:record:make", entry.actor, entry.organisation, entry.subject, (), entry.facts, bytes(entry.sealed)
    )
    forged = commit(said, bytes(entry.salt))
    AuditEntry.objects.filter(pk=victim.pk).update(tag="vault:record:make", commitment=forged)
    assert verify()
    AuditLeaf.objects.filter(entry=victim).update(leaf_hash=merkle.leaf_hash(forged))
    assert [fault.kind for fault in verify()] == ["tree"]


@pytest.mark.usefixtures("unprotected")
def test_forged_tree_has_another_root_than_the_one_witnesses_signed():
    write()
    signed = queries.head()
    entry = AuditEntry.objects.order_by("pk").first()
    _forge_everything(entry)
    assert verify() == [], "inside the database everything agrees again"
    assert queries.head() != signed, "but not with a head that left the machine"


def _forge_everything(entry):
    entry.facts = {"group": "content", "count": 4242}
    subjects = tuple(row.subject for row in entry.subjects.order_by("pk"))
    said = Said(entry.at, entry.tag, entry.actor, entry.organisation, entry.subject, subjects, entry.facts, bytes(entry.sealed))
    entry.commitment = commit(said, bytes(entry.salt))
    entry.save()
    AuditNode.objects.all()._raw_delete("default")
    AuditLeaf.objects.all()._raw_delete("default")
    sequence()


@pytest.mark.usefixtures("unprotected")
def test_subject_taken_out_of_an_entry_is_found():
    victim = write()[2]
    AuditSubject.objects.filter(entry=victim).first().delete()
    assert [fault.entry for fault in verify() if fault.kind == "altered"] == [victim.pk]


@pytest.mark.usefixtures("unprotected")
@pytest.mark.parametrize("place", [0, 4, 8])
def test_removed_entry_is_found(place):
    victim = write()[place]
    AuditSubject.objects.filter(entry=victim).delete()
    AuditLeaf.objects.filter(entry=victim).delete()
    AuditEntry.objects.filter(pk=victim.pk)._raw_delete("default")
    faults = {(fault.kind, fault.position) for fault in verify()}
    assert faults == ({("removed", place)} if place < 8 else {("tree", None)})


@pytest.mark.usefixtures("unprotected")
def test_leaf_set_far_away_is_found_and_does_not_take_for_ever():
    late = write()[-1]
    AuditLeaf.objects.filter(entry=late).update(position=10**15)
    assert ("tree", 10**15) in {(fault.kind, fault.position) for fault in verify()}


@pytest.mark.usefixtures("unprotected")
def test_reordered_entries_are_found():
    one, other = write()[1:3]
    leaves = {entry.pk: AuditLeaf.objects.get(entry=entry) for entry in (one, other)}
    AuditLeaf.objects.filter(entry__in=[one, other]).delete()
    for here, there in ((one, other), (other, one)):
        AuditLeaf.objects.create(position=leaves[there.pk].position, entry=here, leaf_hash=leaves[here.pk].leaf_hash)
    assert "tree" in {fault.kind for fault in verify()}


@pytest.mark.usefixtures("unprotected")
def test_entry_that_waits_for_its_place_is_checked_too():
    write()
    late = record(tag=Tag.MEMBER_LOGGED_IN, actor=new_id())
    AuditEntry.objects.filter(pk=late.pk).update(actor=new_id())
    assert [(fault.kind, fault.position, fault.entry) for fault in verify()] == [("altered", None, late.pk)]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_places_given_in_any_batches_make_the_same_tree(batches):
    started = queries.size()
    for batch in batches:
        for _ in range(batch):
            record(tag=Tag.MEMBER_LOGGED_OUT, actor=new_id())
        assert sequence() == batch
    size, root = queries.head()
    assert size == started + sum(batches)
    leaves = [bytes(leaf.leaf_hash) for leaf in AuditLeaf.objects.order_by("position")]
    tree = {}
    for number, leaf in enumerate(leaves):
        for level, place, node in merkle.nodes_added(number, leaf, lambda a, b: tree[(a, b)]):
            tree[(level, place)] = node
    assert merkle.root(len(leaves), lambda a, b: tree[(a, b)]) == root


def test_same_words_twice_are_committed_to_differently():
    """Shown alone, a commitment tells nothing, not even that two entries say the same."""
    actor = new_id()
    first, second = (record(tag=Tag.MEMBER_LOGGED_IN, actor=actor) for _ in range(2))
    assert bytes(first.commitment) != bytes(second.commitment)


def test_entry_of_a_transaction_that_fails_is_not_there():
    with transaction.atomic():
        record(tag=Tag.MEMBER_LOGGED_IN, actor=new_id())
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()
