"""Pages of mandates, clients, costs, notes, conflict checks: a person's task from the form to the file's page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.casework.models import ConflictAsked, ConflictRequest, CostCeiling, CounselNote
from seereya.casework.queries.lists import coarse_counts
from seereya.casework.rules.mandates import MandateContent
from seereya.casework.services import open_case, set_pause
from seereya.casework.services.mandates import save_mandate
from seereya.casework.services.notes import write_note
from seereya.foundation import clock
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import packs_loaded, person
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL, language="en")


@pytest.fixture
def case(counsel):
    return case_file(by=counsel)


@pytest.fixture
def client(counsel):
    return person(by=counsel)


def at(name: str, *args: object) -> str:
    return reverse(f"casework:{name}", args=args)


def typed(client, **more: object) -> dict[str, object]:
    return {
        "kind": "M-PC", "forum": "P-NAT-PEN", "givers": client.code, "given_to": "Me T.", "scope": "Zscopeqk", "signing": "signed",
        "signed_on": str(TODAY - timedelta(days=100)), "expires_on": str(TODAY + timedelta(days=30)),
    } | more  # fmt: skip


def mandated(counsel, case, client) -> MandateContent:
    mandate = MandateContent(
        kind="M-PC", forum="P-NAT-PEN", givers=[client.code], scope="Zscopeqk", given_to="Me T.",
        signed_on=str(TODAY - timedelta(days=100)), expires_on=str(TODAY + timedelta(days=30)),
    )  # fmt: skip
    save_mandate(by=counsel, case_id=case.id, mandate=mandate)
    return mandate


def test_mandate_from_the_form_to_the_file(counsel, case, client):
    browser = browser_for(counsel)
    assert browser.get(at("mandate-new", case.id)).status_code == 200
    answer = browser.post(at("mandate-new", case.id), typed(client))
    assert answer.status_code == 302
    page = browser.get(at("case", case.id)).content.decode()
    assert client.code in page
    assert "Ends soon" in page


def test_thumbprint_without_witness_is_refused_in_words(counsel, case, client):
    answer = browser_for(counsel).post(at("mandate-new", case.id), typed(client, signing="thumbprint"))
    assert answer.status_code == 409
    assert "A thumbprint needs a witness" in answer.content.decode()


def test_sheet_is_in_french_and_prints_no_name(counsel, case, client):
    mandate = mandated(counsel, case, client)
    page = browser_for(counsel).get(at("mandate-print", case.id, mandate.id)).content.decode()
    assert "Mandat spécial de constitution de partie civile" in page
    assert "Zscopeqk" in page
    assert "Aminata" not in page


def test_sheet_of_no_mandate_is_not_there(counsel, case):
    assert browser_for(counsel).get(at("mandate-print", case.id, "x1")).status_code == 404


def test_revocation(counsel, case, client):
    mandate = mandated(counsel, case, client)
    browser = browser_for(counsel)
    assert browser.get(at("mandate-revoke", case.id, mandate.id)).status_code == 200
    version = open_case(by=counsel, case_id=case.id).row.version
    fields = {"on": str(TODAY), "why": "wishes so", "version": version}
    assert browser.post(at("mandate-revoke", case.id, mandate.id), fields | {"version": version - 1}).status_code == 409
    assert browser.post(at("mandate-revoke", case.id, mandate.id), fields).status_code == 302
    assert "Revoked" in browser.get(at("case", case.id)).content.decode()


def test_client_is_told_and_the_desk_says_so(counsel, case, client):
    mandated(counsel, case, client)
    browser = browser_for(counsel)
    assert "to be told" in browser.get(reverse("home")).content.decode()
    page = browser.get(at("update-new", case.id))
    assert page.status_code == 200
    rules = reverse("protection:safe-contact", args=[client.id])
    assert rules in page.content.decode()
    assert browser.get(rules).status_code == 200
    said = {"client": client.code, "told_on": str(TODAY), "how": "call", "said": "Zsaidqk", "every_days": 90}
    assert browser.post(at("update-new", case.id), said).status_code == 302
    assert "Zsaidqk" in browser.get(at("case", case.id)).content.decode()
    assert "to be told" not in browser.get(reverse("home")).content.decode()


def test_paused_files_press_nobody_in_the_figures(counsel, case):
    assert dict(coarse_counts(by=counsel)["status"]) == {"open": 1}
    set_pause(by=counsel, case_id=case.id, paused="safety", why="threats")
    assert coarse_counts(by=counsel)["status"] == []


def test_costs_and_their_ceilings(house, counsel, case):
    coordinator = browser_for(house.join(Role.COORDINATOR, language="en"))
    assert coordinator.post(at("ceilings"), {"kind": "travel", "amount": "50 000", "currency": "eur"}).status_code == 302
    assert CostCeiling.objects.get().amount == 50000
    assert "50\u202f000" in coordinator.get(at("ceilings")).content.decode()
    browser, colleague = browser_for(counsel), browser_for(house.join(Role.COUNSEL, language="en"))
    assert "50\u202f000" in browser.get(at("cost-new", case.id)).content.decode()
    cost = {"kind": "travel", "amount": "60 000", "currency": "EUR", "spent_on": str(TODAY), "what": "bus", "receipt": "R-1"}
    assert browser.post(at("cost-new", case.id), cost).status_code == 302
    kept = open_case(by=counsel, case_id=case.id).content.costs[0]
    decide = at("cost-decide", case.id, kept.id)
    assert decide not in browser.get(at("case", case.id)).content.decode()
    assert browser.post(decide, {"approve": "yes", "why": "needed"}).status_code == 409
    assert decide in colleague.get(at("case", case.id)).content.decode()
    assert colleague.get(decide).status_code == 200
    assert colleague.post(decide, {"approve": "yes", "why": "needed"}).status_code == 302
    assert "60\u202f000" in browser.get(at("case", case.id)).content.decode()


def test_notes_stand_on_their_own_page_only(counsel, case):
    browser = browser_for(counsel)
    assert browser.post(at("notes", case.id), {"words": "Zprivilegedqk"}).status_code == 302
    assert CounselNote.objects.count() == 1
    assert "Zprivilegedqk" in browser.get(at("notes", case.id)).content.decode()
    assert "Zprivilegedqk" not in browser.get(at("case", case.id)).content.decode()


@pytest.mark.parametrize("role", [Role.PARALEGAL, Role.COORDINATOR, Role.DONOR, Role.DOCUMENTALIST, Role.VERIFIER])
def test_notes_are_for_counsel(house, counsel, case, role):
    write_note(by=counsel, case_id=case.id, words="Zprivilegedqk")
    answer = browser_for(house.join(role)).get(at("notes", case.id))
    assert answer.status_code == 403
    assert "Zprivilegedqk" not in answer.content.decode()


def test_step_by_hand(counsel, case):
    browser = browser_for(counsel)
    assert browser.get(at("step-new", case.id)).status_code == 200
    assert browser.post(at("step-new", case.id), {"step": "F5", "month": "2099-01"}).status_code == 409
    fields = {"step": "F5", "month": "2024-01", "perpetrators": "PC-STA"}
    assert browser.post(at("step-new", case.id), fields).status_code == 302
    page = browser.get(at("funnel") + "?by=perpetrators").content.decode()
    assert "State actors" in page


def test_conflict_check_from_question_to_file(counsel):
    partner = office("FIDH").join(Role.COUNSEL, language="en")
    browser, theirs = browser_for(counsel), browser_for(partner)
    assert browser.get(at("conflict-new")).status_code == 200
    asked = {"about": "Zaboutqk", "matter": "2021", "partners": [str(partner.member.organisation_id)]}
    assert browser.post(at("conflict-new"), asked).status_code == 302
    request, row = ConflictRequest.objects.get(), ConflictAsked.objects.get()
    assert "waits since" in browser.get(at("conflict", request.id)).content.decode()
    new = {"title": "A case", "conflict": str(request.id)}
    refused = browser.post(at("case-new"), new)
    assert refused.status_code == 409
    assert "Not every partner answered" in refused.content.decode()
    assert "question of a partner" in theirs.get(reverse("home")).content.decode()
    assert at("conflict-answer", row.id) in theirs.get(at("conflicts")).content.decode()
    assert "Zaboutqk" in theirs.get(at("conflict-answer", row.id)).content.decode()
    assert theirs.post(at("conflict-answer", row.id), {"answer": "none"}).status_code == 409
    assert theirs.post(at("conflict-answer", row.id), {"answer": "none", "looked_in": "our files"}).status_code == 302
    assert "No conflict found" in browser.get(at("conflict", request.id)).content.decode()
    assert "1 of 1 answered" in browser.get(at("conflicts")).content.decode()
    assert browser.post(at("case-new"), new).status_code == 302


def test_counsel_concludes(counsel):
    partner = office("FIDH").join(Role.COUNSEL)
    browser = browser_for(counsel)
    browser.post(at("conflict-new"), {"about": "Zaboutqk", "partners": [str(partner.member.organisation_id)]})
    request = ConflictRequest.objects.get()
    assert browser.post(at("conflict", request.id), {"outcome": "CF-WAI", "reasons": "Zreasonsqk"}).status_code == 302
    assert "Zreasonsqk" in browser.get(at("conflict", request.id)).content.decode()


def test_person_page_names_the_files_to_holders_only(house, counsel, client):
    from seereya.casework.content import Party

    case = case_file(by=counsel, title="Ztitleqk", parties=[Party("p", str(client.id), client.code, "victim")])
    where = reverse("documentation:person", args=[client.id])
    assert case.reference in browser_for(counsel).get(where).content.decode()
    assert case.reference not in browser_for(house.join(Role.DOCUMENTALIST)).get(where).content.decode()
