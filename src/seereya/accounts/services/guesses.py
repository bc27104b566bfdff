"""Limits on guessing that an attacker cannot turn against the member: a browser known to the member has a count of its own."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from seereya.accounts.models import GuessCount, KnownBrowser, Member
from seereya.accounts.rules import GUESS_WINDOW, GUESSES_CODE, GUESSES_KNOWN_BROWSER, GUESSES_UNKNOWN_BROWSER, Refused
from seereya.foundation import clock

_strangers = threading.BoundedSemaphore(1)
_PATIENCE_SECONDS = 20
_LIMITS = {"unknown": GUESSES_UNKNOWN_BROWSER, "known": GUESSES_KNOWN_BROWSER, "code": GUESSES_CODE}


def _bucket(kind: str, *parts: str) -> bytes:
    """Buckets are keyed hashes: the table does not list handles that were tried."""
    return hashlib.blake2b("\x00".join((kind, *parts)).encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=32).digest()


def is_known(handle: str, browser: bytes) -> bool:
    """Whether this browser has logged this member in before."""
    return (
        bool(browser) and KnownBrowser.objects.filter(member__handle=handle, token_hash=hashlib.sha256(browser).digest()).exists()
    )


def bucket_of(handle: str, browser: bytes) -> tuple[str, bytes]:
    """The kind of count and its bucket for guesses at a handle from a browser."""
    if is_known(handle, browser):
        return "known", _bucket("known", handle, browser.hex())
    return "unknown", _bucket("unknown", handle)


def code_bucket(member: Member, session_hash: bytes) -> tuple[str, bytes]:
    """Guesses at a second factor are counted for the half-open session and member: a passphrase is known already."""
    return "code", _bucket("code", str(member.id), session_hash.hex())


def may_guess(bucket: tuple[str, bytes]) -> bool:
    """Whether another guess is looked at, decided before anything costly."""
    kind, key = bucket
    count = GuessCount.objects.filter(bucket=key).first()
    if count is None or clock.now() - count.since > GUESS_WINDOW:
        return True
    return count.guesses < _LIMITS[kind]


@contextmanager
def turn(bucket: tuple[str, bytes]) -> Iterator[None]:
    """The right to stretch one passphrase now. Browsers nobody knows share one turn at a time, so that a flood of guesses from many
    addresses leaves the other half of the machine's memory gate to browsers that have logged in before.

    Raises `Refused("busy")` where too many strangers wait.
    """
    if bucket[0] == "known":
        yield
        return
    if not _strangers.acquire(timeout=_PATIENCE_SECONDS):
        raise Refused("busy")
    try:
        yield
    finally:
        _strangers.release()


@transaction.atomic
def wrong_guess(bucket: tuple[str, bytes]) -> None:
    """Counts a wrong guess; a window starts with its first."""
    _, key = bucket
    count, _made = GuessCount.objects.select_for_update().get_or_create(bucket=key, defaults={"since": clock.now()})
    if clock.now() - count.since > GUESS_WINDOW:
        count.since, count.guesses = clock.now(), 0
    count.guesses += 1
    count.save(update_fields=["since", "guesses"])


def forget_guesses(bucket: tuple[str, bytes]) -> None:
    """A right guess clears the count of its bucket."""
    GuessCount.objects.filter(bucket=bucket[1]).delete()


def remember_browser(member: Member, browser: bytes) -> bytes:
    """Marks a browser as known to the member; returns its token (the one it had, or a new one)."""
    token = browser if len(browser) == 32 else os.urandom(32)  # noqa: PLR2004
    KnownBrowser.objects.get_or_create(
        member=member, token_hash=hashlib.sha256(token).digest(), defaults={"made_at": clock.now()}
    )
    return token
