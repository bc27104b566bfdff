"""Reading a date as people say it, in French or English, whichever the language of the interface.

Figures are always day first. Bounds that are read: "fin mars 2021" is the 21st to the 31st, "début 2020" January to April,
"avant 2019" up to 31 December 2018, "jusqu'en 2019" up to 31 December 2019; seasons as in `seasons`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from seereya.foundation.dates.atoms import Setting, read_atom
from seereya.foundation.dates.lexicon import MONTHS, UNKNOWN_WORDS, alternatives, fold
from seereya.foundation.dates.relative import read_relative
from seereya.foundation.dates.value import BadDate, UncertainDate

_CIRCA_BEFORE = re.compile(
    r"^(?:vers|environ|autour d[eu']|aux (?:alentours|environs) d[eu']|approximativement|a peu pres|ca\.?|circa|c\.|about|around|"
    r"approximately|approx\.?|roughly|probably|probablement|possibly|peut-etre|sans doute|~)(?: |(?<=[.'~]))"
)
_CIRCA_AFTER = re.compile(
    r"(?: environ| a peu pres| approximativement| or so| approximately| approx\.?| circa| ?\(\?\)| ?\?| ?~)$"
)
_MONTH = alternatives(MONTHS)
_BETWEEN = re.compile(r"^(?:entre|between) (.+?) (?:et|and) (.+)$")
_FROM_TO = re.compile(
    r"^(?:du|des|de la|de l'|de|d'|from) ?(.+?) (?:jusqu'au|jusqu'en|jusqu'a la|jusqu'a|au|aux|a la|a|to|until|till|through|-) (.+)$"
)
_A_TO_B = re.compile(r"^(.+?)(?: - | (?:au|a|to|until|till|through|ou|or|et|and) )(.+)$")
_YEARS = re.compile(r"^(\d{4}) ?[-/] ?(\d{4})$")
_DAYS_IN_MONTH = re.compile(rf"^(?:le |les |the )?(\d{{1,2}}) ?- ?(\d{{1,2}}) (.*(?:{_MONTH}).*)$")
_MONTHS_IN_YEAR = re.compile(rf"^({_MONTH})\.? ?- ?({_MONTH})\.? (\d{{4}})$")
_MONTH_FIRST = re.compile(
    rf"^({_MONTH})\.? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|to|and|until|through) ?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})$"
)
_BETWEEN_MONTH_FIRST = re.compile(r"^(?:between|from|entre|du) (?=[a-z])")
_BOUNDS = (
    ("until", re.compile(r"^(?:jusqu'(?:au|en|a|aux)|d'ici(?: a| au| en| la)?|au plus tard(?: le| en)?|pas apres|"
            r"until|till|up to|by|not after|no later than) (.+)$")),
    ("before", re.compile(r"^(?:avant|before|prior to|anterieure?(?:ment)? (?:a|au)) (.+)$")),
    ("since", re.compile(r"^(?:depuis|a partir d[eu']|a compter d[eu']|des|au plus tot(?: le| en)?|pas avant|"
            r"since|starting|not before|from|no earlier than) ?(.+)$")),
    ("after", re.compile(r"^(?:apres|after|posterieure?(?:ment)? (?:a|au)) (.+)$")),
)  # fmt: skip
_NIGHT = re.compile(r"^(?:(?:dans |pendant |durant )?la )?nuit (?=d[ue] )|^(?:(?:in |during )?the )?night (?:of |(?=from ))")
_ORDINAL = re.compile(r"\b(?:premier |first (?:of )?)")
_TAIL_DAY = re.compile(r"(?:le |les |the )?(\d{1,2})(?:er|st|nd|rd|th)?")
_TAIL_FIGURES = re.compile(r"\d{1,2}[/.]\d{1,2}")
_TAIL_NO_YEAR = re.compile(rf"(?:le |the )?(?:\d{{1,2}}(?:er|st|nd|rd|th)? )?(?:{_MONTH})\.?(?: \d{{1,2}}(?:st|nd|rd|th)?)?")
_PART_BEFORE = re.compile(r"^(?:vers |environ |about |around )?(?:la |the )?(?:(?:debut|mi|fin|early|mid|late)[ -])?")


def parse(text: str, *, today: date, language: str | None = None, allow_future: bool = False) -> UncertainDate:
    """Read a date typed in words or figures; `words` of the answer is what was typed.

    `language`, the interface's, changes what is read in nothing; it chooses which refusal fits "March 21".

    Raises:
        BadDate: see there for the codes.
    """
    words = " ".join(text.split())
    folded = _ORDINAL.sub(r"1 ", _NIGHT.sub("", fold(words).strip(" ,;")))
    if not folded:
        raise BadDate("empty")
    setting = Setting(today, language, allow_future)
    if folded in UNKNOWN_WORDS or folded.strip(".") in UNKNOWN_WORDS:
        return UncertainDate(None, None, "unknown", words=words)
    circa, bare = _split_circa(folded)
    value = _read(bare, setting, words)
    return replace(value, circa=circa or value.circa, words=words)


def _split_circa(text: str) -> tuple[bool, str]:
    shorter = _CIRCA_AFTER.sub("", _CIRCA_BEFORE.sub("", text))
    return shorter != text, shorter.strip(" ,;")


def _read(text: str, setting: Setting, words: str) -> UncertainDate:
    value = read_relative(text, setting.today) or _span(text, setting) or _bounded(text, setting)
    value = value or _single(text, setting)
    if value is None:
        raise BadDate("not_understood", words)
    return value


def _single(text: str, setting: Setting) -> UncertainDate | None:
    """One date, refused when it lies wholly after today and the future is not allowed."""
    circa, bare = _split_circa(text.strip())
    value = read_relative(bare, setting.today) or read_atom(bare, setting)
    if value is None:
        return None
    if not setting.allow_future and value.earliest is not None and value.earliest > setting.today:
        raise BadDate("future", text)
    return replace(value, circa=True) if circa else value


def _span(text: str, setting: Setting) -> UncertainDate | None:
    if match := _YEARS.match(text):
        return _join(match[1], match[2], setting, text)
    if match := _MONTH_FIRST.match(_BETWEEN_MONTH_FIRST.sub("", text)):
        month, first, second, year = match.groups()
        return _join(f"{first} {month} {year}", f"{second} {month} {year}", setting, text)
    if match := _DAYS_IN_MONTH.match(text):
        return _join(match[1], f"{match[2]} {match[3]}", setting, text)
    if match := _MONTHS_IN_YEAR.match(text):
        return _join(f"{match[1]} {match[3]}", f"{match[2]} {match[3]}", setting, text)
    for pattern in (_BETWEEN, _FROM_TO, _A_TO_B):
        if match := pattern.match(text):
            value = _join(match[1], match[2], setting, text)
            if value is not None:
                return value
    return None


def _join(first: str, second: str, setting: Setting, whole: str) -> UncertainDate | None:
    """From the start of `first` to the end of `second`; `first` takes the month and year it lacks from `second`."""
    end = _single(second, setting)
    if end is None or end.latest is None or end.earliest is None:
        return None
    start = _single(_complete(first.strip(), end.latest, end), setting)
    if start is None or start.earliest is None:
        return None
    if end.latest < start.earliest or end.earliest < start.earliest:
        raise BadDate("end_before_start", whole)
    return UncertainDate(start.earliest, end.latest, "range", start.circa or end.circa)


def _complete(text: str, model: date, end: UncertainDate) -> str:
    if end.precision == "day" and (match := _TAIL_DAY.fullmatch(text)):
        return f"{match[1]}/{model.month}/{model.year}"
    if _TAIL_FIGURES.fullmatch(text):
        return f"{text}{'/' if '/' in text else '.'}{model.year}"
    if _TAIL_NO_YEAR.fullmatch(_PART_BEFORE.sub("", text)):
        return f"{text} {model.year}" if not text[-1].isdigit() else f"{text}, {model.year}"
    return text


def _bounded(text: str, setting: Setting) -> UncertainDate | None:
    """One bound only. What lies before or after a whole month or year leaves that month or year out."""
    for kind, pattern in _BOUNDS:
        match = pattern.match(text)
        if match is None:
            continue
        limit = _limit(match[1], kind, setting)
        if limit is None or limit.earliest is None or limit.latest is None:
            return None
        if kind == "until":
            return UncertainDate(None, limit.latest, "range", limit.circa)
        if kind == "before":
            return UncertainDate(None, limit.earliest - timedelta(days=1), "range", limit.circa)
        if kind == "since":
            return UncertainDate(limit.earliest, None, "range", limit.circa)
        return _after(limit, setting, text)
    return None


def _limit(text: str, kind: str, setting: Setting) -> UncertainDate | None:
    """The date a bound names; an upper bound may lie in the future, for it says nothing will."""
    if kind in {"until", "before"}:
        setting = replace(setting, allow_future=True)
    return _single(text, setting)


def _after(limit: UncertainDate, setting: Setting, text: str) -> UncertainDate:
    assert limit.latest is not None
    start = limit.latest + timedelta(days=1)
    if start > setting.today and not setting.allow_future:
        raise BadDate("future", text)
    return UncertainDate(start, None, "range", limit.circa)
