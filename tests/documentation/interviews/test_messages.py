"""Exported conversations: every form telephones write, every line accounted for, whatever the bytes."""

import codecs
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seereya.documentation import messages

FRENCH = (
    "03/01/2021 à 14:05 - Les messages et les appels sont chiffrés de bout en bout.\n"
    "03/01/2021 à 14:06 - Awa: Ils sont venus\nà trois motos\n\net repartis\n"
    "13/01/2021 à 09:00 - Awa: PTT-20210113-WA0001.opus (fichier joint)\n"
    "13/01/2021 à 09:01 - Awa: <Médias omis>\n"
)
IPHONE = "[1/3/21, 2:05:33\u202fPM] Awa: They came\n\u200e[1/13/21, 9:00:00 AM] ~ Awa: \u200e<attached: 0001-AUDIO.opus>\n"


def _read(text, **more):
    return messages.read(text.encode(), **more)


def test_a_french_export_is_read_with_its_lines():
    found = _read(FRENCH)
    assert [(one.first, one.last, one.kind, one.sender) for one in found.messages] == [
        (1, 1, "system", ""),
        (2, 5, "message", "Awa"),
        (6, 6, "attachment", "Awa"),
        (7, 7, "attachment", "Awa"),
    ]
    assert found.messages[1].text == "Ils sont venus\nà trois motos\n\net repartis"
    assert found.messages[1].at == "2021-01-03T14:06:00"
    assert found.messages[2].attachment == "PTT-20210113-WA0001.opus"
    assert (found.order, found.problems, found.encoding) == ("day", [], "utf-8")


def test_an_english_iphone_writes_months_first_and_two_halves_of_a_day():
    found = _read(IPHONE)
    assert [one.at for one in found.messages] == ["2021-01-03T14:05:33", "2021-01-13T09:00:00"]
    assert (found.order, found.messages[1].sender, found.messages[1].attachment) == ("month", "Awa", "0001-AUDIO.opus")


def test_dates_that_can_be_read_both_ways_are_said_to_be_assumed():
    found = _read("03/01/2021, 14:05 - Awa: x\n")
    assert (found.order, found.messages[0].at) == ("assumed", "2021-01-03T14:05:00")


def test_bad_lines_are_named_and_kept():
    found = _read("stray words\n13/01/2021, 14:05 - Awa: x\n31/02/2021, 14:05 - Awa: y\nafter it\n")
    assert [(one.line, one.code, one.text) for one in found.problems] == [
        (1, "no_beginning", "stray words"),
        (3, "bad_date", "31/02/2021, 14:05 - Awa: y"),
        (4, "no_beginning", "after it"),
    ]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (FRENCH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + FRENCH.encode(), "utf-8-bom"),
        (FRENCH.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16"),
        (FRENCH.encode("cp1252"), "cp1252"),
    ],
)
def test_however_it_is_written(data, encoding):
    found = messages.read(data)
    assert (found.encoding, found.messages[1].text.split("\n")[1]) == (encoding, "à trois motos")


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"a\x00b", "not_text"), (b"only words", "no_message"), (b"[]", "no_message")]
)
def test_what_is_no_conversation_is_refused(data, code):
    with pytest.raises(messages.NotMessages, match=code):
        messages.read(data)


def test_json_of_signal_tools_in_each_shape():
    entry = {"sender": {"name": "Awa"}, "timestamp": 1609682760000, "body": "Ils sont venus", "attachments": []}
    voice = {"from": "Awa", "sent_at": "2021-01-03T14:07:00", "attachments": [{"fileName": "note.m4a"}]}
    shapes = [
        json.dumps([entry, voice, 7]),
        json.dumps({"messages": [entry, voice, 7]}),
        "\n".join(map(json.dumps, [entry, voice, 7])),
    ]
    for shape in shapes:
        found = _read(shape)
        assert [(one.at, one.sender, one.attachment) for one in found.messages] == [
            ("2021-01-03T14:06:00", "Awa", ""),
            ("2021-01-03T14:07:00", "Awa", "note.m4a"),
        ]
        assert [(one.line, one.code) for one in found.problems] == [(3, "no_entry")]


pieces = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["03/01/2021, 14:05 - Awa: oui", "[1/13/21, 9:00:00 AM] A: b", "31/02/2021, 14:05 - A: b", "13/1/2021 à 1:00 - système"]
    ),
)


@given(st.lists(pieces, max_size=12))
@example(["03/01/2021, 14:05 - A: b\x85c"])
def test_no_line_is_lost_and_none_is_counted_twice(parts):
    text = "\n".join(parts)
    try:
        found = messages.read(text.encode())
    except messages.NotMessages:
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = [line for one in found.messages for line in range(one.first, one.last + 1)] + [one.line for one in found.problems]
    assert len(kept) == len(set(kept))
    if found.form == "whatsapp":
        assert all(number in kept for number, line in enumerate(lines, 1) if line.strip())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_a_word(data):
    code = ""
    try:
        messages.read(data)
    except messages.NotMessages as refused:
        code = refused.code
    assert code in {"", "not_text", "empty", "no_message"}
