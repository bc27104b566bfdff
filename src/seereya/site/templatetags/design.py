"""Tags that draw and word small things, the same everywhere: `{% load design %}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.formats import number_format

from seereya.site.templatetags import drawing

register = template.Library()

Context = dict[str, object]


@register.inclusion_tag("components/_range_bar.html")
def range_bar(
    low: drawing.Number | None,
    high: drawing.Number | None,
    scale: drawing.Number,
    words: str,
    *,
    best: drawing.Number | None = None,
    kind: str = "",
) -> Context:
    """A range from the least to the most, drawn and said in words; `None` is an end nobody knows."""
    return {"span": drawing.span(low, high, scale, best), "words": words, "kind": kind}


@register.inclusion_tag("components/_date_span.html")
def date_span(
    words: str,
    earliest: date | None = None,
    latest: date | None = None,
    frame_from: date | None = None,
    frame_to: date | None = None,
) -> Context:
    """A date as it is known: the words, and inside a frame the days it may be, as a bar."""
    drawn = None
    if frame_from and frame_to and (earliest or latest):
        drawn = drawing.dates(earliest, latest, frame_from, frame_to)
    day = earliest.isoformat() if earliest and earliest == latest else ""
    return {"words": words, "day": day, "span": drawn}


@register.inclusion_tag("components/_grade.html")
def grade(words: str, level: int | None, steps: int = 5) -> Context:
    """A grade: its words first, then a small scale; `level` counts the filled boxes from the left."""
    return {"words": words, "boxes": drawing.steps(level, steps), "width": drawing.length(steps * 12 - 2)}


@register.inclusion_tag("components/_share_bar.html")
def share_bar(part: drawing.Number, whole: drawing.Number, words: str, kind: str = "") -> Context:
    """A part of a whole (money spent, cases left in the funnel), drawn and said in words."""
    return {
        "width": drawing.length(drawing.at(part, whole)),
        "words": words,
        "kind": kind,
        "over": whole > 0 and part > whole,
    }


@register.inclusion_tag("components/_badge.html")
def badge(text: str, kind: str = "") -> Context:
    """One status in one or two words."""
    return {"text": text, "kind": kind}


@register.filter
def word_parts(before: object, after: object) -> list[drawing.Part]:
    """What changed between two texts, word by word."""
    return drawing.word_parts(str(before or ""), str(after or ""))


@register.filter
def grouped(value: object) -> object:
    """A whole number with its thousands apart, as the reader's language writes it; anything else as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return number_format(value, decimal_pos=0, use_l10n=True, force_grouping=True)
    return value


@register.filter
def is_mapping(value: object) -> bool:
    """Whether a table's cell says more than its words."""
    return isinstance(value, Mapping)
