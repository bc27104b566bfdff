"""What makes a commitment overdue, what an ask must say, what counts as an act, where columns have moved. Pure."""

from seereya.accounts.rules import Refused

__all__ = ["Refused"]
