"""A public event, a figure as worded, a call of somebody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.advocacy.forms.fields import DayField, address, coded
from seereya.advocacy.models.context import Sourced
from seereya.advocacy.wording import EVENT_KINDS
from seereya.reference.fields import RecordForm, area, of


class FactForm(RecordForm):
    """A public fact with its source. The forms below add what is said of each kind."""

    names: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, row: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["source"] = forms.CharField(
            label=_("Source"), help_text=_("Which paper or document, of which day."), max_length=300
        )
        self.fields["source_url"] = address()
        self.prepare(row)
        self.order_fields(self.names)

    def prepare(self, row: Any) -> None:
        """Adds fields whose choices are terms."""

    def values(self) -> dict[str, Any]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in (*self.names, "source", "source_url")}


class EventForm(FactForm):
    """A dated public event."""

    names = ("kind", "on", "until", "title", "words", "by_whom", "ended_on")
    kind = forms.ChoiceField(label=_("Kind"), choices=of(EVENT_KINDS))
    on = DayField(label=_("On which day"), ahead=True)
    until = DayField(label=_("Until, where it lasted"), needed=False, ahead=True)
    title = forms.CharField(label=_("What happened"), max_length=200)
    words = forms.CharField(label=_("In more words"), required=False, widget=area(3))
    by_whom = forms.CharField(
        label=_("By whom"), help_text=_("Of a promise: which government made it."), required=False, max_length=200
    )
    ended_on = DayField(
        label=_("That government ended on"), help_text=_("So that a promise of a fallen government is read as one."), needed=False
    )


class FigureForm(FactForm):
    """A figure as its source words it."""

    names = ("worded", "about", "period", "scope", "as_of", "quote")
    worded = forms.CharField(
        label=_("The figure as worded"), help_text=_("“over 270” stays “over 270”: it is not 271."), max_length=120
    )
    about = forms.CharField(label=_("Of what"), help_text=_("Who or what is counted, as the source defines it."), max_length=200)
    period = forms.CharField(label=_("For which period"), max_length=120)
    scope = forms.CharField(label=_("For which places and persons"), max_length=200)
    as_of = DayField(label=_("As of which day"))
    quote = forms.CharField(label=_("The sentence it stands in"), required=False, widget=area(3))


class CallForm(FactForm):
    """What somebody else asked of the authorities."""

    names = ("caller", "body", "on", "addressee", "words", "theme")
    caller = forms.CharField(label=_("Who calls"), max_length=200)
    on = DayField(label=_("On which day"))
    addressee = forms.CharField(label=_("Upon whom"), required=False, max_length=200)
    words = forms.CharField(label=_("The words used"), widget=area(4))

    def prepare(self, row: Any) -> None:
        self.fields["body"] = coded(_("Body"), "bodies", needed=False, kept=row.body if row else "")
        self.fields["theme"] = coded(_("Theme"), "recommendation_themes", needed=False, kept=row.theme if row else "")


FORMS: dict[str, type[FactForm]] = {"events": EventForm, "figures": FigureForm, "calls": CallForm}


def initial_of(kind: str, row: Sourced) -> dict[str, Any]:
    """The first values of the form of a fact."""
    return {name: getattr(row, name) for name in (*FORMS[kind].names, "source", "source_url", "version")}
