"""Keys: vaults, grants, record keys, sealed values, audited openings, the sealed index.

Nothing here knows what a record is about: subjects are opaque identifiers.
Public face: `services`, `queries`, `keyring`, `indexing`.
"""
