"""What submissions offer to the house: their words, their index, how many were sent."""

from __future__ import annotations


def offer_submissions() -> None:
    """Called once, when the room is ready."""
    from seereya.advocacy import wording_submissions  # noqa: F401 - registers the words
    from seereya.advocacy.services.submissions_storing import register_submissions

    register_submissions()
