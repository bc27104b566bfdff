"""Legal moves of an incident, and how ranges are derived from its accounts. Pure: no database, no request."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field

from seereya.accounts.rules import Refused, Role
from seereya.documentation.content import Account, Act, IncidentContent

__all__ = ["Refused", "Status", "derive", "killed_range", "moves_from"]


class Status(enum.StrEnum):
    """Where an incident stands in verification: codes of the vocabulary `verification_status`."""

    NEW = "VS-NEW"
    TRIAGED = "VS-TRI"
    VERIFYING = "VS-VER"
    CORROBORATED = "VS-COR"
    VALIDATED = "VS-VAL"
    INSUFFICIENT = "VS-INS"
    SET_ASIDE = "VS-REJ"
    LEGAL = "VS-LEG"
    CLOSED = "VS-CLO"


_MOVES: dict[Status, tuple[Status, ...]] = {
    Status.NEW: (Status.TRIAGED, Status.INSUFFICIENT, Status.SET_ASIDE),
    Status.TRIAGED: (Status.VERIFYING, Status.INSUFFICIENT, Status.SET_ASIDE),
    Status.VERIFYING: (Status.CORROBORATED, Status.INSUFFICIENT, Status.SET_ASIDE),
    Status.CORROBORATED: (Status.VALIDATED, Status.VERIFYING, Status.INSUFFICIENT),
    Status.VALIDATED: (Status.LEGAL, Status.CLOSED, Status.VERIFYING),
    Status.INSUFFICIENT: (Status.TRIAGED, Status.SET_ASIDE, Status.CLOSED),
    Status.SET_ASIDE: (Status.TRIAGED, Status.CLOSED),
    Status.LEGAL: (Status.CLOSED, Status.VERIFYING),
    Status.CLOSED: (Status.TRIAGED,),
}
_REASON_NEEDED = frozenset({Status.SET_ASIDE, Status.INSUFFICIENT})
# Grading takes four eyes: not the author, and not the person who made the grade before.
_FOUR_EYES = frozenset({Status.CORROBORATED, Status.VALIDATED})
_MOVERS: dict[Status, frozenset[Role]] = {
    Status.VALIDATED: frozenset({Role.VERIFIER}),
    Status.LEGAL: frozenset({Role.VERIFIER, Role.COUNSEL, Role.COORDINATOR}),
}
_ANY_MOVER = frozenset({Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL})

INDEPENDENT_SOURCES = 2
# How another incident belongs together with this one, and how this one then stands to it.
LINKS = {
    "cause": "consequence",
    "consequence": "cause",
    "retaliation": "retaliated",
    "retaliated": "retaliation",
    "part_of": "part_of",
    "pattern": "pattern",
}
CATEGORIES = ("killed", "injured", "abducted", "disappeared", "displaced", "detained", "sexual_violence", "other")
STATUSES = ("civilian", "combatant", "total", "unknown")
PERSON_ROLES = ("victim", "witness", "alleged_perpetrator", "source", "intervening")


def moves_from(status: Status, roles: frozenset[Role]) -> list[Status]:
    """The statuses somebody with these roles may move an incident to."""
    return [after for after in _MOVES[status] if roles & _MOVERS.get(after, _ANY_MOVER)]


def ways(status: str) -> tuple[Status, ...]:
    """Where an incident can go from a status, whoever moves it."""
    return _MOVES[Status(status)]


def check_move(
    *,
    before: Status,
    after: Status,
    roles: frozenset[Role],
    by: str,
    author: str,
    movers: list[str],
    reason: str,
    independent: int,
) -> None:
    """Refuses a move: `move_not_possible`, `role_may_not_move`, `reason_needed`, `four_eyes`, `too_few_sources`.

    `movers`: who made the moves so far; `independent`: number of accounts from different sources.
    """
    if after not in _MOVES[before]:
        raise Refused("move_not_possible")
    if not roles & _MOVERS.get(after, _ANY_MOVER):
        raise Refused("role_may_not_move")
    if after in _REASON_NEEDED and not reason.strip():
        raise Refused("reason_needed")
    if after in _FOUR_EYES and by == author:
        raise Refused("four_eyes_author")
    if after is Status.VALIDATED and movers and by == movers[-1]:
        raise Refused("four_eyes_mover")
    if after is Status.CORROBORATED and independent < INDEPENDENT_SOURCES:
        raise Refused("too_few_sources", needed=INDEPENDENT_SOURCES)


def independent_accounts(accounts: Iterable[Account]) -> int:
    """Accounts from different sources: two by the same source count once, an external register counts not at all."""
    return len({account.source or account.source_words.casefold().strip() for account in accounts if not account.external_event})


@dataclass
class Derived:
    """A range over the accounts that speak of one category and one status; denials beside it, never inside."""

    category: str
    status: str
    minimum: int | None
    maximum: int | None
    open_ended: bool
    claims: list[str] = field(default_factory=list)
    denials: list[str] = field(default_factory=list)
    worded_only: list[str] = field(default_factory=list)
    certain: int = 0  # the highest number any account gives as the least


def derive(accounts: Iterable[Account]) -> list[Derived]:
    """Ranges within one category and one status (decision 26): lowest minimum, highest maximum, an open end stays open.

    A denial is kept as a denial; a wording without bounds ("dozens") is listed and moves no bound.
    """
    found: dict[tuple[str, str], Derived] = {}
    for account in accounts:
        for quantity in account.quantities:
            key = (quantity.category, quantity.status)
            row = found.setdefault(key, Derived(quantity.category, quantity.status, None, None, open_ended=False))
            if quantity.denied:
                row.denials.append(account.id)
            elif quantity.minimum is None and quantity.maximum is None:
                row.worded_only.append(account.id)
            else:
                _widen(row, quantity.minimum, quantity.maximum, account.id)
    order = {name: place for place, name in enumerate(CATEGORIES)}
    return sorted(found.values(), key=lambda row: (order.get(row.category, 99), STATUSES.index(row.status)))


def _widen(row: Derived, minimum: int | None, maximum: int | None, account: str) -> None:
    row.claims.append(account)
    if minimum is not None:
        row.minimum = minimum if row.minimum is None else min(row.minimum, minimum)
    if maximum is not None:
        row.maximum = maximum if row.maximum is None else max(row.maximum, maximum)
    if maximum is None:
        row.open_ended = True
    row.certain = max(row.certain, minimum or 0)
    if row.maximum is not None:
        row.maximum = max(row.maximum, row.certain)  # "none" beside "at least one" reads: none to one, or more


def disputed(accounts: Iterable[Account], category: str = "killed") -> bool:
    """Whether accounts put people of one category under different statuses, or deny what others say."""
    rows = [row for row in derive(accounts) if row.category == category]
    stated = {row.status for row in rows if row.claims or row.worded_only} - {"total", "unknown"}
    return len(stated) > 1 or any(row.denials for row in rows)


def killed_range(accounts: Iterable[Account]) -> tuple[int | None, int | None]:
    """The coarse range of the dead: lowest and highest of what each account says altogether, statuses never mixed between accounts."""
    lows, highs = [], []
    for account in accounts:
        stated = [
            q for q in account.quantities if q.category == "killed" and not q.denied and (q.minimum, q.maximum) != (None, None)
        ]
        totals = [q for q in stated if q.status == "total"] or stated
        if not totals:
            continue
        lows.append(sum(q.minimum or 0 for q in totals))
        highs.append(sum(q.maximum if q.maximum is not None else (q.minimum or 0) for q in totals))
    return (min(lows), max(highs)) if lows else (None, None)


# How somebody is said to have taken part in an act; the last three are a superior's (Rome Statute art. 28).
DEGREES = (
    "direct",
    "ordered",
    "planned",
    "assisted",
    "present",
    "not_prevented",
    "not_acted_on_knowledge",
    "not_punished",
    "not_known",
)
POSITIONS_HELD = ("in_post", "promoted", "transferred", "suspended", "dismissed", "fled", "dead", "not_known")
PROCEEDINGS = ("none", "inquiry", "charged", "tried", "acquitted", "convicted", "serving", "served", "amnestied", "not_known")
OUTCOMES = ("unharmed", "injured", "dead", "disappeared", "detained", "freed", "displaced", "not_known")


def kinds_of(content: IncidentContent) -> list[str]:
    """The kinds of violation of an incident: those chosen for it, then those of its acts."""
    return list(dict.fromkeys([*content.types, *(act.kind for act in content.acts if act.kind)]))


def check_act(act: Act, content: IncidentContent, *, known_types: frozenset[str]) -> None:
    """Refuses an act: `act_kind_needed`, `unknown_type`, `victim_not_of_incident`, `nobody_named`, `minimum_above_maximum`."""
    if not act.kind:
        raise Refused("act_kind_needed")
    if act.kind not in known_types:
        raise Refused("unknown_type", term=act.kind)
    of_incident = {one.person for one in content.persons}
    named = [one.person for one in act.involvements if one.person]
    if not of_incident.issuperset([*act.victims, *named]):
        raise Refused("victim_not_of_incident")
    if any(not one.words.strip() and not one.person for one in act.involvements):
        raise Refused("nobody_named")
    for group in act.groups:
        if None not in (group.minimum, group.maximum) and (group.minimum or 0) > (group.maximum or 0):
            raise Refused("minimum_above_maximum")


def acts_naming(content: IncidentContent, person: str) -> list[int]:
    """Numbers of the acts that speak of a person, as victim or as alleged perpetrator."""
    return [
        number
        for number, act in enumerate(content.acts, 1)
        if person in act.victims or any(one.person == person for one in act.involvements)
    ]


def check_content(*, title: str, types: Iterable[str], known_types: frozenset[str]) -> None:
    """What every incident needs from the start."""
    if not title.strip():
        raise Refused("title_needed")
    unknown = [code for code in types if code not in known_types]
    if unknown:
        raise Refused("unknown_type", term=unknown[0])
