"""Rounds of the perception survey and their sums: of the own organisation on its pages, over any organisations for a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.query import QuerySet

from seereya.accounts.actor import Actor
from seereya.foundation import walls
from seereya.observatory.models import SurveyGroup, SurveyRound
from seereya.observatory.rules_perception import Kind, Tally, tally
from seereya.reference import places, terms

QUESTIONS = "perception_questions"


def instruments() -> list[str]:
    """The sets of questions the packs bring."""
    return [code for code, word in terms.vocabulary(QUESTIONS).items() if len(word.path) == 1]


def questions(instrument: str, *, keep: Iterable[str] = ()) -> list[str]:
    """The questions of a set, in order; retired ones where a record carries them."""
    kept = set(keep)
    return [
        word.code
        for word in terms.children(QUESTIONS, instrument)
        if word.extra.get("favourable") and (word.retired_on is None or word.code in kept)
    ]


def favourable(question: str) -> str:
    """Whether agreeing or disagreeing speaks for justice."""
    word = terms.vocabulary(QUESTIONS).get(question)
    return (word.extra.get("favourable") if word else "") or "agree"


def regions() -> list[str]:
    """Where people may be said to have been asked: regions, and nothing finer."""
    return [code for code, node in places.tree().nodes.items() if node.kind == "region"]


def rounds(by: Actor) -> QuerySet[SurveyRound]:
    """The organisation's rounds, the newest first, with how many groups and people."""
    own = SurveyRound.objects.filter(organisation_id=by.organisation_id)
    return own.annotate(groups_in=Count("groups"), people=Sum("groups__asked")).order_by("-ends", "-starts", "pk")


def groups_of(by: Actor, round_id: UUID) -> list[SurveyGroup]:
    """The groups of a round."""
    return list(
        SurveyGroup.objects.filter(organisation_id=by.organisation_id, round_id=round_id).order_by("region", "sex", "age")
    )


def groups_of_kind(by: Actor, *, instrument: str, kind: str, **narrowed: str) -> list[SurveyGroup]:
    """The groups of every round of a kind; narrowed by region, sex or age band. One query."""
    rows = SurveyGroup.objects.filter(organisation_id=by.organisation_id, round__instrument=instrument, round__kind=kind)
    return list(rows.filter(**narrowed).select_related("round"))


def sums(groups: Iterable[SurveyGroup]) -> dict[str, Tally]:
    """One tally for each question, over these groups."""
    found: dict[str, Tally] = {}
    for group in groups:
        for question, given in group.counts.items():
            found[question] = found.get(question, Tally()) + tally(given, favourable(question))
    return found


def indicators(organisations: Iterable[Any], start: date, end: date) -> dict[str, int]:
    """For a logframe: people asked in rounds that ended in a period, and of their answers those with an opinion and those favourable.

    Where an endline ended in the period, the baselines of the same period are left out: a share of both would be of neither.
    """
    with walls.system("counts of answers for a report, of the organisations its caller may count; there is no person in them"):
        rows = SurveyGroup.objects.filter(organisation__in=list(organisations), round__ends__gte=start, round__ends__lte=end)
        found = list(rows.select_related("round"))
    last = [one for one in found if one.round.kind == Kind.ENDLINE] or found
    total = sum(sums(last).values(), Tally())
    return {
        "perception_asked": sum(one.asked for one in last),
        "perception_answered": total.answered,
        "perception_favourable": total.favourable,
    }
