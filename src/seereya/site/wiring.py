"""What is joined at start: the room's periodic work, and the jobs each room defines. Nothing is discovered by luck."""

from __future__ import annotations

from seereya.audit.services import sequence
from seereya.evidence import objects
from seereya.foundation import walls
from seereya.jobs.registry import every
from seereya.reference import places, terms
from seereya.site.operations import witnessing
from seereya.vault import indexing, uploads
from seereya.vault.services.exports import expire_exports
from seereya.vault.services.limits import forget_counts


def connect() -> None:
    """Registers periodic work; every process that runs a worker does it, and each task bears being done by several."""
    every(2, name="audit sequencer")(_sequence)
    every(20, name="sealed indexes")(indexing.sweep)
    every(60, name="reference data")(_read_again)
    every(3600, name="log checkpoints")(witnessing.keep_daily)
    every(3600, name="forgotten uploads")(_sweep_uploads)
    every(3600, name="exports that ran out")(_sweep_exits)


def _sequence() -> None:
    sequence()


def _sweep_uploads() -> None:
    uploads.sweep()
    with walls.system("what dead uploads left"):
        objects.sweep()


def _sweep_exits() -> None:
    """Exports nobody fetched in time lose their bytes; counts of openings older than a week are forgotten."""
    expire_exports()
    forget_counts()


def _read_again() -> None:
    """Another process may have loaded places or edited a vocabulary; a large gazetteer is read again only when it has grown."""
    terms.changed()
    places.look_again()
