"""Forms about a course and its packs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seereya.education import wording
from seereya.education.models import Course
from seereya.education.services.courses import CourseEntry
from seereya.reference import terms
from seereya.reference.fields import RecordForm, area
from seereya.reference.saying import language, term
from seereya.vault.uploads import SealedFile

ALWAYS = ("fr", "en")
LONGEST_FILE = 512 * 1024


class CourseForm(RecordForm):
    """What a course is, for whom, in which languages, and what makes it dangerous."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Short, for file names and lists: DROITS-1. Capital letters, digits, hyphens."),
        max_length=40,
    )
    theme = forms.ChoiceField(label=_("Theme"))
    audiences = forms.MultipleChoiceField(label=_("For whom"), required=False, widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(
        label=_("Languages of the pack"),
        help_text=_("Every screen must be complete in each of them before the course is published."),
        widget=forms.CheckboxSelectMultiple,
    )
    preparing = forms.MultipleChoiceField(
        label=_("Languages being prepared"),
        help_text=_("Scripts to translate or to record. They are in no pack yet."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    licence = forms.CharField(label=_("Licence"), required=False, max_length=80, initial="CC BY-SA 4.0")
    credit = forms.CharField(label=_("Who is credited"), help_text=_("Empty: your organisation."), required=False, max_length=300)
    security_note = forms.CharField(
        label=_("Safety, for who leads the group"),
        help_text=_("Who must not sit together, what is never asked, when to stop. No name of a person, no exact place."),
        required=False,
        widget=area(4),
        max_length=2000,
    )
    shared = forms.BooleanField(label=_("Show published versions to the partner organisations"), required=False)

    def __init__(self, data: Any = None, *, kept: Course | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        for name, vocabulary in (("audiences", "education_audiences"), ("languages", "languages"), ("preparing", "languages")):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            held = frozenset(getattr(kept, name)) if kept else frozenset()
            field.choices = terms.choices(vocabulary, language(), keep=held)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ChoiceField)
        theme.choices = [("", gettext("Choose")), *terms.choices("education_themes", language())]
        self.tongues = self._tongues(kept)
        for one in self.tongues:
            self._of_language(one)
        titles = [f"{name}_{one}" for one in self.tongues for name in ("title", "summary", "neutral")]
        self.order_fields(["code", *titles])

    def _tongues(self, kept: Course | None) -> list[str]:
        chosen = (
            self.data.getlist("languages")
            if self.is_bound and hasattr(self.data, "getlist")
            else (kept.languages if kept else [])
        )
        known = terms.vocabulary("languages")
        return list(dict.fromkeys([*ALWAYS, *(one for one in chosen if one in known)]))

    def _of_language(self, one: str) -> None:
        said = {"language": term("languages", one)}
        self.fields[f"title_{one}"] = forms.CharField(label=gettext("Title: %(language)s") % said, required=False, max_length=120)
        self.fields[f"summary_{one}"] = forms.CharField(
            label=gettext("In two sentences: %(language)s") % said, required=False, max_length=400, widget=area(2)
        )
        self.fields[f"neutral_{one}"] = forms.CharField(
            label=gettext("Neutral title: %(language)s") % said,
            help_text=gettext("What stands on a pack that must not betray its carrier: “Lesson 1”."),
            required=False,
            max_length=60,
        )

    def entry(self) -> CourseEntry:
        """What was typed."""
        said = self.cleaned_data
        names = ("code", "theme", "audiences", "languages", "preparing", "licence", "credit", "security_note", "shared")
        return CourseEntry(
            titles=self._by_language("title"),
            summaries=self._by_language("summary"),
            neutral_titles=self._by_language("neutral"),
            **{name: said[name] for name in names},
        )

    def _by_language(self, name: str) -> dict[str, str]:
        found = {one: self.cleaned_data.get(f"{name}_{one}", "").strip() for one in self.tongues}
        return {one: words for one, words in found.items() if words}


def initial_of(row: Course) -> dict[str, Any]:
    """The first values of the form of a course."""
    names = ("code", "theme", "audiences", "languages", "preparing", "licence", "credit", "security_note", "shared", "version")
    found = {name: getattr(row, name) for name in names}
    for name, kept in (("title", row.titles), ("summary", row.summaries), ("neutral", row.neutral_titles)):
        found |= {f"{name}_{one}": words for one, words in kept.items()}
    return found


class PublishForm(RecordForm):
    """That a version is published, knowingly without what can be missing."""

    without = forms.BooleanField(
        label=_("Publish without these recordings and checks"),
        help_text=_("The pack says on each screen what was not recorded and what no lawyer has checked."),
        required=False,
    )


class PackForm(RecordForm):
    """What a pack holds."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": wording.LAZY["pack_language_needed"]},
    )
    neutral = forms.BooleanField(
        label=_("Neutral: nothing in it names the project, or who made it"),
        help_text=_("For telephones and cards that are searched on the road. Titles and file names say nothing."),
        required=False,
    )
    code = forms.BooleanField(
        label=_("An anonymous code of the result at the end"),
        help_text=_("Six signs that say how many answers were right, and not whose. They can be typed into a session's measure."),
        required=False,
        initial=True,
    )
    sheet = forms.BooleanField(
        label=_("Sheets to print for who leads the group, with picture cards"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, languages: list[str], **more: Any) -> None:
        super().__init__(data, initial={"languages": languages}, **more)
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one, term("languages", one)) for one in languages]


class GiftForm(RecordForm):
    """A file of questions in one language."""

    language = forms.ChoiceField(label=_("Language of the file"))
    file = forms.FileField(
        label=_("The file, in GIFT format"), error_messages={"required": wording.LAZY["media_needed"]}, allow_empty_file=True
    )

    def __init__(self, data: Any = None, files: Any = None, *, languages: list[str], **more: Any) -> None:
        super().__init__(data, files, **more)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, term("languages", one)) for one in languages]

    def clean_file(self) -> str:
        """The text of the file: UTF-8, as long as a course can be."""
        file = self.cleaned_data["file"]
        if file.size > LONGEST_FILE:
            raise forms.ValidationError(gettext("The file is too long for the questions of one course."))
        try:
            return read_upload(file).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(gettext("This is not text in UTF-8. Save the file as UTF-8.")) from None


def read_upload(file: Any) -> bytes:
    """The bytes of an upload."""
    return b"".join(file.read_clear()) if isinstance(file, SealedFile) else bytes(file.read())
