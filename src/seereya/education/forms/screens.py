"""Forms about a screen: its words side by side, its picture, its voice, its questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seereya.education import media, wording
from seereya.education.forms.courses import ALWAYS, read_upload
from seereya.education.models import Course, Question, Unit
from seereya.education.rules import Refused
from seereya.education.rules.missing import MOST_ANSWERS
from seereya.education.rules.screens import RECKONED, Answer, Asked, By, Kind, State, Text
from seereya.education.services.screens import FACTS
from seereya.education.services.storing import stamp_of
from seereya.reference import terms
from seereya.reference.fields import RecordForm, area, of
from seereya.reference.saying import language, term

_SHOWN_ANSWERS = 4


def tongues_of(course: Course) -> list[str]:
    """The languages of a course: those of its packs, then those being prepared."""
    return [*course.languages, *course.preparing]


class ColumnsForm(RecordForm):
    """A form whose questions stand side by side, a column for each language."""

    tongues: list[str]
    by_language: tuple[str, ...] = ()

    @property
    def columns(self) -> list[tuple[str, str, list[BoundField]]]:
        """Each language with its fields."""
        return [(one, term("languages", one), [self[name] for name in self._names(one)]) for one in self.tongues]

    def _names(self, one: str) -> list[str]:
        return [f"{name}_{one}" for name in self.by_language if f"{name}_{one}" in self.fields]

    @property
    def rest(self) -> list[BoundField]:
        """The fields that are the same in every language."""
        side = {name for one in self.tongues for name in self._names(one)}
        return [field for field in self if field.name not in side]


class ScreenForm(ColumnsForm):
    """The words of a screen."""

    by_language = ("title", "text", "script", "alt", "source", "state")
    facts = forms.MultipleChoiceField(
        label=_("Rules of law this screen leans on"),
        help_text=_("Shown below the text with their source; those no lawyer has confirmed say so."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, course: Course, **more: Any) -> None:
        super().__init__(data, **more)
        self.tongues = tongues_of(course)
        facts = self.fields["facts"]
        assert isinstance(facts, forms.MultipleChoiceField)
        facts.choices = [choice for vocabulary in FACTS for choice in terms.choices(vocabulary, language())]
        for one in self.tongues:
            self._of_language(one)

    def _of_language(self, one: str) -> None:
        self.fields[f"title_{one}"] = forms.CharField(label=gettext("Title"), required=False, max_length=100)
        self.fields[f"text_{one}"] = forms.CharField(
            label=gettext("Text on the screen"),
            help_text=gettext("Short sentences. An empty line begins a paragraph, a dash a point of a list."),
            required=False, max_length=1500, widget=area(7),
        )  # fmt: skip
        self.fields[f"script_{one}"] = forms.CharField(
            label=gettext("Script to speak"), help_text=gettext("What the voice says. It is read aloud where nobody recorded it."),
            required=False, max_length=2500, widget=area(6),
        )  # fmt: skip
        self.fields[f"alt_{one}"] = forms.CharField(
            label=gettext("The picture in words"), help_text=gettext("For who cannot see it."), required=False, max_length=200
        )
        if one not in ALWAYS:
            self.fields[f"source_{one}"] = forms.CharField(
                label=gettext("Sentence to translate from"), required=False, max_length=1500, widget=area(3)
            )
        self.fields[f"state_{one}"] = forms.ChoiceField(
            label=gettext("Where these words stand"), choices=of(wording.STATES), required=False
        )

    def texts(self) -> dict[str, Text]:
        """The words typed, by language."""
        return {one: self._text(one) for one in self.tongues}

    def _text(self, one: str) -> Text:
        said = {name: self.cleaned_data.get(f"{name}_{one}", "") for name in self.by_language}
        state = State(said.pop("state") or State.FINAL)
        return Text(**{name: words.replace("\r\n", "\n").strip() for name, words in said.items()}, state=state)


def initial_of_screen(unit: Unit) -> dict[str, Any]:
    """The first values of the form of a screen."""
    found: dict[str, Any] = {"facts": [one["code"] for one in unit.facts], "version": stamp_of(unit)}
    for one, kept in unit.texts.items():
        found |= {f"{name}_{one}": words for name, words in kept.items()}
    return found


class FileForm(RecordForm):
    """One picture or one recording."""

    file = forms.FileField(label="", allow_empty_file=True, error_messages={"required": wording.LAZY["media_needed"]})

    def __init__(self, data: Any = None, files: Any = None, *, kind: str, cut: bool = False, **more: Any) -> None:
        super().__init__(data, files, **more)
        file = self.fields["file"]
        if kind == media.PICTURE:
            file.label, file.help_text = gettext("The picture"), gettext(
                "JPEG or PNG, 300 kB at most. A drawing rather than a photograph: nobody must be recognised."
            )  # fmt: skip
            file.widget.attrs["accept"] = "image/jpeg,image/png"
        else:
            file.label, file.help_text = gettext("The recording"), gettext(
                "MP3, M4A, Ogg or WebM, 4 MB at most. Old telephones play MP3 best. No name is spoken."
            )  # fmt: skip
            file.widget.attrs["accept"] = "audio/*"
        if cut:
            file.error_messages["required"] = str(wording.REFUSALS["media_cut"])

    def clean_file(self) -> bytes:
        """The bytes, read only where they can be taken at all: the service says what is too large."""
        file = self.cleaned_data["file"]
        return read_upload(file) if file.size <= max(media.LARGEST.values()) else b"\0" * (max(media.LARGEST.values()) + 1)


class QuestionForm(ColumnsForm):
    """A question with its answers."""

    by_language = ("asked", "said")
    right = forms.ChoiceField(label=_("Which answer is right?"), required=False, widget=forms.RadioSelect)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        course: Course,
        kind: Kind,
        kept: Asked | None = None,
        pictures: Any = (),
        **more: Any,
    ) -> None:
        super().__init__(data, files, **more)
        self.kind, self.kept, self.tongues = kind, kept or Asked(), tongues_of(course)
        self.pictures = [("", gettext("none")), *pictures]
        self.fields["answers-TOTAL_FORMS"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=self._count())
        for one in self.tongues:
            self.fields[f"asked_{one}"] = forms.CharField(
                label=gettext("What is asked"), required=False, max_length=300, widget=area(2)
            )
            self.fields[f"said_{one}"] = forms.CharField(
                label=gettext("What is said to everybody afterwards"), required=False, max_length=500, widget=area(2)
            )
        for number in range(self._count()):
            self._answer_fields(number)
        self._right()

    def _count(self) -> int:
        if self.kind == Kind.TRUTH:
            return 2
        sent = str(self.data.get("answers-TOTAL_FORMS", "")) if self.is_bound else ""
        shown = max(_SHOWN_ANSWERS, len(self.kept.answers) if hasattr(self, "kept") else 0)
        return min(max(int(sent), 2) if sent.isdigit() and len(sent) < 4 else shown, MOST_ANSWERS)  # noqa: PLR2004

    def _right(self) -> None:
        right = self.fields["right"]
        assert isinstance(right, forms.ChoiceField)
        if self.kind == Kind.TRUTH:
            right.choices = [("0", gettext("True")), ("1", gettext("False"))]
        else:
            right.choices = [
                (str(number), gettext("Answer %(number)s") % {"number": number + 1}) for number in range(self._count())
            ]
        if self.kind not in RECKONED:
            right.choices = [("", gettext("none: every answer can be given")), *right.choices]

    def _answer_fields(self, number: int) -> None:
        for one in self.tongues:
            if self.kind != Kind.TRUTH:
                self.fields[f"words{number}_{one}"] = forms.CharField(label=gettext("Answer"), required=False, max_length=150)
            self.fields[f"remark{number}_{one}"] = forms.CharField(
                label=gettext("What is said to it"), required=False, max_length=400, widget=area(2)
            )
        if self.kind in {Kind.PICTURE, Kind.PEBBLES}:
            self.fields[f"picture{number}"] = forms.ChoiceField(
                label=gettext("Picture of a screen"), choices=self.pictures, required=False
            )
            self.fields[f"file{number}"] = forms.FileField(label=gettext("or another picture"), required=False)

    @property
    def answers(self) -> list[dict[str, Any]]:
        """Each answer with its columns and what is the same in all of them."""
        found = []
        for number in range(self._count()):
            names = [f"remark{number}"] if self.kind == Kind.TRUTH else [f"words{number}", f"remark{number}"]
            columns = [(one, term("languages", one), [self[f"{name}_{one}"] for name in names]) for one in self.tongues]
            same = [self[name] for name in (f"picture{number}", f"file{number}") if name in self.fields]
            truths = (gettext("If somebody says: true"), gettext("If somebody says: false"))
            label = truths[number] if self.kind == Kind.TRUTH else gettext("Answer %(number)s") % {"number": number + 1}
            found.append({"label": label, "columns": columns, "same": same})
        return found

    def asked(self, kept_pictures: dict[int, str]) -> Asked:
        """The question typed; answers without words and picture are left out. `kept_pictures`: of the files sent, by answer."""
        answers = []
        for number in range(self._count()):
            words, said = self._of(f"words{number}"), self._of(f"remark{number}")
            picture = kept_pictures.get(number) or self.cleaned_data.get(f"picture{number}", "")
            if self.kind == Kind.TRUTH or words or picture:
                answers.append(Answer(words, self.cleaned_data.get("right") == str(number), said, picture))
        return Asked(self.kept.name, self._of("asked"), tuple(answers), self._of("said"))

    def files_sent(self) -> dict[int, bytes]:
        """The pictures sent with answers."""
        sent = {number: self.cleaned_data.get(f"file{number}") for number in range(self._count())}
        large = max(media.LARGEST.values())
        for file in sent.values():
            if file and file.size > large:
                raise Refused("picture_too_large", most=media.LARGEST[media.PICTURE] // 1024)
        return {number: read_upload(file) for number, file in sent.items() if file}

    def _of(self, name: str) -> By:
        found = {one: " ".join(self.cleaned_data.get(f"{name}_{one}", "").split()) for one in self.tongues}
        return {one: words for one, words in found.items() if words}


def initial_of_question(row: Question) -> dict[str, Any]:
    """The first values of the form of a question."""
    asked = Asked.of(row.words)
    found: dict[str, Any] = {
        "version": stamp_of(row),
        "right": next((str(n) for n, one in enumerate(asked.answers) if one.right), ""),
    }
    for name, words in (("asked", asked.asked), ("said", asked.said)):
        found |= {f"{name}_{one}": text for one, text in words.items()}
    for number, answer in enumerate(asked.answers):
        found[f"picture{number}"] = answer.picture
        found |= {f"words{number}_{one}": text for one, text in answer.words.items()}
        found |= {f"remark{number}_{one}": text for one, text in answer.said.items()}
    return found
