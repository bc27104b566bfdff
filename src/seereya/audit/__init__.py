"""Who did what to which record, when: append-only entries committed to by an RFC 6962 Merkle tree.

Public face: `services.record`, `services.sequence`, `queries.trail`, `queries.own_trail`, `queries.verify`, `tags.Tag`.
"""
