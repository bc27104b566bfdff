"""Choosing a source in a form: from the newest in a list, or by its open code where there are more than a list can offer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.documentation.forms.records_fields import RecordForm
from seereya.documentation.queries.sources import Sources


class SourceForm(RecordForm):
    """The source of an account: known already, or described without naming a person."""

    source = forms.ChoiceField(
        label=_("A source you know already"), help_text=_("By its open code. Otherwise describe it below."), required=False
    )
    source_code = forms.CharField(
        label=_("Or its open code"),
        help_text=_("The list offers the newest sources. Any other is found by its code, as the list of sources shows it."),
        required=False,
        max_length=20,
    )
    source_words = forms.CharField(
        label=_("Or another source, described without naming a person"),
        help_text=_("“A woman of the village”, “communiqué of the ministry”, “radio of the region”."),
        required=False,
        max_length=200,
    )

    def offer(self, sources: Sources, kept: tuple[str, str] = ("", "")) -> None:
        """Offers the sources; one that was chosen before stays, even where the list does not reach it."""
        self._find = sources.find
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        also = [kept] if kept[0] and kept[0] not in dict(sources.offered) else []
        field.choices = [("", _("— none of these —")), *sources.offered, *also]
        if not sources.more:
            del self.fields["source_code"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if code := (cleaned.get("source_code") or "").strip():
            cleaned["source"] = self._find(code)
            if not cleaned["source"]:
                self.add_error("source_code", _("No source that you can open has this code."))
        elif not cleaned.get("source") and not cleaned.get("source_words", "").strip():
            self.add_error("source_words", _("Choose a source, or describe it without naming a person."))
        return cleaned
