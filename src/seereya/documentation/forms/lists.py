"""Forms of the lists: a name for a saved search, what a name search is for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.documentation.queries.names import LONGEST
from seereya.documentation.services.saved import LONGEST_NAME


class SaveSearchForm(forms.Form):
    """A name for the selection on the page."""

    name = forms.CharField(label=_("Name of this search"), max_length=LONGEST_NAME)
    query = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)


class NameForm(forms.Form):
    """A name, and what it is searched for where the session does not know that yet."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("One word or several, in any order and spelling: Keita finds Keïta and Kéïta."),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    purpose = forms.CharField(
        label=_("What are these names searched for?"),
        help_text=_("Asked once per session, in one line; it is written down with each search."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, purpose_known: bool) -> None:
        super().__init__(data)
        if purpose_known:
            del self.fields["purpose"]
