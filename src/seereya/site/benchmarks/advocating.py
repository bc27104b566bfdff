"""Actions of advocacy in large batches, sealed as their service seals them; commitments, recommendations and asks through the services."""

from __future__ import annotations

import random
from datetime import timedelta

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.advocacy import services
from seereya.advocacy.content import ActionContent
from seereya.advocacy.models import Action
from seereya.advocacy.services.actions import LEVELS, TABLE
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.protection.sealing import home_vault
from seereya.reference import terms
from seereya.site.benchmarks.filling import BATCH
from seereya.vault.keyring import RecordKeys, keyring_of
from seereya.vault.models import ReferenceCounter, Wrap
from seereya.vault.rules import Group
from seereya.vault.services.records import wraps_for

_COMMITMENTS = 12
_YEARS = 1000


class Advocacy:
    """Writes what an advocacy officer's pages show."""

    def __init__(self, officer: Actor) -> None:
        self.officer = officer
        self.actions = 0
        self._chance = random.Random(17)  # noqa: S311 - the same at every run
        self._kinds = list(terms.vocabulary("advocacy_actions"))
        self._bodies = list(terms.vocabulary("bodies"))
        self._outcomes = list(terms.vocabulary("advocacy_outcomes"))
        for number in range(_COMMITMENTS):
            self._promise(number)

    def _promise(self, number: int) -> None:
        """A commitment that came to nothing, the recommendation it accepts, an ask."""
        today, by = clock.today(), self.officer
        said = services.Recommended(self._bodies[0], "BENCH/1", str(number), text_fr="Bench", text_en="Bench")
        row = services.save_recommendation(by=by, said=said)
        promise = services.Promise(
            "CO-INV", today - timedelta(days=90), "Office", "Words", "Source", "Kept", deadline=today - timedelta(days=9)
        )
        promise.recommendation_id = row.id
        services.save_commitment(by=by, promise=promise)
        services.save_ask(by=by, wanted=services.Wanted("Bench", "Office", today + timedelta(days=30), "Seen"))

    def fill(self, actions: int) -> None:
        """So many actions more."""
        for start in range(0, actions, BATCH):
            self._store([self._action() for _ in range(min(BATCH, actions - start))])
        organisation = self.officer.member.organisation
        ReferenceCounter.objects.update_or_create(organisation=organisation, series="ADV", defaults={"last": self.actions})

    def _action(self) -> Action:
        self.actions += 1
        now, pick = clock.now(), self._chance.choice
        on = clock.today() - timedelta(days=self._chance.randrange(_YEARS))
        return Action(
            id=new_id(),
            organisation_id=self.officer.organisation_id,
            reference=f"{self.officer.member.organisation.code}-ADV-{self.actions:04d}",
            kind=pick(self._kinds),
            level=pick(LEVELS),
            body=pick(self._bodies),
            on=on,
            languages=["fr"],
            outcome=pick(self._outcomes),
            outcome_on=on,
            follow_up=on + timedelta(days=30) if self.actions % 3 == 0 else None,
            made_by=self.officer.member,
            made_at=now,
            changed_at=now,
        )

    @transaction.atomic
    def _store(self, made: list[Action]) -> None:
        vault, ring, wraps = home_vault(self.officer.organisation_id), keyring_of(self.officer), list[Wrap]()
        for row in made:
            keys = RecordKeys.new(row.id)
            row.content = keys.seal(TABLE, Group.CONTENT, 1, ActionContent(subject=f"Bench {row.reference}").to_json())
            wraps += wraps_for(ring, keys, {vault: None}, owner=row.organisation_id)
        Action.objects.bulk_create(made)
        Wrap.objects.bulk_create(wraps)
