"""Forms of what leaves on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.casework.content import CaseContent
from seereya.casework.forms.acts import offer, proceedings_of
from seereya.casework.services.letters import Letter
from seereya.reference.fields import RecordForm, area


class ReminderForm(RecordForm):
    """What a reminder asks; dates and earlier reminders come from the file."""

    proceeding = forms.ChoiceField(label=_("In which proceeding"))
    asked = forms.CharField(
        label=_("What is asked"), help_text=_("Name no victim, witness or suspect: the letter says “the civil parties”."), widget=area(4),
        max_length=2000,
    )  # fmt: skip
    place = forms.CharField(label=_("Place"), required=False, max_length=80)
    signed = forms.CharField(label=_("Signed by"), max_length=120)
    enter = forms.BooleanField(label=_("Record it as an act made today"), required=False, initial=True)

    def __init__(self, data: Any = None, *, content: CaseContent, **more: Any) -> None:
        super().__init__(data, **more)
        offer(self, "proceeding", proceedings_of(content))

    def letter(self) -> Letter:
        """The letter as the service writes it."""
        said = self.cleaned_data
        token = said["token"].hex if said["token"] and said["enter"] else ""
        return Letter(said["proceeding"], said["asked"], said["signed"], said["place"], token)
