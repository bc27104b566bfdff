"""What is sealed of the money: what was paid for and why somebody decided so, who a payee is, who was helped. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable


@dataclass
class ExpenseContent(Sealable):
    """What an expense was for, in words; why a cost was judged so; why a piece is replaced or not asked, by its code."""

    words: str = ""
    decision: str = ""
    returned: str = ""
    pieces: dict[str, str] = field(default_factory=dict)


@dataclass
class PayeeName(Sealable):
    """Who is paid: name, and where the account is kept."""

    name: str
    account: str = ""


@dataclass
class Helped(Sealable):
    """Who received help, and out of which referral it came."""

    name: str
    referral: str = ""
    note: str = ""
