"""Pages of the perception survey: the rounds, one of them, the two laid beside each other, the sheet for paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seereya.accounts.actor import Actor
from seereya.foundation.money import format_percent
from seereya.observatory import services
from seereya.observatory import wording_perception as words
from seereya.observatory.models import SurveyGroup, SurveyRound
from seereya.observatory.pages.narrowing import choice, narrowed
from seereya.observatory.queries import perception as queries
from seereya.observatory.rules_perception import AGES, ANSWERS, FEW, SEXES, Change, Kind, Share, Tally, change, outside, share
from seereya.observatory.wording import label
from seereya.reference import saying

Row = dict[str, Any]
OUTSIDE = "outside"


def _period(row: SurveyRound) -> str:
    first, last = (date_format(day, "j F Y") for day in (row.starts, row.ends))
    return first if first == last else f"{first} – {last}"


def people(count: int) -> str:
    """So many people, in words."""
    return ngettext("%(count)s person asked", "%(count)s people asked", count) % {"count": count}


def rounds(by: Actor) -> Row:
    """Context of the list of rounds."""
    rows = list(queries.rounds(by)[:200])
    labels = (_("Questions"), _("Round"), _("Days"), _("How people were found"), _("Groups"), _("People asked"))
    return {
        "table": {
            "caption": _("Rounds of the perception survey"),
            "columns": [{"label": one, "numeric": place > 3} for place, one in enumerate(labels)],  # noqa: PLR2004 - the counts
            "rows": [_round_line(row) for row in rows],
        },
        "both": {row.kind for row in rows} >= set(Kind),
    }


def _round_line(row: Any) -> Row:
    return {
        "url": reverse("observatory:survey", args=[row.id]),
        "cells": [
            saying.term(queries.QUESTIONS, row.instrument),
            {"badge": label(words.KINDS, row.kind), "kind": "accent" if row.kind == Kind.ENDLINE else "quiet"},
            _period(row),
            label(words.SAMPLES, row.sample),
            {"text": str(row.groups_in), "numeric": True},
            {"text": str(row.people or 0), "numeric": True},
        ],
    }


def survey(by: Actor, round_id: UUID) -> Row:
    """Context of one round: its groups, and what they answered together. Raises `NotThere`."""
    row = services.round_of(by=by, round_id=round_id)
    groups = queries.groups_of(by, round_id)
    tallies = queries.sums(groups)
    return {
        "survey": row,
        "heading": f"{saying.term(queries.QUESTIONS, row.instrument)}, {label(words.KINDS, row.kind).lower()}",
        "period": _period(row),
        "sample": label(words.SAMPLES, row.sample),
        "people": people(sum(one.asked for one in groups)),
        "groups": [_group(one) for one in groups],
        "answers": list(words.ANSWERS.values()),
        "questions": [
            _question(question, groups, tallies)
            for question in queries.questions(row.instrument, keep=tallies)
            if question in tallies
        ],
        "breadcrumb": [{"url": reverse("observatory:surveys"), "label": _("What people think")}, {"label": _period(row)}],
    }


def group_words(row: SurveyGroup) -> str:
    """Who a group is, in words."""
    return f"{saying.place(row.region)}, {label(words.SEXES, row.sex).lower()}, {label(words.AGES, row.age)}"


def _group(row: SurveyGroup) -> Row:
    return {"url": reverse("observatory:survey-answers-edit", args=[row.id]), "label": group_words(row), "asked": row.asked}


def _question(question: str, groups: list[SurveyGroup], tallies: dict[str, Tally]) -> Row:
    given = [sum(group.counts.get(question, {}).get(answer, 0) for group in groups) for answer in ANSWERS]
    return {
        "label": saying.term(queries.QUESTIONS, question),
        "counts": given,
        "share": share_words(share(tallies[question])),
        "turned": queries.favourable(question) == "disagree",
    }


def _percent(value: float) -> str:
    return str(number_format(round(value), 0))


def share_words(found: Share | None) -> Row:
    """A share with its interval and its n, in words; a dash where there is none."""
    if found is None:
        return {"percent": "—", "between": "", "number": "", "few": False}
    between = _("%(low)s to %(high)s") % {"low": _percent(found.low), "high": _percent(found.high)}
    return {
        "percent": format_percent(_percent(found.percent), saying.language()),
        "between": between,
        "number": _("n = %(number)s") % {"number": found.number},
        "few": found.few,
    }


def change_words(found: Change | None) -> Row:
    """A difference in points, with its interval, and whether it is more than chance; a dash where there is none."""
    if found is None:
        return {"points": "—", "between": "", "says": ""}
    sign = "+" if round(found.points) > 0 else "−" if round(found.points) < 0 else ""
    low, high = (f"{'−' if round(one) < 0 else ''}{_percent(abs(one))}" for one in (found.low, found.high))
    says = _("more favourable") if found.points > 0 else _("less favourable")
    return {
        "points": f"{sign}{_percent(abs(found.points))}",
        "between": _("%(low)s to %(high)s") % {"low": low, "high": high},
        "says": says if found.is_clear else _("could be chance"),
        "kind": ("done" if found.points > 0 else "late") if found.is_clear else "quiet",
    }


def compare(by: Actor, params: QueryDict) -> Row:
    """Context of the comparison of baseline and endline, narrowed as the address says. Raises `BadSelection`."""
    known = {"instrument": queries.instruments(), "region": queries.regions(), "sex": SEXES, "age": AGES, "for": (OUTSIDE,)}
    asked, _page = narrowed(params, known)
    instrument = asked.get("instrument") or next(iter(queries.instruments()), "")
    only = {name: asked[name] for name in ("region", "sex", "age") if name in asked}
    hidden = asked.get("for") == OUTSIDE
    groups = {
        kind: queries.groups_of_kind(by, instrument=instrument, kind=kind, **only) for kind in (Kind.BASELINE, Kind.ENDLINE)
    }
    before, after = (queries.sums(groups[kind]) for kind in (Kind.BASELINE, Kind.ENDLINE))
    shown = queries.questions(instrument, keep=[*before, *after])
    return {
        "instrument": saying.term(queries.QUESTIONS, instrument),
        "lines": [_compared(one, before.get(one), after.get(one), hidden=hidden) for one in shown],
        "asked": None if hidden else [people(sum(one.asked for one in groups[kind])) for kind in groups],
        "ways": {group.round.sample for several in groups.values() for group in several},
        "outside": hidden,
        "outside_choice": choice(params, "for", OUTSIDE, _("As those outside may see it")),
        "facets": _facets(by, instrument, params),
        "clear_url": "?" if only else "",
        "narrowed": ", ".join(_said(name, value) for name, value in only.items()),
        "few": FEW,
        "nothing": not before and not after,
        "breadcrumb": [
            {"url": reverse("observatory:surveys"), "label": _("What people think")},
            {"label": _("Baseline and endline")},
        ],
    }


def _compared(question: str, before: Tally | None, after: Tally | None, *, hidden: bool) -> Row:
    if hidden:
        before, after = (outside(one) if one else None for one in (before, after))
    return {
        "label": saying.term(queries.QUESTIONS, question),
        "turned": queries.favourable(question) == "disagree",
        "before": share_words(share(before)),
        "after": share_words(share(after)),
        "change": change_words(change(before, after)),
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _said(name: str, value: str) -> str:
    if name == "region":
        return saying.place(value)
    return label({"sex": words.SEXES, "age": words.AGES}[name], value).lower()


def _facets(by: Actor, instrument: str, params: QueryDict) -> list[Row]:
    """What the comparison can be narrowed by: only what people were asked in."""
    groups = [one for kind in Kind for one in queries.groups_of_kind(by, instrument=instrument, kind=kind)]
    found = []
    for name in ("region", "sex", "age"):
        values = sorted({getattr(one, name) for one in groups})
        options = [choice(params, name, value, _capital(_said(name, value))) for value in values]
        if len(options) > 1:
            found.append({"label": words.PARAMETERS[name], "values": options, "open": True})
    return found


def blank() -> Row:
    """The sheet for paper: statements to read aloud, and room for strokes."""
    instrument = next(iter(queries.instruments()), "")
    return {
        "public_page": True,  # no mark on paper that says what is carried, or for whom
        "questions": [saying.term(queries.QUESTIONS, one) for one in queries.questions(instrument)],
        "answers": list(words.ANSWERS.values()),
        "sexes": list(words.SEXES.values()),
        "ages": list(words.AGES.values()),
        "title": pgettext("paper", "What people think"),
    }
