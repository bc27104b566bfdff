"""Safe-contact rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.protection.content import SafeContact, SafeNumbers
from seereya.reference import terms
from seereya.reference.fields import RecordForm, area
from seereya.reference.saying import language as page_language


class SafeContactForm(RecordForm):
    """What stands before any contact with a person."""

    times = forms.CharField(label=_("When to call or come, and when never"), required=False, max_length=300)
    words = forms.CharField(
        label=_("Words to use"),
        help_text=_("Who you say you are, what you say you call about, a word agreed on."),
        required=False,
        widget=area(2),
    )
    languages = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple)
    no_message = forms.BooleanField(label=_("Never leave a message"), required=False, initial=True)
    other = forms.CharField(
        label=_("Other rules"), help_text=_("Nothing that says who the person is."), required=False, widget=area(3)
    )
    avoid = forms.CharField(
        label=_("Numbers and ways to avoid"), help_text=_("Sealed with the contact details."), required=False, widget=area(2)
    )
    answers = forms.CharField(
        label=_("Who answers, and who may know"), help_text=_("Sealed with the contact details."), required=False, widget=area(2)
    )

    def __init__(self, data: Any = None, *, numbers_open: bool, **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = terms.choices("languages", page_language())
        self.numbers_open = numbers_open
        if not numbers_open:
            del self.fields["avoid"], self.fields["answers"]

    def content(self) -> SafeContact:
        """The rules that whoever works with the person reads."""
        said = self.cleaned_data
        return SafeContact(said["times"], said["words"], said["languages"], said["no_message"], said["other"])

    def numbers(self) -> SafeNumbers | None:
        """What is sealed with the contact; nothing where it was not opened."""
        said = self.cleaned_data
        return SafeNumbers(said["avoid"], said["answers"]) if self.numbers_open else None
