"""Sessions of education in large batches, sealed as their service seals them; courses, measures and multipliers through the services."""

from __future__ import annotations

import random
from datetime import timedelta

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.education import sealing
from seereya.education import services as courses
from seereya.education.content_sessions import (
    MeasureContent,
    MultiplierContent,
    ScoreLine,
    SessionContent,
    SessionPlace,
    TalkCount,
)
from seereya.education.models import CourseVersion, Headcount, Measure, Session
from seereya.education.rules.gain import LEARNING
from seereya.education.rules.sessions import FOLLOW_UP_FROM, Counts, Mix, Photographs, State, month_of, months_after
from seereya.education.services import measures, multipliers, sessions
from seereya.education.services.installing import shipped
from seereya.education.services.sessions import Held, Plan
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.reference import places, terms
from seereya.site.benchmarks.filling import BATCH
from seereya.site.benchmarks.rows import shuffled_communes
from seereya.vault.keyring import RecordKeys, keyring_of
from seereya.vault.models import ReferenceCounter, Wrap
from seereya.vault.rules import Group
from seereya.vault.services.records import wraps_for

AUDIENCE = "AU-COM"
_DAYS, _PLANNED = 900, 60  # how far back sessions go, and of how many one is still to come
_CELLS = {"f18": 9, "f36": 4, "m18": 7, "m36": 5}
_CODES = [ScoreLine(f"K{one}", 3 + one % 3, 6 + one % 4) for one in range(12)]


class Education:
    """Writes what an educator's pages show: a course of the pack, sessions with counts, a chain of multipliers, gains."""

    def __init__(self, educator: Actor) -> None:
        self.educator = educator
        self.sessions = 0
        self._chance = random.Random(23)  # noqa: S311 - the same at every run
        self.vault = sealing.begin_vault(by=educator)
        self.version = self._course()
        self._kinds, self._themes = _leaves("education_formats"), _leaves("education_themes")
        self._communes = shuffled_communes()
        self.first = self._told()

    def _course(self) -> CourseVersion:
        made = courses.install(by=self.educator, name=shipped()[0].name)
        return courses.publish(by=self.educator, version_id=made.versions.get().id, without=True)

    def _told(self) -> Session:
        """A session as an educator writes it: planned, held, measured; those it trained."""
        by, today = self.educator, clock.today()
        content = SessionContent(day=today.isoformat(), title="Bench", trainers=["Bench"])
        plan = Plan(self._kinds[0], self._themes[0], "fr", (AUDIENCE,), course_version=self.version.id)
        row = sessions.plan_session(by=by, plan=plan, content=content, place=SessionPlace(self._communes[0], "Bench"))
        row = sessions.hold_session(by=by, session_id=row.id, version=row.version, held=Held(Counts(_CELLS), today))
        measured = MeasureContent(best=10, scores=_CODES)
        measures.save_measure(by=by, session_id=row.id, method=Measure.CODES, level=LEARNING, version=0, content=measured)
        for number in range(30):
            multipliers.add_multiplier(by=by, session_id=row.id, content=MultiplierContent(f"Bench {number}"))
        self.sessions = 1
        return row

    def fill(self, wanted: int) -> None:
        """So many sessions more."""
        for start in range(0, wanted, BATCH):
            self._store([self._session() for _ in range(min(BATCH, wanted - start))])
        organisation = self.educator.member.organisation
        ReferenceCounter.objects.update_or_create(organisation=organisation, series="SES", defaults={"last": self.sessions})

    def _session(self) -> Session:
        self.sessions += 1
        pick, held = self._chance.choice, self.sessions % _PLANNED != 0
        day = clock.today() + timedelta(days=self._chance.randrange(1, 90) if not held else -self._chance.randrange(_DAYS))
        counts = Counts(_CELLS if held else {})
        month, asked = month_of(day), month_of(clock.today() - timedelta(days=60))
        return Session(
            id=new_id(), organisation_id=self.educator.organisation_id, status=State.HELD if held else State.PLANNED,
            reference=f"{self.educator.member.organisation.code}-SES-{self.sessions:04d}", month=month,
            **self._where(pick(self._communes)), format=pick(self._kinds), theme=pick(self._themes), language="fr",
            audiences=[AUDIENCE], course_version=self.version, present=counts.present, women=counts.women, men=counts.men,
            mix=Mix.FINE, photographs=Photographs.NONE,
            # What is older was followed up; what is newer waits for its months.
            follow_up=months_after(month, FOLLOW_UP_FROM) if held and month >= asked else "",
        )  # fmt: skip

    def _where(self, commune: str) -> dict[str, str]:
        tree = places.tree()
        one = tree.get(commune)
        kinds = {above.kind: above.code for code in (one.path if one else ()) if (above := tree.get(code))}
        return {"region": kinds["region"], "cercle": kinds["cercle"]}

    @transaction.atomic
    def _store(self, made: list[Session]) -> None:
        ring, wraps = keyring_of(self.educator), list[Wrap]()
        for row in made:
            keys = RecordKeys.new(row.id)
            content = SessionContent(day=f"{row.month}-15", title=f"Bench {row.reference}", trainers=["Bench"])
            row.content = keys.seal(sealing.SESSION, Group.CONTENT, row.version, content.to_json())
            row.place = keys.seal(sealing.PLACE, Group.PLACE, row.place_version, SessionPlace(words="Bench").to_json())
            row.talks = keys.seal(sealing.TALKS, Group.CONTENT, 1, TalkCount().to_json())
            wraps += wraps_for(ring, keys, {self.vault: None}, owner=row.organisation_id)
        Session.objects.bulk_create(made)
        Wrap.objects.bulk_create(wraps)
        Headcount.objects.bulk_create(
            Headcount(organisation_id=row.organisation_id, session=row, cell=cell, people=people)
            for row in made
            if row.status == State.HELD
            for cell, people in _CELLS.items()
        )


def _leaves(code: str) -> list[str]:
    found = terms.vocabulary(code).values()
    above = {one for word in found for one in word.path[:-1]}
    return [word.code for word in found if word.code not in above]
