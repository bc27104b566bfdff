"""Forms of exported conversations: the file, and which messages make one account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.documentation.content import Account
from seereya.documentation.forms.records_fields import WhenField, area, choices
from seereya.documentation.forms.sources import SourceForm
from seereya.documentation.queries.sources import Sources
from seereya.foundation.identifiers import new_id


class ManyFiles(forms.ClearableFileInput):
    """The browser's own field, for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; none is needed."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class MessagesFileForm(forms.Form):
    """An exported conversation."""

    file = forms.FileField(
        label=_("Exported conversation"),
        help_text=_(
            "The .txt file of WhatsApp, in French or English, a .json file of Signal or Telegram, "
            "or the .zip with its media, as the application exports it."
        ),
        max_length=255,
    )


class TakeMessagesForm(SourceForm):
    """One source's account, made of some of the messages."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    source_type = forms.ChoiceField(label=_("Kind of source"), required=False)
    published = WhenField(label=_("When was this said or published?"))
    says = forms.CharField(
        label=_("What does it say?"),
        help_text=_("Told in your words, without what would show who speaks."),
        required=False,
        widget=area(4),
    )

    attachments = FilesField(
        label=_("Voice notes and other files that the messages name"),
        help_text=_(
            "Named as in the conversation. Each becomes an item of evidence, linked to the account where its message stands."
        ),
        required=False,
    )

    keep_files = forms.BooleanField(
        label=_("Keep the files that these messages name, out of the zip"),
        help_text=_("Each becomes an item of evidence, linked to the account where its message stands."),
        required=False,
        initial=True,
    )

    def __init__(self, data: Any = None, files: Any = None, *, numbers: list[int], sources: Sources) -> None:
        super().__init__(data, files, initial={"token": new_id()})
        self.offer(sources)
        offered: dict[str, list[tuple[str, Any]]] = {
            "chosen": [(str(one), str(one)) for one in numbers],
            "source_type": choices("source_types", "—"),
        }
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found

    def account(self) -> Account:
        """The account, without its words."""
        said = self.cleaned_data
        names = ("source", "source_words", "source_type", "published", "says")
        return Account(id=(said.get("token") or new_id()).hex, **{name: said[name] for name in names})
