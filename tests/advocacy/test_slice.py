"""From an announcement to an outcome: a deadline passes, an ask is proposed, a person accepts it, an action carries it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from seereya.accounts.rules import Refused, Role
from seereya.advocacy import queries, services
from seereya.advocacy.models import Action, Archive, Ask, Commitment, ProposalAnswer
from seereya.advocacy.pages import home
from seereya.advocacy.queries import lists
from seereya.advocacy.services.openings import open_action
from seereya.foundation import clock
from seereya.protection.sealing import NotThere
from tests.factories.accounts import browser_for
from tests.factories.advocacy import action, ask, commitment, days_ago, wanted
from tests.factories.documentation import incident

pytestmark = pytest.mark.django_db


def page(browser, name, *args, query=""):
    response = browser.get(reverse(f"advocacy:{name}", args=args) + query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_whole_way_in_the_browser(browser, officer):
    fields = {
        "kind": "CO-INV", "announced_on": "3 mars 2024", "office": "Ministre de la Justice", "words": "Une enquête est ouverte.",
        "source": "Communiqué du 3 mars 2024", "kept_if": "Un juge est saisi", "deadline": "3 septembre 2024",
    }  # fmt: skip
    made = browser.post(reverse("advocacy:commitment-new"), fields)
    row = Commitment.objects.get()
    assert made["Location"] == reverse("advocacy:commitment", args=[row.id])
    text = page(browser, "commitment", row.id)
    assert "Manquante" in text or "Missing" in text
    assert row.reference in page(browser, "home")
    assert "Ministre de la Justice" in page(browser, "commitments", query="?show=overdue")
    proposed = page(browser, "proposal", row.id)
    assert "Un juge est saisi" in proposed
    answered = {
        "what": "Saisir un juge d’instruction",
        "of_whom": "Ministre",
        "by_when": "1 mars 2099",
        "indicator": "Réquisitoire",
    }
    accepted = browser.post(reverse("advocacy:proposal", args=[row.id]), answered)
    asked = Ask.objects.get()
    assert accepted["Location"] == reverse("advocacy:ask", args=[asked.id])
    assert asked.commitment_id == row.id
    assert browser.post(reverse("advocacy:proposal", args=[row.id]), answered).status_code == 409
    told = {"kind": "AD-MTG", "level": "national", "on": "3 mai 2025", "subject": "Zentretien", "asks": [str(asked.id)]}
    told |= {"outcome": "AO3", "outcome_on": "5 mai 2025", "follow_up": "1 juin 2025", "languages": ["fr"], "notes": "Znotes"}
    assert browser.post(reverse("advocacy:action-new"), told).status_code == 302
    done = Action.objects.get()
    text = page(browser, "action", done.id)
    assert "Zentretien" in text
    assert asked.reference in text
    assert "AO3" in page(browser, "actions", query="?outcome=AO3")
    assert done.reference in page(browser, "home")  # its follow-up is late
    browser.post(reverse("advocacy:action-follow", args=[done.id]))
    assert done.reference not in page(browser, "home")
    assert browser.post(reverse("advocacy:action-follow", args=[done.id])).status_code == 409


def test_an_overdue_commitment_proposes_once_and_a_later_deadline_anew(officer):
    row = commitment(by=officer)
    assert [one.id for one in lists.proposals(officer)] == [row.id]
    services.decline_proposal(by=officer, commitment_id=row.id, reason="La famille attend.")
    assert lists.proposals(officer) == []
    with pytest.raises(Refused, match="no_proposal"):
        services.accept_proposal(by=officer, commitment_id=row.id, wanted=wanted())
    Commitment.objects.filter(id=row.id).update(deadline=days_ago(3))
    assert [one.id for one in lists.proposals(officer)] == [row.id]


def test_an_announced_investigation_without_a_day_is_due_after_180_days_of_silence(officer):
    silent = commitment(by=officer, announced_on=days_ago(181), deadline=None)
    commitment(by=officer, announced_on=days_ago(179), deadline=None)
    commitment(by=officer, announced_on=days_ago(181), deadline=None, kind="CO-DEC")
    acted = commitment(by=officer, announced_on=days_ago(400), deadline=None)
    services.move_commitment(by=officer, commitment_id=acted.id, status="CT-EXE", on=days_ago(300), words="Un juge est saisi.")
    assert [one.id for one in lists.proposals(officer)] == [silent.id]
    services.accept_proposal(by=officer, commitment_id=silent.id, wanted=wanted())
    assert lists.proposals(officer) == []


def test_declining_needs_a_reason_and_seals_it(officer, browser):
    row = commitment(by=officer)
    with pytest.raises(Refused, match="decline_needs_reason"):
        services.decline_proposal(by=officer, commitment_id=row.id, reason=" ")
    browser.post(reverse("advocacy:proposal-decline", args=[row.id]), {"decline-reason": "Zreasonqk"})
    answer = ProposalAnswer.objects.get()
    assert b"Zreasonqk" not in bytes(answer.content)
    assert "Zreasonqk" in page(browser, "commitment", row.id)


@pytest.mark.parametrize("paused", ["safety", "wish"])
def test_a_pause_excludes_from_proposals_and_indicators(officer, browser, paused):
    row = commitment(by=officer)
    services.move_commitment(by=officer, commitment_id=row.id, status="CT-KEP", on=days_ago(1), words="Jugé.")
    today = clock.today()
    organisations = [officer.organisation_id]
    assert queries.indicators(organisations, days_ago(2), today)["commitments_kept"] == 1
    services.pause_commitment(by=officer, commitment_id=row.id, paused=paused)
    assert queries.indicators(organisations, days_ago(2), today)["commitments_kept"] == 0
    other = commitment(by=officer)
    services.pause_commitment(by=officer, commitment_id=other.id, paused=paused)
    assert lists.proposals(officer) == []
    assert [one for one in home.waiting(officer) if one.kind == "late"] == []
    with pytest.raises(Refused, match="no_proposal"):
        services.accept_proposal(by=officer, commitment_id=other.id, wanted=wanted())
    assert "2 engagements suspendus" in page(browser, "indicators") or "2 paused" in page(browser, "indicators")


def test_entries_make_the_status_the_first_act_and_the_gap(officer):
    row = commitment(by=officer)
    services.move_commitment(by=officer, commitment_id=row.id, status="CT-TRA", on=days_ago(60), words="Décret publié.")
    services.move_commitment(by=officer, commitment_id=row.id, status="CT-RES", on=days_ago(80), words="Ligne budgétaire.")
    row.refresh_from_db()
    assert (row.status, row.first_act_on, row.has_text, row.has_budget) == ("CT-TRA", days_ago(80), True, True)
    with pytest.raises(Refused, match="moved_before_announced"):
        services.move_commitment(by=officer, commitment_id=row.id, status="CT-KEP", on=days_ago(200), words="x")
    with pytest.raises(Refused, match="not_in_the_future"):
        services.move_commitment(
            by=officer, commitment_id=row.id, status="CT-KEP", on=clock.today() + timedelta(days=1), words="x"
        )


def test_a_text_is_archived_with_its_digest_and_said_to_be_missing_before(officer, browser):
    row = commitment(by=officer)
    sent = {"text": "Le communiqué, en entier."}
    assert browser.post(reverse("advocacy:commitment-archive", args=[row.id]), {"text": ""}).status_code == 422
    assert browser.post(reverse("advocacy:commitment-archive", args=[row.id]), sent).status_code == 302
    kept = Archive.objects.get()
    assert kept.sha256 in page(browser, "commitment", row.id)


def test_a_file_is_archived_among_the_evidence(officer, browser):
    from django.core.files.uploadedfile import SimpleUploadedFile

    row = commitment(by=officer)
    file = SimpleUploadedFile("page.pdf", b"%PDF-1.4 a page", content_type="application/pdf")
    sent = browser.post(reverse("advocacy:commitment-archive", args=[row.id]), {"file": file})
    assert sent.status_code == 302, sent.content.decode()[-500:]
    kept = Archive.objects.get()
    assert kept.item_reference
    assert kept.size == len(b"%PDF-1.4 a page")


def test_an_incident_is_tied_by_reference_and_the_tie_is_sealed(officer, browser, ours):
    documentalist = ours.join(Role.DOCUMENTALIST)
    about = incident(by=documentalist, title="Marché")
    row = commitment(by=officer)
    officer.keyring = None
    browser = browser_for(officer)
    link = reverse("advocacy:commitment-link", args=[row.id])
    assert browser.post(link, {"incident": "NOPE-INC-0001"}).status_code == 409
    assert browser.post(link, {"incident": about.reference}).status_code == 302
    assert browser.post(link, {"incident": about.reference}).status_code == 409
    assert about.reference in page(browser, "commitment", row.id)
    shown = browser.get(reverse("documentation:incident", args=[about.id])).content.decode()
    assert row.reference in shown


def test_partners_read_public_facts_and_change_nothing(officer, partner):
    row, theirs = commitment(by=officer), browser_for(partner)
    assert row.reference in page(theirs, "commitment", row.id)
    for name in ("commitment-edit", "commitment-move", "commitment-pause", "commitment-archive", "proposal"):
        assert theirs.get(reverse(f"advocacy:{name}", args=[row.id])).status_code == 404, name
    with pytest.raises(NotThere):
        services.move_commitment(by=partner, commitment_id=row.id, status="CT-KEP", on=days_ago(1), words="x")
    mine = ask(by=officer)
    assert theirs.get(reverse("advocacy:ask", args=[mine.id])).status_code == 404
    assert mine.reference not in page(theirs, "asks")
    done = action(by=officer, asks=(mine,))
    assert theirs.get(reverse("advocacy:action", args=[done.id])).status_code == 404


def test_who_evaluates_reads_actions_but_not_what_was_said(officer, ours):
    done = action(by=officer)
    evaluator = ours.join(Role.EVALUATION)
    assert open_action(by=evaluator, row=done) is None
    text = page(browser_for(evaluator), "action", done.id)
    assert "Rencontre" not in text.replace("Rencontre bilatérale", "")


@pytest.mark.parametrize(
    ("query", "status"), [("?unheard=1", 400), ("?status=CT-KEP", 200), ("?status=X", 400), ("?page=0", 400)]
)
def test_what_an_address_cannot_ask_is_refused_in_words(browser, query, status):
    assert browser.get(reverse("advocacy:commitments") + query).status_code == status


def test_lists_ask_a_fixed_number_of_questions(officer, django_assert_max_num_queries):
    for number in range(3):
        commitment(by=officer, office=f"Bureau {number}")
        action(by=officer)
    browser = browser_for(officer)
    for name in ("commitments", "actions", "asks", "home"):
        page(browser, name)
        with django_assert_max_num_queries(30):
            page(browser, name)


def test_an_outcome_carries_its_day(officer):
    with pytest.raises(Refused, match="outcome_needs_day"):
        action(by=officer, outcome="AO4")
    with pytest.raises(Refused, match="outcome_day_wrong"):
        action(by=officer, outcome="AO4", outcome_on=days_ago(30))
    action(by=officer, outcome="AO0")
    action(by=officer, outcome="AO5", outcome_on=days_ago(1))
    found = queries.indicators([officer.organisation_id], days_ago(30), clock.today())
    assert (found["actions"], found["outcomes_ao3"]) == (2, 1)
