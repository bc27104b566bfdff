"""Forms of the perception survey: a round, and the counted answers of one group."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.observatory import wording_perception as words
from seereya.observatory.forms.fields import count_field, day_field
from seereya.observatory.models import SurveyGroup, SurveyRound
from seereya.observatory.queries import perception as queries
from seereya.observatory.rules_perception import ANSWERS, MOST_ASKED
from seereya.observatory.services import Asked
from seereya.reference import saying
from seereya.reference.fields import RecordForm, of


def _offer(form: forms.Form, name: str, options: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = options


class RoundForm(RecordForm):
    """When people were asked, what, and how they were found."""

    instrument = forms.ChoiceField(label=_("Questions"))
    kind = forms.ChoiceField(label=_("Round"), choices=of(words.KINDS), widget=forms.RadioSelect)
    starts = day_field(_("First day"), required=True)
    ends = day_field(_("Last day"), required=True)
    sample = forms.ChoiceField(
        label=_("How people were found"),
        help_text=_("Ask both rounds in the same way, or the difference is one of ways and not of opinions."),
        choices=of(words.SAMPLES),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "instrument", [(code, saying.term(queries.QUESTIONS, code)) for code in queries.instruments()])

    def said(self) -> dict[str, Any]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in ("instrument", "kind", "starts", "ends", "sample")}


def round_initial(row: SurveyRound) -> dict[str, Any]:
    """The first values of a round already saved."""
    return {name: getattr(row, name) for name in ("instrument", "kind", "starts", "ends", "sample", "version")}


class GroupForm(RecordForm):
    """Who was asked, how many, and how many gave each answer. No name, no list: counts alone."""

    region = forms.ChoiceField(label=_("Region"))
    sex = forms.ChoiceField(label=_("Who"), choices=of(words.SEXES))
    age = forms.ChoiceField(label=_("Age"), choices=of(words.AGES))
    asked = forms.IntegerField(label=_("How many people of this group were asked"), min_value=1, max_value=MOST_ASKED)

    def __init__(self, *args: Any, questions: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.questions = questions
        _offer(self, "region", [("", "—"), *((code, saying.place(code)) for code in queries.regions())])
        for number, question in enumerate(questions, start=1):
            for answer in ANSWERS:
                label = f"{number}. {words.ANSWERS[answer]}"
                self.fields[f"{question}:{answer}"] = count_field(label, most=MOST_ASKED)

    def grid(self) -> list[dict[str, Any]]:
        """One line for each question, one field for each answer."""
        return [
            {
                "number": number,
                "label": saying.term(queries.QUESTIONS, question),
                "fields": [self[f"{question}:{answer}"] for answer in ANSWERS],
            }
            for number, question in enumerate(self.questions, start=1)
        ]

    def answers(self) -> Asked:
        """What was counted; an empty field is nought here, for every person's answer is looked for."""
        said = self.cleaned_data
        counts = {question: {answer: said.get(f"{question}:{answer}") or 0 for answer in ANSWERS} for question in self.questions}
        return Asked(said["region"], said["sex"], said["age"], said["asked"], counts)


def group_initial(row: SurveyGroup) -> dict[str, Any]:
    """The first values of answers already saved."""
    found: dict[str, Any] = {name: getattr(row, name) for name in ("region", "sex", "age", "asked", "version")}
    for question, given in row.counts.items():
        found |= {f"{question}:{answer}": count for answer, count in given.items()}
    return found
