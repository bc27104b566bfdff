"""The list of incidents as a reader sees it: exact, complete, from the index alone."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.documentation import services
from seereya.documentation.content import Blame, When
from tests.factories import documentation as make
from tests.factories.accounts import browser_for, member

pytestmark = pytest.mark.django_db


def test_what_was_documented_is_listed(desk, ask):
    one = make.incident(by=desk, title="Strike on a gathering", accounts=[make.account("AFP", killed=(19, 22))])
    page = ask(desk)
    text = page.content.decode()
    assert page.context["total"] == 1
    assert one.reference in text
    assert "Strike on a gathering" in text
    assert "19 to 22 killed" in text
    assert "3 January 2021" in text
    assert "Mopti" in text


def test_uncertainty_is_drawn(desk, ask):
    make.incident(by=desk, accounts=[make.account("AFP", killed=(19, 22))], when=When("2021-03-01", "2021-03-31", "month"))
    text = ask(desk).content.decode()
    assert text.count('class="range"') == 1
    assert text.count('class="range dates"') == 1
    assert "March 2021" in text


@pytest.mark.parametrize(
    ("accounts", "said"),
    [
        ([(7, 7)], "7 killed"),
        ([(0, 4)], "up to 4 killed"),
        ([(2, 3), (5, 9)], "2 to 9 killed"),
        ([], "not said"),
    ],
)
def test_the_dead_are_said_as_a_range(desk, ask, accounts, said):
    make.incident(by=desk, accounts=[make.account(f"source {low}", killed=(low, high)) for low, high in accounts])
    assert said in ask(desk).content.decode()


def test_what_accounts_dispute_is_said(desk, ask):
    accounts = [make.account("A", killed=(19, 19)), make.account("B", killed=(19, 19), status="combatant")]
    make.incident(by=desk, accounts=accounts)
    assert "accounts disagree" in ask(desk).content.decode()


def test_a_list_writes_nothing_and_opens_nothing(desk, ask, django_assert_max_num_queries):
    for number in range(30):
        make.incident(by=desk, title=f"Incident {number}")
    ask(desk)
    before = AuditEntry.objects.count()
    with django_assert_max_num_queries(14) as few:
        ask(desk, "?size=10")
    with django_assert_max_num_queries(
        len(few) + 1
    ):  # one for the layers, which a list asks for once it is narrowed by place or day
        ask(desk, "?size=50&q=incident&place=ML05")
    assert AuditEntry.objects.count() == before


def test_pages_hold_what_they_say(desk, ask):
    for number in range(27):
        make.incident(by=desk, title=f"Incident {number}")
    first, second = ask(desk), ask(desk, "?page=2")
    assert [len(page.context["rows"]) for page in (first, second)] == [25, 2]
    assert "?page=2" in first.content.decode()
    assert "<b>26–27</b> of 27" in second.content.decode()
    assert "The list ends before this page" in ask(desk, "?page=9").content.decode()


def test_headers_sort_and_turn_round(desk, ask):
    for day in ("2020-05-01", "2022-05-01", "2021-05-01"):
        make.incident(by=desk, title=f"On {day}", when=make.day(day))
    heads = {head["name"]: head for head in ask(desk).context["columns"]}
    assert heads["date"]["sorted"] == "descending"
    turned = ask(desk, heads["date"]["sort_url"])
    assert [row["cells"][1]["text"] for row in turned.context["rows"]] == ["On 2020-05-01", "On 2021-05-01", "On 2022-05-01"]
    assert {head["name"]: head for head in turned.context["columns"]}["date"]["sorted"] == "ascending"


def test_columns_are_chosen(desk, ask):
    make.incident(by=desk)
    chosen = ask(desk, "?columns=title&columns=accounts&columns=types").context["columns"]
    assert [head["name"] for head in chosen] == ["title", "types", "accounts"]
    assert [head["name"] for head in ask(desk, "?columns=accounts,title").context["columns"]] == ["title", "accounts"]


def test_dates_are_typed_as_people_say_them(desk, total):
    make.incident(by=desk, when=make.day("2021-03-14"))
    assert total(desk, "?from=March 2021&to=mars 2021") == 1
    assert total(desk, "?from=2021&to=2021") == 1
    assert total(desk, "?from=1/4/2021") == 0
    assert total(desk, "?to=février 2021") == 0


def test_facets_count_exactly_and_keep_or_leave_out(desk, ask):
    for _ in range(2):
        make.incident(by=desk, place="ML05")
    make.incident(by=desk, place="ML03", types=["V-DIS-ENF"], accounts=[make.account("A", blames=[Blame("they", "PC-STA-FAMA")])])
    facets = {facet["name"]: facet["values"] for facet in ask(desk).context["facets"]}
    counted = {name: {value["label"].strip(): value["count"] for value in values} for name, values in facets.items()}
    assert counted["place"] == {"Mali": 3, "Mopti": 2, "Sikasso": 1}
    assert counted["status"] == {"Received": 3}
    assert counted["blames"]["State actors"] == 1
    assert counted["year"] == {"2021": 3}
    assert counted["organisation"] == {"AMDH": 3}
    assert counted["type"]["Disappearance"] == 1
    mopti = next(value for value in facets["place"] if value["label"].strip() == "Mopti")
    assert ask(desk, mopti["include_url"]).context["total"] == 2
    assert ask(desk, mopti["exclude_url"]).context["total"] == 1


def test_places_are_walked_down(desk, ask):
    make.incident(by=desk, place="ML0503")
    page = ask(desk, "?place=ML05")
    place = next(facet for facet in page.context["facets"] if facet["name"] == "place")
    labels = [(value["label"].count("\u2003"), value["state"]) for value in place["values"]]
    assert labels == [(0, ""), (1, "in"), (2, "")]
    narrower = ask(desk, place["values"][2]["include_url"])
    assert narrower.context["selection"].include["place"] == ("ML0503",)
    assert narrower.context["total"] == 1


def test_a_cercle_is_found_under_its_old_and_its_new_region(desk, total):
    make.incident(by=desk, place="ML0102")
    assert total(desk, "?place=ML01") == 1
    assert total(desk, "?place=ML-R11") == 1
    assert total(desk, "?not_place=ML-R11") == 0


def test_shared_incidents_are_counted_once(desk, partner, total):
    shared = make.incident(by=desk, title="Seen by two")
    services.share_incident(by=desk, incident_id=shared.id, organisation_id=partner.organisation_id)
    assert (total(desk), total(partner)) == (1, 1)
    services.withdraw_incident(by=desk, incident_id=shared.id, organisation_id=partner.organisation_id)
    assert (total(desk), total(partner)) == (1, 0)


def test_an_empty_list_says_what_to_do(desk, ask):
    make.packs_loaded()
    assert "No incident yet" in ask(desk).content.decode()
    assert "Show all incidents" in ask(desk, "?q=nothing").content.decode()


def test_without_a_vault_the_list_says_who_gives_it(house, ask):
    make.packs_loaded()
    assert "No documentation vault is open to you" in ask(house.join(Role.MONITOR, holding=(), language="en")).content.decode()


@pytest.mark.parametrize("role", [Role.DONOR, Role.FINANCE, Role.ADMINISTRATOR])
def test_roles_that_read_no_incident_get_no_list(role):
    assert browser_for(member(role)).get(reverse("documentation:incidents")).status_code == 403


def test_own_lines_can_be_edited_by_a_key(desk, partner, ask):
    one = make.incident(by=desk)
    services.share_incident(by=desk, incident_id=one.id, organisation_id=partner.organisation_id)
    assert ask(desk).content.decode().count("data-edit-url") == 1
    assert ask(partner).content.decode().count("data-edit-url") == 0
