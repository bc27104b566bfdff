"""Files of events taken in: every row accounted for, the same file twice changes nothing, a newer one updates, undo goes back."""

import gzip

import pytest

from seereya.accounts.rules import Refused
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.documentation.importing import published, undoing
from seereya.documentation.models import EventImport, EventVersion, ImportProblem
from seereya.documentation.queries.events import EVENTS, differences, events, versions
from seereya.documentation.selection import parse
from seereya.foundation import clock
from seereya.jobs.registry import Cancelled
from tests.factories.events import COLUMNS_41, Silent, csv_of, row, take

pytestmark = pytest.mark.django_db


def found(**params):
    return events(selection=parse({name: [value] for name, value in params.items()}, EVENTS, today=clock.today()))


def counts(batch):
    return (batch.rows, batch.created, batch.updated, batch.unchanged, batch.refused, batch.duplicates)


@pytest.mark.parametrize("columns", [None, COLUMNS_41], ids=["49 columns", "41 columns"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_file_is_taken_in(columns, pack):
    rows = [row(number) for number in (1, 2, 3)]
    batch = take(pack(csv_of(rows, columns) if columns else csv_of(rows)))
    assert (batch.state, batch.number) == ("complete", 1)
    assert counts(batch) == (3, 3, 0, 0, 0, 0)
    assert found().total == 3


def test_the_same_file_twice_changes_nothing():
    data = csv_of([row(number) for number in (1, 2, 3)])
    take(data)
    stored, shown = EventVersion.objects.count(), published.shards()
    again = take(data)
    assert counts(again) == (3, 0, 0, 3, 0, 0)
    assert EventVersion.objects.count() == stored
    assert published.shards() == shown


def test_the_order_of_columns_and_the_delimiter_do_not_make_a_change():
    rows = [row(number) for number in (1, 2)]
    take(csv_of(rows))
    assert counts(take(csv_of(rows, reversed(list(rows[0])), delimiter=";")))[1:4] == (0, 0, 2)


def test_a_newer_file_updates_and_tells_what_it_changed():
    take(csv_of([row(1), row(2)]), release="24.1")
    batch = take(csv_of([row(1, best=6), row(2), row(3)]), release="25.1")
    assert counts(batch) == (3, 1, 1, 1, 0, 0)
    changed = next(version for version in EventVersion.objects.filter(batch=batch) if version.external_id == "1")
    told = differences(versions(changed.event))
    assert [(version.deaths_best, version.facts["release"]) for version, _ in told] == [(6, "25.1"), (5, "24.1")]
    assert told[0][1] == [("deaths_best", 5, 6)]
    assert found().total == 3


def test_undo_restores_what_was_before_newest_first():
    first = take(csv_of([row(1), row(2)]))
    second = take(csv_of([row(1, best=6, where_coordinates="Bankass"), row(3)]))
    with pytest.raises(Refused, match="not_the_newest"):
        undoing.undo(first.id)
    assert found(q="Bankass").total == 1
    undoing.undo(second.id)
    assert found().total == 2
    assert found(q="Bankass").total == 0
    assert found(q="Koro").total == 2
    undoing.undo(first.id)
    assert found().total == 0
    tags = AuditEntry.objects.order_by("id").values_list("tag", "subject")
    assert list(tags) == [
        (Tag.EVENTS_IMPORTED, first.id),
        (Tag.EVENTS_IMPORTED, second.id),
        (Tag.EVENTS_IMPORT_UNDONE, second.id),
        (Tag.EVENTS_IMPORT_UNDONE, first.id),
    ]


def test_what_was_undone_can_be_taken_in_again_under_the_same_ids():
    data = csv_of([row(1), row(2)])
    take(data)
    before = {version.event for version in published.visible()}
    undoing.undo(undoing.newest().id)
    batch = take(data)
    assert (batch.number, batch.created) == (2, 2)
    assert {version.event for version in published.visible()} == before


@pytest.mark.parametrize("shard", [2, 50_000], ids=["several shards", "one shard"])
def test_the_index_kept_is_the_index_made_anew(monkeypatch, shard):
    """Incremental changes and undoing end where a fresh index would, however the index is cut."""
    monkeypatch.setattr(published, "SHARD", shard)
    take(csv_of([row(1), row(2), row(4, year=2020, date_start="2020-02-01", date_end="2020-02-03")]))
    second = take(csv_of([row(1, country="Niger"), row(3)]))
    undoing.undo(second.id)
    take(csv_of([row(2, best=6, high=9), *(row(number) for number in range(5, 9))]))
    kept, fresh = published.current(), published.fresh()
    ask = parse({}, EVENTS, today=clock.today()).query()
    assert len(published.shards()) == (4 if shard == 2 else 1)
    assert kept.facets(ask, EVENTS.facets) == fresh.facets(ask, EVENTS.facets)
    assert sorted(kept.keys(ask)) == sorted(fresh.keys(ask))
    assert kept.count(ask) == fresh.count(ask) == 7


def test_a_dry_run_counts_and_lists_and_imports_nothing():
    take(csv_of([row(1)]))
    batch = take(csv_of([row(1, best=6), row(2), row(3, best="many")]), dry_run=True)
    assert counts(batch) == (3, 1, 1, 0, 1, 0)
    assert (batch.state, batch.number) == ("complete", None)
    assert ImportProblem.objects.get().code == "integer"
    assert EventVersion.objects.count() == 1
    assert found().total == 1
    assert AuditEntry.objects.count() == 1


def test_nothing_is_seen_before_the_import_is_complete():
    seen = []
    take(csv_of([row(number) for number in range(1, 600)]), watch=Silent(lambda _done: seen.append(found().total)))
    assert set(seen) == {0}
    assert len(seen) > 2
    assert found().total == 599


def test_stopping_in_the_middle_leaves_nothing():
    take(csv_of([row(1)]))

    def stop(done):
        if done > 300:
            raise Cancelled

    with pytest.raises(Cancelled):
        take(csv_of([row(number, best=6) for number in range(1, 700)]), watch=Silent(stop))
    last = EventImport.objects.order_by("-started_at")[0]
    assert last.state == "cancelled"
    assert EventVersion.objects.count() == 1
    assert found().total == 1


def test_what_a_dead_process_staged_is_gone_with_the_next_import():
    class PowerCut(BaseException):
        pass

    def stop(done):
        if done > 300:
            raise PowerCut

    with pytest.raises(PowerCut):
        take(csv_of([row(number) for number in range(1, 700)]), watch=Silent(stop))
    left = EventImport.objects.get()
    assert left.state == "staging"
    assert EventVersion.objects.count() == 500
    assert found().total == 0
    batch = take(csv_of([row(number) for number in range(1, 700)]))
    left.refresh_from_db()
    assert (left.state, left.problem["code"]) == ("failed", "stopped")
    assert batch.created == 699
    assert EventVersion.objects.count() == 699


def test_two_imports_do_not_run_at_once():
    def second(_done):
        with pytest.raises(Refused, match="import_running"):
            take(csv_of([row(2)]))

    take(csv_of([row(1)]), watch=Silent(second))


def test_an_import_goes_into_the_log_with_its_counts_and_a_commitment_to_its_rows():
    batch = take(csv_of([row(1), row(1), row(2, best="x")]))
    facts = AuditEntry.objects.get().facts
    assert {name: facts[name] for name in ("rows", "created", "duplicates", "refused")} == {
        "rows": 3,
        "created": 1,
        "duplicates": 1,
        "refused": 1,
    }
    assert facts["file"] == batch.file_hash
    assert len(facts["results"]) == 64


def test_the_list_is_searched_filtered_and_sorted():
    take(
        csv_of(
            [
                row(1, where_coordinates="Bounti village", latitude="15.1", longitude="-2.9", best=20, high=24, low=19),
                row(2, country="Niger", adm_1="Tillabéri region", adm_2="", type_of_violence=1, latitude=14.2, longitude=1.4),
                row(3, year=2019, date_start="2019-03-01", date_end="2019-03-31", date_prec=4),
            ]
        )
    )
    assert found(q="bounti").total == 1
    assert found(country="Niger").total == 1
    assert found(not_country="Niger").total == 2
    assert found(kind="1").total == 1
    assert found(year="2019").total == 1
    assert found(**{"from": "2019", "to": "2019"}).total == 1
    assert found(near="15,-3,30").total == 1
    assert [event.deaths_best for event in found(sort="-deaths").rows] == [20, 5, 5]
    assert dict(found().facets["country"]) == {"Mali": 2, "Niger": 1}
    assert dict(found().facets["year"]) == {"2021": 2, "2019": 1}
