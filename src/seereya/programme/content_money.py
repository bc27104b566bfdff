"""What is sealed of the money: what was paid for and why somebody decided so, who a payee is, who was helped. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from seereya.foundation.sealable import Sealable
from seereya.foundation.tables.sheets import Fault


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


@dataclass
class SheetLine:
    """A line of a spreadsheet of expenses: what it says, what is wrong with it, what becomes or became of it.

    `first`: the line its document begins on. `number`: of the expense that it is in the ledger. `notes`: reasons that will speak
    against it, beside the pieces that nobody has noted yet.
    """

    line: int
    fate: str
    first: int
    values: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    number: int = 0


@dataclass
class SheetRead(Sealable):
    """A spreadsheet of expenses as it was read. What an expense was for goes from here once it stands in the ledger."""

    lines: list[SheetLine] = field(default_factory=list)
