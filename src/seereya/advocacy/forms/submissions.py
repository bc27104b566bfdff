"""The form of a submission, made from its vocabulary: a question of each row, prose once per language, steps as rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from seereya.advocacy import wording_submissions as words
from seereya.advocacy.content_submissions import Entry, StepTaken
from seereya.advocacy.queries.submission_questions import asked
from seereya.advocacy.rules import submissions as rules
from seereya.advocacy.rules.submissions import Question
from seereya.foundation.sealable import When
from seereya.reference import terms
from seereya.reference.fields import RecordForm, WhenField, area, of
from seereya.reference.saying import language

LANGUAGES = ("fr", "en")
_NOT_SAID = "—"
MOST_STEPS = 60


def name_of(code: str, tongue: str = "") -> str:
    """The name of a question's field: its code, and the language of its words."""
    return f"q_{code.replace('.', '_')}{'_' + tongue if tongue else ''}"


def _in(tongue: str) -> Any:
    return _("in French") if tongue == "fr" else _("in English")


def field_for(one: Question) -> forms.Field:
    """The field that takes an answer. Nothing is required for saving: what is missing for sending is said on the form's page."""
    label: Any = terms.label("form_fields_wgeid", one.code, language())
    more: dict[str, Any] = {"label": label, "help_text": words.HINTS.get(one.code, ""), "required": False}
    if one.kind in {"partialdate", "signature"}:
        del more["required"]
        return WhenField(**more)
    if one.kind == "bool":
        return forms.ChoiceField(choices=of(words.YES_NO, _NOT_SAID), **more)
    if one.kind == "choice":
        return forms.ChoiceField(choices=of(words.CHOICES.get(one.code, words.YES_NO), _NOT_SAID), **more)
    if one.kind == "integer":
        return forms.IntegerField(min_value=0, max_value=99, **more)
    rows = {"longtext": 12, "repeat": 4, "file": 3}.get(one.kind, 4 if one.by_language or one.limit else 0)
    return forms.CharField(widget=area(rows) if rows else forms.TextInput(attrs={"autocomplete": "off"}), **more)


class StepForm(RecordForm):
    """One step to find the person."""

    # A row has no id and no version of its own.
    token = None  # type: ignore[assignment]
    version = None  # type: ignore[assignment]
    what = forms.CharField(label=_("Step taken"), required=False, max_length=500, widget=area(2))
    when = WhenField(label=_("Date of the step"))
    authority = forms.CharField(label=_("Authority addressed"), required=False, max_length=300)
    who = forms.CharField(
        label=_("Who took it"), help_text=_("By relation (the mother, counsel), not by name."), required=False, max_length=300
    )
    result = forms.CharField(label=_("Result or reply"), required=False, max_length=1000, widget=area(2))

    def step(self) -> StepTaken:
        """The row as content."""
        said = self.cleaned_data
        return StepTaken(said["what"], said["when"], said["authority"], said["who"], said["result"])

    @property
    def blank(self) -> bool:
        """Whether nothing was written into this row."""
        said = getattr(self, "cleaned_data", {})
        return not any(said.get(name) for name in ("what", "authority", "who", "result"))


StepRows = formset_factory(StepForm, extra=1, max_num=MOST_STEPS, absolute_max=MOST_STEPS)


class PartForm(RecordForm):
    """One part of the form: the open one or the sealed one."""

    sealed = "content"

    def __init__(self, *args: Any, entries: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = [one for one in asked(self.sealed) if self.shows(one)]
        self.took: dict[str, str] = {}
        for one in self.questions:
            for tongue in LANGUAGES if one.by_language else ("",):
                self._add(one, tongue, entries)

    def shows(self, _one: Question) -> bool:
        """Whether a question has a field of its own."""
        return True

    def _add(self, one: Question, tongue: str, entries: list[Entry]) -> None:
        field, name = field_for(one), name_of(one.code, tongue)
        if tongue:
            field.label = _("%(question)s (%(language)s)") % {"question": field.label, "language": _in(tongue)}
        self.fields[name] = field
        known = next((entry for entry in entries if entry.code == one.code and entry.language == tongue and entry.filled), None)
        if known:
            self.initial.setdefault(name, known.when if isinstance(field, WhenField) else known.text)
            self.took[name] = known.took
        if one.limit:
            field.widget.attrs |= {"data-words": one.limit, "aria-describedby": f"words-{name}"}

    def entries(self) -> list[Entry]:
        """What was answered."""
        found = []
        for one in self.questions:
            for tongue in LANGUAGES if one.by_language else ("",):
                value = self.cleaned_data.get(name_of(one.code, tongue))
                if isinstance(self.fields[name_of(one.code, tongue)], WhenField):
                    found.append(Entry(one.code, language=tongue, when=value or When()))
                elif value not in {None, ""}:
                    found.append(Entry(one.code, str(value), tongue))
        return found

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The questions by section, each with what was taken from where and how long it may be."""
        found: dict[str, dict[str, Any]] = {}
        for one in self.questions:
            title = terms.label("form_fields_wgeid", one.section, language())
            section = found.setdefault(one.section, {"code": one.section, "title": title, "rows": []})
            section["rows"] += [self._row(one, tongue) for tongue in (LANGUAGES if one.by_language else ("",))]
        return list(found.values())

    def _row(self, one: Question, tongue: str) -> dict[str, Any]:
        name = name_of(one.code, tongue)
        text = str(self[name].value() or "") if one.limit else ""
        return {
            "field": self[name],
            "required": one.required,
            "took": words.label(words.TOOK, self.took[name]) if self.took.get(name) else "",
            "limit": one.limit,
            "count": rules.words_in(text),
            "over": rules.over(text, one.limit),
        }


class SubmissionForm(PartForm):
    """The open part, with the steps taken to find the person."""

    checked_on = forms.DateField(
        label=_("When did you last compare the form with the Working Group's own page?"),
        help_text=_("Address, questions and limits change. Give the day as 2026-11-26."),
        required=False,
    )

    def __init__(self, *args: Any, entries: list[Entry], steps: list[StepTaken], **kwargs: Any) -> None:
        super().__init__(*args, entries=entries, **kwargs)
        first = [{"what": s.what, "when": s.when, "authority": s.authority, "who": s.who, "result": s.result} for s in steps]
        self.steps = StepRows(self.data if self.is_bound else None, prefix="steps", initial=first)

    def shows(self, one: Question) -> bool:
        """The steps have rows of their own."""
        return one.section != "W5" or one.code == "W5.06"

    def is_valid(self) -> bool:
        rows = self.steps.is_valid()
        return super().is_valid() and rows

    def taken(self) -> list[StepTaken]:
        """The steps written down."""
        return [row.step() for row in self.steps if not row.blank]

    def without_errors(self) -> SubmissionForm:
        super().without_errors()
        for row in self.steps:
            row.without_errors()
        return self

    def read_back(self) -> None:
        super().read_back()
        for row in self.steps:
            row.read_back()


class IdentityForm(PartForm):
    """The sealed part."""

    sealed = "identity"


class BeginForm(RecordForm):
    """From which act, and what the identity is opened for."""

    about = forms.ChoiceField(label=_("Which disappearance?"), widget=forms.RadioSelect, required=False)
    purpose = forms.CharField(
        label=_("What do you open the identity for?"),
        help_text=_("One line; it stays on the record. Left empty, the sealed part stays empty and can be filled later."),
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, about: list[tuple[str, Any]], opens: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = about
        self.initial.setdefault("about", about[0][0] if about else "")
        if not opens:
            del self.fields["purpose"]


class NamedForm(forms.Form):
    """Somebody else whom the form names."""

    use_required_attribute = False
    code = forms.CharField(label=_("Open code"), required=False, max_length=20)
    told = forms.BooleanField(label=_("The State is told this name too"), required=False)


NamedRows = formset_factory(NamedForm, extra=2, max_num=40, absolute_max=40)


class PersonsForm(RecordForm):
    """Everybody else named in the form, and that nobody is missing."""

    declared = forms.BooleanField(
        label=_("Nobody else is named in the form, or everybody who is stands above."),
        required=False,
    )

    def __init__(self, *args: Any, named: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = NamedRows(self.data if self.is_bound else None, prefix="named", initial=named)

    def is_valid(self) -> bool:
        rows = self.rows.is_valid()
        return super().is_valid() and rows

    def named(self) -> list[tuple[str, bool]]:
        """Codes with whether the State is told."""
        return [(row.cleaned_data.get("code", ""), bool(row.cleaned_data.get("told"))) for row in self.rows]
