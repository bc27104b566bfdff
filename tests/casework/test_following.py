"""A file followed as counsel does it, in the browser: forum, stages, acts, limits, calendar, log, letter."""

import io
from datetime import date, timedelta

import pytest
from docx import Document

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.casework import services
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import packs_loaded, person
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL)


@pytest.fixture
def row(counsel):
    return case_file(by=counsel)


def content(by, row):
    return services.open_case(by=by, case_id=row.id).content


def filed(by, row, forum="NAT-DJI", stage="S-N-02", on="2025-01-10"):
    services.open_proceeding(
        by=by, case_id=row.id, procedure="P-NAT-PCPC", forum=forum, stage=stage, on=date.fromisoformat(on), number="RP 12/25"
    )
    return content(by, row).proceedings[-1]


def post(by, row, path, **data):
    return browser_for(by).post(f"/cases/{row.id}/{path}", data)


def test_forum_gone_is_refused_with_its_successor(counsel, row):
    answer = post(counsel, row, "proceedings/new/", procedure="P-NAT-PCPC", forum="NAT-ASS", stage="S-N-16", on="2025-07-01")
    assert answer.status_code == 409
    assert "Chambre criminelle du TGI" in answer.content.decode()
    assert content(counsel, row).proceedings == []
    assert (
        post(
            counsel, row, "proceedings/new/", procedure="P-NAT-PCPC", forum="NAT-CHC", stage="S-N-16", on="2025-07-01"
        ).status_code
        == 302
    )


def test_stages_and_coarse_columns(counsel, row):
    one = filed(counsel, row, stage="S-N-07")
    for stage, day in (("S-N-13", "2025-03-01"), ("S-N-15", "2025-03-10"), ("S-N-07", "2025-05-01")):
        assert post(counsel, row, f"proceedings/{one.id}/stage/", stage=stage, on=day).status_code == 302
    row.refresh_from_db()
    assert (row.forum, row.stage) == ("NAT-DJI", "S-N-07")
    assert post(counsel, row, f"proceedings/{one.id}/stage/", stage="S-N-02", on="2025-06-01").status_code == 422
    assert post(counsel, row, f"proceedings/{one.id}/stage/", stage="S-N-09", on="2025-04-01").status_code == 409


def test_adjournment_takes_two_fields_and_sets_the_hearing(counsel, row):
    one = filed(counsel, row)
    until, token = clock.today() + timedelta(days=20), str(new_id())
    for _ in range(2):
        assert post(counsel, row, "adjourn/", until=until.isoformat(), token=token).status_code == 302
    kept = content(counsel, row)
    assert [act.kind for act in kept.acts] == ["A-OUT-REN"]
    assert kept.proceeding(one.id).hearing == until.isoformat()
    assert post(counsel, row, "adjourn/", until="2020-01-01", token=str(new_id())).status_code == 409


def judgment(by, row, on="2026-11-20", served=""):
    one = content(by, row).proceedings[-1]
    token = str(new_id())
    data = {"kind": "A-OUT-JUG", "on": on, "served": served, "proceeding": one.id, "token": token}
    assert post(by, row, "acts/new/", **data).status_code == 302


def test_judgment_sets_off_its_limits_and_service_moves_them(counsel, row):
    filed(counsel, row)
    judgment(counsel, row)
    limits = {one.rule: one for one in content(counsel, row).deadlines}
    assert limits["D-POU"].due == "2026-11-23"
    act = content(counsel, row).acts[0]
    assert act.restarts
    assert post(counsel, row, f"acts/{act.id}/served/", served="2026-11-24").status_code == 302
    limits = {one.rule: one for one in content(counsel, row).deadlines}
    assert limits["D-POU"].due == "2026-11-27"
    page = browser_for(counsel).get(f"/cases/{row.id}/").content.decode()
    assert "à confirmer par l’avocat" in page or "to be confirmed by counsel" in page


def test_length_changed_with_reason_and_a_sighted_moon_marks_for_review(counsel, row):
    filed(counsel, row)
    judgment(counsel, row, on="2026-11-24")
    one = next(one for one in content(counsel, row).deadlines if one.rule == "D-POU")
    data = {"starts": "2026-11-24", "amount": "5", "unit": "working", "counting": "plain", "reason": ""}
    assert post(counsel, row, f"deadlines/{one.id}/", **data).status_code == 422
    assert post(counsel, row, f"deadlines/{one.id}/", **(data | {"reason": "CPP art. 700"})).status_code == 302
    one = next(one for one in content(counsel, row).deadlines if one.rule == "D-POU")
    assert (one.due, one.by) == ("2026-12-01", str(counsel.id))
    answer = browser_for(counsel).post("/cases/holidays/", {"day": "2026-11-30", "holiday": "yes", "name": "Deuil national"})
    assert answer.status_code == 302
    one = next(one for one in content(counsel, row).deadlines if one.rule == "D-POU")
    assert (one.due, one.review) == ("2026-12-01", "2026-11-30 2026-12-02")
    assert "Deuil national" in browser_for(counsel).get("/cases/holidays/?year=2026").content.decode()
    assert post(counsel, row, f"deadlines/{one.id}/review/").status_code == 302
    one = next(one for one in content(counsel, row).deadlines if one.rule == "D-POU")
    assert (one.due, one.review) == ("2026-12-02", "")


def test_custody_counts_hours(counsel, row):
    assert post(counsel, row, "deadlines/new/", rule="D-GAV", starts="2026-11-24").status_code == 409
    assert post(counsel, row, "deadlines/new/", rule="D-GAV", starts="2026-11-24", hour="10:30").status_code == 302
    assert content(counsel, row).deadlines[0].due == "2026-11-26T10:30"
    assert browser_for(counsel).get(f"/cases/{row.id}/").status_code == 200


def test_suspect_needs_a_basis_and_a_code(house, counsel, row):
    somebody = person(by=house.join(Role.DOCUMENTALIST))
    assert post(counsel, row, "parties/new/", code=somebody.code, role="suspect").status_code == 409
    assert post(counsel, row, "parties/new/", code=somebody.code, role="suspect", basis="Plainte du 6 mars").status_code == 302
    assert post(counsel, row, "parties/new/", code="P-NOBODY", role="victim").status_code == 409
    party = content(counsel, row).parties[0]
    data = {"crime": "ML01-209", "parties": [party.id]}
    assert post(counsel, row, "qualifications/new/", **data).status_code == 302
    assert content(counsel, row).qualifications[0].parties == [party.id]


def test_limitation_over_the_characterisations(counsel, row):
    browser = browser_for(counsel)
    post(counsel, row, "qualifications/new/", crime="ML01-29")
    assert "ne court" in browser.get(f"/cases/{row.id}/").content.decode()
    post(counsel, row, "qualifications/new/", crime="ML01-209")
    assert "3 janvier 2036" in browser.get(f"/cases/{row.id}/").content.decode()


def test_pause_is_out_of_the_reminders(counsel, row):
    assert post(counsel, row, "pause/", paused="safety", why="").status_code == 409
    assert post(counsel, row, "pause/", paused="safety", why="Menaces au village").status_code == 302
    assert content(counsel, row).paused == "safety"


def test_log_counts_silence_and_letter_takes_dates(counsel, row):
    one = filed(counsel, row)
    for day in ("2026-01-10", "2026-04-10"):
        data = {"kind": "A-IN-REL", "on": day, "proceeding": one.id, "token": str(new_id())}
        assert post(counsel, row, "acts/new/", **data).status_code == 302
    page = browser_for(counsel).get(f"/cases/{row.id}/log/").content.decode()
    quiet = (clock.today() - date(2026, 4, 10)).days
    assert f"{quiet} jours sans réponse" in page
    assert "90 jours sans réponse" in page
    data = {"proceeding": one.id, "asked": "une date d’audition", "signed": "Me Zcounsel", "enter": "on", "token": str(new_id())}
    answer = post(counsel, row, "reminder/", **data)
    assert answer.status_code == 200
    text = "\n".join(part.text for part in Document(io.BytesIO(answer.content)).paragraphs)
    assert "10 janvier 2026" in text
    assert "10 avril 2026" in text
    assert "RP 12/25" in text
    assert [act.kind for act in content(counsel, row).acts] == ["A-IN-REL"] * 3
    assert AuditEntry.objects.filter(tag="casework:letter:make").count() == 1


def test_edit_refuses_an_older_version(counsel, row):
    data = {"title": "Autre", "facts": "3 janvier 2021", "remind_after": "60", "dormant_after": "180", "version": "1"}
    assert post(counsel, row, "edit/", **data).status_code == 302
    assert post(counsel, row, "edit/", **data).status_code == 409
    assert content(counsel, row).remind_after == 60


def test_coordinator_counts_and_opens_nothing(house, counsel, row):
    filed(counsel, row)
    browser = browser_for(house.join(Role.COORDINATOR))
    assert browser.get("/cases/").status_code == 403
    page = browser.get("/cases/counts/").content.decode()
    assert "Doyen" in page
    assert "Enlèvements" not in page
