"""A stakeholder, a stance, and the facts of the context."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.advocacy.content import StakeholderContact, StakeholderContent, StanceEntry
from seereya.advocacy.forms.fields import DayField, coded
from seereya.reference.fields import RecordForm, area

_CONTENT = ("called", "function", "institution", "body", "sensitive", "notes")
_CONTACT = ("name", "reach", "rules")


class StakeholderForm(RecordForm):
    """Who has influence, in which function; how one is reached."""

    called = forms.CharField(
        label=_("How we call this person in lists"),
        help_text=_("The name. Of somebody who could be harmed for talking to us, a word of ours that says nothing."),
        max_length=120,
    )
    sensitive = forms.BooleanField(
        label=_("Sensitive contact"),
        help_text=_("Somebody who helps us and could be harmed for it. The name opens for a purpose only, on the record."),
        required=False,
    )
    function = forms.CharField(label=_("Function"), required=False, max_length=200)
    institution = forms.CharField(label=_("Institution"), required=False, max_length=200)
    notes = forms.CharField(label=_("Notes"), required=False, widget=area(4))
    name = forms.CharField(label=_("Name, where the list does not say it"), required=False, max_length=200)
    reach = forms.CharField(label=_("How this person is reached"), required=False, widget=area(2))
    rules = forms.CharField(
        label=_("What never to do"),
        help_text=_("No message, not at the office, not with others in copy."),
        required=False,
        widget=area(2),
    )
    field_order = ("called", "sensitive", "function", "institution", "body", "notes")

    def __init__(self, data: Any = None, *, kept: str = "", with_contact: bool = True, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["body"] = coded(_("Body"), "bodies", needed=False, kept=kept)
        if not with_contact:
            for name in _CONTACT:
                del self.fields[name]
        self.order_fields(self.field_order)

    def content(self) -> StakeholderContent:
        """What the page shows."""
        said = self.cleaned_data
        return StakeholderContent(**{name: said[name] for name in _CONTENT})

    def contact(self) -> StakeholderContact | None:
        """What opens for a purpose; nothing where it was not asked."""
        if "reach" not in self.fields:
            return None
        return StakeholderContact(**{name: self.cleaned_data[name] for name in _CONTACT})


class ContactForm(RecordForm):
    """How one is reached, written anew."""

    name = forms.CharField(label=_("Name, where the list does not say it"), required=False, max_length=200)
    reach = forms.CharField(label=_("How this person is reached"), required=False, widget=area(2))
    rules = forms.CharField(
        label=_("What never to do"),
        help_text=_("No message, not at the office, not with others in copy."),
        required=False,
        widget=area(2),
    )

    def contact(self) -> StakeholderContact:
        """What was typed."""
        return StakeholderContact(**{name: self.cleaned_data[name] for name in _CONTACT})


def initial_of(content: StakeholderContent, version: int) -> dict[str, Any]:
    """The first values of the form of a stakeholder."""
    return {name: getattr(content, name) for name in _CONTENT} | {"version": version}


class StanceForm(RecordForm):
    """Where a stakeholder stands on a day."""

    influence = forms.TypedChoiceField(
        label=_("Influence"),
        help_text=_("On what we ask: from 1 (little) to 5 (decides)."),
        choices=[(str(one), str(one)) for one in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("On which day"))
    why = forms.CharField(label=_("How we know"), required=False, widget=area(2))

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["stance"] = coded(_("Where the person stands"), "stakeholder_stance")
        self.order_fields(("stance", "influence", "on"))

    def entry(self) -> StanceEntry:
        """What was typed."""
        said = self.cleaned_data
        return StanceEntry(said["on"].isoformat(), said["influence"], said["stance"], said["why"])
