"""Forms of conflict checks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.casework import wording_clients as wording
from seereya.casework.forms.clients import offer
from seereya.casework.rules.conflicts import LONGEST_QUESTION, Conclusion, ConflictAnswer, ConflictQuestion
from seereya.reference.fields import RecordForm, area, choices, of


class QuestionForm(RecordForm):
    """A question to the counsel of partners."""

    about = forms.CharField(
        label=_("Who the file would be about"),
        help_text=_(
            "Clients, opponents and witnesses, as a colleague must know them to look. Sealed to counsel of each partner you ask."
        ),
        widget=area(4),
        max_length=LONGEST_QUESTION,
    )
    matter = forms.CharField(
        label=_("What it would be about"), help_text=_("Kind of facts, region, year."), required=False, max_length=200
    )
    partners = forms.MultipleChoiceField(label=_("Which partners"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, partners=partners)

    def question(self) -> ConflictQuestion:
        """What was typed."""
        return ConflictQuestion(self.cleaned_data["about"].strip(), self.cleaned_data["matter"].strip())

    def asked(self) -> list[UUID]:
        """The organisations ticked."""
        return [UUID(one) for one in self.cleaned_data["partners"]]


class AnswerForm(RecordForm):
    """The answer of a partner's counsel."""

    looked_in = forms.CharField(
        label=_("Where you looked"), help_text=_("Files, lists of clients, colleagues asked. No name found there is written here."),
        required=False, max_length=300,
    )  # fmt: skip
    answer = forms.ChoiceField(label=_("Answer"), choices=of(wording.ANSWERS), widget=forms.RadioSelect)

    def said(self) -> ConflictAnswer:
        """What was answered."""
        return ConflictAnswer(self.cleaned_data["answer"], looked_in=self.cleaned_data["looked_in"].strip())


class ConcludeForm(RecordForm):
    """What the asking counsel concludes."""

    outcome = forms.ChoiceField(label=_("Conclusion"))
    reasons = forms.CharField(label=_("Why"), widget=area(3), max_length=1000)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, outcome=choices("conflict_checks", _("choose")))

    def conclusion(self) -> Conclusion:
        """What was concluded."""
        return Conclusion(self.cleaned_data["outcome"], self.cleaned_data["reasons"].strip())
