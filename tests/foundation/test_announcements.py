"""News is told once the transaction is committed, to everybody who subscribed, and never after a rollback."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from seereya.foundation import announcements
from seereya.foundation.announcements import announce, announcement, listed, subscribe


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    monkeypatch.setattr(announcements, "_heard", dict(announcements._heard))


def kind():
    @announcement
    @dataclass(frozen=True)
    class Rained:
        where: str

    return Rained


@pytest.mark.django_db(transaction=True)
def test_it_is_heard_after_the_commit():
    rained, heard = kind(), []
    subscribe(rained, heard.append)
    with transaction.atomic():
        announce(rained("Mopti"))
        assert heard == []
    assert heard == [rained("Mopti")]


@pytest.mark.django_db(transaction=True)
def test_a_rollback_is_silent():
    rained, heard = kind(), []
    subscribe(rained, heard.append)
    with transaction.atomic():
        announce(rained("Mopti"))
        transaction.set_rollback(True)
    assert heard == []


def test_it_is_listed_before_anybody_hears_it_and_heard_once_by_each():
    rained = kind()
    assert listed()[rained] == ()
    seen = []

    def hear(news):
        seen.append(news)

    subscribe(rained, hear)
    subscribe(rained, hear)
    assert len(listed()[rained]) == 1


def test_what_is_not_marked_is_refused():
    with pytest.raises(LookupError):
        subscribe(str, print)
    with pytest.raises(TypeError):
        announcement(str)
