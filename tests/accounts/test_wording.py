"""Everything that can be refused, said or held has its words, in both languages."""

import re
import string
from pathlib import Path

import pytest
from django.utils import translation

import seereya.vault.wording  # noqa: F401  # adds the vault's words
from seereya import accounts, vault
from seereya.accounts import wording
from seereya.accounts.rules import MemberStatus, Refused, Role, check_custodians

RAISED = re.compile(r'Refused\(\s*"([a-z_]+)"')
SAID = re.compile(r'\bsay\(\w+, "\w+", "([a-z_]+)"\)')
SOURCES = [path for room in (accounts, vault) for path in sorted(Path(room.__file__).parent.rglob("*.py"))]


def _codes(pattern):
    return sorted({code for path in SOURCES for code in pattern.findall(path.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("code", _codes(RAISED))
def test_every_refusal_has_words(code):
    assert wording.REFUSALS[code]


@pytest.mark.parametrize("code", _codes(SAID))
def test_every_message_has_words(code):
    assert wording.SAID[code]


def test_words_stand_for_something_that_happens():
    known = set(_codes(RAISED)) | {str(status) for status in MemberStatus}
    assert set(wording.GIVERS) <= set(wording.REFUSALS)
    assert {code for code in wording.REFUSALS if code not in known and code in vault.wording.REFUSALS} == set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_values_are_put_into_the_sentence(language):
    with translation.override(language), pytest.raises(Refused) as refused:
        check_custodians(["ML"] * 5)
    with translation.override(language):
        words = wording.say(refused.value)
    assert "3" in words
    assert "%" not in words


@pytest.mark.parametrize("code", sorted(wording.REFUSALS))
def test_refusals_are_whole_sentences(code):
    with translation.override("en"):
        words = str(wording.REFUSALS[code])
    assert words[0] in string.ascii_uppercase + "%"
    assert words.endswith(".")
    assert "!" not in words


def test_sixteen_roles_and_all_states_have_names():
    assert set(wording.ROLES) == set(Role)
    assert len(Role) == 16
    assert set(wording.STATUSES) == set(wording.STATUS_KINDS) == set(MemberStatus)
