"""Every kind of entry has its sentence."""

import pytest
from django.utils import translation

from seereya.audit.tags import Tag
from seereya.audit.wording import SENTENCES, sentence


@pytest.mark.parametrize("tag", list(Tag), ids=str)
def test_every_tag_has_a_sentence(tag):
    assert SENTENCES[tag]
    assert sentence(str(tag), {})


def test_facts_change_the_sentence():
    with translation.override("en"):
        assert sentence("accounts:member:log-in", {"factor": "totp"}) == "Logged in with passphrase and code"
        assert sentence("accounts:member:log-in", {"factor": "something new"}) == "Logged in"
        assert sentence("vault:record:open", {"group": "identity", "count": 1}) == "Opened the identity"
        assert sentence("vault:record:open", {"group": "content", "count": 50}) == "Opened the content, on a page with 50 records"
