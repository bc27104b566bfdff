"""Tables of the vault: keys and the sealed index; bases, what left the house, exports under two persons, limits."""

from seereya.vault.models.exits import Basis, BasisVersion, BulkLimit, Disclosed, Disclosure, Opening
from seereya.vault.models.exports import Export, ExportChunk, ExportHalf
from seereya.vault.models.keys import (
    Draft,
    Grant,
    GrantRequest,
    IndexEntry,
    IndexHead,
    IndexSnapshot,
    ReferenceCounter,
    Vault,
    VaultKey,
    Wrap,
)

__all__ = [
    "Basis",
    "BasisVersion",
    "BulkLimit",
    "Disclosed",
    "Disclosure",
    "Draft",
    "Export",
    "ExportChunk",
    "ExportHalf",
    "Grant",
    "GrantRequest",
    "IndexEntry",
    "IndexHead",
    "IndexSnapshot",
    "Opening",
    "ReferenceCounter",
    "Vault",
    "VaultKey",
    "Wrap",
]
