"""How great the danger is, and what is done against it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.foundation.sealable import When
from seereya.protection.content import Measure, PlanContent, RiskContent
from seereya.reference.fields import RecordForm, WhenField, area, choices

ROWS = 6
_ABOUT = ("person", "family", "community", "interviewer")


class RiskForm(RecordForm):
    """The danger for each of those it may reach, and why."""

    person = forms.ChoiceField(label=_("For the person"))
    family = forms.ChoiceField(label=_("For the family"), required=False)
    community = forms.ChoiceField(label=_("For the community"), required=False)
    interviewer = forms.ChoiceField(label=_("For whoever speaks with the person"), required=False)
    why = forms.CharField(
        label=_("Why"),
        help_text=_("What was said, seen, threatened. Nothing that says who the person is."),
        required=False,
        widget=area(4),
    )
    contact = forms.CharField(
        label=_("At which contact"),
        help_text=_("Visit, call, through whom. The danger is assessed anew at each."),
        required=False,
        max_length=200,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        for name in _ABOUT:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices("risk_levels", _("choose") if name == "person" else _("not assessed"))

    def content(self) -> RiskContent:
        """What was assessed."""
        return RiskContent(**{name: self.cleaned_data[name] for name in (*_ABOUT, "why", "contact")})


class PlanForm(RecordForm):
    """Measures with who does them and until when; who carries the plan; the day it is looked at again."""

    owner = forms.ChoiceField(label=_("Who carries the plan"), required=False)
    expires = WhenField(label=_("Looked at again on"), help_text=_("A day. After it the plan counts as late."))
    note = forms.CharField(label=_("Note"), required=False, widget=area(2))

    def __init__(self, data: Any = None, *, colleagues: list[str], **more: Any) -> None:
        super().__init__(data, **more)
        offered = [("", "—"), *((one, one) for one in colleagues)]
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = offered
        for number in range(1, ROWS + 1):
            values = {"number": number}
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("Measure %(number)s") % values, required=False, max_length=300
            )
            self.fields[f"owner_{number}"] = forms.ChoiceField(
                label=_("Measure %(number)s: who") % values, choices=offered, required=False
            )
            self.fields[f"until_{number}"] = WhenField(label=_("Measure %(number)s: until when") % values)
            self.fields[f"done_{number}"] = forms.BooleanField(label=_("Measure %(number)s: done") % values, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        expires = cleaned.get("expires")
        if expires and expires.earliest != expires.latest:
            self.add_error("expires", _("Name one day."))
        return cleaned

    @property
    def expiry(self) -> str:
        """The day as a date, or nothing."""
        return self.cleaned_data["expires"].latest or ""

    def content(self) -> PlanContent:
        """The plan as typed; rows without words are left out."""
        said = self.cleaned_data
        measures = [
            Measure(said[f"what_{n}"].strip(), said[f"owner_{n}"], said[f"until_{n}"], said[f"done_{n}"])
            for n in range(1, ROWS + 1)
            if said[f"what_{n}"].strip()
        ]
        return PlanContent(measures, said["owner"], said["note"])


def initial_of(content: PlanContent, expires: str) -> dict[str, Any]:
    """The first values of a plan's form."""
    day = When(expires, expires, "day") if expires else When()
    found: dict[str, Any] = {"owner": content.owner, "note": content.note, "expires": day}
    for number, one in enumerate(content.measures[:ROWS], start=1):
        found |= {
            f"what_{number}": one.what,
            f"owner_{number}": one.owner,
            f"until_{number}": one.until,
            f"done_{number}": one.done,
        }
    return found
