"""Courses: begun, written, published and frozen; what is missing is listed; other organisations see published ones only."""

import pytest

from seereya.accounts.rules import Refused
from seereya.education import media, services
from seereya.education.models import Course, CourseVersion, MediaFile, Unit
from seereya.education.queries.courses import course_of, drafts_own, list_page, published_of, recordings_missing, screens_of
from seereya.education.rules.missing import What
from seereya.education.rules.screens import Kind, State, Text
from seereya.education.services import CourseEntry
from seereya.education.services.publishing import digest_of
from seereya.education.services.storing import NotThere, stamp_of
from tests.factories.education import OGG, PNG, choice, course, draft_of, published, screen, shipped

pytestmark = pytest.mark.django_db


def refused(code, act, **values):
    with pytest.raises(Refused) as said:
        act(**values)
    assert said.value.code == code


def test_a_course_begins_with_an_empty_draft(educator):
    row = course(by=educator, code="droits-9")
    assert (row.code, row.version) == ("DROITS-9", 1)
    assert draft_of(row).number == 1
    again = services.save_course(by=educator, entry=entry(code="DROITS-8"), token=row.id)
    assert again.id == row.id, "a form sent twice makes one course"


def entry(**more):
    values = {"code": "ESSAI-2", "titles": {"fr": "Essai", "en": "Trial"}, "theme": "TM-HR", "languages": ["fr", "en"]}
    return CourseEntry(**(values | more))


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("course_code_needed", {"code": "droits 1"}),
        ("course_code_needed", {"code": ""}),
        ("course_code_taken", {"code": "essai-1"}),
        ("course_title_needed", {"titles": {"fr": "Essai"}}),
        ("course_theme_needed", {"theme": "nothing"}),
        ("course_language_needed", {"languages": []}),
        ("course_language_needed", {"languages": ["xx"], "titles": {"xx": "x"}}),
        ("course_language_twice", {"preparing": ["fr"]}),
        ("course_audience_unknown", {"audiences": ["AU-NONE"]}),
    ],
)
def test_what_a_course_cannot_do_without(educator, code, more):
    course(by=educator)
    refused(code, services.save_course, by=educator, entry=entry(**more))


def test_two_people_who_write_at_once_are_told(educator):
    row = course(by=educator)
    services.save_course(by=educator, entry=entry(code="ESSAI-1"), course_id=row.id, version=1)
    refused("changed_meanwhile", services.save_course, by=educator, entry=entry(code="ESSAI-1"), course_id=row.id, version=1)
    unit = screen(by=educator, version=draft_of(row))
    seen = stamp_of(unit)
    services.save_screen(by=educator, unit_id=unit.id, texts={"fr": Text(title="Autre")}, facts=[], seen=seen)
    refused(
        "changed_meanwhile",
        services.save_screen,
        by=educator,
        unit_id=unit.id,
        texts={"fr": Text(title="x")},
        facts=[],
        seen=seen,
    )


def test_screens_move_up_and_down(educator):
    version = draft_of(course(by=educator))
    first, second, third = (screen(by=educator, version=version, title=name) for name in "ABC")
    services.move_screen(by=educator, unit_id=third.id, up=True)
    services.move_screen(by=educator, unit_id=first.id, up=True)
    assert [one.unit.id for one in screens_of(version)] == [first.id, third.id, second.id]
    services.remove_screen(by=educator, unit_id=third.id)
    assert list(version.units.order_by("position").values_list("id", "position")) == [(first.id, 1), (second.id, 2)]


def test_what_is_missing_is_listed_and_hinders(educator):
    version = draft_of(course(by=educator))
    assert [one.what for one in services.missing_of(version)] == [What.SCREENS]
    unit = screen(by=educator, version=version, facts=["D-GAV"])
    services.save_screen(by=educator, unit_id=unit.id, texts={"en": Text(title="One")}, facts=["D-GAV"])
    services.set_picture(by=educator, unit_id=unit.id, data=PNG)
    found = {(one.what, one.language) for one in services.missing_of(version)}
    assert {(What.TEXT, "en"), (What.ALT, "fr"), (What.ALT, "en"), (What.RECORDING, "fr"), (What.LAWYER, "")} <= found
    refused("things_missing", services.publish, by=educator, version_id=version.id, without=True)
    for one in ("fr", "en"):
        texts = {one: Text(title="T", text="t", alt="a", state=State.FINAL)}
        services.save_screen(by=educator, unit_id=unit.id, texts=texts, facts=["D-GAV"])
    refused("published_without", services.publish, by=educator, version_id=version.id)
    assert services.publish(by=educator, version_id=version.id, without=True).status == CourseVersion.PUBLISHED


def test_words_nobody_reviewed_are_not_published(educator):
    version = draft_of(course(by=educator))
    unit = screen(by=educator, version=version)
    services.save_screen(by=educator, unit_id=unit.id, texts={"fr": Text("T", "t", state=State.TO_REVIEW)}, facts=[])
    refused("things_missing", services.publish, by=educator, version_id=version.id, without=True)


def test_a_published_version_is_frozen(educator):
    version = published(by=educator)
    unit = version.units.get()
    row = unit.questions.get()
    for act, values in (
        (services.add_screen, {"version_id": version.id, "texts": {"fr": Text("T")}}),
        (services.save_screen, {"unit_id": unit.id, "texts": {"fr": Text("T")}, "facts": []}),
        (services.move_screen, {"unit_id": unit.id, "up": True}),
        (services.remove_screen, {"unit_id": unit.id}),
        (services.set_picture, {"unit_id": unit.id, "data": PNG}),
        (services.keep_recording, {"unit_id": unit.id, "language": "fr", "data": OGG}),
        (services.save_question, {"question_id": row.id, "asked": choice()}),
        (services.remove_question, {"question_id": row.id}),
        (services.add_question, {"unit_id": unit.id, "kind": Kind.CHOICE, "asked": choice()}),
        (services.import_gift, {"version_id": version.id, "text": "a {T}", "language": "fr"}),
        (services.publish, {"version_id": version.id}),
    ):
        refused("version_published", act, by=educator, **values)
    assert digest_of(version.frozen, screens_of(version)) == version.digest
    services.save_course(
        by=educator, entry=entry(code="ESSAI-1", titles={"fr": "Neuf", "en": "New"}), course_id=version.course_id, version=1
    )
    version.refresh_from_db()
    assert version.frozen["titles"]["fr"] == "Essai"


def test_a_new_version_begins_with_everything_the_last_one_holds(educator):
    first = published(by=educator)
    draft = services.new_draft(by=educator, course_id=first.course_id)
    assert services.new_draft(by=educator, course_id=first.course_id) == draft
    assert (draft.number, draft.units.count(), draft.units.get().questions.count()) == (2, 1, 1)
    services.remove_screen(by=educator, unit_id=draft.units.get().id)
    assert first.units.count() == 1


def test_strangers_find_nothing_and_partners_only_what_is_shared_and_published(educator, stranger):
    version = published(by=educator)
    draft = services.new_draft(by=educator, course_id=version.course_id)
    assert course_of(stranger, version.course_id) is None
    for act, values in (
        (services.new_draft, {"course_id": version.course_id}),
        (services.add_screen, {"version_id": draft.id, "texts": {"fr": Text("T")}}),
        (services.remove_screen, {"unit_id": draft.units.get().id}),
        (services.put_away, {"course_id": version.course_id, "away": True}),
    ):
        with pytest.raises(NotThere):
            act(by=stranger, **values)
    Course.objects.update(shared=True)
    assert course_of(stranger, version.course_id).id == version.course_id
    lines, total = list_page(stranger)
    assert (total, lines[0].published, lines[0].draft) == (1, 1, 0)
    assert [one.id for one in published_of(stranger)] == [version.id]


def test_lists_cost_the_same_however_long(educator, django_assert_num_queries):
    for number in range(4):
        published(by=educator, code=f"C-{number}")
    with django_assert_num_queries(3):
        lines, total = list_page(educator)
    assert (total, len(lines)) == (4, 4)
    version = CourseVersion.objects.first()
    with django_assert_num_queries(3):
        screens_of(version)
    with django_assert_num_queries(2):
        missing = recordings_missing(educator)
    assert {(language, left) for _version, language, left in missing} == {("fr", 1), ("en", 1)}
    assert drafts_own(educator) == []


def test_files_are_kept_once_and_checked(educator, home):
    version = draft_of(course(by=educator))
    first, second = (screen(by=educator, version=version) for _ in range(2))
    services.set_picture(by=educator, unit_id=first.id, data=PNG)
    services.set_picture(by=educator, unit_id=second.id, data=PNG)
    services.keep_recording(by=educator, unit_id=first.id, language="fr", data=OGG)
    services.keep_recording(by=educator, unit_id=first.id, language="fr", data=OGG + b"\0")
    assert MediaFile.objects.count() == 3
    assert first.recordings.count() == 1
    path = media.path_of(MediaFile.objects.filter(mime="image/png").get().sha256)
    assert path.stat().st_mode & 0o777 == 0o400
    path.chmod(0o600)
    path.write_bytes(b"other")
    refused("media_altered", media.read, sha256=path.name)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("media_empty", b""),
        ("not_a_picture", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("not_a_picture", b"GIF89a" + bytes(50)),
        ("not_a_picture", OGG),
        ("picture_too_large", PNG + bytes(400 * 1024)),
        ("media_damaged", PNG[:40]),
    ],
)
def test_what_is_no_picture_is_refused(educator, code, data):
    unit = screen(by=educator, version=draft_of(course(by=educator)))
    refused(code, services.set_picture, by=educator, unit_id=unit.id, data=data)
    assert not MediaFile.objects.exists()


@pytest.mark.parametrize("data", [PNG, b"MZ" + bytes(100), b"#!/bin/sh\n", b"%PDF-1.4 "])
def test_what_is_no_recording_is_refused(educator, data):
    unit = screen(by=educator, version=draft_of(course(by=educator)))
    refused("not_a_recording", services.keep_recording, by=educator, unit_id=unit.id, language="fr", data=data)
    refused("course_language_needed", services.keep_recording, by=educator, unit_id=unit.id, language="bm", data=OGG)


@pytest.mark.parametrize(("name", "screens"), [("arrest", 10), ("testimony", 9)])
def test_the_courses_of_the_pack_are_complete_in_french_and_english(educator, name, screens):
    version = shipped(name, by=educator)
    assert version.units.count() == screens
    assert set(version.frozen["languages"]) == {"fr", "en"}
    for unit in Unit.objects.filter(version=version):
        assert unit.texts["bm"]["state"] == State.TO_REVIEW, "no text in a language nobody reviewed passes as reviewed"
        assert unit.texts["bm"]["source"]
        assert unit.questions.exists()


def test_the_limit_of_police_custody_is_the_packs_and_is_marked(educator):
    unit = shipped("arrest", by=educator).units.get(position=6)
    fact = unit.facts[0]
    assert (fact["code"], fact["confidence"]) == ("D-GAV", "to_confirm")
    assert "48" in fact["fr"]
    assert not any("48" in text["text"] for text in unit.texts.values() if "text" in text), "figures stand in the vocabulary only"
    refused("course_code_taken", services.install, by=educator, name="arrest")
    refused("no_such_shipped_course", services.install, by=educator, name="../../etc/passwd")
