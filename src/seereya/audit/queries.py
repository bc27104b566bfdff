"""Reading the log: trails, the tree's head, and whether everything still agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from seereya.audit.models import AuditEntry, AuditLeaf, AuditNode, AuditSubject
from seereya.audit.rules import Said, commit
from seereya.foundation import merkle, walls


@dataclass(frozen=True)
class Fault:
    """One disagreement in the log: where it is and what kind (`altered`, `removed`, `tree`)."""

    kind: str
    position: int | None
    entry: int | None


def trail(subject: UUID, *, organisation: UUID | None = None) -> QuerySet[AuditEntry]:
    """Entries about one record, newest first; limited to what one organisation's members did when given."""
    about = Q(subject=subject) | Q(id__in=AuditSubject.objects.filter(subject=subject).values("entry"))
    entries = AuditEntry.objects.filter(about)
    if organisation is not None:
        entries = entries.filter(organisation=organisation)
    return entries.order_by("-id")


def own_trail(member: UUID) -> QuerySet[AuditEntry]:
    """What one member did and what was done to that member's account, newest first."""
    return AuditEntry.objects.filter(Q(actor=member) | Q(subject=member)).order_by("-id")


def size() -> int:
    """Number of entries that have a place in the tree."""
    last = AuditLeaf.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def node_reader() -> Callable[[int, int], bytes]:
    """Reads complete nodes of the stored tree; `KeyError` where one is missing."""

    def get(level: int, number: int) -> bytes:
        found = AuditNode.objects.filter(level=level, number=number).values_list("node_hash", flat=True).first()
        if found is None:
            raise KeyError((level, number))
        return bytes(found)

    return get


def head() -> tuple[int, bytes]:
    """Size and root of the tree as stored."""
    with walls.system("the tree spans all organisations"):
        count = size()
        return count, merkle.root(count, node_reader())


def _said(entry: AuditEntry) -> Said:
    subjects = tuple(row.subject for row in sorted(entry.subjects.all(), key=lambda row: row.pk))
    return Said(entry.at, entry.tag, entry.actor, entry.organisation, entry.subject, subjects, entry.facts, bytes(entry.sealed))


def verify() -> list[Fault]:
    """Recomputes every commitment, place, node and the root from the entries; an empty list means all agrees."""
    with walls.system("the tree spans all organisations"):
        return list(_faults())


class _Tree:
    """The tree computed anew, leaf after leaf, beside the one that is stored."""

    def __init__(self) -> None:
        self.stored = {(n.level, n.number): bytes(n.node_hash) for n in AuditNode.objects.iterator(chunk_size=5000)}
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.size = 0

    def add(self, leaf: bytes) -> None:
        for level, number, node in merkle.nodes_added(self.size, leaf, lambda a, b: self.nodes[(a, b)]):
            self.nodes[(level, number)] = node
        self.size += 1

    def fill(self, position: int) -> Iterator[Fault]:
        """Stands the stored hashes in for leaves that were removed, so that what comes after them can be checked all the same."""
        while self.size < position:
            yield Fault("removed", self.size, None)
            self.add(self.stored.get((0, self.size), bytes(32)))


def _faults() -> Iterator[Fault]:
    tree = _Tree()
    leaves = AuditLeaf.objects.select_related("entry").prefetch_related("entry__subjects").order_by("position")
    for leaf in leaves.iterator(chunk_size=1000):
        if leaf.position - tree.size > len(tree.stored) + 1:  # a place far outside any tree that ever stood here
            yield Fault("tree", leaf.position, leaf.entry_id)
            continue
        yield from tree.fill(leaf.position)
        entry = leaf.entry
        commitment = commit(_said(entry), bytes(entry.salt))
        if commitment != bytes(entry.commitment) or merkle.leaf_hash(commitment) != bytes(leaf.leaf_hash):
            yield Fault("altered", leaf.position, entry.pk)
        tree.add(merkle.leaf_hash(commitment))
    if tree.stored != tree.nodes:
        yield Fault("tree", None, None)
    for entry in AuditEntry.objects.filter(leaf=None).prefetch_related("subjects").iterator(chunk_size=1000):
        if commit(_said(entry), bytes(entry.salt)) != bytes(entry.commitment):
            yield Fault("altered", None, entry.pk)
