"""Acts: one kind of violation each, versioned with the incident, found by its kind, and only ever alleged."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Refused
from seereya.documentation import queries, services
from seereya.documentation.content import Act, IncidentContent, Involvement, Quantity
from seereya.documentation.models import Incident
from seereya.documentation.selection import parse
from seereya.foundation import clock
from tests.documentation.records import filling
from tests.factories import documentation as made

pytestmark = pytest.mark.django_db
TORTURE = "V-TOR-TOR"


@pytest.fixture
def victim(writer, incident):
    person = made.person(by=writer)
    services.link_person(by=writer, incident_id=incident.id, person_id=person.id, role="victim")
    return person


def _act(**more):
    return Act(**({"id": "C1", "kind": TORTURE, "method": "beaten with cables"} | more))


def _found(by, **asked):
    return queries.incidents(by=by, selection=parse(asked, queries.INCIDENTS, today=clock.today())).total


def test_an_act_makes_its_kind_one_of_the_incident_and_its_words_are_found(writer, incident):
    services.save_act(by=writer, incident_id=incident.id, act=_act())
    assert Incident.objects.get().types == ["V-LIFE-AIR", TORTURE]
    assert _found(writer, type=[TORTURE]) == _found(writer, q=["cables"]) == 1
    services.remove_act(by=writer, incident_id=incident.id, act_id="C1", version=2)
    assert Incident.objects.get().types == ["V-LIFE-AIR"]
    assert _found(writer, type=[TORTURE]) == _found(writer, q=["cables"]) == 0


def test_a_form_sent_twice_makes_one_version_and_other_words_are_refused(writer, incident):
    services.save_act(by=writer, incident_id=incident.id, act=_act(), version=1)
    services.save_act(by=writer, incident_id=incident.id, act=_act(), version=1)
    assert Incident.objects.get().version == 2
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.save_act(by=writer, incident_id=incident.id, act=_act(method="otherwise"), version=1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": ""}, "act_kind_needed"),
        ({"kind": "V-NOT"}, "unknown_type"),
        ({"victims": ["0"]}, "victim_not_of_incident"),
        ({"involvements": [Involvement(person="0")]}, "victim_not_of_incident"),
        ({"involvements": [Involvement(degree="ordered")]}, "nobody_named"),
        ({"groups": [Quantity("killed", "civilian", "", 5, 3)]}, "minimum_above_maximum"),
    ],
)
def test_what_an_act_cannot_be(writer, incident, more, code):
    with pytest.raises(Refused, match=code):
        services.save_act(by=writer, incident_id=incident.id, act=_act(**more))
    assert Incident.objects.get().version == 1


def test_a_person_of_an_act_stays_linked_until_the_act_is_changed(writer, incident, victim):
    services.save_act(by=writer, incident_id=incident.id, act=_act(victims=[str(victim.id)]))
    with pytest.raises(Refused, match="person_in_act"):
        services.unlink_person(by=writer, incident_id=incident.id, person_id=victim.id, role="victim")
    services.remove_act(by=writer, incident_id=incident.id, act_id="C1", version=3)
    services.unlink_person(by=writer, incident_id=incident.id, person_id=victim.id, role="victim")


def test_changing_the_incident_keeps_its_acts(writer, incident):
    services.save_act(by=writer, incident_id=incident.id, act=_act())
    services.change_incident(by=writer, incident_id=incident.id, version=2, content=IncidentContent(title="One"))
    assert services.acts_of(by=writer, incident_id=incident.id) == [_act()]


def _filled(**typed):
    return {"kind": TORTURE, **filling.rows("groups", 2), **filling.rows("involvements", 1)} | typed


def test_an_act_is_written_in_the_browser_and_read_on_the_page_on_paper_and_in_the_history(browser, incident, victim):
    typed = _filled(
        version="2",
        victims=[str(victim.id)],
        method="beaten with cables",
        when="3/1/2021",
        **{"involvements-0-words": "men of the 3rd company", "involvements-0-degree": "ordered"},
        **{"involvements-0-confidence": "AT4", "groups-0-category": "injured", "groups-0-words": "at least 4"},
    )
    sent = browser.post(reverse("documentation:act-new", args=[incident.id]), typed)
    assert sent.status_code == 302, sent.content
    page = browser.get(reverse("documentation:incident", args=[incident.id])).content.decode()
    for words in ("beaten with cables", "men of the 3rd company (alleged)", "ordered it", victim.code, "at least 4"):
        assert words in page
    assert "beaten with cables" in browser.get(reverse("documentation:incident-print", args=[incident.id])).content.decode()
    assert "beaten with cables" in browser.get(reverse("documentation:incident-history", args=[incident.id])).content.decode()


def test_an_act_is_changed_and_taken_off_in_the_browser(browser, writer, incident):
    services.save_act(by=writer, incident_id=incident.id, act=_act(involvements=[Involvement("a patrol")]))
    edit = reverse("documentation:act-edit", args=[incident.id, "C1"])
    assert b"a patrol" in browser.get(edit).content
    browser.post(
        edit,
        _filled(version="2", method="with sticks", **{"involvements-INITIAL_FORMS": "1", "involvements-0-words": "a patrol"}),
    )
    assert services.acts_of(by=writer, incident_id=incident.id)[0].method == "with sticks"
    late = browser.post(edit, _filled(version="2", method="over an old version"))
    assert late.status_code == 409
    remove = reverse("documentation:act-remove", args=[incident.id, "C1"])
    assert b"Take the act" in browser.get(remove).content
    browser.post(remove, {"version": "3"})
    assert services.acts_of(by=writer, incident_id=incident.id) == []


def test_a_line_that_names_nobody_is_sent_back(browser, incident):
    sent = browser.post(reverse("documentation:act-new", args=[incident.id]), _filled(**{"involvements-0-degree": "direct"}))
    assert sent.status_code == 422
    assert b"Name the person or the unit" in sent.content
