"""What may happen in a case file and when things are due: rules over dated data, without Django."""

from seereya.accounts.rules import Refused

__all__ = ["Refused"]
