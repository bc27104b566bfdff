"""Packs: the same bytes every time, light, nothing from elsewhere, nothing that names anybody where that was asked."""

import hashlib
import io
import json
import re
import zipfile

import pytest

from seereya.accounts.rules import Refused
from seereya.audit.models import AuditEntry
from seereya.education import services
from seereya.education.models import Course, Unit
from seereya.education.packing import zipping
from seereya.education.packing.building import PLAYER
from seereya.education.packing.making import make_pack, preview_of
from seereya.education.packing.options import PackOptions
from seereya.education.packing.wordsout import blocks
from seereya.education.rules import resultcode
from seereya.education.rules.screens import Text
from seereya.education.services.storing import NotThere
from tests.factories.education import OGG, course, draft_of, published, question, screen, shipped

pytestmark = pytest.mark.django_db
BOTH = PackOptions(("fr", "en"))
NEUTRAL = PackOptions(("fr", "en"), neutral=True)
FIRST_SCREEN = 60_000


def files_of(by, version, options=BOTH):
    return dict(make_pack(by=by, version_id=version.id, options=options).all())


def zipped(by, version, options=BOTH):
    made = make_pack(by=by, version_id=version.id, options=options)
    return b"".join(zipping.stream((f"{made.folder}/{name}", data) for name, data in made.all()))


@pytest.fixture
def version(educator):
    draft = draft_of(services.install(by=educator, name="arrest"))
    services.keep_recording(by=educator, unit_id=draft.units.get(position=1).id, language="fr", data=OGG)
    return services.publish(by=educator, version_id=draft.id, without=True)


def test_the_same_version_makes_the_same_bytes(educator, version):
    assert zipped(educator, version) == zipped(educator, version)


def test_the_zip_is_whole_and_says_sizes_before_bytes(educator, version):
    data = zipped(educator, version)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert "droits-1-1/index.html" in names
        assert "droits-1-1/fr/01.ogg" in names
        assert all(info.flag_bits == 0 and info.compress_type == zipfile.ZIP_STORED for info in archive.infolist())


def test_the_manifest_names_every_file_with_its_hash(educator, version):
    files = files_of(educator, version)
    manifest = json.loads(files.pop("manifest.json"))
    assert set(manifest["files"]) == set(files)
    assert all(manifest["files"][name]["sha256"] == hashlib.sha256(data).hexdigest() for name, data in files.items())
    assert (manifest["version"], manifest["digest"]) == (1, version.digest)


def linked(page: str, folder: str) -> set[str]:
    """What a page loads by itself, as names in the pack."""
    found = re.findall(r'<(?:img|script|link|audio)[^>]*?(?:src|href)="([^"]+)"', page)
    return {name[3:] if name.startswith("../") else f"{folder}{name}" for name in found}


def test_every_screen_weighs_less_than_sixty_kilobytes(educator, version):
    files = files_of(educator, version)
    for name in [one for one in files if one.endswith(".html") and not one.endswith("print.html")]:
        folder = f"{name.split('/')[0]}/" if "/" in name else ""
        loaded = {one for one in linked(files[name].decode(), folder) if not one.endswith(".ogg")}
        assert len(files[name]) + sum(len(files[one]) for one in loaded) <= FIRST_SCREEN, name


def test_nothing_is_asked_of_another_host_and_every_link_leads_somewhere(educator, version):
    files = files_of(educator, version)
    for name, data in files.items():
        if not name.endswith((".html", ".css", ".js", ".svg")):
            continue
        text = data.decode().replace("http://www.w3.org/2000/svg", "")
        assert "//" not in re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE), name
        folder = f"{name.split('/')[0]}/" if "/" in name else ""
        for href in re.findall(r'(?:href|src)="([^"#]+)"', text):
            target = href[3:] if href.startswith("../") else folder + href
            assert target in files, f"{name} → {href}"


def test_the_player_is_written_for_old_browsers():
    script = (PLAYER / "play.js").read_text()
    for word in ("=>", "const ", "let ", "`", "fetch", "XMLHttp", "import", "localStorage", "class "):
        assert word not in re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL), word


def test_a_neutral_pack_names_nobody(educator, version):
    made = make_pack(by=educator, version_id=version.id, options=NEUTRAL)
    assert made.folder == f"module-{resultcode.mark_of(version.digest).lower()}"
    organisation = educator.member.organisation
    everything = b"".join(name.encode() + data for name, data in made.all()).decode(errors="replace")
    for word in (
        "seereya",
        organisation.name,
        organisation.code,
        version.frozen["titles"]["fr"],
        version.frozen["code"],
        educator.member.handle,
    ):
        assert not re.search(rf"\b{re.escape(word)}\b", everything, re.IGNORECASE), word


def test_a_neutral_pack_of_words_that_name_somebody_is_refused(educator):
    draft = draft_of(course(by=educator, neutral_titles={"fr": "Leçon", "en": "Lesson"}))
    unit = screen(by=educator, version=draft)
    said = {"fr": Text("T", f"Appelez {educator.member.organisation.name}.")}
    services.save_screen(by=educator, unit_id=unit.id, texts=said, facts=[])
    version = services.publish(by=educator, version_id=draft.id, without=True)
    with pytest.raises(Refused) as refused:
        make_pack(by=educator, version_id=version.id, options=NEUTRAL)
    assert (refused.value.code, refused.value.values["pages"]) == ("names_in_course", "fr/01.html, fr/print.html")
    with pytest.raises(Refused, match="neutral_title_needed"):
        make_pack(by=educator, version_id=published(by=educator, code="SANS-1").id, options=NEUTRAL)


def test_unsure_law_and_missing_voices_are_said_on_the_screen(educator, version):
    files = files_of(educator, version)
    custody = files["fr/06.html"].decode()
    assert "48" in custody
    assert 'class="small unsure"' in custody
    assert "109-149" not in custody
    assert "109-149" in files["fr/print.html"].decode(), "sources are for who leads the group"
    assert "<audio" in files["fr/01.html"].decode()
    assert "<audio" not in custody


def test_the_last_page_carries_the_mark_or_does_not(educator, version):
    mark = f'data-mark="{resultcode.mark_of(version.digest)}" data-asked="9"'
    assert mark in files_of(educator, version)["fr/end.html"].decode()
    without = files_of(educator, version, PackOptions(("fr",), code=False, sheet=False))
    assert "data-mark" not in without["fr/end.html"].decode()
    assert not [name for name in without if name.startswith("en/") or name.endswith("print.html")]


def test_words_are_escaped(educator):
    draft = draft_of(course(by=educator))
    unit = screen(by=educator, version=draft)
    services.save_screen(by=educator, unit_id=unit.id, texts={"fr": Text("<script>alert(1)</script>", "<b>x</b>")}, facts=[])
    page = preview_of(by=educator, version_id=draft.id).read("fr/01.html").decode()
    assert "<script>alert" not in page
    assert (
        "<li>un</li><li>deux</li></ul>\n<p>Trois.</p>" in preview_of(by=educator, version_id=draft.id).read("en/01.html").decode()
    )
    assert "&lt;b&gt;x" in page


def test_only_published_versions_are_handed_out_and_it_is_written_down(educator, stranger, version):
    draft = services.new_draft(by=educator, course_id=version.course_id)
    with pytest.raises(Refused, match="pack_of_draft"):
        make_pack(by=educator, version_id=draft.id, options=BOTH)
    with pytest.raises(Refused, match="pack_language_needed"):
        make_pack(by=educator, version_id=version.id, options=PackOptions(("bm",)))
    with pytest.raises(NotThere):
        make_pack(by=stranger, version_id=version.id, options=BOTH)
    assert not AuditEntry.objects.filter(tag="education:course:pack").exists()
    Course.objects.update(shared=True)
    make_pack(by=stranger, version_id=version.id, options=BOTH)
    entry = AuditEntry.objects.get(tag="education:course:pack")
    assert (entry.actor, entry.facts["languages"]) == (stranger.id, ["fr", "en"])


def test_a_version_changed_underneath_is_not_handed_out(educator, version):
    unit = Unit.objects.filter(version=version).first()
    unit.texts["fr"]["text"] = "Signez tout."
    unit.save()
    with pytest.raises(Refused, match="version_altered"):
        make_pack(by=educator, version_id=version.id, options=BOTH)


def test_the_preview_costs_the_same_however_long(educator, django_assert_num_queries):
    long = shipped("testimony", by=educator)
    draft = draft_of(course(by=educator, code="COURT"))
    question(by=educator, unit=screen(by=educator, version=draft))
    for one, queries in ((long, 5), (draft, 4)):
        with django_assert_num_queries(queries):
            preview_of(by=educator, version_id=one.id).read("fr/01.html")


def test_text_is_paragraphs_and_lists():
    assert blocks("Un\ndeux\n\n- a\n- b\nfin") == [{"text": "Un deux"}, {"points": ["a", "b"]}, {"text": "fin"}]
    assert blocks("") == []
