"""Forms of costs and their ceilings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.casework import wording_clients as wording
from seereya.casework.forms.cases import day_field, iso
from seereya.casework.rules.costs import CostContent
from seereya.reference.fields import RecordForm, area, of


class AmountMixin(forms.Form):
    """A kind, an amount and its currency."""

    kind = forms.ChoiceField(label=_("Kind of cost"), choices=of(wording.COSTS, _("choose")))
    amount = forms.CharField(label=_("Amount"), help_text=_("In figures, such as 12 500 or 12500,50."), max_length=20)
    currency = forms.CharField(label=_("Currency"), help_text=_("Three letters."), min_length=3, max_length=3)


class CostForm(AmountMixin, RecordForm):
    """A cost of a file."""

    spent_on = day_field(_("Spent on"), required=True)
    what = forms.CharField(label=_("What for"), help_text=_("Codes, no names."), max_length=200)
    receipt = forms.CharField(
        label=_("Receipt"), help_text=_("Number or reference of the paper."), required=False, max_length=100
    )

    def cost(self) -> CostContent:
        """What was typed."""
        said = self.cleaned_data
        names = ("kind", "amount", "currency", "what", "receipt")
        return CostContent(spent_on=iso(said["spent_on"]), **{name: said[name] for name in names})


class DecideForm(RecordForm):
    """A cost above its ceiling: approved or refused by a second person."""

    approve = forms.ChoiceField(label=_("Decision"), choices=of(wording.DECISIONS), widget=forms.RadioSelect)
    why = forms.CharField(label=_("Why"), widget=area(3), max_length=1000)


class CeilingForm(AmountMixin, RecordForm):
    """A ceiling for a kind of cost, per file."""

    def values(self) -> dict[str, Any]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in ("kind", "amount", "currency")}
