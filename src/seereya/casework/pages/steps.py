"""What the forms of acts and proceedings start from and hand over."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from seereya.casework.content import CaseContent, Deadline, Proceeding
from seereya.casework.queries import law
from seereya.casework.rules.stages import next_stages
from seereya.foundation.identifiers import new_id
from seereya.reference import saying


def token(form: Any) -> str:
    """The form's own id, so that sent twice it makes one act."""
    return str((form.cleaned_data["token"] or new_id()).hex)


def said(form: Any) -> dict[str, Any]:
    """The answers without the form's own fields."""
    return {name: value for name, value in form.cleaned_data.items() if name not in {"token", "version"}}


def newest(content: CaseContent) -> dict[str, str]:
    """The proceeding an act most likely belongs to."""
    return {"proceeding": content.proceedings[-1].id} if content.proceedings else {}


def proceeding(content: CaseContent, proceeding_id: str) -> Proceeding:
    """One proceeding, for a page. Raises `Http404`."""
    found = content.proceeding(proceeding_id)
    if found is None:
        raise Http404
    return found


def deadline(content: CaseContent, deadline_id: str) -> Deadline:
    """One time limit, for a page. Raises `Http404`."""
    found = next((one for one in content.deadlines if one.id == deadline_id), None)
    if found is None:
        raise Http404
    return found


def offered(content: CaseContent, proceeding_id: str) -> list[tuple[str, str]]:
    """The stages that may follow, in words."""
    one = proceeding(content, proceeding_id)
    ways = law.ways(one.procedure)
    return [(code, saying.term("procedure_stages", code)) for code in next_stages(ways, [move.stage for move in one.stages])]


def deadline_initial(one: Deadline, rule: Any) -> dict[str, Any]:
    """First values of a limit's form: as it is counted now."""
    return {
        "starts": one.starts,
        "amount": rule.amount,
        "unit": rule.unit,
        "counting": rule.counting,
        "rolls": rule.rolls,
        "reason": one.reason,
    }
