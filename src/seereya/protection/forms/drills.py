"""What is asked when a device is lost or somebody is arrested: as little as possible."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.protection.wording import DRILL_KINDS
from seereya.reference.fields import RecordForm, area, of

_DAYS = 90


class DrillForm(RecordForm):
    """Whose device, or who was arrested; and whether it is an exercise."""

    is_exercise = forms.TypedChoiceField(
        label=_("Is it real?"),
        choices=[("1", _("An exercise: nothing is changed, nobody is told")), ("0", _("It is real"))],
        coerce=lambda typed: typed == "1",
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label=_("What happened"), choices=of(DRILL_KINDS), widget=forms.RadioSelect)
    member_id = forms.TypedChoiceField(label=_("Whose device, or who was arrested"), coerce=UUID)
    days = forms.IntegerField(
        label=_("Look back so many days"),
        help_text=_("Whoever was opened since then counts as exposed."),
        min_value=1,
        max_value=3650,
        initial=_DAYS,
    )
    words = forms.CharField(label=_("What is known"), help_text=_("Where, when, in whose hands."), required=False, widget=area(3))

    def __init__(self, data: Any = None, *, colleagues: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["member_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("choose")), *colleagues]
