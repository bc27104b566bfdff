"""Plants strings in every sealed field of a case file, as counsel writes them: through the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.casework import services
from seereya.casework.content import Act, CaseContent
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.sealable import When

Take = Callable[[str], str]
_DAY = date(2025, 1, 10)


def plant(by: Actor, incident: UUID, person_code: str, take: Take) -> None:
    """One case file with a string in each of its fields."""
    content = CaseContent(
        title=take("case title") or "–",
        summary=take("case summary"),
        facts=When("2021-01-03", "2021-01-03", "day", words=take("case facts")),
        incidents=[str(incident)],
        conflict_reason=take("reason to open before partners answered") or "–",
    )
    case = services.open_case_file(by=by, content=content).id
    _parts(by, case, person_code, take)
    proceeding = _proceeding(by, case, take)
    _acts(by, case, proceeding, take)
    names = ("contradicting", "next_step", "stall_words")
    said: dict[str, object] = {name: take(f"case {name}") for name in names}
    services.change_case(by=by, case_id=case, version=services.version_of(by=by, case_id=case), said=said)
    services.set_pause(by=by, case_id=case, paused="client", why=take("why paused") or "–")
    services.close_case(by=by, case_id=case, why=take("why closed") or "–")


def _parts(by: Actor, case: UUID, person_code: str, take: Take) -> None:
    services.add_party(
        by=by, case_id=case, code=person_code, role="suspect", basis=take("basis of a party") or "–",
        counsel=take("counsel of a party"), note_words=take("note on a party"),
    )  # fmt: skip
    services.add_qualification(by=by, case_id=case, crime="RS7", reasons=take("reasons of a characterisation"), parties=[])
    services.add_exhibit(by=by, case_id=case, words=take("exhibit") or "–", origin=take("origin of an exhibit") or "–")


def _proceeding(by: Actor, case: UUID, take: Take) -> str:
    services.open_proceeding(
        by=by, case_id=case, procedure="P-NAT-PCPC", forum="NAT-DJI", stage="S-N-02", on=_DAY, number=take("number of a forum"),
        judge=take("office of a judge"), words=take("note on a stage"),
    )  # fmt: skip
    one = services.open_case(by=by, case_id=case).content.proceedings[-1]
    services.change_proceeding(
        by=by, case_id=case, proceeding_id=one.id, number=one.number, judge=one.judge, hearing="2027-01-10",
        hearing_words=take("what a hearing is for"),
    )  # fmt: skip
    return one.id


def _acts(by: Actor, case: UUID, proceeding: str, take: Take) -> None:
    act = Act(
        new_id().hex, "A-OUT-JUG", clock.today().isoformat(), proceeding, words=take("words of an act"),
        addressed=take("office an act comes from"),
    )  # fmt: skip
    services.record_act(by=by, case_id=case, act=act)
    first, second, *_ = services.open_case(by=by, case_id=case).content.deadlines
    services.change_deadline(
        by=by, case_id=case, deadline_id=first.id, starts=first.starts, amount=5, unit="day", counting="plain", rolls=False,
        reason=take("reason of a time limit") or "–",
    )  # fmt: skip
    services.meet_deadline(
        by=by, case_id=case, deadline_id=second.id, on=clock.today(), words=take("how a time limit was met") or "–"
    )
    services.strike_act(by=by, case_id=case, act_id=act.id, why=take("why an act was struck out") or "–")
