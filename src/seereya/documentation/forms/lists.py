"""Forms of the lists: a name for a saved search, what a name search is for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.documentation.services.saved import LONGEST_NAME


class SaveSearchForm(forms.Form):
    """A name for the selection on the page."""

    name = forms.CharField(label=_("Name of this search"), max_length=LONGEST_NAME)
    query = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
