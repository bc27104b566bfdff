"""Small documents in a documentation vault's index, for the tests of the index itself."""

from base64 import b64encode

import pytest
from django.db import transaction

from seereya.accounts.rules import Role
from seereya.documentation import indexing as room
from seereya.foundation.identifiers import new_id
from seereya.foundation.searching import Query
from seereya.foundation.text import analyse_query
from seereya.vault import indexing
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Vault
from tests.factories.vault import office


def documentation(actor):
    """The documentation vault an actor holds."""
    return keyring_of(actor).of_kind("documentation")[0].vault


def change(word, key=None):
    """What puts a document with this word into the index."""
    return {
        "key": b64encode((key or new_id()).bytes).decode(),
        "text": word,
        "facets": {"status": ["VS-NEW"]},
        "sorts": {},
        "span": None,
        "card": {"ref": word},
    }


def add(actor, *words, vault=None):
    """Appends one entry of one or several documents in a transaction of its own."""
    with transaction.atomic():
        indexing.append(
            by=actor,
            vault=Vault.objects.get(id=(vault or documentation(actor)).id),
            index=room.RECORDS,
            changes=[change(w) for w in words],
        )
    return len(words)


def found(actor, word=""):
    """How many documents hold a word; all of them for none."""
    kept = indexing.opened(by=actor, vault_id=documentation(actor).id, index=room.RECORDS)
    return kept.index.count(Query(terms=analyse_query(word).all))


@pytest.fixture(autouse=True)
def nothing_in_memory():
    indexing.forget_everything()
    yield
    indexing.forget_everything()


@pytest.fixture
def house(db):
    return office("AMDH")


@pytest.fixture
def desk(house):
    return house.join(Role.DOCUMENTALIST)
