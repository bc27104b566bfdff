"""Pillar 1: incidents, the accounts given of them, persons, sources; external events beside them.

Public face: `services`, `queries`.
"""
