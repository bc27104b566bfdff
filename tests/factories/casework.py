"""Case files as counsel opens them: through the services, sealed into a real casework vault."""

from __future__ import annotations

from seereya.casework import services
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile
from tests.factories.accounts import Person
from tests.factories.documentation import day, packs_loaded


def case_file(*, by: Person, title: str = "Enlèvements au marché", **more: object) -> CaseFile:
    """A case file opened by counsel; any field of its content by name."""
    packs_loaded()
    values: dict[str, object] = {"title": title, "facts": day("2021-01-03"), "conflict_reason": "no partner has counsel"}
    return services.open_case_file(by=by, content=CaseContent(**(values | more)))  # type: ignore[arg-type]
