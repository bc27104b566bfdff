"""A multiplier; somebody who asks to talk in private."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.education import wording_sessions as wording
from seereya.education.content_sessions import MultiplierContent, Talk
from seereya.education.forms.sessions import offer
from seereya.reference.fields import RecordForm, area, choices, of


class MultiplierForm(RecordForm):
    """Who was trained to give sessions."""

    name = forms.CharField(label=_("Name"), help_text=_("Sealed: educators read it, pages show the code."), max_length=200)
    reach = forms.CharField(label=_("How to reach the person"), required=False, max_length=300)
    note = forms.CharField(label=_("Note"), required=False, widget=area(2))
    active = forms.BooleanField(label=_("Still gives sessions"), required=False, initial=True)

    def content(self) -> MultiplierContent:
        """What is sealed."""
        return MultiplierContent(**{name: self.cleaned_data[name] for name in ("name", "reach", "note")})


class TalkForm(RecordForm):
    """What whoever helps needs to know; nothing that says who it is."""

    need = forms.CharField(
        label=_("What help may be needed"),
        help_text=_("Few words: care, shelter, a lawyer, only to be heard. No name, no account of what happened."),
        required=False,
        max_length=300,
    )
    again = forms.CharField(
        label=_("How the person is found again, safely"),
        help_text=_("As the person wishes: a day, a place both know, a word to say. Ask what must not be done."),
        required=False,
        widget=area(2),
        max_length=500,
    )
    language = forms.ChoiceField(label=_("Language the person speaks"), required=False)
    sex = forms.ChoiceField(
        label=_("Woman, man, girl, boy"),
        choices=of(wording.WHO, "—"),
        required=False,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        offer(self, "language", choices("languages", "—"))

    def content(self) -> Talk:
        """What is sealed to those who may refer."""
        return Talk(**{name: self.cleaned_data[name] for name in ("need", "again", "language", "sex")})
