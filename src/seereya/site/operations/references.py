"""Who refers to whom without a foreign key to guard it: records and their wraps, grants and key versions, indexes and positions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db.models import Count, F, Max, Min, OuterRef, Subquery, UUIDField
from django.utils.translation import gettext as _

from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.casework.models import CaseFile, CounselNote
from seereya.documentation.models import Incident, Interview, Person, Revision, Source
from seereya.evidence.models import EvidenceItem
from seereya.site.operations import course_checks, evidence_checks
from seereya.site.operations.tables import Table, label, rows
from seereya.vault.models import Grant, IndexEntry, IndexHead, IndexSnapshot, Vault, VaultKey, Wrap

Found = Iterator[tuple[str, str]]
_MOST: Final = 20
# What is sealed under a key of its own, kept in a vault of its organisation.
_RECORDS: Final[tuple[Table, ...]] = (Incident, Interview, Person, Source, EvidenceItem, CaseFile, CounselNote)


def _keyed() -> list[Table]:
    """Whatever a vault may hold the key of: rows with an id of their own and something sealed in them, and members (their names)."""
    return [
        model
        for model in apps.get_models()
        if isinstance(model._meta.pk, UUIDField)  # noqa: SLF001 - Django's documented API
        and any(kind.startswith("sealed:") for kind in getattr(model, "classes", {}).values())
    ]


def wraps() -> Found:
    """Every record has a key in some vault of its organisation, unless it was erased on the record; and every key is of a version
    that the vault had.
    """
    erased = AuditEntry.objects.filter(tag=Tag.RECORD_ERASED).values("subject")
    for model in _RECORDS:
        own = Wrap.objects.filter(record=OuterRef("pk"), organisation=OuterRef("organisation")).values("record")[:1]
        for key in (
            rows(model)
            .annotate(wrapped=Subquery(own))
            .filter(wrapped=None)
            .exclude(pk__in=erased)
            .values_list("pk", flat=True)[:_MOST]
        ):
            yield f"{label(model)} {key}", _("no vault of its organisation holds its key")
    known = VaultKey.objects.filter(vault=OuterRef("vault"), version=OuterRef("version")).values("pk")[:1]
    for table in (Wrap, Grant):
        for key in rows(table).annotate(known=Subquery(known)).filter(known=None).values_list("pk", flat=True)[:_MOST]:
            yield f"{label(table)} {key}", _("is of a key version that its vault never had")


def wrapped_records() -> Found:
    """A key is of a record that exists."""
    for batch in _batches():
        there: set[UUID] = set()
        for model in _keyed():
            there |= set(rows(model).filter(pk__in=batch).values_list("pk", flat=True))
        for key in [one for one in batch if one not in there][:_MOST]:
            yield f"vault.Wrap {key}", _("is the key of a record that is not there")


def _batches() -> Iterator[list[UUID]]:
    keys = Wrap.objects.order_by("record").values_list("record", flat=True).distinct().iterator(chunk_size=500)
    while batch := list(islice(keys, 500)):
        yield batch


def vaults() -> Found:
    """Every vault has a key of its newest version; every version but the first opens the one before; somebody holds it."""
    for vault in Vault.objects.annotate(newest=Max("keys__version"), versions=Count("keys")).order_by("pk"):
        if vault.newest != vault.version or vault.versions != vault.version:
            yield f"vault.Vault {vault.pk}", _("lacks a version of its key")
    for key in VaultKey.objects.filter(version__gt=1, previous=b"").values_list("pk", flat=True)[:_MOST]:
        yield f"vault.VaultKey {key}", _("does not open the version before it")


def revisions() -> Found:
    """An incident's newest revision says what the incident says, and none is missing."""
    newest = Revision.objects.filter(incident=OuterRef("pk"), number=OuterRef("version")).values("content")[:1]
    wrong = Incident.objects.annotate(kept=Subquery(newest)).exclude(kept=F("content"))
    for key in wrong.values_list("pk", flat=True)[:_MOST]:
        yield f"documentation.Incident {key}", _("its newest version is not kept in its history")
    missing = Incident.objects.annotate(kept=Count("revisions")).exclude(kept=F("version"))
    for key in missing.values_list("pk", flat=True)[:_MOST]:
        yield f"documentation.Incident {key}", _("a version is missing in its history")


def indexes() -> Found:
    """From the newest snapshot to the head every position has its entry, and a snapshot has all its parts."""
    for head in IndexHead.objects.order_by("pk"):
        of = {"vault": head.vault_id, "index": head.index}
        snapshot = IndexSnapshot.objects.filter(**of).aggregate(at=Max("position"), parts=Max("parts"), found=Count("pk"))
        start = snapshot["at"] or 0
        where = f"vault.IndexHead {head.pk} ({head.index})"
        if snapshot["found"] != (snapshot["parts"] or 0):
            yield where, _("a part of its snapshot is missing")
        after = IndexEntry.objects.filter(**of, position__gt=start)
        span = after.aggregate(first=Min("position"), last=Max("position"), found=Count("pk"))
        wanted = head.position - start
        whole = (
            span["found"] == 0
            if wanted <= 0
            else (span["first"], span["last"], span["found"]) == (start + 1, head.position, wanted)
        )
        if not whole:
            yield where, _("entries are missing; `seereya reindex` builds it anew")


CHECKS: Final[dict[str, Callable[[], Found]]] = {
    "keys": wraps,
    "records": wrapped_records,
    "vaults": vaults,
    "history": revisions,
    "index": indexes,
    "objects": evidence_checks.sealed_files,
    "custody": evidence_checks.journals,
    "courses": course_checks.all_of_it,
}
