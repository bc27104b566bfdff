"""Forms of reference data: a term in both languages, a place to look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,39}")


class TermForm(forms.Form):
    """The words of a term. A new one has a code and may lie under another; afterwards both stay as they are."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Capital letters, digits and hyphens; it never changes afterwards. Begin like the codes around it."),
    )
    fr = forms.CharField(label=_("In French"), max_length=400)
    en = forms.CharField(label=_("In English"), max_length=400)
    parent = forms.ChoiceField(label=_("Under"), required=False)

    def __init__(
        self, data: Any = None, *, new: bool, parents: Sequence[tuple[str, str]] = (), initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        if not new:
            del self.fields["code"]
        if not (new and parents):
            del self.fields["parent"]
            return
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("nothing: a term of its own")), *parents]

    def clean_code(self) -> str:
        """A code like the others: what rules and exports can carry."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not _CODE.fullmatch(code):
            raise forms.ValidationError(_("Only capital letters, digits and hyphens, two at least, a letter or digit first."))
        return code
