"""How case files enter the sealed index of their casework vault."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from typing import Any

from seereya.casework import owed
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile
from seereya.foundation.searching import IndexSchema
from seereya.reference import terms

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
        "span": None,
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
    text += [f"{one.reference} {one.words} {one.origin}" for one in content.exhibits]
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
        "person": sorted(content.persons()),
        "crime": sorted({code for one in content.qualifications for code in terms.with_ancestors("crimes", one.crime)}),
        "paused": [content.paused] if content.paused else [],
    }
