"""Forms of external events: sending a file, attaching an event to an incident."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from seereya.accounts.actor import Actor
from seereya.documentation import wording_events as words
from seereya.documentation.importing.rows import release_of
from seereya.documentation.importing.running import Asked
from seereya.documentation.queries.events import attachable

_RELEASE = re.compile(r"\d{1,3}(\.\d{1,3}){0,3}")


class ImportForm(forms.Form):
    """A file of events, and how it is to be read."""

    file = forms.FileField(
        label=_("File of events"),
        help_text=_("A UCDP GED file: CSV, or the same compressed (.gz). Files of 41 and of 49 columns are known."),
        max_length=255,
    )
    release = forms.CharField(
        label=_("Release of the data"),
        help_text=_("For instance 25.1. Leave it empty to take it from the file's name; accounts quote it."),
        max_length=20,
        required=False,
    )
    encoding = forms.ChoiceField(
        label=_("How letters are written"),
        help_text=_("UCDP publishes UTF-8. Choose the other only when the check says so."),
        choices=[("utf-8", "UTF-8"), ("windows-1252", "Windows-1252")],
        initial="utf-8",
    )
    check_first = forms.BooleanField(
        label=_("Check the file first; import nothing yet"),
        help_text=_("You then see what would be new, changed or refused, and decide."),
        initial=True,
        required=False,
    )

    def clean_release(self) -> str:
        """A release is numbers and dots."""
        release: str = self.cleaned_data["release"].strip()
        if release and not _RELEASE.fullmatch(release):
            raise ValidationError(_("Write the release as numbers with a dot, such as 25.1."), code="release")
        return release

    def asked(self, by: Actor) -> Asked:
        """What the import is told."""
        data: dict[str, Any] = self.cleaned_data
        return Asked(
            dry_run=data["check_first"],
            encoding=data["encoding"],
            release=data["release"] or release_of(data["file"].name or ""),
            by=by.id,
            organisation=by.organisation_id,
        )


class AttachForm(forms.Form):
    """Which incident an event is to be attached to: one of those changed last, or one named by its reference."""

    incident = forms.ChoiceField(label=_("Incident"), widget=forms.RadioSelect, required=False)
    reference = forms.CharField(
        label=_("Or its reference"),
        help_text=_("For instance AMDH-INC-0042. Only incidents of your organisation."),
        max_length=40,
        required=False,
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by = by
        field = self.fields["incident"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(row.id), f"{row.card['ref']} · {row.card['title']}") for row in attachable(by=by)]
        if not field.choices:
            del self.fields["incident"]

    def clean(self) -> dict[str, Any]:
        """Exactly one incident, by whichever way."""
        data: dict[str, Any] = super().clean() or {}
        reference = (data.get("reference") or "").strip()
        if reference:
            found = attachable(by=self._by, reference=reference)
            if len(found) != 1:
                self.add_error("reference", ValidationError(str(words.REFUSALS["unknown_reference"]), code="unknown"))
            else:
                data["incident"] = str(found[0].id)
        elif not data.get("incident") and not self.errors:
            raise ValidationError(str(words.REFUSALS["incident_needed"]), code="needed")
        return data
