"""What may happen in a grant, when reports are due, what is told to whom: rules without Django."""

from seereya.accounts.rules import Refused

__all__ = ["Refused"]
