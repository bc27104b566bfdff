"""The demonstration's observatory: invented hearings, two sources that contradict each other, gaps of coverage."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.sealable import When
from seereya.observatory import services
from seereya.observatory.content import Check, GapContent, ObservationContent
from seereya.observatory.queries import perception
from seereya.observatory.rules import Counts, last_of_month
from seereya.observatory.rules_perception import ANSWERS
from seereya.site.demo.past import days_ago

Told = dict[str, Any]
_ASIDE = frozenset({"by", "days_ago", "next_days_ago", "next_in", "checks", "struck"})


def tell(told: Told, people: dict[str, Actor]) -> None:
    """Everything of it is invented, and says so where a reader sees it."""
    for one in told["observations"]:
        with days_ago(one["days_ago"]):
            row = services.record_observation(by=people[one["by"]], content=_hearing(one, told["invented"]))
        if "struck" in one:
            services.strike_observation(by=people[one["by"]], observation_id=row.id, version=row.version, why=one["struck"])
    for one in told["figures"]:
        said = {name: value for name, value in one.items() if name not in {"by", "counts"}}
        said["remark"] = " ".join(filter(None, (said.get("remark"), told["invented"])))
        services.save_activity(by=people[one["by"]], said=said, counts=Counts(**one["counts"]))
    for one in told["gaps"]:
        _gap(one, people, told["invented"])
    _perception(told["perception"], people)


def _perception(told: Told, people: dict[str, Actor]) -> None:
    """Two rounds of the survey; the numbers of every question add up to the people asked, or the service refuses them."""
    by, today = people[told["by"]], clock.today()
    questions = perception.questions(told["instrument"])
    for one in told["rounds"]:
        starts, ends = (today - timedelta(days=days) for days in one["days_ago"])
        said = {"instrument": told["instrument"], "kind": one["kind"], "sample": told["sample"]}
        row = services.save_round(by=by, starts=starts, ends=ends, **said)
        for region, sex, age, lines in one["groups"]:
            counts = {code: dict(zip(ANSWERS, line, strict=True)) for code, line in zip(questions, lines, strict=True)}
            answers = services.Asked(region, sex, age, sum(lines[0]), counts)
            services.save_group(by=by, round_id=row.id, answers=answers)


def _hearing(one: Told, invented: str) -> ObservationContent:
    """One hearing; days are told from the day it is told, which is the clock's own for now."""
    today = clock.today()
    said = {name: value for name, value in one.items() if name not in _ASIDE}
    really = today + timedelta(days=one["days_ago"])
    if "next_in" in one:
        said["next_on"] = (really + timedelta(days=one["next_in"])).isoformat()
    elif "next_days_ago" in one:
        said["next_on"] = (really - timedelta(days=one["next_days_ago"])).isoformat()
    said["incidents"] = " ".join(filter(None, (said.get("incidents"), invented)))
    checks = [Check(code, answer, note) for code, answer, note in one["checks"]]
    return ObservationContent(on=today.isoformat(), checks=checks, **said)


def _months_ago(months: int) -> date:
    """The first day of the month so many months before this one."""
    first = clock.today().replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def _month(months: int) -> When:
    first = _months_ago(months)
    return When(first.isoformat(), last_of_month(first).isoformat(), "month", words=first.strftime("%m/%Y"))


def _gap(one: Told, people: dict[str, Actor], invented: str) -> None:
    content = GapContent(one["who"], _month(one["began_months_ago"]), means=one["means"], notes=f"{one['notes']} {invented}")
    row = services.record_gap(by=people[one["by"]], place=one["place"], reason=one["reason"], content=content)
    if "ended_months_ago" in one:
        ended = _month(one["ended_months_ago"])
        services.end_gap(by=people[one["ended_by"]], gap_id=row.id, version=row.version, ended=ended, why=one["ended_why"])
