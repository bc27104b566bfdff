"""Reference data: vocabularies and the tree of places, loaded from packs; and how dates, places and terms are asked for and said.

Public face: `terms`, `places`, `queries`, `services`, `fields` (form fields), `saying` (values in the reader's language).
"""
