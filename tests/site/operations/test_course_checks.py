"""`seereya verify` and the courses: files by their hash, published versions by their digest and by the log."""

import pytest
from django.utils import translation
from tests.factories.documentation import packs_loaded
from tests.factories.education import OGG, PNG, published
from tests.factories.vault import office

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.education import media
from seereya.education.models import CourseVersion, MediaFile, Unit
from seereya.site.operations import course_checks
from seereya.site.operations.references import CHECKS

pytestmark = pytest.mark.django_db


@pytest.fixture
def educator():
    packs_loaded()
    return office().join(Role.EDUCATOR)


@pytest.fixture
def kept(educator):
    rows = [media.keep(by=educator, data=PNG, kind=media.PICTURE), media.keep(by=educator, data=OGG, kind=media.VOICE)]
    yield [media.path_of(row.sha256) for row in rows]
    for row in rows:
        media.path_of(row.sha256).unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def faults():
    return [(where.rsplit("/", 1)[-1], what) for where, what in CHECKS["courses"]()]


def test_all_is_well(educator, kept):
    published(by=educator)
    assert faults() == []


def test_what_happened_to_files_is_said(kept):
    picture, voice = kept
    picture.chmod(0o600)
    assert faults() == [(picture.name, "its file can be written to; it should be read-only")]
    picture.write_bytes(picture.read_bytes()[:-1] + b"x")
    picture.chmod(0o400)
    voice.unlink()
    found = dict(faults())
    assert found[picture.name] == "its file is not the one that was kept"
    assert found[voice.name] == "its file is missing"


def test_a_file_two_organisations_keep_is_named_once(kept):
    other = office().join(Role.EDUCATOR)
    media.keep(by=other, data=PNG, kind=media.PICTURE)
    assert MediaFile.objects.count() == 3
    kept[0].unlink()
    assert len(faults()) == 1


def test_a_published_version_that_was_altered(educator):
    version = published(by=educator)
    Unit.objects.filter(version=version).update(texts={"fr": {"title": "Autre"}})
    ((where, what),) = course_checks.published()
    assert str(version.pk) in where
    assert what == "its words or files are not those that were published"


def test_an_altered_version_with_its_digest_made_anew_is_found_by_the_log(educator):
    version = published(by=educator)
    frozen = version.frozen | {"credit": "Autre"}
    CourseVersion.objects.update(frozen=frozen, digest=course_checks.digest_of(frozen, course_checks.screens_of(version)))
    ((_where, what),) = course_checks.published()
    assert what == "the log does not know it as it stands here"
    assert AuditEntry.objects.filter(tag=Tag.COURSE_PUBLISHED).exists()
