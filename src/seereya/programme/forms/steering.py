"""The forms of activities, risks and decisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.accounts import wording as accounts
from seereya.accounts.rules import Role
from seereya.programme import wording
from seereya.programme.content import ActivityContent
from seereya.programme.forms.fields import day_field, regions
from seereya.programme.models import Grant
from seereya.programme.queries import grants
from seereya.programme.services.activities import ActivityFacts
from seereya.programme.services.steering import DecisionFacts, RiskFacts
from seereya.reference.fields import RecordForm, area, of

_SEALED = _("Sealed to the partners. No name, no exact place.")


class ActivityForm(RecordForm):
    """An activity of the action plan."""

    code = forms.CharField(label=_("Code"), help_text=_("Such as 4.1.2."), max_length=12)
    title = forms.CharField(label=_("Title"), help_text=_("No exact place and no name: the funder reads it."), max_length=200)
    pillar = forms.TypedChoiceField(label=_("Pillar"), coerce=int, choices=list(wording.PILLARS.items()))
    organisation = forms.ChoiceField(label=_("Carried out by"))
    region = forms.ChoiceField(label=_("Region"), required=False)
    planned_start = day_field(_("Planned from"), required=True)
    planned_end = day_field(_("Planned until"), required=True)
    state = forms.ChoiceField(label=_("Where it stands"), choices=of(wording.ACTIVITY_STATES))
    actual_start = day_field(_("Carried out from"))
    actual_end = day_field(_("Carried out until"))
    reason = forms.CharField(
        label=_("If it was changed or given up: why"), help_text=_SEALED, widget=area(3), max_length=1500, required=False
    )
    cooperation = forms.CharField(
        label=_("With whom: partners, authorities"), help_text=_SEALED, widget=area(2), max_length=1500, required=False
    )
    lessons = forms.CharField(label=_("What was learned"), help_text=_SEALED, widget=area(2), max_length=1500, required=False)
    budget_line = forms.CharField(label=_("Budget line"), help_text=_("Such as 5.7."), max_length=12, required=False)
    shown = forms.ChoiceField(label=_("Visibility of the funder"), choices=of(wording.SHOWN), widget=forms.RadioSelect)
    visibility = forms.CharField(
        label=_("How the funder was shown, or why not"), help_text=_SEALED, widget=area(2), max_length=1500, required=False
    )

    def __init__(self, *args: Any, grant: Grant, **more: Any) -> None:
        super().__init__(*args, **more)
        partners = [(str(one.organisation_id), one.organisation.name) for one in grants.partners(grant)]
        for name, choices in (("organisation", partners), ("region", [("", _("the whole country, or none")), *regions()])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def facts(self) -> ActivityFacts:
        """What stands in clear."""
        said = {name: self.cleaned_data[name] for name in ActivityFacts.__dataclass_fields__}
        return ActivityFacts(**(said | {"organisation": UUID(said["organisation"])}))

    def content(self) -> ActivityContent:
        """What is sealed."""
        return ActivityContent(**{name: self.cleaned_data[name].strip() for name in ActivityContent.__dataclass_fields__})


class RiskForm(RecordForm):
    """A risk to the action."""

    title = forms.CharField(
        label=_("What could happen"), help_text=_("In general words: the title is not sealed."), max_length=200
    )
    likelihood = forms.TypedChoiceField(label=_("How likely"), coerce=int, choices=list(wording.RISK_STEPS.items()))
    impact = forms.TypedChoiceField(label=_("How grave"), coerce=int, choices=list(wording.RISK_STEPS.items()))
    said = forms.CharField(label=_("If it moved: why"), help_text=_SEALED, widget=area(2), max_length=1000, required=False)
    owner = forms.ChoiceField(label=_("Who watches it"), choices=[(str(role), accounts.ROLES[role]) for role in Role])
    mitigation = forms.CharField(
        label=_("What is done against it"), help_text=_SEALED, widget=area(3), max_length=2000, required=False
    )
    review_on = day_field(_("Look at it again on"), required=True)
    is_open = forms.BooleanField(label=_("It is still a risk"), required=False, initial=True)

    def facts(self) -> RiskFacts:
        """What was typed."""
        return RiskFacts(**{name: self.cleaned_data[name] for name in RiskFacts.__dataclass_fields__})


class DecisionForm(RecordForm):
    """A decision of the steering committee."""

    title = forms.CharField(label=_("What is decided"), help_text=_SEALED, max_length=200)
    state = forms.ChoiceField(label=_("Where it stands"), choices=of(wording.DECISIONS))
    due_on = day_field(_("To be taken by"))
    decided_on = day_field(_("Taken on"))
    words = forms.CharField(
        label=_("What was decided and why"), help_text=_SEALED, widget=area(4), max_length=4000, required=False
    )
    carried_by = forms.CharField(
        label=_("Who sees to it"), help_text=_("A role or an organisation."), max_length=200, required=False
    )

    def facts(self) -> DecisionFacts:
        """What was typed."""
        return DecisionFacts(**{name: self.cleaned_data[name] for name in DecisionFacts.__dataclass_fields__})
