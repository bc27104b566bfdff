"""The form of a case file itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seereya.casework.content import CaseContent
from seereya.reference.fields import RecordForm, WhenField, area, choices


def day_field(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    """A calendar day, with the browser's own picker."""
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def iso(value: Any) -> str:
    """A cleaned day as it is kept."""
    return value.isoformat() if value else ""


class NewCaseForm(RecordForm):
    """A new file: what it is about, and the incidents it grows out of."""

    title = forms.CharField(
        label=_("What the case is about, in a few words"),
        help_text=_("No name of a victim, witness or suspect: persons stand by their codes."),
        max_length=200,
    )
    incidents = forms.CharField(
        label=_("References of the incidents"),
        help_text=_("One a line. Only incidents you can open can be linked."),
        required=False,
        widget=area(3),
    )
    facts = WhenField(label=_("Date of the facts"), help_text=_("It decides which law applies and when limitation begins."))
    summary = forms.CharField(label=_("The facts, briefly"), required=False, widget=area(5))
    victims = forms.MultipleChoiceField(
        label=_("Victims documented in this incident"),
        help_text=_("Tick whom this case is about: they become parties of the file, as victims. Others are added later."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    conflict = forms.UUIDField(widget=forms.HiddenInput, required=False)
    conflict_reason = forms.CharField(
        label=_("If it opens before every partner said that there is no conflict of interest: why"),
        help_text=_("Counsel asks partners first; this reason stays in the file. Leave it empty where all answered."),
        required=False,
        max_length=500,
        widget=area(2),
    )

    def __init__(self, data: Any = None, *, victims: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["victims"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = victims
        if not victims:
            del self.fields["victims"]

    def references(self) -> list[str]:
        """The references typed, in order, once each."""
        typed = [" ".join(line.split()).upper() for line in self.cleaned_data["incidents"].splitlines()]
        return list(dict.fromkeys(one for one in typed if one))

    def content(self) -> CaseContent:
        """The new file's content; incidents are added by their ids."""
        said = self.cleaned_data
        return CaseContent(
            title=said["title"],
            summary=said["summary"],
            facts=said["facts"],
            conflict=str(said["conflict"] or ""),
            conflict_reason=said["conflict_reason"].strip(),
        )


class CaseForm(RecordForm):
    """What the file's own form holds."""

    title = forms.CharField(label=_("What the case is about, in a few words"), max_length=200)
    facts = WhenField(label=_("Date of the facts"), help_text=_("It decides which law applies and when limitation begins."))
    clarified = day_field(
        _("Fate clarified on"),
        _("Only for an enforced disappearance: as long as the fate is unknown, limitation does not begin."),
    )
    summary = forms.CharField(label=_("The facts, briefly"), required=False, widget=area(5))
    contradicting = forms.CharField(
        label=_("What contradicts or helps the defence"),
        help_text=_("It goes into every dossier. It can be changed, and every earlier version stays readable."),
        required=False,
        widget=area(4),
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=300)
    next_step_on = day_field(_("Next step by"))
    stall_reason = forms.ChoiceField(label=_("Why it stalls"), required=False)
    stall_words = forms.CharField(label=_("Why it stalls, in words"), required=False, widget=area(2))
    remind_after = forms.IntegerField(label=_("Remind after so many days without an act"), min_value=7, max_value=1000)
    dormant_after = forms.IntegerField(label=_("Dormant after so many days without an act"), min_value=14, max_value=3000)

    def __init__(self, data: Any = None, *, kept: CaseContent, **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["stall_reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices("stall_reasons", "—", keep=kept.stall_reason)

    def said(self) -> dict[str, object]:
        """What was answered, as it is kept."""
        said = dict(self.cleaned_data)
        return said | {name: iso(said[name]) for name in ("clarified", "next_step_on")}


def initial_of(content: CaseContent) -> dict[str, Any]:
    """The first values of the file's form."""
    return {name: getattr(content, name) for name in CaseForm.base_fields if hasattr(content, name)}


class PauseForm(RecordForm):
    """Whether reminders rest, and why."""

    paused = forms.ChoiceField(label=_("Reminders"), required=False, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why"), help_text=_("Read by those who hold the file only. The figures leave this file out."), required=False,
        widget=area(2), max_length=1000,
    )  # fmt: skip

    def __init__(self, *args: Any, ways: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["paused"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = ways


class ReasonForm(RecordForm):
    """A reason, where one is owed."""

    why = forms.CharField(label=_("Why"), widget=area(3), max_length=1000)
