"""What is joined at start: nothing is discovered by luck."""

from __future__ import annotations


def connect() -> None:
    """Joins the rooms' announcements, periodic work and checks."""
