"""Courses as a member sees them: those of the own organisation, and published versions of what partners share."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from seereya.accounts.actor import Actor
from seereya.education.models import Course, CourseVersion, MediaFile, Question, Recording, Unit
from seereya.education.rules.screens import Asked, Kind, Screen, Text
from seereya.education.rules.screens import Question as AskedQuestion

PAGE = 50


def courses_seen(by: Actor) -> QuerySet[Course]:
    """Own courses in use, and partners' shared ones that have something published."""
    published = CourseVersion.objects.filter(course=OuterRef("pk"), status=CourseVersion.PUBLISHED)
    own = Q(organisation_id=by.organisation_id)
    return Course.objects.filter(own | Q(Exists(published), shared=True)).select_related("organisation")


def versions_seen(by: Actor) -> QuerySet[CourseVersion]:
    """Versions that may be read: all of the own organisation, published ones of what partners share."""
    shared = Q(course__shared=True, status=CourseVersion.PUBLISHED)
    return CourseVersion.objects.filter(Q(organisation_id=by.organisation_id) | shared).select_related("course__organisation")


@dataclass(frozen=True)
class Line:
    """A course of the list: its latest published version and its draft, by number; 0 for none."""

    course: Course
    published: int
    draft: int
    screens: int


def list_page(by: Actor, *, words: str = "", page: int = 1, closed: bool = False) -> tuple[list[Line], int]:
    """A page of fifty courses by code, and how many there are in all. Three queries."""
    found = courses_seen(by).filter(closed_on__isnull=not closed)
    if words:
        found = found.filter(Q(code__icontains=words) | Q(titles__icontains=words))
    total = found.count()
    rows = list(found.order_by("code", "id")[(page - 1) * PAGE : page * PAGE])
    versions: dict[UUID, dict[str, CourseVersion]] = {}
    counted = versions_seen(by).filter(course__in=rows).annotate(screens=Count("units")).order_by("number")
    for one in counted:
        versions.setdefault(one.course_id, {})[one.status] = one
    return [_line(row, versions.get(row.id, {})) for row in rows], total


def _line(row: Course, versions: dict[str, CourseVersion]) -> Line:
    published, draft = versions.get(CourseVersion.PUBLISHED), versions.get(CourseVersion.DRAFT)
    shown = draft or published
    return Line(row, published.number if published else 0, draft.number if draft else 0, getattr(shown, "screens", 0))


def course_of(by: Actor, course_id: UUID) -> Course | None:
    """One course, or nothing for what is not seen."""
    return courses_seen(by).filter(id=course_id).first()


def versions_of(by: Actor, course: Course) -> list[CourseVersion]:
    """The versions of a course that may be read, newest first."""
    return list(versions_seen(by).filter(course=course).order_by("-number"))


def published_of(by: Actor) -> QuerySet[CourseVersion]:
    """The newest published version of each course seen: what sessions are given with."""
    newer = CourseVersion.objects.filter(course=OuterRef("course"), status=CourseVersion.PUBLISHED, number__gt=OuterRef("number"))
    return (
        versions_seen(by).filter(~Exists(newer), status=CourseVersion.PUBLISHED, course__closed_on=None).order_by("course__code")
    )


@dataclass
class LoadedScreen:
    """A screen with its questions and recordings."""

    unit: Unit
    questions: list[tuple[Question, AskedQuestion]] = field(default_factory=list)
    recordings: dict[str, Recording] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, Text]:
        """The words by language."""
        return {language: Text.of(kept) for language, kept in self.unit.texts.items()}

    def as_rule(self) -> Screen:
        """The screen as the rules see it."""
        return Screen(
            self.texts,
            tuple(asked for _, asked in self.questions),
            picture=self.unit.picture_id is not None,
            recorded=frozenset(self.recordings),
            unsure_facts=any(one.get("confidence") != "sourced" for one in self.unit.facts),
        )


def screens_of(version: CourseVersion) -> list[LoadedScreen]:
    """All screens of a version in order. Three queries."""
    units = Unit.objects.filter(version=version).select_related("picture").order_by("position", "id")
    found = {unit.id: LoadedScreen(unit) for unit in units}
    for row in Question.objects.filter(unit__version=version).order_by("position", "id"):
        found[row.unit_id].questions.append((row, AskedQuestion(Kind(row.kind), Asked.of(row.words))))
    for recording in Recording.objects.filter(unit__version=version).select_related("media"):
        found[recording.unit_id].recordings[recording.language] = recording
    return list(found.values())


def pictures_of(screens: list[LoadedScreen]) -> dict[str, MediaFile]:
    """The pictures among the answers of questions, by their SHA-256. One query, none where there are none."""
    named = {one.picture for screen in screens for _, asked in screen.questions for one in asked.asked.answers if one.picture}
    if not named:
        return {}
    organisation = screens[0].unit.organisation_id
    return {row.sha256: row for row in MediaFile.objects.filter(organisation_id=organisation, sha256__in=named)}


def unit_of(by: Actor, unit_id: UUID) -> Unit | None:
    """A screen of a version that may be read."""
    seen = Unit.objects.filter(id=unit_id, version__in=versions_seen(by).order_by().values("id"))
    return seen.select_related("version__course", "picture").first()


def question_of(by: Actor, question_id: UUID) -> Question | None:
    """A question of a version that may be read."""
    seen = Question.objects.filter(id=question_id, unit__version__in=versions_seen(by).order_by().values("id"))
    return seen.select_related("unit__version__course").first()


def media_of(by: Actor, media_id: UUID) -> MediaFile | None:
    """A file of the own organisation, or one that stands in a version that may be read."""
    row = MediaFile.objects.filter(id=media_id).first()
    if row is None or row.organisation_id == by.organisation_id:
        return row
    versions = versions_seen(by).filter(course__organisation_id=row.organisation_id)
    units = Unit.objects.filter(version__in=versions.order_by().values("id"))
    in_use = units.filter(picture=row).exists() or Recording.objects.filter(unit__in=units.values("id"), media=row).exists()
    return row if in_use or _in_answers(units, row.sha256) else None


def _in_answers(units: QuerySet[Unit], sha256: str) -> bool:
    kept = Question.objects.filter(unit__in=units.values("id"), kind__in=(Kind.PICTURE, Kind.PEBBLES)).values_list(
        "words", flat=True
    )
    return any(one.get("picture") == sha256 for words in kept for one in words.get("answers", ()))


def drafts_own(by: Actor) -> list[CourseVersion]:
    """Drafts of the own organisation, the oldest first."""
    rows = CourseVersion.objects.filter(organisation_id=by.organisation_id, status=CourseVersion.DRAFT, course__closed_on=None)
    return list(rows.select_related("course").order_by("made_at")[:PAGE])


def recordings_missing(by: Actor) -> list[tuple[CourseVersion, str, int]]:
    """Newest versions of own courses by language, with how many screens nobody has recorded yet. Two queries."""
    newer = CourseVersion.objects.filter(course=OuterRef("course"), number__gt=OuterRef("number"))
    rows = CourseVersion.objects.filter(~Exists(newer), organisation_id=by.organisation_id, course__closed_on=None)
    versions = list(rows.select_related("course").annotate(screens=Count("units", distinct=True)).order_by("course__code")[:PAGE])
    recorded = Recording.objects.filter(unit__version__in=versions).values(version=F("unit__version"), said=F("language"))
    counts = {(one["version"], one["said"]): one["n"] for one in recorded.annotate(n=Count("id"))}
    return [
        (version, language, left)
        for version in versions
        for language in (*version.course.languages, *version.course.preparing)
        if (left := getattr(version, "screens", 0) - counts.get((version.id, language), 0))
    ]
