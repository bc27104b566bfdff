"""Reads of this room: what other rooms ask stands here."""

from seereya.advocacy.queries.indicators import indicators, register_count

__all__ = ["indicators", "register_count"]
