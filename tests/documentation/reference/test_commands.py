"""What the operator types: packs, gazetteers, and indexes built anew inside a member's session."""

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.documentation import queries
from seereya.documentation.selection import parse
from seereya.foundation import clock
from seereya.reference import places
from seereya.reference.models import Place, Term
from seereya.vault import indexing
from seereya.vault.models import IndexEntry, IndexSnapshot
from seereya.vault.rules import VaultKind
from seereya.vault.services import reindexing
from tests.factories import accounts
from tests.factories import documentation as make
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
BOTH = (VaultKind.DOCUMENTATION, VaultKind.IDENTITIES)


def run(*words, ends=0):
    """What a command writes on both streams; `ends`: its exit code."""
    out = StringIO()
    code = 0
    try:
        call_command(*words, stdout=out, stderr=out)
    except SystemExit as ended:
        if not isinstance(ended.code, int):
            out.write(str(ended.code))
        code = ended.code if isinstance(ended.code, int) else 1
    assert code == ends, out.getvalue()
    return out.getvalue()


class TestPack:
    def test_all_packs_are_loaded_and_a_second_time_changes_nothing(self):
        first = run("pack", "load")
        assert "mali" in first
        assert Term.objects.filter(code="V-LIFE-AIR").exists()
        assert Place.objects.filter(code="ML05").exists()
        terms, there = Term.objects.count(), Place.objects.count()
        assert " 0 " in run("pack", "load", "mali")
        assert (Term.objects.count(), Place.objects.count()) == (terms, there)

    def test_packs_are_listed(self):
        said = run("pack", "list")
        assert "mali" in said
        assert "international" in said

    def test_a_folder_can_be_named(self):
        run("pack", "load", str(settings.PACKS / "international"))
        assert Term.objects.filter(code="V-LIFE-AIR").exists()
        assert not Place.objects.exists()

    def test_faults_are_named_and_nothing_is_loaded(self, tmp_path):
        folder = tmp_path / "broken"
        (folder / "vocabularies").mkdir(parents=True)
        (folder / "pack.yaml").write_text("code: other\n")
        said = run("pack", "load", str(folder), ends=1)
        assert "broken/pack.yaml" in said
        assert not Term.objects.exists()
        run("pack", "load", "nowhere", ends=1)


GEONAMES = """geonameid,name,asciiname,alternatenames,lat,lon,fcode,admin1,adm2_pcode
1,Wuro Test,Wuro Test,Ouro Test,14.5,-4.1,PPL,04,ML0507
2,Lost,Lost,,14.5,-4.1,PPL,,ML9999
3,Crooked,Crooked,,north,-4.1,PPL,04,ML0507
4,Mopti,Mopti,Moptii,14.49,-4.18,PPLA,04,ML0507
5,Hill,Hill,,14.5,-4.1,HLL,04,ML0507
"""


class TestPlaces:
    @pytest.fixture(autouse=True)
    def _packs(self):
        make.packs_loaded()

    @pytest.fixture
    def gazetteer(self, tmp_path):
        path = tmp_path / "ML.csv.gz"
        path.write_bytes(gzip.compress(GEONAMES.encode()))
        return str(path)

    def test_a_gazetteer_adds_settlements_and_names_what_it_cannot_take(self, gazetteer):
        said = run("places", "geonames", gazetteer, "--country", "ML", ends=1)
        assert places.tree().get("GN1").path == ("ML", "ML05", "ML0507", "GN1")
        assert [node.code for node in places.tree().suggest("ouro te")] == ["GN1"]
        assert "ML9999" in said
        assert "line 4" in said
        assert places.tree().get("GN4") is None, "the town that the pack has is not there twice"
        assert places.tree().get("GN5") is None

    def test_the_same_file_again_changes_nothing(self, gazetteer):
        run("places", "geonames", gazetteer, "--country", "ML", ends=1)
        count = Place.objects.count()
        said = run("places", "geonames", gazetteer, "--country", "ML", ends=1)
        assert Place.objects.count() == count
        assert "        1  " in said

    def test_a_dry_run_changes_nothing(self, gazetteer):
        count = Place.objects.count()
        said = run("places", "geonames", gazetteer, "--country", "ML", "--dry-run", ends=1)
        assert Place.objects.count() == count
        assert places.tree().get("GN1") is None
        assert "ML9999" in said

    def test_a_country_the_tree_does_not_have_is_refused(self, gazetteer):
        assert "pack load" in run("places", "geonames", gazetteer, "--country", "XX", ends=1)

    def test_boundaries_are_read_by_their_properties(self, tmp_path):
        square = [[[-4.2, 14.4], [-4.0, 14.4], [-4.0, 14.6], [-4.2, 14.6], [-4.2, 14.4]]]
        features = [
            {
                "type": "Feature",
                "properties": {"pcode": f"ML0507{n:02}", "nom": f"Commune {n}", "cercle": cercle},
                "geometry": {"type": "Polygon", "coordinates": square},
            }
            for n, cercle in ((1, "ML0507"), (2, "ML0507"), (3, "ML4242"))
        ]
        path = tmp_path / "communes.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        words = [
            "places",
            "geojson",
            str(path),
            "--code-property",
            "pcode",
            "--name-property",
            "nom",
            "--parent-property",
            "cercle",
            "--level",
            "commune",
        ]
        said = run(*words, ends=1)
        assert places.tree().get("ML050701").kind == "commune"
        assert places.tree().get("ML050703") is None
        assert "ML4242" in said

    @pytest.mark.parametrize("content", ["", "no json", '{"type": "Point"}'])
    def test_a_file_that_is_no_map_is_refused_in_words(self, tmp_path, content):
        path = tmp_path / "x.geojson"
        path.write_text(content)
        words = ["--code-property", "a", "--name-property", "b", "--level", "commune"]
        assert str(path) in run("places", "geojson", str(path), *words, ends=1)
        run("places", "geojson", str(tmp_path / "none"), *words, ends=1)


class TestReindex:
    @pytest.fixture
    def house(self):
        make.packs_loaded()
        return office("AMDH")

    @pytest.fixture
    def desk(self, house):
        person = house.join(holding=BOTH)
        person.seed = accounts.give_totp(person.member, person.private_key)
        for number in range(3):
            make.incident(by=person, title=f"Drone {number}")
        make.person(by=person, name="Aminata Keïta")
        make.source(by=person, name="Moussa Keïta")
        return person

    @pytest.fixture
    def secret(self, tmp_path, desk):
        path = tmp_path / "passphrase"
        path.write_text(desk.passphrase + "\n")
        return path

    def reindex(self, desk, secret: Path, *more, ends=0):
        return run("reindex", desk.member.handle, "--passphrase-file", str(secret), "--code", desk.code, *more, ends=ends)

    def drones(self, desk):
        indexing.forget_everything()
        selection = parse({"q": ["drone"]}, queries.INCIDENTS, today=clock.today())
        return queries.incidents(by=desk, selection=selection).total

    def test_lost_indexes_come_back_from_the_records(self, desk, secret):
        IndexEntry.objects.all().delete()
        with pytest.raises(indexing.IndexLost):
            self.drones(desk)
        self.reindex(desk, secret)
        assert self.drones(desk) == 3
        assert [hit.names for hit in queries.search_names(by=desk, typed="keita", purpose="test")]
        assert set(IndexSnapshot.objects.values_list("index", flat=True)) == {
            "evidence",
            "forms",
            "hearings",
            "interviews",
            "names",
            "records",
        }

    def test_a_broken_snapshot_is_replaced(self, desk, secret):
        self.drones(desk)
        for vault, index in indexing.in_memory():
            indexing.fold(vault, index)
        IndexSnapshot.objects.update(blob=b"broken")
        indexing.forget_everything()
        assert "--check" in self.reindex(desk, secret, "--check", ends=1)
        accounts.Member.objects.get(id=desk.id).authenticators.update(last_step=0)
        self.reindex(desk, secret)
        assert self.drones(desk) == 3

    def test_sound_indexes_pass_the_check_and_are_left_alone(self, desk, secret):
        entries = IndexEntry.objects.count()
        self.reindex(desk, secret, "--check")
        assert IndexEntry.objects.count() == entries
        assert not IndexSnapshot.objects.exists()

    def test_every_difference_is_seen(self, desk):
        held = {one.index: one for one in reindexing.held_indexes(by=desk)}
        documents, names = held["records"], held["names"]
        keys = documents.keys
        kept = indexing.opened(by=desk, vault_id=keys.vault.id, index="records")
        (first, *_rest) = kept.index.documents.by_key()
        kept.index.delete(first)
        found = reindexing.compare_index(by=desk, held=documents)
        assert (found.missing, found.left_over, found.different, found.sound) == (1, 0, 0, False)
        people = indexing.opened(by=desk, vault_id=names.keys.vault.id, index="names")
        people.index.add(b"x" * 16, ["Nobody at all"])
        assert reindexing.compare_index(by=desk, held=names).left_over == 1
        assert reindexing.compare_index(by=desk, held=names).missing == 0

    def test_it_is_on_the_record_once_for_each_vault(self, desk, secret):
        before = AuditEntry.objects.filter(tag=Tag.INDEX_REBUILT).count()
        self.reindex(desk, secret)
        entries = AuditEntry.objects.filter(tag=Tag.INDEX_REBUILT).order_by("id")[before:]
        facts = sorted((entry.facts["index"], entry.facts["records"]) for entry in entries)
        assert facts == [("evidence", 0), ("forms", 0), ("hearings", 0), ("interviews", 0), ("names", 2), ("records", 3)]
        assert {entry.actor for entry in entries} == {desk.id}

    def test_the_session_ends_with_the_command(self, desk, secret):
        sessions = desk.member.sessions.count()
        self.reindex(desk, secret)
        assert desk.member.sessions.count() == sessions

    def test_a_wrong_passphrase_opens_nothing(self, desk, tmp_path):
        wrong = tmp_path / "wrong"
        wrong.write_text("one two three")
        said = self.reindex(desk, wrong, ends=1)
        assert "Traceback" not in said
        assert not AuditEntry.objects.filter(tag=Tag.INDEX_REBUILT).exists()

    def test_a_member_without_vaults_is_told(self, house, tmp_path):
        person = house.join(holding=())
        person.seed = accounts.give_totp(person.member, person.private_key)
        path = tmp_path / "passphrase"
        path.write_text(person.passphrase)
        assert person.member.handle in self.reindex(person, path, ends=1)
