"""Forms of exported conversations: the file, and which messages make one account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.documentation.content import Account
from seereya.documentation.forms.records_fields import RecordForm, WhenField, area, choices
from seereya.foundation.identifiers import new_id


class MessagesFileForm(forms.Form):
    """An exported conversation."""

    file = forms.FileField(
        label=_("Exported conversation"),
        help_text=_("The .txt file of WhatsApp, in French or English, or a .json file of Signal."),
        max_length=255,
    )


class TakeMessagesForm(RecordForm):
    """One source's account, made of some of the messages."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    source = forms.ChoiceField(label=_("A source you know already"), required=False)
    source_words = forms.CharField(
        label=_("Or another source, described without naming a person"), required=False, max_length=200
    )
    source_type = forms.ChoiceField(label=_("Kind of source"), required=False)
    published = WhenField(label=_("When was this said or published?"))
    says = forms.CharField(
        label=_("What does it say?"),
        help_text=_("Told in your words, without what would show who speaks."),
        required=False,
        widget=area(4),
    )

    def __init__(self, data: Any = None, *, numbers: list[int], sources: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"token": new_id()})
        offered: dict[str, list[tuple[str, Any]]] = {
            "chosen": [(str(one), str(one)) for one in numbers],
            "source": [("", _("— none of these —")), *sources],
            "source_type": choices("source_types", "—"),
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("source") and not cleaned.get("source_words", "").strip():
            self.add_error("source_words", _("Choose a source, or describe it without naming a person."))
        return cleaned

    def account(self) -> Account:
        """The account, without its words."""
        said = self.cleaned_data
        names = ("source", "source_words", "source_type", "published", "says")
        return Account(id=(said.get("token") or new_id()).hex, **{name: said[name] for name in names})
