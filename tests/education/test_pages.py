"""The pages: an educator's way from an empty list to a pack, and what others see."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.education import services
from seereya.education.models import Course, CourseVersion, Question, Unit
from seereya.education.rules.screens import Kind
from tests.factories.accounts import browser_for, member
from tests.factories.education import OGG, PNG, course, draft_of, published, question, screen, shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(educator):
    return browser_for(educator)


def at(name, *args):
    return reverse(f"education:{name}", args=args)


def text(response):
    return response.content.decode()


def test_from_an_empty_list_to_a_published_course(browser, educator):
    assert at("shipped") in text(browser.get(at("courses")))
    values = {"code": "essai-7", "theme": "TM-HR", "languages": ["fr", "en"], "title_fr": "Essai", "title_en": "Trial"}
    assert browser.post(at("course-new"), values).status_code == 302
    version = draft_of(Course.objects.get(code="ESSAI-7"))
    words = {f"{name}_{one}": f"{name} {one}" for name in ("title", "text", "script") for one in ("fr", "en")}
    assert browser.post(at("screen-new", version.id), words | {"facts": ["L-CP24"]}).status_code == 302
    unit = Unit.objects.get(version=version)
    assert unit.texts["en"]["title"] == "title en"
    assert browser.post(at("picture", unit.id), {"file": SimpleUploadedFile("a.png", PNG)}).status_code == 302
    assert browser.post(at("voice", unit.id, "fr"), {"file": SimpleUploadedFile("a.ogg", OGG)}).status_code == 302
    asked = {"asked_fr": "Quoi ?", "asked_en": "What?", "said_fr": "Bien.", "said_en": "Well.", "right": "1"}
    asked |= {f"words{number}_{one}": f"{number} {one}" for number in range(2) for one in ("fr", "en")}
    assert browser.post(at("question-new", unit.id) + "?kind=choice", asked).status_code == 302
    assert [one["right"] for one in Question.objects.get().words["answers"]] == [False, True]
    refused = browser.post(at("publish", version.id), {"without": "on"})
    assert refused.status_code == 409
    page = browser.get(at("screen-edit", unit.id)).context["form"]
    kept = {name: page[name].value() or "" for name in page.fields if name != "token"}
    alts = {"alt_fr": "une image", "alt_en": "a picture"}
    assert browser.post(at("screen-edit", unit.id), kept | alts).status_code == 302
    assert browser.post(at("publish", version.id), {}).status_code == 409
    assert browser.post(at("publish", version.id), {"without": "on"}).status_code == 302
    version.refresh_from_db()
    assert version.status == CourseVersion.PUBLISHED


def test_a_pack_comes_as_a_zip(browser, educator):
    version = published(by=educator)
    page = browser.get(at("pack", version.id))
    assert page.status_code == 200
    response = browser.post(at("pack", version.id), {"languages": ["fr"], "sheet": "on"})
    assert response.streaming
    assert response["Content-Disposition"] == 'attachment; filename="essai-1-1.zip"'
    with zipfile.ZipFile(io.BytesIO(b"".join(response))) as archive:
        assert "essai-1-1/fr/01.html" in archive.namelist()
        assert not [name for name in archive.namelist() if "/en/" in name]
    assert browser.post(at("pack", version.id), {}).status_code == 422
    assert browser.post(at("pack", version.id), {"languages": ["fr"], "neutral": "on"}).status_code == 409


def test_the_microphone_is_allowed_on_one_page(browser, educator):
    unit = screen(by=educator, version=draft_of(course(by=educator)))
    for path in (at("screen", unit.id), at("courses"), at("picture", unit.id), "/"):
        assert "microphone=()" in browser.get(path)["Permissions-Policy"], path
    voice = browser.get(at("voice", unit.id, "fr"))
    assert "microphone=(self)" in voice["Permissions-Policy"]
    assert "script-src 'self'" in voice["Content-Security-Policy"]


def test_uploads_that_are_refused_leave_nothing(browser, educator, home):
    unit = screen(by=educator, version=draft_of(course(by=educator)))
    for name, data in (
        ("picture", b"<svg onload=alert(1)>"),
        ("picture", PNG + bytes(5_000_000)),
        ("voice", PNG),
        ("voice", b""),
    ):
        path = at(name, unit.id, "fr") if name == "voice" else at(name, unit.id)
        assert browser.post(path, {"file": SimpleUploadedFile("a", data)}).status_code in {409, 422}
    assert browser.post(at("picture", unit.id), {}).status_code == 422
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_files_are_served_in_parts_and_run_nothing(browser, educator):
    unit = screen(by=educator, version=draft_of(course(by=educator)))
    voice = services.keep_recording(by=educator, unit_id=unit.id, language="fr", data=OGG)
    whole = browser.get(at("file", voice.media_id))
    assert (whole.content, whole["Content-Type"]) == (OGG, "audio/ogg")
    assert whole["Content-Security-Policy"].startswith("sandbox")
    part = browser.get(at("file", voice.media_id), headers={"range": "bytes=4-7"})
    assert (part.status_code, part.content, part["Content-Range"]) == (206, OGG[4:8], f"bytes 4-7/{len(OGG)}")
    assert browser.get(at("file", voice.media_id), headers={"range": f"bytes={len(OGG)}-"}).status_code == 416


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_of_question_has_its_form(browser, educator, kind):
    unit = screen(by=educator, version=draft_of(course(by=educator)))
    page = browser.get(at("question-new", unit.id) + f"?kind={kind}")
    assert page.status_code == 200
    values = {"asked_fr": "Quoi ?", "right": "0", "remark0_fr": "oui", "remark1_fr": "non"}
    if kind != Kind.TRUTH:
        values |= {"words0_fr": "a", "words1_fr": "b"}
    if kind in {Kind.PICTURE, Kind.PEBBLES}:
        values |= {"file0": SimpleUploadedFile("a.png", PNG), "file1": SimpleUploadedFile("b.png", PNG)}
    assert browser.post(at("question-new", unit.id) + f"?kind={kind}", values).status_code == 302
    row = unit.questions.get()
    assert len(row.words["answers"]) == 2
    edited = browser.get(at("question", row.id))
    assert edited.context["form"]["asked_fr"].value() == "Quoi ?"
    if kind == Kind.TRUTH:
        return
    wrong = browser.post(at("question", row.id), {"asked_fr": "Quoi ?", "words0_fr": "a", "right": "0"})
    assert wrong.status_code == 409


def test_more_answers_and_an_unknown_kind(browser, educator):
    unit = screen(by=educator, version=draft_of(course(by=educator)))
    more = browser.post(at("question-new", unit.id), {"more": "answers", "answers-TOTAL_FORMS": "4", "words0_fr": "a"})
    assert len(more.context["form"].answers) == 6
    assert browser.get(at("question-new", unit.id) + "?kind=essay").status_code == 400


def test_questions_come_and_go_as_gift(browser, educator):
    version = draft_of(course(by=educator))
    unit = screen(by=educator, version=version)
    question(by=educator, unit=unit)
    exported = browser.get(at("gift-export", version.id, "fr")).content.decode()
    assert "::q:: Que faire ? {" in exported
    translated = exported.replace("r0", "nouveau").replace("::q::", "::q2::") + "\n::q3:: Bien ? {T#non#oui}\n"
    sent = {"language": "fr", "file": SimpleUploadedFile("q.gift", translated.encode())}
    assert browser.post(at("gift-import", version.id), sent).status_code == 302
    assert unit.questions.count() == 3
    english = "$CATEGORY: 1\n\n::q3:: Good? {T#no#yes}\n"
    sent = {"language": "en", "file": SimpleUploadedFile("q.gift", english.encode())}
    assert browser.post(at("gift-import", version.id), sent).status_code == 302
    assert unit.questions.get(words__name="q3").words["asked"] == {"fr": "Bien ?", "en": "Good?"}
    bad = "$CATEGORY: 9\n\nQuoi ? {=a ~b}\n\nQui ? {~a ~b}\n"
    page = browser.post(at("gift-import", version.id), {"language": "fr", "file": SimpleUploadedFile("q.gift", bad.encode())})
    assert page.status_code == 422
    assert [fault["line"] for fault in page.context["faults"]] == [3, 5]
    assert unit.questions.count() == 3, "with one bad line nothing is taken"
    for data in (b"\xff\xfe\x00", b"x" * 600_000):
        sent = {"language": "fr", "file": SimpleUploadedFile("q.gift", data)}
        assert browser.post(at("gift-import", version.id), sent).status_code == 422


def test_an_address_that_is_not_understood_is_refused(browser, educator):
    for asked in ("?colour=red", "?page=0", "?page=x", "?away=2", "?q=a&q=b", "?q=" + "a" * 400):
        assert browser.get(at("courses") + asked).status_code == 400, asked
    for asked in ("?page=2", "?q=zzz", "?away=1"):
        assert browser.get(at("courses") + asked).status_code == 200


def test_who_reads_finds_no_button_and_who_does_not_read_finds_nothing(educator):
    version = published(by=educator)
    draft = services.new_draft(by=educator, course_id=version.course_id)
    unit = draft.units.get()
    reader = browser_for(member(Role.EVALUATION, organisation=educator.member.organisation))
    for path in (
        at("courses"),
        at("course", version.course_id),
        at("screen", unit.id),
        at("preview-in", draft.id, "fr", "01.html"),
    ):
        page = reader.get(path)
        assert page.status_code == 200
        assert 'method="post"' not in text(page).split("<main")[-1].split("</main")[0], path
    assert reader.post(at("screen-remove", unit.id)).status_code == 403
    for role in (Role.DONOR, Role.AUDITOR, Role.FINANCE, Role.COUNSEL):
        assert browser_for(member(role, organisation=educator.member.organisation)).get(at("courses")).status_code == 403


def test_the_preview_is_the_pack(browser, educator):
    version = shipped("testimony", by=educator)
    for name in (
        "index.html",
        "fr/00.html",
        "en/05.html",
        "fr/end.html",
        "fr/print.html",
        "x/style.css",
        "x/play.js",
        "x/01.svg",
    ):
        response = browser.get(at("preview", version.id, "index.html").replace("index.html", name))
        assert response.status_code == 200, name
        assert response["X-Content-Type-Options"] == "nosniff"
    assert browser.get(at("preview", version.id, "manifest.json")).status_code == 404
    assert browser.get(at("preview-in", version.id, "x", "..")).status_code == 404


def test_the_home_page_shows_drafts_and_missing_recordings(browser, educator):
    published(by=educator, preparing=["bm"])
    course(by=educator, code="BROUILLON")
    page = text(browser.get("/"))
    assert "BROUILLON" in page
    assert "ESSAI-1" in page


def test_a_partner_reads_and_packs_what_is_shared_and_nothing_of_its_draft(educator, stranger):
    """Through the pages, behind the walls of the database too."""
    version = published(by=educator, shared=True)
    private = published(by=educator, code="PROPRE")
    draft = services.new_draft(by=educator, course_id=version.course_id)
    partner = browser_for(stranger)
    listed = text(partner.get(at("courses")))
    assert "ESSAI-1" in listed
    assert "PROPRE" not in listed
    page = partner.get(at("course", version.course_id))
    assert page.status_code == 200
    assert at("preview", version.id, "index.html") in text(page)
    assert str(draft.id) not in text(page)
    assert partner.get(at("screen", version.units.get().id)).status_code == 200
    assert "Que faire" in text(partner.get(at("preview-in", version.id, "fr", "01.html")))
    assert partner.post(at("pack", version.id), {"languages": ["fr"]}).streaming
    for path in (at("course", private.course_id), at("screen", draft.units.get().id), at("preview", draft.id, "index.html")):
        assert partner.get(path).status_code == 404
    assert partner.post(at("course-away", version.course_id), {"away": "1"}).status_code == 404
