"""Background work of the vaults."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import walls
from seereya.foundation.seal import Broken
from seereya.jobs.context import JobContext, JobProblem
from seereya.jobs.registry import job
from seereya.vault.keyring import Keyring
from seereya.vault.models import Vault, Wrap
from seereya.vault.packing import unpack
from seereya.vault.rules import Refused
from seereya.vault.services.leaving import REWRAP
from seereya.vault.services.reindexing import REINDEX, held_indexes, rebuild_index
from seereya.vault.services.rotation import rewrap_vault


@job(REWRAP, unit="keys", needs_key=True)
def rewrap(context: JobContext) -> dict[str, object]:
    """Moves the wraps of a vault to its newest key. Stopped half-way, everything stays readable and the next run goes on."""
    with walls.within(str(context.job.organisation)):
        vault = Vault.objects.get(id=context.arguments["vault"])
        try:
            keys = unpack(vault, context.key)
        except Broken:
            raise JobProblem("key_broken") from None
        total = Wrap.objects.filter(vault=vault, version__lt=keys.newest).count()
        done = rewrap_vault(keys, progress=lambda count: context.progress(count, total))
        record(
            tag=Tag.VAULT_REWRAPPED,
            actor=context.job.started_by,
            organisation=vault.organisation_id,
            subject=vault.id,
            facts={"wraps": done, "version": keys.newest},
        )
    return {"rewrapped": done}


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
