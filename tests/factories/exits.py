"""Bases as they are given, and what is about to leave."""

from __future__ import annotations

from uuid import UUID

from seereya.vault.basis import Answer, BasisContent
from seereya.vault.rules_exits import ExitKind, Leaving
from seereya.vault.services import record_consent
from tests.factories.accounts import Person


def consent(by: Person, subject: UUID, *, scope: str = "C-UN", status: str = "CS-YES", level: str = "ID-4", **more: object):
    """One answered question, proved by a recording."""
    condition = str(more.pop("condition", ""))
    values: dict[str, object] = {"proof": "CM-ORA", "answers": [Answer(scope, status, level, condition)]}
    return record_consent(by=by, subject=subject, content=BasisContent(**(values | more)))  # type: ignore[arg-type]


def leaving(*subjects: UUID, scope: str = "C-UN", level: str = "ID-3", **more: object) -> Leaving:
    """Something on its way to a body of the United Nations."""
    values: dict[str, object] = {"kind": ExitKind.DOSSIER, "recipient": "Groupe de travail", "purpose": "communication"}
    return Leaving(scope=scope, level=level, subjects=subjects, **(values | more))  # type: ignore[arg-type]
