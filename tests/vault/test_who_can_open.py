"""Who can open what: the services with their keys against a model of sets (case A4)."""

import random

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from seereya.vault import checking
from seereya.vault.checking import Divergence, World

pytestmark = pytest.mark.django_db


@settings(max_examples=6)
@given(data=st.data(), length=st.integers(min_value=5, max_value=40))
def test_services_and_model_agree(data, length):
    world = World(lambda items: items[data.draw(st.integers(min_value=0, max_value=len(items) - 1))])
    for _ in range(length):
        world.step()


def play(steps, seed, length=400):
    rng = random.Random(seed)
    while steps > 0:
        world = World(rng.choice)
        for _ in range(min(length, steps)):
            world.step()
        steps -= length


def test_three_hundred_steps():
    play(300, seed=20210103)


@pytest.mark.heavy
@pytest.mark.parametrize("part", range(10))
def test_twenty_thousand_steps(part):
    play(2_000, seed=20260823 + part)


def _no_rotation(monkeypatch):
    monkeypatch.setattr(checking, "rotate_due", lambda **_: [])
    monkeypatch.setattr("seereya.vault.services.leaving.rotate", lambda **_: None)
    monkeypatch.setattr("seereya.vault.services.leaving.rewrap_soon", lambda **_: None)


def _share_that_shares_everything(monkeypatch):
    real = checking.share_record
    monkeypatch.setattr(checking, "share_record", lambda **about: real(**(about | {"groups": None})))


def _withdrawal_of_nothing(monkeypatch):
    monkeypatch.setattr(checking, "withdraw_share", lambda **_: None)


def _roles_without_consequence(monkeypatch):
    monkeypatch.setattr("seereya.vault.services.leaving.may_hold_grant", lambda *_: True)
    monkeypatch.setattr("seereya.vault.services.rotation.may_hold_grant", lambda *_: True)
    monkeypatch.setattr("seereya.vault.services.vaults.check_may_hold_grant", lambda *_: None)


def _grants_by_one(monkeypatch):
    monkeypatch.setattr("seereya.vault.services.grants.check_second_person", lambda **_: None)


@pytest.mark.parametrize(
    "mutant",
    [
        _share_that_shares_everything,
        _withdrawal_of_nothing,
        _roles_without_consequence,
        pytest.param(_no_rotation, marks=pytest.mark.heavy),
        pytest.param(_grants_by_one, marks=pytest.mark.heavy),
    ],
)
def test_a_fault_is_seen(mutant, monkeypatch):
    """The check would be worthless if it agreed with services that are wrong."""
    mutant(monkeypatch)
    with pytest.raises(Divergence):
        play(3000, seed=7)


@pytest.mark.django_db(transaction=True)
@pytest.mark.heavy
def test_command_plays_in_a_database_of_its_own(capsys, monkeypatch):
    from django.db import connection

    made = []
    monkeypatch.setattr(connection.creation, "create_test_db", lambda **_: made.append("made"))
    monkeypatch.setattr(connection.creation, "destroy_test_db", lambda *_, **__: made.append("gone"))
    call_command("model_check", steps=30, seed=1)
    assert made == ["made", "gone"]
    assert "30" in capsys.readouterr().out
