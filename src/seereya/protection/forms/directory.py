"""An entry of the directory of services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.protection.models import Service
from seereya.protection.services.directory import ServiceEntry
from seereya.reference import places, terms
from seereya.reference.fields import PlaceMixin, RecordForm
from seereya.reference.saying import language


class ServiceForm(PlaceMixin, RecordForm):
    """What a service is, where, when, for whom; and how it is reached."""

    name = forms.CharField(label=_("What it is called"), max_length=200)
    kinds = forms.MultipleChoiceField(label=_("What it gives"), widget=forms.CheckboxSelectMultiple)
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    place_choice = forms.ChoiceField(label=_("Which of these places?"), required=False, widget=forms.RadioSelect)
    hours = forms.CharField(label=_("Opening hours"), required=False, max_length=200)
    for_whom = forms.CharField(
        label=_("For whom"),
        help_text=_("Women, children, displaced people; what is asked at the door."),
        required=False,
        max_length=300,
    )
    cost = forms.CharField(label=_("What it costs"), required=False, max_length=200)
    languages = forms.MultipleChoiceField(label=_("Languages spoken there"), required=False, widget=forms.CheckboxSelectMultiple)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=80)
    address = forms.CharField(label=_("How to get there"), required=False, max_length=300)
    discreet = forms.BooleanField(
        label=_("Discreet: seal telephone and address"),
        help_text=_("A shelter must not be found by whoever seizes this machine. Only your organisation opens them."),
        required=False,
    )
    given_by_us = forms.BooleanField(
        label=_("Our organisation gives this service itself"),
        help_text=_("Partners' referrals to it then arrive with your focal point, here."),
        required=False,
    )
    shared = forms.BooleanField(label=_("Show it to the partner organisations"), required=False, initial=True)
    field_order = ("name", "kinds", "place", "place_choice", "hours", "for_whom", "cost", "languages", "phone", "address")

    def __init__(self, data: Any = None, *, kept: frozenset[str] = frozenset(), **more: Any) -> None:
        super().__init__(data, **more)
        for name, vocabulary in (("kinds", "referral_services"), ("languages", "languages")):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = terms.choices(vocabulary, language(), keep=kept)
        self.prepare_place()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["place_code"] = self.clean_places(cleaned)
        return cleaned

    def entry(self) -> ServiceEntry:
        """What was typed."""
        said = self.cleaned_data
        names = (
            "name",
            "kinds",
            "hours",
            "languages",
            "cost",
            "for_whom",
            "phone",
            "address",
            "discreet",
            "given_by_us",
            "shared",
        )
        return ServiceEntry(place=said["place_code"], **{name: said[name] for name in names})


def initial_of(row: Service, phone: str, address: str) -> dict[str, Any]:
    """The first values of the form of an entry."""
    names = ("name", "kinds", "hours", "languages", "cost", "for_whom", "discreet", "given_by_us", "shared", "version")
    place = places.tree().full_label(row.place, language()) if row.place else ""
    return {name: getattr(row, name) for name in names} | {"place": place, "phone": phone, "address": address}
