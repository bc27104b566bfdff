"""What is typed in a complaint about our own staff."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.accounts.queries import colleagues
from seereya.protection.content import ComplaintContent
from seereya.protection.queries.complaints import accused_of, organisations, recipients
from seereya.protection.rules_complaints import Move
from seereya.protection.wording_complaints import FOR_COMPLAINANT, in_words
from seereya.reference.fields import RecordForm, area, choices


def _people(keep: frozenset[str]) -> list[tuple[str, Any]]:
    return [(key, in_words(one)) for key, one in recipients().items() if key not in keep]


def outside(content: ComplaintContent, keep: str) -> list[tuple[str, Any]]:
    """Those who could receive this complaint and do not have it: `keep` is who asks."""
    about, has = accused_of(content), {keep, *content.recipients}
    return [(key, in_words(one)) for key, one in recipients().items() if key not in has and one.is_outside(about)]


class ComplaintForm(RecordForm):
    """A complaint: about whom, what happened, who may read it."""

    accused_id = forms.ChoiceField(label=_("The person it is about, if in this list"), required=False)
    accused = forms.CharField(
        label=_("Otherwise: who it is, as far as you know"),
        help_text=_("A name, a function, a description. It is sealed with the rest."),
        required=False,
        max_length=300,
    )
    organisation_id = forms.ChoiceField(label=_("For whom this person works"))
    kind = forms.ChoiceField(label=_("What it is about"), required=False)
    words = forms.CharField(
        label=_("What happened"), help_text=_("When, where, what was said or done. Your own words."), widget=area(8)
    )
    wish = forms.CharField(label=_("What should follow from it"), required=False, widget=area(2))
    behalf = forms.CharField(
        label=_("On whose behalf, if it is not your own"),
        help_text=_("With that person's agreement. Leave it empty where the person must not be named."),
        required=False,
        max_length=300,
    )
    anonymous = forms.BooleanField(
        label=_("Do not tell the recipients who files it"),
        help_text=_("You still read the answer on your own page. The database keeps that your account holds a key to it."),
        required=False,
    )
    recipients = forms.MultipleChoiceField(
        label=_("Who may read it"),
        help_text=_(
            "Only these persons. Nobody it is about, nobody who leads or administers; a protection focal point only of another "
            "organisation. Two, if you can: one may be away."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None, *, by: Any, **more: Any) -> None:
        super().__init__(data, **more)
        mine = [(str(one.id), one.handle) for one in colleagues(by.organisation_id) if one.id != by.id]
        self._choose("accused_id", [("", _("not in this list")), *mine])
        self._choose("organisation_id", organisations())
        self._choose("kind", choices("complaint_kinds", "—"))
        self._choose("recipients", _people(frozenset({str(by.id)})))
        self.initial.setdefault("organisation_id", str(by.organisation_id))
        self._by = by

    def _choose(self, name: str, found: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
        field.choices = found

    def content(self) -> ComplaintContent:
        """What is sealed of it. Whoever is in the list works for the own organisation."""
        said = self.cleaned_data
        names = ("words", "kind", "accused_id", "accused", "wish", "behalf", "organisation_id")
        found = ComplaintContent("", **{name: said[name].strip() for name in names})
        if found.accused_id:
            found.organisation_id = str(self._by.organisation_id)
        return found


class PaperForm(ComplaintForm):
    """A complaint received on paper, under the code of its slip."""

    code = forms.CharField(label=_("Code of the slip"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    field_order = ("code",)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        del self.fields["anonymous"]
        self.fields["words"].help_text = _("As it stands on the paper. Then keep the paper under lock, or burn it.")
        self.fields["recipients"].label = _("Who else may read it")
        self.fields["recipients"].help_text = _("You read it yourself. Nobody it is about, nobody who leads or administers.")

    def content(self) -> ComplaintContent:
        """What is sealed of it, with the code."""
        found = super().content()
        found.code = self.cleaned_data["code"]
        return found


class ComplaintMoveForm(RecordForm):
    """What a recipient does with a complaint."""

    to = forms.ChoiceField(label=_("To whom"))
    words = forms.CharField(widget=area(5), required=False)
    note = forms.CharField(
        label=_("Note among recipients"), help_text=_("The complainant cannot open it."), required=False, widget=area(3)
    )

    def __init__(self, data: Any = None, *, move: Move, by: Any, content: ComplaintContent, **more: Any) -> None:
        super().__init__(data, **more)
        words = self.fields["words"]
        label, told = FOR_COMPLAINANT[move]
        words.label, words.help_text = str(label), str(told)
        words.required = move in {Move.ANSWER, Move.HAND_ON}
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        if move is Move.HAND_ON:
            to.choices = outside(content, keep=str(by.id))
        else:
            del self.fields["to"]


class SlipForm(RecordForm):
    """How many slips, in which language."""

    language = forms.ChoiceField(label=_("Language of the slips"), choices=[("fr", "Français"), ("en", "English")])
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=20, initial=4)
