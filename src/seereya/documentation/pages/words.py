"""Values of a record as words in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from seereya.documentation import wording
from seereya.reference.saying import Row, answer, language, place, term, uncertain, when

__all__ = [
    "Row",
    "answer",
    "blame",
    "bounds",
    "credibility",
    "grade_code",
    "language",
    "place",
    "quantity",
    "reliability",
    "term",
    "types",
    "uncertain",
    "when",
]
from seereya.documentation.content import Blame, Quantity

RELIABILITY, CREDIBILITY = "SR-", "IC-"
_RELIABILITY_STEPS, _CREDIBILITY_STEPS = "EDCBA", "54321"


def types(codes: list[str]) -> list[str]:
    """Labels of kinds of violation."""
    return [term("violation_types", code) for code in codes]


def grade_code(prefix: str, code: str) -> str:
    """A grade's code in the vocabulary, whether it was kept as `SR-B` or as `B`."""
    return code if not code or code.startswith(prefix) else prefix + code


def reliability(code: str) -> Row:
    """A source's reliability: letter, words, and how many of five steps; A is the best, F cannot be judged."""
    return _grade(grade_code(RELIABILITY, code), _RELIABILITY_STEPS)


def credibility(code: str) -> Row:
    """An information's credibility: number, words, and how many of five steps; 1 is the best, 6 cannot be judged."""
    return _grade(grade_code(CREDIBILITY, code), _CREDIBILITY_STEPS)


def _grade(code: str, steps: str) -> Row:
    mark = code[3:]
    level = steps.index(mark) + 1 if mark and mark in steps else None
    label = term("source_grading", code) if code else _("not graded")
    return {"mark": mark, "words": f"{mark} · {label}" if mark else label, "level": level}


def bounds(low: int | None, high: int | None, *, open_ended: bool = False) -> str:
    """A range in words: "19 to 24", "at least 19", "24 at most"."""
    if low is None and high is None:
        return _("no number given")
    if high is None or (open_ended and low is not None):
        return _("at least %(low)s") % {"low": low}
    if low is None:
        return _("at most %(high)s") % {"high": high}
    if low == high:
        return str(low)
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def quantity(value: Quantity) -> str:
    """One count as a sentence: category, number, status, and the source's own words."""
    what = wording.label(wording.CATEGORIES, value.category)
    who = wording.label(wording.STATUSES, value.status)
    if value.denied:
        return _("%(what)s, %(who)s: denied (“%(words)s”)") % {"what": what, "who": who, "words": value.words}
    number = bounds(value.minimum, value.maximum)
    if value.minimum is None and value.maximum is None:
        return _("%(what)s, %(who)s: “%(words)s”, no number") % {"what": what, "who": who, "words": value.words}
    return _("%(what)s, %(who)s: %(number)s (“%(words)s”)") % {
        "what": what,
        "who": who,
        "number": number,
        "words": value.words or number,
    }


def blame(value: Blame) -> str:
    """Whom an account names, how, and how sure it is: always alleged."""
    parts = [wording.label(wording.STANCES, value.stance)]
    parts.append(_("%(words)s (alleged)") % {"words": value.words})
    parts += [term("perpetrator_categories", value.category), term("attribution_confidence", value.confidence)]
    return " · ".join(filter(None, parts))
