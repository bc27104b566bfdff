"""Fields that several forms of this room share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from seereya.foundation import clock, dates
from seereya.reference import terms
from seereya.reference import wording as reference_wording
from seereya.reference.fields import WhenField
from seereya.reference.saying import language


class DayField(WhenField):
    """One day, typed as people say it; its value is a date, or nothing where none was typed and none is asked."""

    def __init__(self, *, needed: bool = True, ahead: bool = False, **more: Any) -> None:
        """`ahead`: the day may still come, as deadlines do."""
        super().__init__(**more)
        self.required, self.ahead = needed, ahead

    def prepare_value(self, value: Any) -> Any:
        return date_format(value, "d/m/Y") if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        typed = forms.CharField.clean(self, value)
        if not typed:
            return None
        try:
            found = dates.parse(typed, today=clock.today(), language=language(), allow_future=self.ahead)
        except dates.BadDate as bad:
            raise ValidationError(str(reference_wording.BAD_DATES[bad.code])) from None
        if found.earliest is None or found.earliest != found.latest:
            raise ValidationError(_("Name one day."))
        return found.earliest


def coded(label: Any, vocabulary: str, *, needed: bool = True, kept: str = "", help_text: Any = "") -> forms.ChoiceField:
    """A code of a vocabulary; retired ones stay where the record carries them."""
    options = list(terms.choices(vocabulary, language(), keep=frozenset({kept} if kept else ())))
    return forms.ChoiceField(label=label, choices=[("", "—"), *options], required=needed, help_text=help_text)


def address() -> forms.CharField:
    """Where a source stands. Kept as text: a page that leads out tells that site who reads here."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=_("Address on the internet"), required=False, max_length=500, widget=widget)
