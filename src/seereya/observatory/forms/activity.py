"""The form of a court's figures, as one source gives them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.observatory import wording as words
from seereya.observatory.forms.fields import count_field, courts, day_field
from seereya.observatory.models import CourtActivity
from seereya.observatory.rules import COUNTS, Counts
from seereya.reference.fields import RecordForm, area, of, tree_of

LABELS: Any = words.COUNTS
PLAIN = ("court", "seat", "family", "starts", "ends", "source_kind", "source", "source_url", "published_on", "wording", "remark")


class ActivityForm(RecordForm):
    """One court, one period, one source."""

    court = forms.ChoiceField(label=_("Court or body"))
    seat = forms.CharField(label=_("Its town"), required=False, max_length=120)
    family = forms.ChoiceField(label=_("Offences counted"), required=False)
    starts = day_field(_("First day of the period"), required=True)
    ends = day_field(_("Last day of the period"), required=True)
    entered = count_field(LABELS["entered"])
    pending = count_field(LABELS["pending"])
    judged = count_field(LABELS["judged"])
    dismissed = count_field(LABELS["dismissed"])
    adjourned = count_field(LABELS["adjourned"])
    source_kind = forms.ChoiceField(label=_("Kind of source"), choices=of(words.SOURCE_KINDS))
    source = forms.CharField(
        label=_("Source"), help_text=_("Title of the document and page, or who counted and how."), max_length=300
    )
    published_on = day_field(_("Published on"))
    source_url = forms.URLField(label=_("Address of the document"), required=False, max_length=500, assume_scheme="https")
    wording = forms.CharField(
        label=_("As the source words it"),
        help_text=_("Word for word, with its own definitions: what it calls a case, an affair, a person."),
        required=False,
        widget=area(3),
        max_length=4000,
    )
    remark = forms.CharField(label=_("Our remark"), required=False, widget=area(2), max_length=2000)

    def __init__(self, *args: Any, kept: CourtActivity | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        family = kept.family if kept else ""
        offered = {
            "court": courts(kept.court if kept else ""),
            "family": [("", _("All offences together")), *tree_of("crimes", frozenset({family}))],
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found

    def figures(self) -> list[Any]:
        """The counts, in a row."""
        return [self[name] for name in COUNTS]

    def said(self) -> dict[str, object]:
        """What is kept beside the counts."""
        return {name: self.cleaned_data[name] for name in PLAIN}

    def counts(self) -> Counts:
        """The figures; empty ones are not nought."""
        return Counts(**{name: self.cleaned_data[name] for name in COUNTS})


def initial_of(row: CourtActivity) -> dict[str, Any]:
    """The first values of figures already recorded."""
    return {name: getattr(row, name) for name in (*PLAIN, *COUNTS, "version")}
