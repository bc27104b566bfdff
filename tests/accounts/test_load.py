"""Many people log in at once, and many strangers guess (case A15), with the key stretching of real installations."""

import os
import threading
import time
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings

from seereya.accounts.rules import GUESSES_UNKNOWN_BROWSER
from seereya.accounts.services import keys, remember_browser
from seereya.foundation import seal, walls
from tests.factories import accounts

pytestmark = [pytest.mark.heavy, pytest.mark.django_db(transaction=True)]
PEOPLE = 20


def resident():
    """Memory of this process now, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Peak:
    """The most memory between entering and leaving, above what there was."""

    def __enter__(self):
        self.before, self.most, self.stop = resident(), 0, threading.Event()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self

    def _watch(self):
        while not self.stop.wait(0.02):
            self.most = max(self.most, resident() - self.before)

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()


def in_thread(act):
    def run(one):
        try:
            with walls.system("a test"):
                return act(one)
        finally:
            connections.close_all()

    return run


@pytest.fixture
def people():
    with override_settings(STRETCH=""):
        made = [accounts.member(totp=True, stage=None) for _ in range(PEOPLE)]
    assert {person.member.stretch for person in made} == {seal.DEFAULT.to_text()}
    assert keys.parameters() != seal.DEFAULT
    return made


def log_in(person, browser=None):
    browser = browser or accounts.stranger()
    first = browser.post("/login/", {"handle": person.member.handle, "passphrase": person.passphrase})
    return browser.post(first.url, {"code": person.code}).status_code if first.status_code == 302 else first.status_code


QUIET_STRETCH = 0.45
"""Seconds one stretch takes on two quiet cores; a machine that others use at the same time is given its share."""


@pytest.fixture
def slowness(monkeypatch):
    began = time.monotonic()
    for _ in range(3):
        seal.stretch("six words", bytes(16), seal.DEFAULT)
    factor = max(1.0, (time.monotonic() - began) / 3 / QUIET_STRETCH) * 1.3
    monkeypatch.setattr("seereya.accounts.services.guesses._PATIENCE_SECONDS", 20 * factor)
    return factor


def test_twenty_people_log_in_at_once(people, slowness):
    began = time.monotonic()
    with Peak() as peak, ThreadPoolExecutor(PEOPLE) as pool:
        answers = list(pool.map(in_thread(log_in), people))
    took = time.monotonic() - began
    assert answers == [302] * PEOPLE
    assert took < 15 * slowness, f"{took:.1f} s on a machine {slowness:.1f} times as slow"
    assert peak.most < 300 * 2**20, f"{peak.most / 2**20:.0f} MB"


def test_thousand_wrong_passphrases_keep_nobody_known_out(people, slowness):
    """Most of them are not even stretched; a browser that has logged in before gets through while they rain."""
    victim, attackers = people[0], 1000
    owner = accounts.stranger()
    owner.cookies["__Host-known"] = _known(victim)

    def guess(_number):
        return accounts.stranger().post("/login/", {"handle": victim.member.handle, "passphrase": "wrong"}).status_code

    with ThreadPoolExecutor(8) as pool:
        rain = [pool.submit(in_thread(guess), number) for number in range(attackers)]
        began = time.monotonic()
        assert in_thread(lambda person: log_in(person, owner))(victim) == 302
        waited = time.monotonic() - began
        answers = [one.result() for one in rain]
    assert waited < 10 * slowness
    assert answers.count(422) <= GUESSES_UNKNOWN_BROWSER + 8, "a few may be under way when the limit is reached"
    assert set(answers) <= {422, 429}
    assert log_in(people[1]) == 302, "and no other account is touched"


def _known(person):
    return urlsafe_b64encode(remember_browser(person.member, b"")).decode()
