"""Letting a form out, handing its sealed part over, and what happens afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.advocacy import wording_submissions as words
from seereya.advocacy.rules.submissions import Refused, Step
from seereya.foundation import clock
from seereya.reference.fields import RecordForm, area


class SendForm(RecordForm):
    """To whom the form goes and what for. Who may be named was judged before it is asked."""

    recipient = forms.CharField(
        label=_("Who exactly receives it?"), help_text=_("The office and the address, as on an envelope."), max_length=200
    )
    purpose = forms.CharField(label=_("What for?"), help_text=_("One line. It stays in the ledger."), max_length=200)
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"),
        choices=[("fr", _("French")), ("en", _("English"))],
        widget=forms.CheckboxSelectMultiple,
    )
    urgent = forms.CharField(
        label=_("Why can it not wait for a basis?"),
        help_text=_(
            "Only where a life depends on it and nobody could be asked. A second person must answer within 72 hours. "
            "It never overrules a no."
        ),
        required=False, max_length=500, widget=area(2),
    )  # fmt: skip

    def __init__(self, *args: Any, items: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if items:
            self.fields["items"] = attachments(items)


def attachments(options: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    """Which items of evidence go along."""
    return forms.MultipleChoiceField(
        label=_("Copies of evidence that go along"),
        help_text=_(
            "Only what everybody in it may be shown or heard in. A picture, a film or a voice asks for a basis for the image too."
        ),
        choices=options,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class HandForm(RecordForm):
    """To whom the sealed part is handed."""

    colleague = forms.ChoiceField(label=_("To which colleague?"))
    purpose = forms.CharField(label=_("What for?"), help_text=_("One line; it stays on the record."), max_length=200)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["colleague"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("choose")), *colleagues]


class FollowForm(RecordForm):
    """What happened, and when."""

    step = forms.ChoiceField(label=_("What happened?"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("On which day?"), help_text=_("As 2026-11-26."))
    words = forms.CharField(
        label=_("In a few words"), help_text=_("Reference of the letter, what it says."), required=False, max_length=2000,
        widget=area(3),
    )  # fmt: skip

    def __init__(self, *args: Any, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one), words.STEPS[one]) for one in steps]
        self.initial.setdefault("on", clock.today())

    def check(self) -> None:
        """Raises `Refused("submission_not_sent")` where nothing can follow."""
        if not self.fields["step"].choices:  # type: ignore[attr-defined]
            raise Refused("submission_not_sent")


class StrikeForm(RecordForm):
    """Why the last step is struck out."""

    why = forms.CharField(label=_("Why?"), max_length=500, widget=area(2), required=False)
