"""How case files enter the sealed index of their casework vault."""

from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from seereya.casework import owed
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile
from seereya.foundation.searching import Entry, Index, IndexSchema
from seereya.foundation.text import analyse
from seereya.reference import terms
from seereya.vault import indexing

CASES = "cases"
SCHEMA = IndexSchema(
    name=CASES,
    version=1,
    facets=("stage", "forum", "status", "procedure", "incident", "person", "crime", "paused"),
    sorts=("last_act", "due", "reference", "changed"),
    card=(
        "ref",
        "title",
        "status",
        "forum",
        "stage",
        "last_act",
        "due",
        "hearing",
        "paused",
        "dormant_after",
        "remind_after",
        "opened",
        "mandates",
        "news",
    ),
)


class CasesIndex:
    """The index of a vault's case files in memory."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def apply(self, change: dict[str, Any]) -> None:
        """One change: an entry put."""
        self.index.put(
            Entry(
                key=b64decode(change["key"]),
                text=change["text"],
                facets=change["facets"],
                sorts=change["sorts"],
                card=change["card"],
            )
        )

    def batch(self) -> AbstractContextManager[object]:
        return self.index.batch()

    def dump(self) -> bytes:
        return self.index.dump()


def register() -> None:
    """Makes the room's kind of index known to the vault."""
    indexing.register(
        indexing.Kind(
            CASES,
            SCHEMA.version,
            lambda: CasesIndex(Index.new(SCHEMA, analyse=analyse)),
            lambda data: CasesIndex(Index.load(SCHEMA, data, analyse=analyse, sound=True)),
        )
    )


def last_act(content: CaseContent) -> str:
    """The day of the newest act that was not struck out; empty where there is none."""
    return max((one.on for one in content.acts if not one.struck), default="")


def restarting(content: CaseContent) -> list[date]:
    """The days of the acts of prosecution or investigation that were not struck out."""
    return [date.fromisoformat(one.on) for one in content.acts if one.restarts and not one.struck]


def case_change(row: CaseFile, content: CaseContent) -> dict[str, Any]:
    """The change that puts a case file into its vault's index.

    Nothing here depends on the day it is written: whether a file sleeps or a limit is near is worked out when it is read.
    """
    current = content.proceedings[-1] if content.proceedings else None
    last = last_act(content)
    waiting = sorted((one for one in content.deadlines if one.due and not one.done_on), key=lambda one: one.due)
    due = [[one.due, one.rule, one.id, one.starts, one.review] for one in waiting]
    hearings = sorted([one.hearing, one.hearing_words] for one in content.proceedings if one.hearing)
    return {
        "key": b64encode(row.id.bytes).decode(),
        "text": "\n".join(_text(row, content)),
        "facets": _facets(row, content),
        "sorts": {
            "last_act": _ordinal(last),
            "due": _ordinal(due[0][0]) if due else None,
            "reference": row.reference,
            "changed": int(row.changed_at.timestamp()),
        },
        "card": {
            "ref": row.reference,
            "title": content.title,
            "status": row.status,
            "forum": current.forum if current else "",
            "stage": current.stage if current else "",
            "last_act": last,
            "due": due,
            "hearing": hearings,
            "paused": content.paused,
            "remind_after": content.remind_after,
            "dormant_after": content.dormant_after,
            "opened": row.made_at.date().isoformat(),
            "mandates": owed.ending(content),
            "news": owed.news_due(content),
        },
    }


def _ordinal(day: str) -> int | None:
    return date.fromisoformat(day[:10]).toordinal() if day else None


def _text(row: CaseFile, content: CaseContent) -> list[str]:
    text = [content.title, content.summary, content.next_step, row.reference]
    text += [f"{one.number} {one.judge}" for one in content.proceedings]
    text += [one.words for one in content.acts]
    text += [f"{one.words} {one.origin}" for one in content.exhibits]
    return [one for one in text if one.strip()]


def _facets(row: CaseFile, content: CaseContent) -> dict[str, list[str]]:
    return {
        "stage": sorted({one.stage for one in content.proceedings if one.stage}),
        "forum": sorted({one.forum for one in content.proceedings}),
        "procedure": sorted(
            {code for one in content.proceedings for code in terms.with_ancestors("procedure_types", one.procedure)}
        ),
        "status": [row.status],
        "incident": sorted(set(content.incidents)),
        "person": sorted({one.person for one in content.parties}),
        "crime": sorted({code for one in content.qualifications for code in terms.with_ancestors("crimes", one.crime)}),
        "paused": [content.paused] if content.paused else [],
    }
