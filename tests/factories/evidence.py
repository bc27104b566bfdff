"""Items of evidence as people hand them in: through the service, sealed into real vaults, in the home of the tests."""

from __future__ import annotations

import io

from seereya.evidence import services
from seereya.evidence.content import ItemContent
from seereya.evidence.models import EvidenceItem
from tests.factories.accounts import Person

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + bytes(range(256)) * 8
PDF = b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 40


def item(
    *, by: Person, data: bytes = JPEG, name: str = "IMG_2041.jpg", declared: str = "image/jpeg", **more: object
) -> EvidenceItem:
    """An item received from somebody; any field of its content by name."""
    content = ItemContent(**({"title": "Cratère au nord du puits"} | more))  # type: ignore[arg-type]
    return services.receive_item(by=by, file=io.BytesIO(data), name=name, declared=declared, content=content)
