"""The forms of reports: a section in both languages, a correction beside a frozen figure."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.programme.forms.fields import amount_field
from seereya.reference.fields import RecordForm, area


class SectionForm(RecordForm):
    """One section of a narrative report."""

    fr = forms.CharField(
        label=_("In French"), widget=area(14), max_length=20000, required=False,
        help_text=_("No name of a person, no exact place, no small number: the funder reads it once the report is frozen."),
    )  # fmt: skip
    en = forms.CharField(label=_("In English"), widget=area(14), max_length=20000, required=False)


class CorrectionForm(RecordForm):
    """What a figure turned out to be."""

    value = amount_field(_("The right value"), required=True)
    why = forms.CharField(
        label=_("What turned out otherwise"),
        help_text=_("The funder may read it: no name, no exact place."),
        widget=area(2),
        max_length=300,
    )
