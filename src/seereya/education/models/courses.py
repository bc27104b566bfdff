"""Courses, their versions and screens, and the files they are made of. Educational: public or internal, nothing of it is sealed."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Course(models.Model):
    """A course on rights: for whom, in which languages, under which licence, and what makes it dangerous to be found with.

    `titles` and `neutral_titles` by language; the neutral one stands on packs that must not name the project (decision 7).
    `languages` are those a pack is made of; `preparing` are languages whose scripts wait for a translation or a recording.
    `shared`: partner organisations see it.
    """

    classes = classify(
        public="titles summaries neutral_titles theme audiences languages preparing licence credit",
        internal="id organisation code security_note shared version made_by made_at changed_at closed_on",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    titles = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict)
    neutral_titles = models.JSONField(default=dict)
    theme = models.CharField(max_length=40)
    audiences = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    preparing = models.JSONField(default=list)
    licence = models.CharField(max_length=80)
    credit = models.CharField(max_length=300, blank=True)
    security_note = models.TextField(blank=True)
    shared = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "closed_on"], name="course_of_organisation")]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="course_code_once")]


class CourseVersion(models.Model):
    """A version of a course: written as a draft, frozen when it is published.

    `frozen`: what the course itself said at that moment; `digest`: SHA-256 of it and of all screens.
    """

    classes = classify(
        public="frozen", internal="id organisation course number status digest made_by made_at published_by published_at"
    )

    DRAFT, PUBLISHED = "draft", "published"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, default=DRAFT)
    frozen = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="course_version_once")]


class MediaFile(models.Model):
    """A picture or a recording: a file kept once, named by the SHA-256 of its bytes."""

    classes = classify(public="sha256 mime size", internal="id organisation made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "sha256"], name="media_file_once")]


class Unit(models.Model):
    """One screen. `texts` by language: title, text, script to speak, alt text of the picture, state of the translation.

    `facts`: rules of law it leans on, as the vocabulary said them when the screen was saved, with how certain they are.
    """

    classes = classify(public="texts facts picture", internal="id organisation version position")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="units")
    position = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    picture = models.ForeignKey(MediaFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["version", "position"], name="unit_of_version")]


class Question(models.Model):
    """A question of a screen. `words`: what is asked, the answers and what is said to each, by language."""

    classes = classify(public="kind words", internal="id organisation unit position")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    words = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["unit", "position"], name="question_of_unit")]


class Recording(models.Model):
    """The voice of a screen in one language. Whose voice it is stands nowhere."""

    classes = classify(public="language media", internal="id organisation unit made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="recordings")
    language = models.CharField(max_length=12)
    media = models.ForeignKey(MediaFile, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "language"], name="recording_once")]
