"""An open index lives in memory only, and not longer than a session that holds its vault."""

from pathlib import Path

import pytest
from django.db import connection

from seereya.accounts.rules import Role
from seereya.accounts.services import close_session
from seereya.documentation import indexing as room
from seereya.vault import indexing
from seereya.vault.models import IndexHead
from seereya.vault.rules import VaultKind
from tests.factories import accounts
from tests.vault.indexed import add, desk, documentation, found, house, nothing_in_memory

__all__ = ["desk", "house", "nothing_in_memory"]


def open_files():
    """What this process has open that is a file: neither pipe, socket nor device."""
    held = set()
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            target = str(descriptor.readlink())
        except FileNotFoundError:  # the folder itself
            continue
        if target.startswith("/") and not target.startswith(("/dev/", "/proc/")):
            held.add(target)
    return held


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_an_open_index_lives_in_memory_only(desk):
    for number in range(60):
        add(desk, f"word{number} drone")
    connection.ensure_connection()
    before = open_files()
    assert found(desk, "drone") == 60
    during = open_files()
    indexing.fold(documentation(desk).id, room.RECORDS)
    after = open_files()
    database = str(connection.settings_dict["NAME"])
    assert {path for path in (during | after) - before if not path.startswith(database)} == set()


def test_the_last_session_takes_the_index_with_it(house, desk):
    colleague = house.join(Role.VERIFIER)
    add(desk, "drone")
    found(desk)
    found(colleague)
    held = (documentation(desk).id, room.RECORDS)
    close_session(by=desk)
    assert held in indexing.in_memory(), "a colleague still works with it"
    close_session(by=colleague)
    assert held not in indexing.in_memory()


def test_a_session_that_ended_elsewhere_is_noticed(desk):
    add(desk, "drone")
    found(desk)
    indexing.sweep()
    assert indexing.in_memory()
    desk.session.delete()  # another process logged it out
    indexing.sweep()
    assert indexing.in_memory() == []


def test_a_session_left_idle_is_noticed(desk, settings):
    add(desk, "drone")
    found(desk)
    settings.SESSION_IDLE_MINUTES = 0
    indexing.sweep()
    assert indexing.in_memory() == []


def test_vaults_that_are_not_held_do_not_open(house, desk):
    stranger = accounts.member(Role.DOCUMENTALIST)
    add(desk, "drone")
    with pytest.raises(KeyError):
        indexing.opened(by=stranger, vault_id=house.vaults[VaultKind.DOCUMENTATION].id, index=room.RECORDS)
    assert IndexHead.objects.get().position == 1
