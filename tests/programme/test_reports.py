"""Activities, risks and decisions; a report drafted from the records, frozen, corrected; what the funder reads of it."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from docx import Document

from seereya.accounts.rules import Role
from seereya.foundation import clock
from seereya.programme.content import ActivityContent
from seereya.programme.models import ReportFigure, RiskMove
from seereya.programme.queries.grants import NotThere
from seereya.programme.queries.logframe import latest
from seereya.programme.rules import Refused
from seereya.programme.services import reports
from seereya.programme.services.activities import open_activity, save_activity
from seereya.programme.services.documents import report_document
from seereya.programme.services.grants import change_grant
from seereya.programme.services.steering import DecisionFacts, RiskFacts, open_decision, open_risk, save_decision, save_risk
from seereya.programme.services.values import ValueFacts, enter_value
from tests.factories import programme as factory
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def houses():
    return office("ASFC"), office("AMDH")


@pytest.fixture
def luc(houses):
    return houses[0].join(Role.COORDINATOR, Role.EVALUATION)


@pytest.fixture
def grant(luc, houses):
    return factory.grant(by=luc, partners=(houses[1].organisation,))


@pytest.fixture
def version(luc, grant):
    reached = factory.hand("IN-P4.1", split="sexe")
    return factory.logframe(by=luc, of=grant, indicators=(reached, factory.hand("IN-P2.2")))


def period(grant, number=1):
    return grant.periods.get(number=number)


def entered(luc, version, code, value, until, **parts):
    one = factory.indicator(version, code)
    enter_value(by=luc, indicator_id=one.id, facts=ValueFacts(Decimal(value), until, "Fiches de séance", parts))
    return one


def frozen(luc, grant, number=1):
    row = reports.start_report(by=luc, period_id=period(grant, number).id)
    return reports.freeze(by=luc, report_id=row.id, version=row.version)


def test_an_activity_is_read_by_the_partners_and_changed_by_who_carries_it_out(luc, houses, grant):
    awa = houses[1].join(Role.COORDINATOR)
    row = factory.activity(by=awa, of=grant, content=ActivityContent(reason="Zreasonqk"), state="moved")
    assert open_activity(luc, row.id)[1].reason == "Zreasonqk"
    sira = houses[1].join(Role.FINANCE)
    assert open_activity(sira, row.id)[1] is None
    own = factory.activity(by=luc, of=grant, code="3.1.1", pillar=3)
    with pytest.raises(Refused, match="activity_of_another"):
        factory.activity(by=awa, of=grant, code="3.1.2", organisation=luc.organisation_id)
    with pytest.raises(Refused, match="activity_code_taken"):
        factory.activity(by=luc, of=grant, code="3.1.1")
    facts = factory.ActivityFacts("3.1.1", "Titre", 3, luc.organisation_id, TODAY, TODAY)
    with pytest.raises(Refused, match="changed_meanwhile"):
        save_activity(by=luc, grant_id=grant.id, facts=facts, content=ActivityContent(), activity_id=own.id, version=7)
    with pytest.raises(NotThere):
        open_activity(office("FREE").join(Role.COORDINATOR), row.id)


def test_a_risk_that_moves_says_why_and_keeps_its_history(luc, grant):
    facts = RiskFacts("Accès fermé", 3, 3, str(Role.SECURITY), TODAY, "Relais locaux")
    row = save_risk(by=luc, grant_id=grant.id, facts=facts)
    facts.likelihood = 5
    with pytest.raises(Refused, match="risk_move_why"):
        save_risk(by=luc, grant_id=grant.id, facts=facts, risk_id=row.id, version=1)
    facts.said = "Route coupée"
    save_risk(by=luc, grant_id=grant.id, facts=facts, risk_id=row.id, version=1)
    move = RiskMove.objects.get()
    assert (move.likelihood_before, move.likelihood, move.impact) == (3, 5, 3)
    content = open_risk(luc, row.id)[1]
    assert (content.mitigation, content.moves) == ("Relais locaux", ["Route coupée"])


def test_a_decision_is_sealed_to_the_partners(luc, houses, grant):
    row = save_decision(by=luc, grant_id=grant.id, facts=DecisionFacts("Départ de la mission", due_on=TODAY))
    assert b"mission" not in bytes(row.content)
    assert open_decision(houses[1].join(Role.COORDINATOR), row.id)[1].title == "Départ de la mission"
    facts = DecisionFacts("Départ de la mission", "taken", "Elle part", decided_on=TODAY)
    after = save_decision(by=luc, grant_id=grant.id, facts=facts, decision_id=row.id, version=1)
    assert (after.state, after.number) == ("taken", 1)


def test_a_report_is_drafted_from_the_records_in_both_languages(luc, houses, grant, version):
    first = period(grant)
    days = {"planned_start": first.starts, "planned_end": first.ends}
    factory.activity(by=luc, of=grant, code="1.1.1", title="Formation", **days, content=ActivityContent(lessons="Zlessonqk"))
    dropped = ActivityContent(reason="Zwhyqk")
    factory.activity(by=luc, of=grant, code="4.1.2", title="Causerie", pillar=4, state="dropped", **days, content=dropped)
    entered(luc, version, "IN-P4.1", 53, first.ends, women=42, men=11)
    reports.send_part(by=luc, period_id=first.id)
    row = reports.start_report(by=luc, period_id=first.id)
    content = reports.open_report(luc, row.id)[1]
    said = {one.code: one for one in content.sections}
    assert set(said) == {"N1", "N2.1", "N2.2", "N2.3", "N2.4", "N2.5", "N2.6", "N2.8", "N3", "N4"}
    assert "2,000,000.00" in said["N1"].en
    assert "2\u202f000\u202f000,00" in said["N1"].fr or "000,00" in said["N1"].fr
    assert "40 to 44" in said["N1"].en
    assert "10 to 14" in said["N1"].en
    assert "42" not in said["N1"].en
    assert "1.1.1 Formation" in said["N2.2"].en
    assert "Zwhyqk" in said["N2.4"].fr
    assert "Zlessonqk" in said["N2.5"].en
    assert houses[1].organisation.name in said["N3"].en
    written = sum(1 for one in content.sections if one.fr and one.en)
    assert written / len(content.sections) >= 0.8
    assert reports.start_report(by=luc, period_id=first.id).id == row.id


def test_a_frozen_report_never_changes_and_a_correction_stands_beside(luc, grant, version):
    first = period(grant)
    one = entered(luc, version, "IN-P2.2", 12, first.ends)
    row = frozen(luc, grant)
    figure = ReportFigure.objects.get(report=row, code="IN-P2.2")
    assert (figure.value, figure.told) == (12, 10)
    entered(luc, version, "IN-P2.2", 90, first.ends)
    assert latest(grant, [one.series], first.ends)[one.series].value == 90
    figure.refresh_from_db()
    assert figure.value == 12
    told = reports.report_of(luc, row.id).told_fr
    with pytest.raises(Refused, match="report_frozen"):
        reports.write_section(by=luc, report_id=row.id, code="N1", fr="x", en="x", version=row.version)
    fixed = reports.correct(by=luc, figure_id=figure.id, value=Decimal(14), why="Deux fiches retrouvées")
    assert (fixed.value, fixed.told) == (14, 10)
    figure.refresh_from_db()
    assert (figure.value, reports.report_of(luc, row.id).told_fr) == (12, told)
    with pytest.raises(Refused, match="correction_same"):
        reports.correct(by=luc, figure_id=figure.id, value=Decimal(14), why="x")
    with pytest.raises(Refused, match="correction_why"):
        reports.correct(by=luc, figure_id=figure.id, value=Decimal(15), why="")


def test_a_report_waits_for_the_end_of_its_period_and_for_the_one_before(luc, grant, version):
    early = reports.start_report(by=luc, period_id=period(grant, 3).id)
    with pytest.raises(Refused, match="period_not_over"):
        reports.freeze(by=luc, report_id=early.id, version=early.version)
    reports.start_report(by=luc, period_id=period(grant, 1).id)
    second = reports.start_report(by=luc, period_id=period(grant, 2).id)
    with pytest.raises(Refused, match="earlier_report_open"):
        reports.freeze(by=luc, report_id=second.id, version=second.version)


def test_sections_are_written_and_written_anew(luc, grant, version):
    row = reports.start_report(by=luc, period_id=period(grant).id)
    after = reports.write_section(by=luc, report_id=row.id, code="N2.5", fr="Zownqk", en="Zown-enqk", version=row.version)
    assert "Zownqk" in {one.fr for one in reports.open_report(luc, row.id)[1].sections}
    with pytest.raises(Refused, match="changed_meanwhile"):
        reports.write_section(by=luc, report_id=row.id, code="N2.5", fr="y", en="y", version=row.version)
    reports.refill(by=luc, report_id=row.id, code="N2.5", version=after.version)
    assert "Zownqk" not in {one.fr for one in reports.open_report(luc, row.id)[1].sections}
    with pytest.raises(Refused, match="report_section"):
        reports.refill(by=luc, report_id=row.id, code="N2.7", version=after.version + 1)  # final report only


def test_the_funder_reads_frozen_reports_only(luc, houses, grant, version):
    europe = houses[0].join(Role.DONOR)
    row = reports.start_report(by=luc, period_id=period(grant).id)
    with pytest.raises(NotThere):
        reports.open_report(europe, row.id)
    reports.freeze(by=luc, report_id=row.id, version=row.version)
    assert reports.open_report(europe, row.id)[0].state == "frozen"


def test_the_smallest_count_stays_once_a_report_has_left(luc, grant, version):
    values = {"grant_id": grant.id, "title": "Titre", "contract": "", "emblem": False}
    grant = change_grant(by=luc, **values, version=1, smallest_cell=6)
    frozen(luc, grant)
    with pytest.raises(Refused, match="smallest_cell_is_told"):
        change_grant(by=luc, **values, version=2, smallest_cell=5)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_document_carries_sections_and_told_figures(luc, houses, grant, version, language):
    entered(luc, version, "IN-P2.2", 12, period(grant).ends)
    row = reports.start_report(by=luc, period_id=period(grant).id)
    for _turn in ("draft", "frozen"):
        made = Document(io.BytesIO(report_document(by=luc, report_id=row.id, language=language)))
        words = "\n".join(one.text for one in made.paragraphs)
        assert ("Visibilité" if language == "fr" else "Visibility") in words
        cells = [cell.text for line in made.tables[0].rows for cell in line.cells]
        assert ("10 à 14" if language == "fr" else "10 to 14") in cells
        if row.state == "draft":
            row = reports.freeze(by=luc, report_id=row.id, version=row.version)
    sira = houses[0].join(Role.FINANCE)
    later = reports.start_report(by=luc, period_id=period(grant, 2).id)
    with pytest.raises(Refused, match="words_are_closed"):
        report_document(by=sira, report_id=later.id, language=language)


def test_a_part_is_sent_once(luc, grant):
    reports.send_part(by=luc, period_id=period(grant).id)
    with pytest.raises(Refused, match="part_sent"):
        reports.send_part(by=luc, period_id=period(grant).id)
    assert (period(grant).due - period(grant).ends) == timedelta(days=60)
