"""What holds for courses, questions and packs. Pure: no database, no request."""

from seereya.accounts.rules import Refused

__all__ = ["Refused"]
