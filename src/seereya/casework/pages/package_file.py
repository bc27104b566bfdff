"""A package with its attachments as one ZIP: the paper, the manifest, each attachment with its custody, written while it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from seereya.accounts.actor import Actor
from seereya.casework.content import CaseContent
from seereya.casework.services.packages import Package
from seereya.evidence import manifest
from seereya.evidence import wording as evidence_words
from seereya.evidence.manifest import Line, line_of
from seereya.evidence.pages.extracts import extract
from seereya.evidence.services import taking
from seereya.evidence.services.taking import Attachment, Outgoing
from seereya.foundation.zipstream import Entry, stream
from seereya.vault.services import note_digest

Row = dict[str, Any]


def bordereau(content: CaseContent, attachments: tuple[Attachment, ...]) -> list[Row]:
    """The list of attachments as the paper shows it. Words go along only where one is an exhibit: those it was filed under."""
    exhibits = {one.item: one for one in content.exhibits if one.item}
    found = []
    for one in attachments:
        exhibit = exhibits.get(str(one.item))
        found.append(
            {
                "number": one.number,
                "exhibit": exhibit.number if exhibit else 0,
                "words": exhibit.words if exhibit else "",
                "reference": one.reference,
                "kind": evidence_words.label(evidence_words.KINDS, one.kind) if one.kind else "",
                "file": one.name,
                "size": one.size,
                "sha256": one.sha256,
                "sealed": one.sealed,
                "custody": custody_name(one),
            }
        )
    return found


def custody_name(attachment: Attachment) -> str:
    """The file name of an attachment's custody extract."""
    return f"{attachment.number:02d}-{attachment.reference}-custody.html"


def archive(by: Actor, package: Package, page: Row) -> Outgoing:
    """The archive, once the ledger has the digest of its manifest. Its files are closed by whoever reads it to the end."""
    try:
        return _archive(by, package, page)
    except BaseException:
        taking.let_go(package.files)
        raise


def _archive(by: Actor, package: Package, page: Row) -> Outgoing:
    attachments = package.along.attachments
    name = f"{package.opened.row.reference}-package"
    shown = page | {
        "attachments": bordereau(package.opened.content, attachments),
        "language": get_language(),
        "manifest": manifest.NAME,
    }
    papers = {f"{name}.html": render_to_string("casework/papers/package_file.html", shown).encode()}
    papers |= {custody_name(one): extract(by, one.item) for one in attachments}
    listed = manifest.write(_lines(papers, attachments))
    digest, title = hashlib.sha256(listed).digest(), package.opened.row.reference
    for line in package.lines:
        note_digest(
            by=by, disclosure_id=line.id, sha256=digest, size=len(listed), title=title, files=len(papers) + len(attachments)
        )
    entries: list[Entry] = [*((file, [data]) for file, data in papers.items()), (manifest.NAME, [listed])]
    return Outgoing(
        f"{name}.zip", stream(_in_order(entries, taking.entries(attachments, package.files)), sums=manifest.SUMS), package.files
    )


def _lines(papers: dict[str, bytes], attachments: tuple[Attachment, ...]) -> list[Line]:
    return [*(line_of(file, data) for file, data in papers.items()), *(one.line for one in attachments)]


def _in_order(papers: Sequence[Entry], files: Sequence[Entry]) -> Iterator[Entry]:
    """What is small first, so that whoever loses the connection half way knows what is missing."""
    yield from papers
    yield from files
