"""What a file owes its clients: mandates that end, news that is due. Worked out of the content; days are compared when read. Pure."""

from __future__ import annotations

from datetime import date

from seereya.casework.content import CaseContent
from seereya.casework.rules.updates import Due, UpdateContent, due, next_due


def ending(content: CaseContent) -> list[list[str]]:
    """Mandates that have a last day and were not revoked, the first to end first: [last day, kind]."""
    return sorted([one.expires_on, one.kind] for one in content.mandates if one.expires_on and not one.revoked_on)


def clients(content: CaseContent) -> list[str]:
    """Codes of those who gave a mandate that was not revoked, in order."""
    return list(dict.fromkeys(code for one in content.mandates if not one.revoked_on for code in one.givers))


def last_told(content: CaseContent, client: str) -> UpdateContent | None:
    """The last time a client was told."""
    return max((one for one in content.updates if one.client == client), key=lambda one: one.told_on, default=None)


def news_due(content: CaseContent) -> list[list[str]]:
    """When each client is to be told next, soonest first: [day, code]. Who was never told waits since the mandate was signed."""
    found = []
    for client in clients(content):
        last = last_told(content, client)
        since = min(one.signed_on for one in content.mandates if client in one.givers)
        found.append([next_due(last).isoformat() if last else since, client])
    return sorted(found)


def waits(content: CaseContent, client: str, today: date) -> Due:
    """Whether a client waits for news today."""
    return due(last_told(content, client), today=today, paused=bool(content.paused))
