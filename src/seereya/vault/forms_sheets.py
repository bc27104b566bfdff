"""A spreadsheet that somebody brings, for the rooms that read one: recommendations, a budget, expenses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.reference.fields import RecordForm
from seereya.vault.uploads import SealedFile


class SheetForm(RecordForm):
    """A spreadsheet, read in memory. What did not come in whole is refused."""

    file = forms.FileField(label=_("Spreadsheet"))

    def __init__(self, data: Any = None, files: Any = None, *, cut: bool = False, **more: Any) -> None:
        super().__init__(data, files, **more)
        self.cut = cut

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.cut or not isinstance(cleaned.get("file"), SealedFile):
            self.add_error("file", _("The file did not come in whole. Nothing of it was kept: send it again."))
        return cleaned

    def data_read(self) -> bytes:
        """The bytes of the file, in memory."""
        return b"".join(self.cleaned_data["file"].read_clear())
