"""Result codes, GIFT files, what is taken out of files: the rules alone."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.education.rules import gift, resultcode
from seereya.education.rules.screens import Answer, Asked, Kind
from seereya.education.rules.stripping import Damaged, strip
from tests.factories.education import PNG

DIGESTS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")


@given(DIGESTS, st.integers(0, resultcode.MOST_ASKED), st.integers(0, resultcode.MOST_ASKED))
def test_a_code_says_what_was_written(digest, one, other):
    right, asked = sorted((one, other))
    mark = resultcode.mark_of(digest)
    code = resultcode.write(mark, right=right, asked=asked)
    assert resultcode.read(f" {code.lower()} ") == resultcode.Result(mark, right, asked)


@given(DIGESTS, st.integers(0, resultcode.MOST_ASKED), st.integers(0, 5), st.sampled_from(resultcode.SYMBOLS))
def test_one_wrong_symbol_is_noticed(digest, asked, place, symbol):
    code = resultcode.write(resultcode.mark_of(digest), right=asked // 2, asked=asked).replace("-", "")
    wrong = code[:place] + symbol + code[place + 1 :]
    if wrong != code:
        with pytest.raises(resultcode.BadCode):
            resultcode.read(wrong)


@given(DIGESTS, st.integers(0, resultcode.MOST_ASKED), st.integers(0, 3))
def test_two_swapped_symbols_are_noticed(digest, asked, place):
    code = resultcode.write(resultcode.mark_of(digest), right=asked // 2, asked=asked).replace("-", "")
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code:
        with pytest.raises(resultcode.BadCode):
            resultcode.read(wrong)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(typed):
    try:
        found = resultcode.read(typed)
    except resultcode.BadCode:
        return
    assert found.right <= found.asked


def test_impossible_counts_make_no_code():
    for right, asked in ((3, 2), (-1, 2), (1, 99)):
        with pytest.raises(ValueError, match="impossible"):
            resultcode.write("234", right=right, asked=asked)


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=30).filter(
    lambda text: not text.startswith(("//", "$", "[", "%")) and "->" not in text and text.strip("\ufeff") == text
)


def _asked(words):
    name, asked, *answers = words
    kept = tuple(Answer({"fr": f"{number}{one}"}, number == 0, {"fr": one}) for number, one in enumerate(answers))
    return Asked(name, {"fr": asked}, kept, {})


@given(st.lists(WORDS, min_size=4, max_size=7).map(_asked))
def test_what_is_written_is_read_back(asked):
    found, faults = gift.parse(gift.write([(3, Kind.CHOICE, asked)], "fr"), "fr")
    assert faults == []
    assert [(one.screen, one.kind, one.asked) for one in found] == [(3, Kind.CHOICE, asked)]


@given(st.text(st.sampled_from("ab {}=~#:\\\n/$%->TF[]"), max_size=80))
def test_no_file_breaks_the_parser(text):
    found, faults = gift.parse(text, "fr")
    assert found or faults
    lines = text.count("\n") + 1
    assert all(1 <= one.line <= lines for one in faults)


@pytest.mark.parametrize(
    ("line", "code", "text"),
    [
        (1, "essay", "Racontez. {}"),
        (3, "number", "ok {T}\n\nCombien ? {#3}"),
        (1, "pairs", "Quoi ? {=a -> b =c -> d}"),
        (1, "weight", "Quoi ? {~%50%a ~%50%b}"),
        (1, "short_answer", "Quoi ? {=a =b}"),
        (1, "several_right", "Quoi ? {=a =b ~c}"),
        (1, "none_right", "Quoi ? {~a ~b}"),
        (1, "one_answer", "Quoi ? {~a}"),
        (1, "gap", "Le {=a ~b} est là."),
        (1, "two_questions", "A {=a ~b}\nB {=a ~b}"),
        (1, "nothing_asked", "{=a ~b}"),
        (1, "braces", "Quoi ? =a ~b"),
        (1, "sign", "Quoi ? {a ~b}"),
        (1, "empty_answer", "Quoi ? {= ~b}"),
        (1, "format", "[html]Quoi ? {=a ~b}"),
        (2, "category", "\n$CATEGORY: droit"),
        (1, "no_question", "// rien\n"),
        (1, "too_many_answers", "Quoi ? {=a ~b ~c ~d ~e ~f ~g}"),
        (1, "feedbacks", "Quoi ? {T#a#b#c}"),
        (1, "too_long", "Quoi " + "x" * 3000 + "{T}"),
    ],
)
def test_bad_lines_are_named(line, code, text):
    _found, faults = gift.parse(text, "fr")
    assert [(one.line, one.code) for one in faults] == [(line, code)]


def test_an_empty_line_inside_answers_ends_nothing():
    found, faults = gift.parse("::n:: Quoi\\: ? {\n=a#bien\n\n~b\n####tous\n}\n", "fr")
    assert faults == []
    assert found[0].asked == Asked(
        "n", {"fr": "Quoi: ?"}, (Answer({"fr": "a"}, True, {"fr": "bien"}), Answer({"fr": "b"})), {"fr": "tous"}
    )


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + bytes(4)


def test_a_png_loses_its_words():
    told = PNG[:33] + _chunk(b"tEXt", b"Author\0Zsecretqk") + _chunk(b"eXIf", b"Zgpsqk") + PNG[33:]
    assert strip(told, "image/png") == PNG


def test_a_jpeg_loses_place_and_telephone():
    plain = b"\xff\xd8" + b"\xff\xe0\x00\x04JF" + b"\xff\xdb\x00\x03q" + b"\xff\xda\x00\x02" + b"picture\xff\xd9"
    told = plain[:2] + b"\xff\xe1\x00\x0cExifZgpsqk" + b"\xff\xfe\x00\x06Zwor" + plain[2:]
    assert strip(told, "image/jpeg") == plain


def test_recordings_lose_their_tags():
    sound = b"\xff\xfb" + bytes(300)
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x08Zauthorq"
    assert strip(tag + sound + b"TAG" + bytes(125), "audio/mpeg") == sound

    def box(kind, data):
        return struct.pack(">I", len(data) + 8) + kind + data

    told = box(b"ftyp", b"M4A ") + box(b"moov", box(b"trak", b"") + box(b"udta", b"Zplaceqk")) + box(b"mdat", b"sound")
    kept = strip(told, "audio/mp4")
    assert len(kept) == len(told)
    assert b"Zplaceqk" not in kept
    assert kept.endswith(box(b"mdat", b"sound"))


@given(st.binary(max_size=200), st.sampled_from(["image/jpeg", "image/png", "audio/mpeg", "audio/mp4"]))
def test_broken_files_are_said_to_be_broken(data, mime):
    try:
        strip(data, mime)
    except Damaged:
        return
