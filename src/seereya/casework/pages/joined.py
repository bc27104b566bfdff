"""What other rooms hold of a case file: its exhibits that are items of evidence, the acts of its incidents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from seereya.casework.content import Exhibit
from seereya.reference import saying

Row = dict[str, Any]


def exhibit(one: Exhibit) -> Row:
    """An exhibit with its item of evidence one click away, and the item's custody extract."""
    args = [UUID(one.item)] if one.item else []
    return {
        "number": one.number,
        "words": one.words,
        "origin": one.origin,
        "kind": saying.term("case_file_documents", one.document),
        "helps_defence": one.helps_defence,
        "reference": one.reference,
        "sha256": one.sha256,
        "url": reverse("evidence:item", args=args) if args else "",
        "extract_url": reverse("evidence:extract", args=args) if args else "",
    }
