"""The forms of a grant: opened from its contract, and what may change later."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.accounts.models import Organisation
from seereya.programme.forms.fields import amount_field, day_field
from seereya.programme.rules import suppression
from seereya.programme.services.grants import GrantFacts
from seereya.reference.fields import RecordForm

_PREFIX = "ceiling-"


class GrantForm(RecordForm):
    """A grant as its contract says it; a ceiling makes an organisation a partner."""

    code = forms.CharField(label=_("Short code"), help_text=_("As people say it, such as JUS-1."), max_length=20)
    title = forms.CharField(label=_("Title of the action"), max_length=200)
    funder = forms.CharField(label=_("Funder"), max_length=120)
    contract = forms.CharField(label=_("Number of the contract"), required=False, max_length=60)
    amount = amount_field(_("Amount of the grant"), required=True)
    currency = forms.CharField(label=_("Currency"), help_text=_("Three letters."), min_length=3, max_length=3, initial="EUR")
    starts = day_field(_("First day of the action"), required=True)
    ends = day_field(_("Last day of the action"), required=True)
    country = forms.CharField(
        label=_("Country of the action"),
        help_text=_("Two letters. Where your seat is in another country, the final report has six months instead of three."),
        max_length=2, required=False,
    )  # fmt: skip
    every = forms.IntegerField(label=_("A report every so many months"), min_value=1, max_value=24, initial=3)
    smallest_cell = forms.IntegerField(
        label=_("Smallest count told to the funder"),
        help_text=_("Smaller counts of persons and files, and smaller differences, are not told. Fixed once a report has left."),
        min_value=suppression.SMALLEST, max_value=20, initial=suppression.USUAL,
    )  # fmt: skip
    emblem = forms.BooleanField(
        label=_("The funder is shown in the field by default"),
        help_text=_("Off: every activity starts with the waiver for safety."),
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for one in Organisation.objects.order_by("name"):
            label = _("Ceiling of %(name)s") % {"name": one.name}
            self.fields[f"{_PREFIX}{one.id}"] = amount_field(label, _("Empty: not a partner of this grant."))

    def facts(self) -> GrantFacts:
        """What was typed."""
        said = self.cleaned_data
        ceilings: dict[UUID, Decimal] = {
            UUID(name.removeprefix(_PREFIX)): value
            for name, value in said.items()
            if name.startswith(_PREFIX) and value is not None
        }
        plain = {name: said[name] for name in GrantFacts.__dataclass_fields__ if name != "ceilings"}
        return GrantFacts(**plain, ceilings=ceilings)


class GrantChangeForm(RecordForm):
    """What may change of a grant once it is open."""

    title = forms.CharField(label=_("Title of the action"), max_length=200)
    contract = forms.CharField(label=_("Number of the contract"), required=False, max_length=60)
    smallest_cell = forms.IntegerField(
        label=_("Smallest count told to the funder"),
        help_text=_("Smaller counts of persons and files, and smaller differences, are not told. Fixed once a report has left."),
        min_value=suppression.SMALLEST, max_value=20,
    )  # fmt: skip
    emblem = forms.BooleanField(label=_("The funder is shown in the field by default"), required=False)
