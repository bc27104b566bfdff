"""Law as dated data: forums, stages, time limits, texts in force, read from the vocabularies the pack ships."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from seereya.casework.content import CaseContent
from seereya.casework.indexing import restarting
from seereya.casework.rules import limitation
from seereya.casework.rules.deadlines import Rule
from seereya.casework.rules.stages import Body, Ways, read_bound, read_ways
from seereya.foundation import clock
from seereya.reference import terms
from seereya.reference.terms import Word


def body(code: str) -> Body | None:
    """A forum with the days between which it exists; None for an unknown one."""
    word = terms.vocabulary("bodies").get(code)
    return _body(word) if word else None


def _body(word: Word) -> Body:
    extra = word.extra
    return Body(
        word.code,
        read_bound(extra.get("valid_from", ""), end=False),
        read_bound(extra.get("valid_to", ""), end=True),
        extra.get("replaced_by", ""),
    )


def forums(on: date) -> list[Word]:
    """Forums that exist on a day, for a form; those below a top term only."""
    return [
        word for word in terms.vocabulary("bodies").values() if word.retired_on is None and len(word.path) > 1 and valid(word, on)
    ]


def valid(word: Word, on: date) -> bool:
    """Whether a dated term is valid on a day."""
    known = _body(word)
    return (known.first is None or known.first <= on) and (known.last is None or on <= known.last)


def procedures() -> list[Word]:
    """Kinds of procedure whose stages the pack describes, and those below them."""
    return [
        word
        for word in terms.vocabulary("procedure_types").values()
        if word.retired_on is None and set(stage_tops()) & set(word.path)
    ]


def ways(procedure: str) -> Ways:
    """The stages of a kind of procedure and the moves between them."""
    family = family_of(procedure)
    ordinals = {
        code: int(word.extra.get("ordinal") or 0)
        for code, word in terms.vocabulary("procedure_stages").items()
        if family in word.path and code != family
    }
    return read_ways(ordinals, [word.extra for word in terms.vocabulary("stage_rules").values()])


def family_of(procedure: str) -> str:
    """The top of the stages that a kind of procedure goes through; empty where the pack describes none."""
    tops = stage_tops()
    return next((tops[code] for code in reversed(terms.with_ancestors("procedure_types", procedure)) if code in tops), "")


def stage_tops() -> dict[str, str]:
    """For each kind of procedure with stages of its own: the term under which they stand."""
    types = terms.vocabulary("procedure_types")
    found: dict[str, str] = {}
    for word in terms.vocabulary("procedure_stages").values():
        above = [code for code in word.path if code in types]
        if above and word.path[-1] not in types:
            found.setdefault(above[-1], word.path[len(above)])
    return found


def rules(*families: str) -> list[Rule]:
    """Time limits of some families (`appeal`, `custody`, `limitation`…), in the pack's order."""
    words = terms.vocabulary("deadline_rules").values()
    return [rule(word) for word in words if word.retired_on is None and word.extra.get("family") in families]


def rule(word: Word) -> Rule:
    """A time limit from its row."""
    extra = word.extra
    return Rule(
        word.code,
        int(extra.get("duration") or 0),
        extra.get("unit", ""),
        extra.get("counting") or "plain",
        extra.get("rolls") == "yes",
        extra.get("certainty", "low"),
        extra.get("family", ""),
    )


def rule_of(code: str) -> Rule | None:
    """A time limit by its code."""
    word = terms.vocabulary("deadline_rules").get(code)
    return rule(word) if word else None


def set_off_by(kind: str) -> list[Rule]:
    """The time limits that an act of this kind sets off."""
    return [one for one in rules("appeal", "custody") if kind in triggers(one.code)]


def triggers(code: str) -> list[str]:
    """The kinds of act that set a time limit off."""
    word = terms.vocabulary("deadline_rules").get(code)
    return word.extra.get("triggers", "").split() if word else []


def received(kind: str) -> bool:
    """Whether an act is one of an authority."""
    words = terms.vocabulary("procedural_acts")
    above = [words[code] for code in terms.with_ancestors("procedural_acts", kind) if code in words]
    return any(word.extra.get("does") == "received" for word in above)


def act_that(does: str) -> str:
    """The kind of act that `reminds` a forum, or `adjourns`; empty where the pack has none."""
    return next((word.code for word in terms.vocabulary("procedural_acts").values() if word.extra.get("does") == does), "")


def ladder() -> list[str]:
    """The acts counsel goes up by when nothing moves, from the lowest rung."""
    rungs = [word for word in terms.vocabulary("procedural_acts").values() if word.extra.get("ladder")]
    return [word.code for word in sorted(rungs, key=lambda word: int(word.extra["ladder"]))]


def restarts(kind: str) -> bool:
    """Whether an act of this kind is, as a rule, one of prosecution or investigation."""
    word = terms.vocabulary("procedural_acts").get(kind)
    return word is not None and word.extra.get("restarts") == "yes"


def texts(branch: str, on: date) -> list[Word]:
    """Texts of one branch (`penal`, `procedure`) in force on a day."""
    return [
        word for word in terms.vocabulary("legal_references").values() if word.extra.get("branch") == branch and valid(word, on)
    ]


def in_force(crime: str, on: date) -> bool:
    """Whether a characterisation stands in a code in force on the day of the facts; what is in no dated code always does."""
    codes = [word for word in terms.vocabulary("legal_references").values() if word.extra.get("crimes")]
    path = set(terms.with_ancestors("crimes", crime))
    mine = [word for word in codes if path & set(word.extra["crimes"].split())]
    return not mine or any(valid(word, on) for word in mine)


def facts_day(content: CaseContent) -> date | None:
    """The day from which law is chosen: the first on which the facts may lie."""
    day = content.facts.earliest or content.facts.latest
    return date.fromisoformat(day) if day else None


def limitation_of(content: CaseContent) -> limitation.Limitation:
    """Where limitation stands, over all characterisations alleged. Without any, nothing is said."""
    return limitation.strictest([_one(content, crime.crime) for crime in content.qualifications])


def _one(content: CaseContent, crime: str) -> limitation.Limitation:
    path = list(reversed(terms.with_ancestors("crimes", crime)))
    for code in path:  # the nearest term a rule names decides
        for word in _limiting():
            if code in word.extra.get("crimes", "").split():
                return _by_rule(content, word)
    return limitation.Limitation("unknown")


def _limiting() -> Iterable[Word]:
    families = {"limitation", "never", "clarification"}
    return [word for word in terms.vocabulary("deadline_rules").values() if word.extra.get("family") in families]


def _by_rule(content: CaseContent, word: Word) -> limitation.Limitation:
    family, start = word.extra["family"], facts_day(content)
    if family == "never":
        return limitation.Limitation("never", word.code)
    if family == "clarification":
        return limitation.Limitation("clarification", word.code)
    if start is None:
        return limitation.Limitation("unknown", word.code)
    years = int(word.extra.get("duration") or 0)
    return limitation.running(rule=word.code, years=years, start=start, acts=restarting(content), today=clock.today())
