"""What is asked before names are printed or records exported: to whom, how much, what for; who may be named is shown before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.documentation.rules import Refused
from seereya.vault.forms_basis import LeavingForm
from seereya.vault.services import Verdict

Judge = Callable[[dict[str, Any]], list[Verdict]]
Tell = Callable[[Any], list[dict[str, Any]]]


class NamesForm(LeavingForm):
    """Names on a printed dossier. Its verdicts are those of the moment at which it was sent."""

    def __init__(self, *args: Any, judge: Judge, tell: Tell, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._judge, self._tell, self.verdicts = judge, tell, list[Verdict]()

    def clean(self) -> dict[str, Any]:
        """Asks the gate as soon as the questions are answered."""
        cleaned = super().clean() or self.cleaned_data
        if not self._errors:
            try:
                self.verdicts = self._judge(cleaned)
            except Refused as refusal:
                self.refuse(refusal)
        return cleaned

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The verdicts in words, for the page."""
        return self._tell(self) if self.verdicts else []

    @property
    def why_urgent(self) -> str:
        """Why it cannot wait; nothing where that is not asked."""
        return str(self.cleaned_data.get("urgent", "")).strip()

    def named(self) -> tuple[UUID, ...]:
        """Whose names the reader saw as allowed and wants in it. Raises `Refused("look_first")` before anybody looked."""
        data: Any = self.data
        if "seen" not in data:
            raise Refused("look_first")
        try:
            return tuple(UUID(one) for one in data.getlist("named"))
        except ValueError:
            raise Refused("look_first") from None


class ExportForm(NamesForm):
    """Records for somebody outside, under two persons."""

    lowest: ClassVar = "ID-0"
    with_urgency: ClassVar = False

    def __init__(self, *args: Any, incidents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incidents"] = forms.MultipleChoiceField(
            label=_("Which incidents?"),
            choices=incidents,
            widget=forms.CheckboxSelectMultiple,
            initial=[one for one, _ in incidents],
        )
        self.order_fields(["incidents"])

    def chosen(self) -> list[UUID]:
        """The incidents ticked."""
        return [UUID(one) for one in self.cleaned_data["incidents"]]
