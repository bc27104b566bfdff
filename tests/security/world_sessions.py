"""A session of A's educator in every part of it, for the world of the access matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seereya.accounts.rules import Role
from seereya.education import sealing
from seereya.education.content_sessions import SessionPlace
from seereya.education.services import sessions
from tests.factories import education_sessions as make

if TYPE_CHECKING:
    from tests.security.world import World

# Sealed to the education vault: on pages of educators and of the officer for data protection, and on no others.
EDUCATION = {
    "session-title": "Zsessiontitleqk",
    "session-trainer": "Zsessiontrainerqk",
    "session-incident": "Zsessionincidentqk",
    "session-decision": "Zsessiondecisionqk",
    "pebble-question": "Zpebblequestionqk",
    "multiplier-name": "Zmultipliernameqk",
}
EDUCATION_READERS = frozenset({Role.EDUCATOR, Role.DATA_PROTECTION})
PLACE = "Zsessionplaceqk"
TALK = {"talk-need": "Ztalkneedqk", "talk-again": "Ztalkagainqk"}


def _sessions(world: World) -> None:
    """A session held, measured, with a multiplier and a private talk."""
    by = world.people["AAAA", Role.EDUCATOR]
    by.keyring = None
    sealing.begin_vault(by=by)
    row = make.session(
        by=by,
        title=EDUCATION["session-title"],
        trainers=[EDUCATION["session-trainer"]],
        place=SessionPlace("", PLACE),
        plan={"audiences": ("AU-MED", "AU-COM")},
    )
    row = sessions.decide_mix(by=by, session_id=row.id, version=row.version, reason=EDUCATION["session-decision"])
    row = make.held(row, by=by, incidents=EDUCATION["session-incident"])
    make.pebbles(row, by=by, question=EDUCATION["pebble-question"])
    one = make.multiplier(row, by=by, name=EDUCATION["multiplier-name"])
    asked = make.talk(row, by=by, need=TALK["talk-need"], again=TALK["talk-again"])
    parts = {"session_id": row.id, "multiplier_id": one.id, "talk_id": asked.id, "level": "k2"}
    world.private |= parts
    world.shared |= parts
    world.references += [row.reference, one.code, asked.code]
