"""The funnel over files: coarse rows follow each file, and who holds no casework finds no small number."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation

from seereya.accounts.rules import Refused, Role
from seereya.casework.content import Act, CaseContent, Party, Proceeding, StageMove, StepRecorded
from seereya.casework.models import CaseFile, CaseStep, FunnelFile
from seereya.casework.pages.funnel import page
from seereya.casework.queries.funnel import reckoned
from seereya.casework.rules.mandates import MandateContent
from seereya.casework.rules.updates import UpdateContent
from seereya.casework.services import open_case, set_pause
from seereya.casework.services.bulk import open_many
from seereya.casework.services.funnel import record_step
from seereya.casework.steps import steps_of
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import incident, packs_loaded
from tests.factories.vault import office

STAGES = {"S-2": "F4", "S-7": "F6", "S-14": "F8", "S-13": "F6"}
ACTS = {"A-PLA": "F4"}
AT = datetime(2020, 1, 1, tzinfo=UTC)


def files(by):
    """The files the funnel is reckoned from."""
    return reckoned(by, "files", list)


def steps(content: CaseContent, documented: str = "2020-01-05") -> list[tuple[str, str]]:
    return steps_of(content, documented=documented, stages=STAGES, acts=ACTS)


def before(forum: str, *moves: tuple[str, str]) -> Proceeding:
    return Proceeding(forum, "P", forum, stages=[StageMove(stage, on) for stage, on in moves])


def test_steps_out_of_a_file():
    content = CaseContent(
        "x",
        updates=[UpdateContent("u", "P", "2020-02-01", "call")],
        mandates=[MandateContent("m", signed_on="2020-03-01")],
        proceedings=[before("a", ("S-2", "2020-04-02"), ("S-7", "2021-01-01"))],
        acts=[Act("1", "A-PLA", "2020-04-02")],
    )
    assert steps(content) == [("2020-01", "F0"), ("2020-02", "F2"), ("2020-03", "F3"), ("2020-04", "F4"), ("2021-01", "F6")]


def test_file_goes_back_within_one_proceeding():
    content = CaseContent("x", proceedings=[before("a", ("S-7", "2021-01-01"), ("S-14", "2021-06-01"), ("S-13", "2021-09-01"))])
    assert steps(content, "") == [("2021-01", "F6"), ("2021-06", "F8"), ("2021-09", "F6")]


def test_second_proceeding_sends_nothing_back():
    content = CaseContent("x", proceedings=[before("a", ("S-7", "2021-01-01")), before("b", ("S-2", "2022-01-01"))])
    assert steps(content, "") == [("2021-01", "F6")]


def test_struck_act_does_not_count():
    assert steps(CaseContent("x", acts=[Act("1", "A-PLA", "2020-04-02", struck="by mistake")]), "") == []


def test_by_hand_within_a_month():
    content = CaseContent(
        "x",
        mandates=[MandateContent("m", signed_on="2020-03-10")],
        steps=[StepRecorded("F1", "2020-03"), StepRecorded("F5", "2020-03")],
    )
    assert steps(content, "") == [("2020-03", "F1"), ("2020-03", "F3"), ("2020-03", "F5")]


@pytest.fixture
def house(db):
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL, language="en")


def test_rows_follow_the_file(counsel):
    row = incident(by=counsel, place="ML0503")
    parties = [Party("1", "a", "P-A", "victim"), Party("2", "b", "P-B", "victim"), Party("3", "c", "P-C", "suspect")]
    case = case_file(by=counsel, incidents=[str(row.id)], parties=parties)
    facts = FunnelFile.objects.get(case=case)
    assert (facts.victims, facts.suspects, facts.incidents, facts.region) == (2, 1, 1, "ML05")
    assert list(CaseStep.objects.values_list("step", flat=True)) == ["F0"]
    record_step(by=counsel, case_id=case.id, step="F5", month="2026-11", perpetrators="PC-STA")
    assert list(CaseStep.objects.order_by("position").values_list("step", flat=True)) == ["F0", "F5"]
    assert FunnelFile.objects.get().perpetrators == "PC-STA"
    set_pause(by=counsel, case_id=case.id, paused="client", why="wishes so")
    assert files(counsel)[0].paused


def test_marked_vault_leaves_no_coarse_row(house, counsel):
    Vault.objects.filter(id=house.vaults[VaultKind.CASEWORK].id).update(marked=True)
    counsel.keyring = None
    case_file(by=counsel)
    assert not FunnelFile.objects.exists()
    assert not CaseStep.objects.exists()


@pytest.mark.parametrize(
    ("step", "month", "code"),
    [("F99", "2024-01", "step_needed"), ("F5", "2024-13", "step_month_needed"), ("F5", "2999-01", "step_month_needed")],
)
def test_step_that_cannot_be(counsel, step, month, code):
    case = case_file(by=counsel)
    with pytest.raises(Refused, match=code):
        record_step(by=counsel, case_id=case.id, step=step, month=month)


def many(counsel, number: int, *, step: str, kind: str) -> list[CaseFile]:
    content = CaseContent("x", perpetrators=kind, steps=[StepRecorded("F4", "2020-01"), StepRecorded(step, "2021-01")])
    return open_many(by=counsel, contents=[(content, AT)] * number)


def test_many_files_open_like_any_other(counsel):
    rows = many(counsel, 3, step="F5", kind="PC-STA")
    assert [open_case(by=counsel, case_id=row.id).content.perpetrators for row in rows] == ["PC-STA"] * 3
    assert [row.reference for row in rows] == ["AMDH-CF-0001", "AMDH-CF-0002", "AMDH-CF-0003"]


def test_coordinator_finds_no_small_number(house, counsel):
    many(counsel, 8, step="F4", kind="PC-STA")
    many(counsel, 3, step="F5", kind="PC-JIH")
    coordinator = house.join(Role.COORDINATOR, language="en")
    inside = page(counsel, {"by": "perpetrators"})
    assert [line["reached"] for line in inside["lines"]][4:6] == [11, 3]
    with translation.override("en"):
        outside = page(coordinator, {"by": "perpetrators"})
    assert [line["reached"] for line in outside["lines"]][4:6] == [11, None]
    assert [row["label"] for row in outside["split"]] == ["Smaller groups together"]
    text = browser_for(coordinator).get("/cases/funnel/?by=perpetrators").content.decode()
    assert "Jihadist" not in text
    assert "not shown" in text


def test_figures_are_one_organisations_own(counsel):
    many(counsel, 8, step="F4", kind="PC-STA")
    assert files(office("FIDH").join(Role.COUNSEL)) == []


def test_three_queries_for_any_number_of_files_and_one_until_a_file_changes(counsel, django_assert_num_queries):
    many(counsel, 8, step="F4", kind="PC-STA")
    with django_assert_num_queries(3):
        files(counsel)
    with django_assert_num_queries(1):
        files(counsel)


@pytest.mark.parametrize("unit", ["file", "victim", "incident", "suspect", "proceeding", "nonsense"])
def test_page_in_every_unit(counsel, unit):
    many(counsel, 2, step="F5", kind="PC-STA")
    for by in ("", "region", "perpetrators", "nonsense"):
        assert browser_for(counsel).get(f"/cases/funnel/?unit={unit}&by={by}").status_code == 200


def test_the_funder_reads_the_programmes_steps_and_not_these_counts(house):
    """Exact counts beside the told ones would tell the differences that the steps keep."""
    funder = browser_for(house.join(Role.DONOR))
    assert funder.get("/cases/funnel/").status_code == 403
    assert "/cases/funnel/" not in funder.get("/").content.decode()
