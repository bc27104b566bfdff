"""Background work of the room that opens records: with a vault's keys handed over in memory, for as long as it takes."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.documentation.rules import Refused
from seereya.documentation.services.reindexing import REINDEX, held_indexes, rebuild_index
from seereya.foundation import walls
from seereya.foundation.seal import Broken
from seereya.jobs.context import JobContext, JobProblem
from seereya.jobs.registry import job
from seereya.vault.keyring import Keyring
from seereya.vault.models import Vault
from seereya.vault.packing import unpack


@job(REINDEX, unit="records", needs_key=True)
def reindex(context: JobContext) -> dict[str, object]:
    """Builds the index of one vault anew from its records. Stopped half-way, the index that was there stays."""
    assert context.job.started_by is not None
    with walls.within(str(context.job.organisation)):
        vault = Vault.objects.get(id=context.arguments["vault"])
        member = Member.objects.select_related("organisation").get(id=context.job.started_by)
        try:
            keys = unpack(vault, context.key)
        except Broken:
            raise JobProblem("key_broken") from None
        actor = Actor(member, frozenset(), keyring=Keyring([keys]))
        try:
            return {
                "records": sum(rebuild_index(by=actor, held=held, progress=context.progress) for held in held_indexes(by=actor))
            }
        except Refused as refusal:
            raise JobProblem(refusal.code) from None
