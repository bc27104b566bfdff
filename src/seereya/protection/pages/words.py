"""Values of this room in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.foundation import clock
from seereya.protection import rules
from seereya.protection.content import ReferralContent, SafeContact, SafeNumbers
from seereya.protection.wording import STATUS_KINDS
from seereya.reference import terms
from seereya.reference.saying import Row, language, term


def status(code: str) -> Row:
    """A referral's status as a cell: words and kind."""
    return {"badge": term("referral_statuses", code), "kind": STATUS_KINDS[rules.Status(code)]}


def facts(*pairs: tuple[str, Any]) -> list[Row]:
    """Labels with values, those that are there."""
    return [{"label": label, "value": value} for label, value in pairs if value]


def hours(count: int) -> str:
    """So many hours, in words."""
    return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}


def clocks(content: ReferralContent) -> list[Row]:
    """The medical windows of the kind of help offered, with what is left of each; nothing where no hour counts."""
    word = terms.vocabulary("referral_services").get(content.service)
    if word is None or not content.event_at:
        return []
    since = rules.hours_between(datetime.fromisoformat(content.event_at), clock.now())
    found = []
    for one in rules.windows(word.extra, since=since):
        values = {"what": one.words(language()), "since": hours(since), "left": hours(abs(one.left)), "hours": hours(one.hours)}
        if one.left >= 0:
            said = _("%(what)s: %(left)s left of %(hours)s (%(since)s since it happened)") % values
        else:
            said = _("%(what)s: the %(hours)s are past since %(left)s; a clinician still decides") % values
        found.append({"text": said, "kind": "waits" if one.left >= 0 else "late"})
    return found


def rules_facts(content: SafeContact) -> list[Row]:
    """The rules before any contact, what must never be done first."""
    return facts(
        (_("Messages"), _("Never leave a message") if content.no_message else _("A message may be left")),
        (_("When"), content.times),
        (_("Words to use"), content.words),
        (_("Languages"), ", ".join(term("languages", code) for code in content.languages)),
        (_("Other rules"), content.other),
    )


def numbers_facts(content: SafeNumbers) -> list[Row]:
    """Numbers to avoid and who answers."""
    return facts((_("Numbers and ways to avoid"), content.avoid), (_("Who answers, and who may know"), content.answers))


def page_number(asked: str, total: int, size: int) -> int:
    """The number of a page as it was asked for: the first where it cannot be read, the last where there are fewer."""
    number = int(asked) if asked.isascii() and asked.isdecimal() else 1
    return min(max(number, 1), max(1, -(-total // size)))


def pager(total: int, number: int, size: int, address: Callable[[int], str]) -> Row | None:
    """Where a page of a list stands among all; nothing where everything is on it."""
    if total <= size:
        return None
    last = min(number * size, total)
    return {
        "total": total,
        "first": (number - 1) * size + 1,
        "last": last,
        "previous_url": address(number - 1) if number > 1 else "",
        "next_url": address(number + 1) if last < total else "",
    }
