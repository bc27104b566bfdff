"""Questions as text, in the GIFT format that teachers know (Moodle): read strictly, what is not understood is named by its line.

Understood: `//` comments, `$CATEGORY: 3` (the number of the screen), `::name::`, one question with its answers in braces, `=` right
and `~` wrong answers with `#` feedback, `{T}` and `{F}`, `####` feedback for everybody, backslash before a special sign.
One line of our own, which other programmes take for a comment: `// kind: pebbles` (or `picture`) before a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seereya.education.rules.missing import MOST_ANSWERS
from seereya.education.rules.screens import Answer, Asked, Kind

LONGEST = 2000
MOST_QUESTIONS = 200
_SPECIAL = "~=#{}:"
_KIND = re.compile(r"//\s*kind:\s*(\w+)\s*$")
_CATEGORY = re.compile(r"\$CATEGORY:\s*(\d{1,3})\s*$")
_NAME = re.compile(r"::((?:[^:\\]|\\.|:(?!:))*)::")
_FORMAT = re.compile(r"\[(html|markdown|moodle|plain)\]")
_WEIGHT = re.compile(r"%-?[\d.]+%")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_MOST_FEEDBACKS = 2


@dataclass(frozen=True)
class Fault:
    """A line that is not understood. `code` says why, `wording` says it in words."""

    line: int
    code: str
    text: str = ""


@dataclass(frozen=True)
class Found:
    """A question read from a file: its line, the screen it says (0: none), its kind, its words in one language."""

    line: int
    screen: int
    kind: Kind
    asked: Asked


class _Bad(ValueError):
    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(code)
        self.code, self.text = code, text


def parse(text: str, language: str) -> tuple[list[Found], list[Fault]]:
    """The questions of a file and the lines that are not understood. Nothing is imported where there is a fault."""
    found: list[Found] = []
    faults: list[Fault] = []
    screen = 0
    for line, block, kind in _blocks(text):
        if block.startswith("$CATEGORY"):
            match = _CATEGORY.match(block)
            if match is None:
                faults.append(Fault(line, "category", block[:60]))
            screen = int(match.group(1)) if match else screen
            continue
        try:
            found.append(_question(line, screen, block, kind, language))
        except _Bad as bad:
            faults.append(Fault(line, bad.code, bad.text or block.splitlines()[0][:60]))
    if len(found) > MOST_QUESTIONS:
        faults.append(Fault(found[MOST_QUESTIONS].line, "too_many_questions"))
    if not found and not faults:
        faults.append(Fault(1, "no_question"))
    return found, faults


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Questions and categories with the number of their first line and the kind a comment before them says."""
    begun, lines, kind, open_brace = 0, list[str](), "", False
    for number, written in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], start=1):
        line = written.strip().lstrip("\ufeff")
        if line.startswith("//"):
            kind = match.group(1) if not lines and (match := _KIND.match(line)) else kind
        elif line.startswith("$CATEGORY") and not lines:
            yield number, line, ""
        elif line:
            begun = begun if lines else number
            lines.append(line)
            open_brace = _open(lines)
        elif lines and not open_brace:
            yield begun, "\n".join(lines), kind
            lines, kind = [], ""
    if lines:
        yield begun, "\n".join(lines), kind


def _open(lines: list[str]) -> bool:
    """Whether a brace opened in these lines is still open: an empty line inside answers does not end a question."""
    plain = re.sub(r"\\.", "", "\n".join(lines))
    return plain.count("{") > plain.count("}")


def _question(line: int, screen: int, block: str, said_kind: str, language: str) -> Found:
    name = ""
    if match := _NAME.match(block):
        name, block = _plain(match.group(1)), block[match.end() :].strip()
    if match := _FORMAT.match(block):
        if match.group(1) not in {"plain", "moodle"}:
            raise _Bad("format", match.group(1))
        block = block[match.end() :].strip()
    asked, inside = _braces(block)
    words = _plain(asked)
    if not words:
        raise _Bad("nothing_asked")
    body, everybody = _split_once(inside, "####")
    kind, answers, said = _answers(body.strip(), said_kind, language)
    said = {language: _plain(everybody)} if everybody.strip() else said
    return Found(line, screen, kind, Asked(name[:60], {language: words}, answers, said))


def _braces(block: str) -> tuple[str, str]:
    """What stands before the braces and inside them. Braces in the middle of a sentence (a gap to fill) are not for a voice."""
    begin = _find(block, "{")
    end = _find(block, "}")
    if begin < 0 or end < begin:
        raise _Bad("braces")
    after = block[end + 1 :].strip()
    if after:
        raise _Bad("gap" if _find(after, "{") < 0 else "two_questions", after[:60])
    return block[:begin].strip(), block[begin + 1 : end]


def _answers(body: str, said_kind: str, language: str) -> tuple[Kind, tuple[Answer, ...], dict[str, str]]:
    first, *feedback = _split(body, "#")
    if first.strip().upper() in _TRUTHS:
        return Kind.TRUTH, _truth(_TRUTHS[first.strip().upper()], feedback, language), {}
    if not body:
        raise _Bad("essay")
    if body.startswith("#"):
        raise _Bad("number")
    answers = tuple(_answer(sign, words, language) for sign, words in _pieces(body))
    kind = Kind(said_kind) if said_kind in {Kind.PEBBLES, Kind.PICTURE} else Kind.CHOICE
    right = sum(one.right for one in answers)
    if len(answers) > MOST_ANSWERS:
        raise _Bad("too_many_answers")
    if right > 1 or (right == 1 and len(answers) == 1):
        raise _Bad("short_answer" if right == len(answers) else "several_right")
    if len(answers) < 2:  # noqa: PLR2004 - a choice
        raise _Bad("one_answer")
    if right == 0 and kind != Kind.PEBBLES:
        raise _Bad("none_right")
    return kind, answers, {}


def _truth(truth: bool, feedback: list[str], language: str) -> tuple[Answer, ...]:  # noqa: FBT001
    """In GIFT the first feedback is for the wrong answer, the second for the right one."""
    if len(feedback) > _MOST_FEEDBACKS:
        raise _Bad("feedbacks")
    said = [{language: _plain(one)} if one.strip() else {} for one in [*feedback, "", ""][:2]]
    return tuple(Answer({}, answer == truth, said[1] if answer == truth else said[0]) for answer in (True, False))


def _pieces(body: str) -> Iterator[tuple[str, str]]:
    """Each answer with the sign before it."""
    if body[0] not in "=~":
        raise _Bad("sign", body[:60])
    sign, words, escaped = "", "", False
    for letter in body:
        if not escaped and letter in "=~":
            if sign:
                yield sign, words
            sign, words = letter, ""
        else:
            words += letter
        escaped = letter == "\\" and not escaped
    yield sign, words


def _answer(sign: str, words: str, language: str) -> Answer:
    if _WEIGHT.match(words.strip()):
        raise _Bad("weight", words.strip()[:60])
    said, feedback = _split_once(words, "#")
    if "->" in said:
        raise _Bad("pairs", words.strip()[:60])
    if not _plain(said):
        raise _Bad("empty_answer")
    return Answer({language: _plain(said)}, sign == "=", {language: _plain(feedback)} if feedback.strip() else {})


def _find(text: str, sign: str) -> int:
    """Where a sign stands that no backslash takes its meaning from."""
    escaped = False
    for place, letter in enumerate(text):
        if letter == sign[0] and not escaped and text.startswith(sign, place):
            return place
        escaped = letter == "\\" and not escaped
    return -1


def _split_once(text: str, sign: str) -> tuple[str, str]:
    place = _find(text, sign)
    return (text, "") if place < 0 else (text[:place], text[place + len(sign) :])


def _split(text: str, sign: str) -> list[str]:
    before, place = text, _find(text, sign)
    if place < 0:
        return [before]
    return [text[:place], *_split(text[place + 1 :], sign)]


def _plain(text: str) -> str:
    r"""Words without the backslashes, on one line; `\n` stays a new line."""
    joined = " ".join(text.split())
    words = re.sub(r"\\(.)", lambda hit: "\n" if hit.group(1) == "n" else hit.group(1), joined).strip()
    if len(words) > LONGEST:
        raise _Bad("too_long")
    return words


def _escaped(text: str) -> str:
    marked = "".join(f"\\{letter}" if letter in _SPECIAL or letter == "\\" else letter for letter in text.strip())
    return marked.replace("\r\n", "\n").replace("\n", "\\n")


def write(questions: Iterable[tuple[int, Kind, Asked]], language: str) -> str:
    """Questions of a course in one language, by the number of their screen: what `parse` reads back."""
    lines: list[str] = []
    last = 0
    for screen, kind, asked in questions:
        if screen != last:
            lines += [f"$CATEGORY: {screen}", ""]
            last = screen
        if kind in {Kind.PEBBLES, Kind.PICTURE}:
            lines.append(f"// kind: {kind}")
        name = f"::{_escaped(asked.name)}:: " if asked.name else ""
        lines += [f"{name}{_escaped(asked.asked.get(language, ''))} {{", *_written(kind, asked, language), "}", ""]
    return "\n".join(lines)


def _written(kind: Kind, asked: Asked, language: str) -> Iterator[str]:
    if kind == Kind.TRUTH:
        truth = next((place == 0 for place, one in enumerate(asked.answers) if one.right), True)
        wrong = next((one.said.get(language, "") for one in asked.answers if not one.right), "")
        right = next((one.said.get(language, "") for one in asked.answers if one.right), "")
        feedback = f"#{_escaped(wrong)}#{_escaped(right)}" if wrong or right else ""
        yield f"{'TRUE' if truth else 'FALSE'}{feedback}"
    else:
        for one in asked.answers:
            said = f"#{_escaped(one.said[language])}" if one.said.get(language) else ""
            yield f"  {'=' if one.right else '~'}{_escaped(one.words.get(language, ''))}{said}"
    if asked.said.get(language):
        yield f"  ####{_escaped(asked.said[language])}"
