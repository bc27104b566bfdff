"""A small home, built as the large ones are: what the measured member finds in it, opens, and never sees."""

import pytest
from django.core.management import call_command

from seereya.documentation import queries, services
from seereya.documentation.models import Incident, Person, Revision
from seereya.site.benchmarks import building, search
from seereya.site.benchmarks.rows import rows
from seereya.vault import indexing
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Wrap

pytestmark = pytest.mark.django_db
COUNT = 120


@pytest.fixture
def built(transactional_db):
    made = building.build(incidents=COUNT, persons=COUNT)
    yield made
    indexing.forget_everything()


def found(built, **params):
    return queries.incidents(by=built.member, selection=search.selection(tuple(params.items())), facets=()).total


@pytest.mark.django_db(transaction=True)
def test_the_member_finds_what_stands_in_vaults_he_holds_and_nothing_else(built):
    assert Incident.objects.count() == Revision.objects.count() == COUNT
    assert found(built) == built.openable < COUNT
    readable = record_keys(keyring_of(built.member), Incident.objects.values_list("id", flat=True))
    assert len(readable) == built.openable
    owners = set(Incident.objects.filter(id__in=readable).values_list("organisation__code", flat=True))
    assert owners == set(building.ORGANISATIONS)
    assert 0.15 < Wrap.objects.filter(scope="content", record__in=Incident.objects.values("id")).count() / COUNT < 0.45


@pytest.mark.django_db(transaction=True)
def test_questions_of_the_comparison_are_answered_exactly(built):
    texts = [row.text for row in rows(COUNT)]
    with_word = sum("village" in text.split() for text in texts)
    assert 0.8 * with_word < found(built, q="village") <= with_word
    assert found(built, q="village") + found(built, q="-village") == built.openable
    assert found(built, q="xylographe") == 0
    for question in search.questions(built.kinds["death"]):
        assert found(built, **dict(question.params)) <= built.openable


@pytest.mark.django_db(transaction=True)
def test_records_and_names_open_as_if_they_had_been_entered_by_hand(built):
    first = queries.incidents(by=built.member, selection=search.selection((("q", "Keita"),)), facets=()).rows[0]
    opened = services.open_incident(by=built.member, incident_id=first.id)
    assert "Keïta" in opened.content.summary
    row = next(rows(1))
    hits = queries.search_names(by=built.member, typed=f"{row.last_name} {row.first_name}", purpose="test")
    assert hits[0].names == [f"{row.first_name} {row.last_name}"]
    assert services.open_identity(by=built.member, person_id=hits[0].id, purpose="test").names == hits[0].names
    assert Person.objects.count() == COUNT


@pytest.mark.heavy
@pytest.mark.parametrize("what", ["search", "import"])
def test_a_benchmark_runs_from_the_command_line_and_leaves_nothing(what, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    call_command("bench", what, "--records", "60", "--json")
    assert '"missed"' in capsys.readouterr().out
    assert list(tmp_path.glob("seereya-bench-*")) == []


def test_a_home_with_something_in_it_is_refused(tmp_path):
    (tmp_path / "something").write_text("mine")
    with pytest.raises(Exception, match="not empty"):
        call_command("bench", "demo", "--home", str(tmp_path))
    assert (tmp_path / "something").read_text() == "mine"
